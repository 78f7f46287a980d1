#include "letter/pdf_sign.hpp"

#include "core/indonesian.hpp"
#include "letter/cms.hpp"
#include "letter/pdf_signature_fields.hpp"
#include "letter/pdf_update.hpp"
#include "letter/pdf_verify.hpp"
#include "letter/pdf_writer.hpp"
#include "letter/pdf_xmp.hpp"

#include <algorithm>

namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

constexpr std::size_t kNumberWidth = 10;

/// The field with one entry set.
PdfValue with_entry(PdfValue dictionary, std::string const& key, PdfValue value) {
    for (auto& [name, old] : dictionary.entries)
        if (name == key) {
            old = std::move(value);
            return dictionary;
        }
    dictionary.entries.emplace_back(key, std::move(value));
    return dictionary;
}

PdfValue integer(std::int64_t n) {
    PdfValue out;
    out.kind = Kind::Integer;
    out.integer = n;
    out.real = static_cast<double>(n);
    return out;
}

/// Says in the form that there are signatures, and that saving must only add.
void flag_form(PdfFile const& file, PdfUpdate& update) {
    constexpr std::int64_t kSignaturesAppendOnly = 3;
    auto const& form = file.get(file.catalog(), "AcroForm");
    if (file.get(form, "SigFlags").integer == kSignaturesAppendOnly) return;
    auto flagged = with_entry(form, "SigFlags", integer(kSignaturesAppendOnly));
    auto const* reference = file.catalog().find("AcroForm");
    if (reference->is(Kind::Reference))
        update.set(static_cast<int>(reference->integer), pdf_syntax(flagged));
    else
        update.set(static_cast<int>(file.trailer().find("Root")->integer),
                   pdf_syntax(with_entry(file.catalog(), "AcroForm", std::move(flagged))));
}

Result<SignatureSlot> choose_slot(PdfFile const& file, std::string const& name) {
    auto const slots = signature_slots(file);
    std::string names;
    for (auto const& slot : slots) {
        names += (names.empty() ? "" : ", ") + slot.name;
        bool const filled = slot.dictionary || slot.lost;
        if (name.empty() ? !filled : slot.name == name) {
            if (filled) return conflict("bidang " + name + " sudah ditandatangani");
            return slot;
        }
    }
    if (!name.empty())
        return not_found("bidang tanda tangan " + name + " tidak ada" + (names.empty() ? "" : "; yang ada: " + names));
    return conflict(
        slots.empty() ? "berkas ini tidak mempunyai bidang tanda tangan; buatlah suratnya untuk tanda tangan elektronik"
                      : "semua bidang tanda tangan sudah terisi: " + names);
}

/// Earlier signatures must hold, or one more would lend them weight; and none may have closed the file.
Result<> look_at_earlier(PdfFile const& file, std::string_view pdf, Instant when) {
    auto const& closing = file.get(file.get(file.catalog(), "Perms"), "DocMDP");
    for (auto const& reference : file.get(closing, "Reference").items)
        if (file.get(file.get(file.resolve(reference), "TransformParams"), "P").integer == 1)
            return conflict("penanda tangan pertama menutup berkas ini bagi perubahan apa pun, juga tanda tangan lain");
    auto const report = verify_pdf(pdf, when);
    if (!report) return report.error();
    for (auto const& s : report->signatures) {
        bool const harmless =
            std::all_of(s.changes.begin(), s.changes.end(), [](PdfChange const& c) { return c.harmless; });
        if (s.state != SignatureReport::State::Whole || !harmless)
            return conflict("tanda tangan di bidang " + s.field + " sudah rusak (" +
                            (s.why.empty() ? "isi berubah sesudahnya" : s.why) + "); mintalah berkas yang utuh");
    }
    return Done{};
}

} // namespace

Result<std::string> sign_pdf(std::string_view pdf, SigningKey const& key, SignRequest const& request) {
    auto const file = PdfFile::read(pdf);
    if (!file) return file.error();
    auto const& holder = key.holder();
    if (request.when < holder.from || request.when > holder.until)
        return conflict("sertifikat " + holder.name + " berlaku dari " + tanggal(day_of(holder.from, request.zone)) +
                        " sampai " + tanggal(day_of(holder.until, request.zone)) +
                        "; mintalah sertifikat yang berlaku kepada penerbitnya");
    auto const slot = choose_slot(*file, request.field);
    if (!slot) return slot.error();
    if (auto const good = look_at_earlier(*file, pdf, request.when); !good) return good.error();

    PdfUpdate update(*file);
    auto const signature = update.add();
    auto const room = cms_room(key, static_cast<bool>(request.stamp));
    std::string const blank(kNumberWidth, '0');
    std::string syntax = "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M " +
                         PdfWriter::text(pdf_date(request.when, request.zone)) + " /Name " +
                         PdfWriter::text(holder.name);
    if (!request.reason.empty()) syntax += " /Reason " + PdfWriter::text(request.reason);
    if (!request.place.empty()) syntax += " /Location " + PdfWriter::text(request.place);
    syntax += " /ByteRange [0 ";
    auto const numbers = syntax.size();
    syntax += blank + " " + blank + " " + blank + "] /Contents ";
    auto const gap = syntax.size();
    syntax += "<" + std::string(room * 2, '0') + ">";
    auto const behind = syntax.size();
    update.set(signature, syntax + ">>");
    PdfValue reference;
    reference.kind = Kind::Reference;
    reference.integer = signature;
    update.set(slot->object, pdf_syntax(with_entry(file->object(slot->object)->value, "V", reference)));
    flag_form(*file, update);

    auto saved = update.save();
    auto& bytes = saved.bytes;
    auto const start = saved.places.at(signature);
    auto const put = [&](std::size_t which, std::size_t value) {
        auto const digits = std::to_string(value);
        auto padded = digits + std::string(kNumberWidth - digits.size(), ' ');
        bytes.replace(start + numbers + which * (kNumberWidth + 1), kNumberWidth, padded);
    };
    put(0, start + gap);
    put(1, start + behind);
    put(2, bytes.size() - start - behind);
    std::string covered = bytes.substr(0, start + gap);
    covered += std::string_view(bytes).substr(start + behind);
    auto const cms = make_cms(covered, key, request.stamp);
    if (!cms) return cms.error();
    if (cms->size() > room) {
        auto error = unavailable("tanda tangan lebih besar daripada tempatnya");
        error.log = std::to_string(cms->size()) + " > " + std::to_string(room);
        return error;
    }
    constexpr char kHex[] = "0123456789abcdef";
    for (std::size_t i = 0; i < cms->size(); ++i) {
        auto const byte = static_cast<unsigned char>((*cms)[i]);
        bytes[start + gap + 1 + i * 2] = kHex[byte >> 4U];
        bytes[start + gap + 2 + i * 2] = kHex[byte & 15U];
    }
    return std::move(saved.bytes);
}

Result<std::vector<SignatureFieldName>> signature_fields(std::string_view pdf) {
    auto const file = PdfFile::read(pdf);
    if (!file) return file.error();
    std::vector<SignatureFieldName> out;
    for (auto const& slot : signature_slots(*file)) out.push_back({slot.name, slot.dictionary != nullptr});
    return out;
}

} // namespace alur::letter
