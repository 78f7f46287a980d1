#include "letter/pdf_verify.hpp"

#include "letter/cms.hpp"
#include "letter/pdf_date.hpp"
#include "letter/pdf_signature_fields.hpp"

#include <algorithm>

namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

/// The bytes a signature covers: everything but the gap in which it stands.
struct Cover {
    std::size_t gap = 0, behind = 0, end = 0;
};

/// Nothing, with a reason, when the ranges are not exactly the file up to `end` without the signature's own bytes.
std::optional<Cover> cover_of(PdfFile const& file, SignatureSlot const& slot, std::string& why) {
    auto const& range = file.get(*slot.dictionary, "ByteRange").items;
    std::int64_t n[4] = {};
    auto const size = static_cast<std::int64_t>(file.bytes().size());
    bool good = range.size() == 4;
    for (std::size_t i = 0; good && i < 4; ++i) {
        good = range[i].is(Kind::Integer) && range[i].integer >= 0 && range[i].integer <= size;
        n[i] = range[i].integer;
    }
    good = good && n[0] == 0 && n[1] < n[2] && n[2] + n[3] <= size;
    if (!good) {
        why = "daftar bita yang ditandatangani (ByteRange) tidak masuk akal";
        return std::nullopt;
    }
    Cover const out{static_cast<std::size_t>(n[1]), static_cast<std::size_t>(n[2]),
                    static_cast<std::size_t>(n[2] + n[3])};
    // The gap must hold the signature itself and nothing else, or something could hide in it.
    PdfLexer lexer(file.bytes(), out.gap);
    auto const inside = file.bytes()[out.gap] == '<' ? lexer.value(false) : std::nullopt;
    auto const* contents = slot.dictionary->find("Contents");
    if (!inside || lexer.at() != out.behind || !contents || *contents != *inside || lexer.faults().hexadecimal) {
        why = "bagian yang tidak ditandatangani memuat lebih dari tanda tangannya";
        return std::nullopt;
    }
    if (slot.signature &&
        (slot.signature->packed || out.gap < slot.signature->offset || out.behind > slot.signature->end)) {
        why = "tanda tangan menunjuk tempat yang bukan miliknya";
        return std::nullopt;
    }
    auto const covered = file.bytes().substr(0, out.end);
    auto const tail = covered.substr(covered.size() - std::min<std::size_t>(covered.size(), 12));
    if (tail.find("%%EOF") == std::string_view::npos) {
        why = "yang ditandatangani bukan satu simpanan berkas yang utuh";
        return std::nullopt;
    }
    return out;
}

void read_cms(PdfFile const& file, SignatureSlot const& slot, Cover const& cover, TrustedCertificates const* trusted,
              Instant now, SignatureReport& out) {
    auto const& kind = file.get(*slot.dictionary, "SubFilter");
    std::string bytes(file.bytes().substr(0, cover.gap));
    bytes += file.bytes().substr(cover.behind, cover.end - cover.behind);
    auto const& contents = file.get(*slot.dictionary, "Contents").text;
    if (kind.is_name("ETSI.RFC3161")) {
        auto const stamp = read_timestamp(contents, bytes);
        out.state = stamp ? SignatureReport::State::Whole : SignatureReport::State::Altered;
        if (stamp) {
            out.signer = stamp->authority;
            out.stamped = stamp->at;
            out.stamped_by = stamp->authority.name;
        } else {
            out.why = stamp.error().message;
        }
        return;
    }
    if (!kind.is_name("ETSI.CAdES.detached") && !kind.is_name("adbe.pkcs7.detached")) {
        out.why = "bentuk tanda tangan \"" + kind.text + "\" tidak dikenal";
        return;
    }
    auto const report = verify_cms(contents, bytes, trusted, out.claimed.value_or(now));
    using Outcome = CmsReport::Outcome;
    out.state = report.outcome == Outcome::Whole     ? SignatureReport::State::Whole
                : report.outcome == Outcome::Altered ? SignatureReport::State::Altered
                                                     : SignatureReport::State::Unreadable;
    out.why = report.why;
    out.signer = report.signer;
    out.stamped = report.stamped;
    out.stamped_by = report.stamped_by;
    out.trusted = report.trusted;
}

} // namespace

bool SignatureReport::holds() const {
    return state == State::Whole && in_validity && trusted.value_or(true) &&
           std::all_of(changes.begin(), changes.end(), [](PdfChange const& c) { return c.harmless; });
}

bool VerifyReport::holds() const {
    return !signatures.empty() &&
           std::all_of(signatures.begin(), signatures.end(), [](SignatureReport const& s) { return s.holds(); });
}

Result<VerifyReport> verify_pdf(std::string_view pdf, Instant now, TrustedCertificates const* trusted) {
    auto const file = PdfFile::read(pdf);
    if (!file) return file.error();
    VerifyReport out;
    std::vector<std::pair<std::size_t, SignatureReport>> found;
    for (auto const& slot : signature_slots(*file)) {
        SignatureReport report;
        report.field = slot.name;
        if (!slot.dictionary) {
            if (!slot.lost) {
                out.empty_fields.push_back(slot.name);
                continue;
            }
            report.why = "tanda tangan yang disebut bidang ini tidak ada di dalam berkas";
            found.emplace_back(pdf.size(), std::move(report));
            continue;
        }
        auto const text = [&](char const* key) { return pdf_text(file->get(*slot.dictionary, key).text); };
        report.claimed = parse_pdf_date(file->get(*slot.dictionary, "M").text);
        report.reason = text("Reason");
        report.place = text("Location");
        auto const cover = cover_of(*file, slot, report.why);
        if (cover) {
            read_cms(*file, slot, *cover, trusted, now, report);
            auto const at = report.stamped ? *report.stamped : report.claimed.value_or(now);
            report.in_validity = report.signer.from <= at && at <= report.signer.until;
            report.whole_file = cover->end == pdf.size();
            if (!report.whole_file) {
                auto const then = PdfFile::read(pdf.substr(0, cover->end));
                if (then)
                    report.changes = pdf_changes(*then, *file);
                else
                    report.changes.push_back({"keadaan berkas saat ditandatangani tidak terbaca lagi", false});
                if (report.changes.empty())
                    report.changes.push_back({"berkas disimpan lagi tanpa mengubah isinya", true});
            }
        } else {
            report.state = SignatureReport::State::Altered;
        }
        found.emplace_back(cover ? cover->end : pdf.size(), std::move(report));
    }
    std::stable_sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    for (auto& [end, report] : found) out.signatures.push_back(std::move(report));
    return out;
}

} // namespace alur::letter
