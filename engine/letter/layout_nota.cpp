#include "letter/compose.hpp"

#include "core/text.hpp"

namespace alur::letter {

void lay_out_nota(Composer& page) {
    auto const& letter = page.letter();
    page.letterhead();
    page.centred(letter.title.empty() ? std::vector<std::string>{"NOTA DINAS"} : letter.title, page.spec().size, true,
                 false, 0, TagKind::Heading1);
    std::vector<std::pair<std::string, std::string>> rows;
    auto const several = [&](std::string const& label, std::vector<std::string> const& lines) {
        for (std::size_t i = 0; i < lines.size(); ++i)
            rows.emplace_back(i == 0 ? label : "",
                              lines.size() > 1 ? std::to_string(i + 1) + ". " + lines[i] : lines[i]);
    };
    std::vector<std::string> to;
    for (auto const& a : letter.addressees) to.push_back(a.to);
    several("Yth.", page.needs_address_annex() ? std::vector<std::string>{"(daftar terlampir)"} : to);
    rows.emplace_back("Dari", letter.from);
    several("Tembusan", letter.copies);
    rows.emplace_back("Tanggal", letter.date);
    for (auto const& n : letter.numbers) rows.emplace_back("Nomor", n);
    rows.emplace_back("Sifat", letter.urgency);
    rows.emplace_back("Lampiran", letter.enclosure);
    rows.emplace_back("Hal", letter.subject);
    page.rows(rows, page.spec().label, page.spec().value_limit, page.spec().block_gap);
    page.full_rule();
    auto flow = page.body_flow();
    flow.labelled_indent = flow.first_indent;
    page.body(flow);
    page.closing();
    page.signatures();
}

} // namespace alur::letter
