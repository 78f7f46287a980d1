#include "letter/pdf_check.hpp"

#include "letter/pdf_check_rule.hpp"

#include <array>

namespace alur::letter {

namespace {

constexpr std::size_t kMostPerRule = 5;

std::array<std::span<CheckRule const>, 6> all_rules() {
    return {check_file_rules(), check_graphics_rules(), check_font_rules(),
            check_form_rules(), check_metadata_rules(), check_tag_rules()};
}

Xmp metadata_of(PdfFile const& file) {
    auto const* object = file.object(file.catalog().find("Metadata"));
    auto const packet = object ? file.stream(*object) : std::nullopt;
    return packet ? read_xmp(*packet) : Xmp{};
}

} // namespace

void CheckSink::add(std::string message) {
    if (found_.size() < kMostPerRule)
        found_.push_back(std::move(message));
    else
        ++more_;
}

std::vector<std::string> CheckSink::take() {
    if (more_ > 0) found_.back() += "; dan " + std::to_string(more_) + " lagi yang sejenis";
    return std::move(found_);
}

std::string object_place(int number) { return "objek " + std::to_string(number); }
std::string page_place(std::size_t index) { return "halaman " + std::to_string(index + 1); }

Result<std::vector<CheckFinding>> check_pdf(std::string_view pdf) {
    auto const file = PdfFile::read(pdf);
    if (!file) return file.error();
    CheckInput input{*file, file->pages(), {}, read_structure(*file), metadata_of(*file)};
    for (auto const page : input.pages) input.facts.push_back(content_facts(*file, page));
    std::vector<CheckFinding> out;
    for (auto const& group : all_rules())
        for (auto const& rule : group) {
            CheckSink sink;
            rule.look(input, sink);
            for (auto& message : sink.take()) out.push_back({rule.id, rule.clause, std::move(message)});
        }
    return out;
}

std::vector<CheckRuleName> check_rules() {
    std::vector<CheckRuleName> out;
    for (auto const& group : all_rules())
        for (auto const& rule : group) out.push_back({rule.id, rule.clause});
    return out;
}

} // namespace alur::letter
