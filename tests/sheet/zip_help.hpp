#pragma once
#include "sheet/sheet_help.hpp"
#include "sheet/zip_archive.hpp"
#include "sheet/zip_maker.hpp"

#include <map>

namespace alur::sheet_test {

/// The parts of a workbook that libxlsxwriter makes, by name.
inline std::map<std::string, std::string> parts_of(std::string const& bytes) {
    std::map<std::string, std::string> parts;
    auto archive = sheet::ZipArchive::open(bytes, {});
    REQUIRE(archive);
    for (auto const& name : archive->names()) {
        auto text = archive->text(name);
        REQUIRE(text);
        parts[name] = *text;
    }
    return parts;
}

inline std::string zipped(std::map<std::string, std::string> const& parts) {
    ZipMaker zip;
    for (auto const& [name, text] : parts) zip.add(name, text);
    return zip.bytes();
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    auto const at = text.find(from);
    INFO("looking for " << from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

inline std::string replaced_all(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

} // namespace alur::sheet_test
