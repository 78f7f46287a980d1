#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace alur::letter {

/// The XMP metadata of a file, as far as the archive rules ask for it.
struct Xmp {
    bool present = false;
    bool readable = false;
    bool odd_packet = false; ///< a packet header with bytes= or encoding=
    /// namespace + local name → text; the first item of a list
    std::map<std::string, std::string> properties;
    std::set<std::string> schemas; ///< namespaces described by extension schemas

    std::string const* find(std::string_view space, std::string_view local) const;
};

inline constexpr std::string_view kXmpDublinCore = "http://purl.org/dc/elements/1.1/";
inline constexpr std::string_view kXmpBasic = "http://ns.adobe.com/xap/1.0/";
inline constexpr std::string_view kXmpPdf = "http://ns.adobe.com/pdf/1.3/";
inline constexpr std::string_view kXmpArchive = "http://www.aiim.org/pdfa/ns/id/";
inline constexpr std::string_view kXmpAccess = "http://www.aiim.org/pdfua/ns/id/";
inline constexpr std::string_view kXmpExtension = "http://www.aiim.org/pdfa/ns/extension/";

Xmp read_xmp(std::string const& packet);

} // namespace alur::letter
