#include "model/bpmn_reader.hpp"

#include "core/hash.hpp"
#include "core/text.hpp"
#include "model/bpmn_build.hpp"
#include "model/bpmn_rules/rules.hpp"

#include <array>

namespace alur::model {

namespace {

/// 0x80 … 0x9f of Windows-1252; unused ones stay control characters.
constexpr std::array<char32_t, 32> kWindows{0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                            0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                            0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                            0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

std::string from_utf16(std::string_view bytes, bool big) {
    std::string out;
    auto const unit = [&](std::size_t i) {
        auto const a = static_cast<unsigned char>(bytes[i]);
        auto const b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(big ? a * 256 + b : b * 256 + a);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        auto code = unit(i);
        if (code >= 0xd800 && code < 0xdc00 && i + 3 < bytes.size()) {
            auto const low = unit(i + 2);
            if (low >= 0xdc00 && low < 0xe000) {
                code = 0x10000 + ((code - 0xd800) << 10U) + (low - 0xdc00);
                i += 2;
            }
        }
        append_utf8(out, code >= 0xd800 && code < 0xe000 ? char32_t{0xfffd} : code);
    }
    return out;
}

} // namespace

std::string xml_as_utf8(std::string bytes) {
    if (bytes.starts_with("\xff\xfe")) return from_utf16(std::string_view(bytes).substr(2), false);
    if (bytes.starts_with("\xfe\xff")) return from_utf16(std::string_view(bytes).substr(2), true);
    if (is_utf8(bytes) || !bytes.starts_with("<?xml")) return bytes;
    auto const declaration = lower_ascii(std::string_view(bytes).substr(0, bytes.find("?>")));
    auto const windows = declaration.find("windows-1252") != std::string::npos;
    if (!windows && declaration.find("iso-8859-1") == std::string::npos) return bytes;
    std::string out;
    for (char const c : bytes) {
        auto const code = static_cast<unsigned char>(c);
        append_utf8(out, windows && code >= 0x80 && code < 0xa0 ? kWindows[code - 0x80U] : char32_t{code});
    }
    return out;
}

Result<BpmnFile> read_bpmn(format::SourceFile const& file, BpmnOptions const& options) {
    auto parsed = format::parse_xml(file);
    if (!parsed) return parsed.error();
    BpmnFile out;
    out.document = std::move(parsed).value();
    if (!is_bpmn(out.document, "definitions")) {
        auto error = invalid(file.name + ": bukan berkas BPMN 2.0");
        error.found.error("not-bpmn", out.document.place,
                          "unsur teratas adalah <" + out.document.name + ">, bukan <definitions> dari " +
                              std::string(kBpmnSpace));
        return error;
    }
    BpmnDocument document(out.document);
    if (!options.run.empty()) document.force_executable(options.run);
    out.definitions = ProcessBuilder(document, out.found, out.unsupported, options.names,
                                     std::make_shared<std::string const>(file.text))
                          .build(file.name);
    out.definitions.hash = sha256(file.text);
    check_rules({document, out.definitions, options.exists, out.found});
    out.found.sort();
    out.unsupported.sort();
    return out;
}

std::string write_bpmn(BpmnFile const& file) { return format::write_xml(file.document); }

} // namespace alur::model
