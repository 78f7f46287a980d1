#include "esign/client.hpp"

#include "core/base64.hpp"
#include "core/hash.hpp"
#include "esign/multipart.hpp"
#include "feel/json.hpp"

namespace alur::esign {

namespace {

using feel::Value;

std::map<std::string, std::string> const& default_paths(int version) {
    static std::map<std::string, std::string> const kFirst{
        {"sign", "/api/sign/pdf"}, {"download", "/api/sign/download/"}, {"status", "/api/user/status/"}};
    static std::map<std::string, std::string> const kSecond{{"sign", "/api/v2/sign/pdf"},
                                                            {"status", "/api/v2/user/check/status"}};
    return version == 1 ? kFirst : kSecond;
}

bool is_email(std::string const& identity) { return identity.find('@') != std::string::npos; }

std::string found_text(Value const& answer, std::initializer_list<char const*> names) {
    for (auto const* name : names)
        if (auto const* value = answer.find(name); value && !value->is_null()) return feel::to_text(*value);
    return "";
}

/// What the service says is wrong, in a sentence of ours. 4xx comes again, 5xx may not.
Error refusal(channel::HttpAnswer const& answer, PassPhrase const& pass_phrase) {
    std::string said, code;
    if (auto const body = feel::from_json(answer.body); body && body->is_context()) {
        said = found_text(*body, {"error", "message", "pesan", "description"});
        code = found_text(*body, {"status_code", "statusCode", "code"});
    }
    if (said.size() > 300) said.resize(300);
    std::string message = "layanan tanda tangan menolak (" + std::to_string(answer.status) + ")";
    if (code == "2031")
        message += ": frasa sandi salah";
    else if (code == "2011")
        message += ": penanda tangan belum terdaftar";
    else if (!said.empty())
        message += ": " + said;
    message = pass_phrase.without(std::move(message));
    return answer.status >= 400 && answer.status < 500 ? invalid(std::move(message)) : unavailable(std::move(message));
}

} // namespace

std::string ClientSettings::path(std::string const& key) const {
    if (auto const own = paths.find(key); own != paths.end()) return own->second;
    auto const& defaults = default_paths(version);
    auto const found = defaults.find(key);
    return found == defaults.end() ? "" : found->second;
}

std::string ClientSettings::name(std::string const& key) const {
    auto const own = names.find(key);
    return own == names.end() ? key : own->second;
}

channel::HttpRequest Client::call(std::string const& path) const {
    channel::HttpRequest request;
    request.called = "layanan tanda tangan";
    request.url = settings_.base_url + path;
    request.user = settings_.user;
    request.password = settings_.password;
    request.time_limit = settings_.time_limit;
    request.trusted_certificates = settings_.trusted_certificates;
    return request;
}

Result<SignedPdf> Client::sign(SignRequest const& request) {
    if (request.identity.empty())
        return invalid("NIK atau pos-el penanda tangan " + request.signer + " belum diketahui layanan tanda tangan");
    auto signed_pdf = settings_.version == 1 ? sign_v1(request) : sign_v2(request);
    if (!signed_pdf) return signed_pdf.error();
    if (auto const good = check_answer(request.pdf, signed_pdf->bytes); !good) return good.error();
    return signed_pdf;
}

Result<SignedPdf> Client::sign_v1(SignRequest const& request) {
    Multipart form("alur-" + sha256(request.pdf).substr(0, 32));
    form.field(settings_.name("nik"), request.identity);
    form.field(settings_.name("passphrase"), request.pass_phrase.reveal());
    form.field(settings_.name("tampilan"), "invisible");
    if (!request.reason.empty()) form.field(settings_.name("reason"), request.reason);
    if (!request.place.empty()) form.field(settings_.name("location"), request.place);
    form.file(settings_.name("file"), request.file_name, "application/pdf", request.pdf);
    auto http = call(settings_.path("sign"));
    http.content_type = form.content_type();
    http.body = form.finish();
    auto answer = channel::exchange(http);
    if (!answer) return answer.error();
    if (answer->status != 200) return refusal(*answer, request.pass_phrase);
    SignedPdf out;
    out.remote_id = answer->headers["id_dokumen"];
    if (answer->body.starts_with("%PDF-")) {
        out.bytes = std::move(answer->body);
        return out;
    }
    // Some installations answer in JSON, some only say under which id the file is kept.
    if (auto const body = feel::from_json(answer->body); body && body->is_context()) {
        if (out.remote_id.empty()) out.remote_id = found_text(*body, {"id_dokumen", "id"});
        if (auto const text = found_text(*body, {"base64_signed_file", "file"}); !text.empty()) {
            auto bytes = from_base64(text);
            if (!bytes) return unavailable("jawaban layanan tanda tangan tidak dapat dibaca");
            out.bytes = std::move(*bytes);
            return out;
        }
    }
    if (out.remote_id.empty()) return unavailable("jawaban layanan tanda tangan tidak memuat berkas");
    auto bytes = download(out.remote_id);
    if (!bytes) return bytes.error();
    out.bytes = std::move(*bytes);
    return out;
}

Result<std::string> Client::download(std::string const& id) {
    if (id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.") != std::string::npos)
        return unavailable("nomor dokumen dari layanan tanda tangan tidak sah");
    auto http = call(settings_.path("download") + id);
    http.method = "GET";
    auto answer = channel::exchange(http);
    if (!answer) return answer.error();
    if (answer->status != 200) return refusal(*answer, {});
    return std::move(answer->body);
}

Result<SignedPdf> Client::sign_v2(SignRequest const& request) {
    auto const text = [](std::string_view value) { return Value::string(std::string(value)); };
    std::vector<Value::Entry> look{{settings_.name("tampilan"), text("INVISIBLE")}};
    if (!request.reason.empty()) look.emplace_back(settings_.name("reason"), text(request.reason));
    if (!request.place.empty()) look.emplace_back(settings_.name("location"), text(request.place));
    auto const body =
        Value::context({{settings_.name(is_email(request.identity) ? "email" : "nik"), text(request.identity)},
                        {settings_.name("passphrase"), text(request.pass_phrase.reveal())},
                        {settings_.name("signatureProperties"), Value::list({Value::context(std::move(look))})},
                        {settings_.name("file"), Value::list({text(base64(request.pdf))})}});
    auto http = call(settings_.path("sign"));
    http.content_type = "application/json";
    http.body = feel::to_json(body);
    auto answer = channel::exchange(http);
    if (!answer) return answer.error();
    if (answer->status != 200) return refusal(*answer, request.pass_phrase);
    auto const said = feel::from_json(answer->body);
    auto const* files = said && said->is_context() ? said->find(settings_.name("file")) : nullptr;
    auto const file = !files                                           ? Value()
                      : files->is_list() && files->items().size() == 1 ? files->items()[0]
                      : files->is_list()                               ? Value()
                                                                       : *files;
    if (!file.is_string()) return unavailable("jawaban layanan tanda tangan tidak memuat berkas");
    auto bytes = from_base64(file.as_string());
    if (!bytes) return unavailable("jawaban layanan tanda tangan tidak dapat dibaca");
    return SignedPdf{std::move(*bytes), found_text(*said, {"id_dokumen", "id"})};
}

Result<std::string> Client::status(std::string const& identity) {
    auto http = call(settings_.path("status"));
    if (settings_.version == 1) {
        if (identity.find_first_not_of("0123456789") != std::string::npos)
            return invalid("NIK penanda tangan hanya boleh angka");
        http.method = "GET";
        http.url += identity;
    } else {
        http.content_type = "application/json";
        http.body = feel::to_json(
            Value::context({{settings_.name(is_email(identity) ? "email" : "nik"), Value::string(identity)}}));
    }
    auto answer = channel::exchange(http);
    if (!answer) return answer.error();
    if (answer->status != 200) return refusal(*answer, {});
    auto const said = feel::from_json(answer->body);
    if (!said || !said->is_context()) return unavailable("jawaban layanan tanda tangan tidak dapat dibaca");
    return found_text(*said, {"status", "userStatus", "data", "message"});
}

} // namespace alur::esign
