#include "letter/letter.hpp"

#include "core/indonesian.hpp"
#include "format/file.hpp"
#include "letter/compose.hpp"
#include "letter/fill.hpp"
#include "letter/image.hpp"
#include "letter/packing.hpp"
#include "letter/pdf_document.hpp"

namespace alur::letter {

struct TypesetterState {
    LayoutBook layouts;
    FontBook fonts;
    std::optional<Image> logo;
    std::string profile; ///< deflated
    std::string logo_warning;
};

Typesetter::Typesetter() : state_(std::make_unique<TypesetterState>()) {}
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;
Typesetter::~Typesetter() = default;

Result<Typesetter> Typesetter::open(std::filesystem::path const& folder) {
    auto const source = format::read_text(folder / "layouts.yaml");
    if (!source) return source.error();
    auto layouts = read_layouts(*source);
    if (!layouts) return layouts.error();
    auto fonts = FontBook::open(layouts->families, layouts->fallback, layouts->font_folders);
    if (!fonts) return fonts.error();
    Typesetter out;
    auto& s = *out.state_;
    s.fonts = std::move(*fonts);
    for (auto const& path : layouts->colour_profiles)
        if (auto const bytes = format::read_bytes(path, 4'000'000)) {
            s.profile = deflated(*bytes, 9);
            break;
        }
    if (s.profile.empty())
        return not_found(
            "profil warna sRGB tidak ditemukan; pasang paket icc-profiles-free atau ubah profil_warna di layouts.yaml");
    if (!layouts->logo.empty()) {
        auto image = read_png(folder / layouts->logo, layouts->logo_text);
        if (image)
            s.logo = std::move(*image);
        else if (image.error().kind == ErrorKind::NotFound)
            s.logo_warning = "lambang " + layouts->logo + " belum ada di folder templat; kop dicetak tanpa lambang";
        else
            return image.error();
    }
    s.layouts = std::move(*layouts);
    return out;
}

namespace {

struct LaidOut {
    Letter letter;
    Pages pages;
};

Result<LaidOut> lay_out_letter(TypesetterState& state, LetterTemplate const& source, feel::Scope const& data,
                               Issue const& issue) {
    state.fonts.trim();
    auto scope = data;
    std::vector<feel::Value::Entry> entries;
    bool const draft = issue.watermark == Watermark::Draft;
    if (!issue.number.empty() || draft)
        entries.emplace_back("nomor_surat", feel::Value::string(issue.number.empty() ? "……………" : issue.number));
    if (issue.date)
        entries.emplace_back("tanggal_surat", feel::Value::date(*issue.date));
    else if (draft)
        entries.emplace_back("tanggal_surat", feel::Value::string("……………"));
    scope.push(feel::Value::context(std::move(entries)));
    auto letter = fill(source, scope, state.layouts.closing);
    if (!letter) return letter.error();
    if (!draft && has_open_text(*letter))
        return invalid("surat " + source.id +
                       " masih memuat bagian yang belum pasti ([[ … ]]); lengkapi dahulu sebelum diterbitkan");
    Marking marking;
    marking.watermark = draft ? "DRAF" : issue.watermark == Watermark::Copy ? "SALINAN" : "";
    marking.is_draft = draft;
    marking.verification = issue.verification.value_or("");
    marking.code = issue.code;
    marking.logo = state.logo ? &*state.logo : nullptr;
    auto pages = lay_out(*letter, state.layouts, state.fonts, marking);
    if (!pages) return pages.error();
    return LaidOut{std::move(*letter), std::move(*pages)};
}

Result<Pdf> write(TypesetterState& state, LetterTemplate const& source, feel::Scope const& data, Issue const& issue,
                  Conformance conformance) {
    auto laid = lay_out_letter(state, source, data, issue);
    if (!laid) return laid.error();
    DocumentFacts facts;
    facts.title = laid->letter.subject.empty() ? source.name : source.name + ": " + laid->letter.subject;
    facts.created = issue.created;
    facts.zone = issue.zone;
    facts.snapshot = conformance == Conformance::A3b ? issue.snapshot : std::string();
    facts.colour_profile = state.profile;
    facts.conformance = conformance;
    auto bytes = write_document(laid->pages, state.fonts, facts);
    if (!bytes) return bytes.error();
    Pdf pdf;
    pdf.bytes = std::move(*bytes);
    pdf.pages = static_cast<int>(laid->pages.pages.size());
    auto const& letter = laid->letter;
    pdf.subject = !letter.subject.empty() ? letter.subject : !letter.about.empty() ? letter.about : source.name;
    for (auto const& one : letter.addressees) pdf.addressees.push_back(one.to);
    for (auto const& one : letter.signatures)
        if (!one.name.empty()) pdf.signer += (pdf.signer.empty() ? "" : "; ") + one.name;
    if (source.letterhead == Letterhead::Dinas && !state.logo_warning.empty())
        pdf.warnings.push_back(state.logo_warning);
    return pdf;
}

} // namespace

Result<Pdf> Typesetter::render(LetterTemplate const& letter, feel::Scope const& data, Issue const& issue) {
    return write(*state_, letter, data, issue, Conformance::A3b);
}

Result<Pdf> Typesetter::render_a1b(LetterTemplate const& letter, feel::Scope const& data, Issue const& issue) {
    return write(*state_, letter, data, issue, Conformance::A1b);
}

Result<std::string> Typesetter::text(LetterTemplate const& letter, feel::Scope const& data, Issue const& issue) {
    auto laid = lay_out_letter(*state_, letter, data, issue);
    if (!laid) return laid.error();
    return plain_text(laid->pages);
}

Result<std::string> Typesetter::dump(LetterTemplate const& letter, feel::Scope const& data, Issue const& issue) {
    auto laid = lay_out_letter(*state_, letter, data, issue);
    if (!laid) return laid.error();
    return alur::letter::dump(laid->pages);
}

} // namespace alur::letter
