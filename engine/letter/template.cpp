#include "letter/template.hpp"

#include "format/yaml.hpp"
#include "letter/template_reader.hpp"

#include <array>

namespace alur::letter {

std::string_view to_text(LayoutKind kind) {
    static constexpr std::array<std::string_view, 7> kWords{"korespondensi", "nota",     "judul",     "keputusan",
                                                            "pernyataan",    "kuitansi", "perjanjian"};
    return kWords[static_cast<std::size_t>(kind)];
}

std::string_view to_text(Series series) {
    static constexpr std::array<std::string_view, 6> kWords{"none", "SURAT",     "TUGAS",
                                                            "NOTA", "KEPUTUSAN", "BERITA_ACARA"};
    return kWords[static_cast<std::size_t>(series)];
}

Result<LetterTemplate> read_letter(format::SourceFile const& file) {
    auto matter = format::split_front_matter(file);
    if (!matter) return matter.error();
    LetterTemplate letter;
    letter.file = file.name;
    auto parts = std::make_shared<TemplateParts>();
    Diagnostics found;
    TemplateReader reader(file, found);
    reader.read(matter->head, letter, *parts);
    reader.read_body(matter->body, matter->body_line, *parts);
    if (found.has_errors()) {
        found.sort();
        auto error = invalid(file.name + " tidak dapat dipakai: " + std::to_string(found.size()) + " kesalahan");
        error.found = std::move(found);
        return error;
    }
    reader.settle_fields(*parts);
    letter.parts = std::move(parts);
    letter.remarks = std::move(found);
    return letter;
}

std::vector<FieldUse> field_uses(LetterTemplate const& letter) {
    return letter.parts ? letter.parts->fields : std::vector<FieldUse>{};
}

std::vector<std::string> fields(LetterTemplate const& letter) {
    std::vector<std::string> out;
    for (auto const& use : field_uses(letter)) out.push_back(use.path);
    return out;
}

} // namespace alur::letter
