#include "letter/pdf_check.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// Any bytes: read as a PDF and held against the rules, or refused. Bytes that begin with `*` are the objects of a
/// file, an empty line between them; the table around them is made here, so that the fuzzer gets past it.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    std::string bytes(reinterpret_cast<char const*>(data), size);
    if (bytes.starts_with('*')) {
        std::string file = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", table;
        int count = 1;
        for (std::size_t at = 1; at < bytes.size() && count < 200;) {
            auto const end = std::min(bytes.find("\n\n", at), bytes.size());
            auto offset = std::to_string(file.size());
            table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
            file += std::to_string(count++) + " 0 obj\n" + bytes.substr(at, end - at) + "\nendobj\n";
            at = end + 2;
        }
        auto const start = file.size();
        file += "xref\n0 " + std::to_string(count) + "\n0000000000 65535 f \n" + table +
                "trailer\n<</Root 1 0 R /Size " + std::to_string(count) + ">>\nstartxref\n" + std::to_string(start) +
                "\n%%EOF\n";
        bytes = std::move(file);
    }
    auto const found = letter::check_pdf(bytes);
    if (!found) return 0;
    for (auto const& finding : *found)
        if (finding.message.empty() || finding.rule.empty()) std::abort();
    return 0;
}
