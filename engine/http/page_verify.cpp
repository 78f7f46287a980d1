#include "http/handlers.hpp"
#include "service/verify_letter.hpp"

namespace alur::http {

namespace {

using feel::Value;
using service::text;

/// What anybody may know of a letter: no names of people.
Value letter_value(service::VerifiedLetter const& letter) {
    bool const is_void = letter.state == "BATAL";
    return Value::context({{"kode", text(letter.code)},
                           {"kantor", text(letter.office)},
                           {"jenis", text(letter.kind)},
                           {"nomor", text(letter.number)},
                           {"tanggal", Value::date(letter.date)},
                           {"hal", text(letter.subject)},
                           {"batal", Value::boolean(is_void)},
                           {"berlaku", Value::boolean(letter.state == "TERBIT" || letter.state == "DITANDATANGANI")}});
}

/// `answer` says how a file compares: "" for none, `sama`, `lama` for an older version, `lain`.
Response verify_page(Visit const& visit, std::string const& code, service::VerifiedLetter const* letter,
                     std::string_view answer, Error const* error, int status) {
    return page(visit, {"periksa_surat", "Periksa keaslian surat", "", status, ""},
                Value::context({{"kode", text(code)},
                                {"surat", letter ? letter_value(*letter) : Value()},
                                {"berkas", text(answer)},
                                {"galat", text(error ? error->message : "")}}));
}

Response verify(Visit const& visit, std::string const& code, std::string const* bytes) {
    auto& questions = visit.site.questions();
    if (!questions.allows(visit.request.peer, visit.now)) {
        auto const wait = forbidden("terlalu banyak pemeriksaan dari alamat ini; tunggu beberapa menit");
        return verify_page(visit, code, nullptr, "", &wait, 429).with("Retry-After", "300");
    }
    questions.failed(visit.request.peer, visit.now);
    auto const letter = service::verify_code(visit.site.desk().office(), code);
    if (!letter) return verify_page(visit, code, nullptr, "", &letter.error(), status_of(letter.error().kind));
    std::string_view answer;
    if (bytes && !bytes->empty()) {
        auto const same = service::matching_version(*letter, *bytes);
        answer = !same ? "lain" : same->id == letter->versions.back().id ? "sama" : "lama";
    }
    return verify_page(visit, letter->code, &*letter, answer, nullptr, 200);
}

} // namespace

Response show_verify(Visit const& visit) {
    auto const& code = visit.request.parts.size() > 1 ? visit.part(1) : visit.request.asked("kode");
    if (code.empty()) return verify_page(visit, "", nullptr, "", nullptr, 200);
    return verify(visit, code, nullptr);
}

Response verify_file(Visit const& visit) {
    auto const& uploads = visit.request.uploads;
    return verify(visit, visit.request.sent("kode"), uploads.empty() ? nullptr : &uploads.front().bytes);
}

} // namespace alur::http
