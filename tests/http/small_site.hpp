#pragma once
#include "core/hash.hpp"
#include "core/secret.hpp"
#include "http/site.hpp"
#include "service/letter_number.hpp"
#include "service/small_pack.hpp"
#include "service/start_case.hpp"
#include "service/verification_code.hpp"
#include "store/case_words.hpp"
#include "store/documents.hpp"
#include "store/letters.hpp"
#include "store/number_register.hpp"
#include "store/settings.hpp"

#include <catch2/catch.hpp>

namespace alur::test {

/// The pages of the small pack on a clock that stands still, without a socket. Officers: `staf`, `kepala`, `admin`, all
/// with the same password.
class SmallSite {
  public:
    SmallSite() {
        pack_.append("pack.yaml", "hak: rights.csv\nsamarkan: [nik]\n");
        pack_.write("rights.csv",
                    "action,roles\nlihat_perkara,STAF KEPALA\nbuka_perkara,STAF\nambil_tugas,STAF KEPALA\n"
                    "alihkan_tugas,KEPALA\nbuka_samaran,KEPALA\nunduh_berkas,KEPALA\nkelola_akun,ADMIN\n"
                    "lihat_surat,STAF KEPALA\nkelola_surat,STAF\nlihat_papan,KEPALA\n");
        pack_.write("../../templates/uji/S01_surat.md",
                    "---\nid: S01\nnama: Surat Uji\nlayout: judul\nklasifikasi: 400\nseri: SURAT\nkonsep: STAF\n"
                    "kop: none\njudul: SURAT UJI\nmode_ttd: BASAH\npenanda_tangan:\n  - peran: KEPALA\n---\n"
                    "Isi surat.\n");
        loaded_ = pack_.load();
        auto opened =
            store::Database::open(pack_.folder.path("alur.db"), {store::Durability::ProcessDeath, nullptr, ""});
        REQUIRE(opened);
        database_ = std::move(*opened);
        office_ = std::make_unique<service::Office>(loaded_.pack, *database_);
        desk_ = std::make_unique<service::Desk>(*office_);
        auto papers = service::Papers::open(loaded_.pack, pack_.folder.path(""));
        REQUIRE(papers);
        http::SiteOptions options;
        options.log = [this](std::string line) { logged += line + '\n'; };
        auto opened_site = http::Site::open(*desk_, std::move(*papers), clock, options);
        if (!opened_site) FAIL(opened_site.error().log);
        site = std::move(*opened_site);
        add("admin", "Pengelola", {"ADMIN"});
        add("staf", "Rizal", {"STAF"});
        add("kepala", "Bambang", {"KEPALA"});
    }

    void add(std::string const& login, std::string const& name, std::vector<std::string> roles,
             std::vector<std::string> areas = {}) {
        static auto const kHash = hash_password(kPassword);
        store::OfficerAccount account;
        account.login = login;
        account.name = name;
        account.roles = std::move(roles);
        account.areas = std::move(areas);
        account.password = *kHash;
        REQUIRE(database_->write([&](store::Transaction& t) { return store::add_officer(t, account, clock.now()); }));
    }

    std::string open_case(std::string const& name = "Sido Makmur") {
        auto const number = service::start_case(
            *office_,
            {"permohonan",
             feel::Value::context({{"nama", feel::Value::string(name)}, {"nilai", feel::Value::number(5)}}), "staf"},
            clock.now());
        REQUIRE(number);
        return *number;
    }

    /// Signs in; later requests carry the session.
    void sign_in(std::string const& login) {
        cookie.clear();
        auto const answer = post("/masuk", {{"pengguna", {login}}, {"sandi", {kPassword}}});
        REQUIRE(answer.status == 303);
        cookie = header(answer, "Set-Cookie");
        cookie = cookie.substr(0, cookie.find(';'));
        cookie = cookie.substr(cookie.find('=') + 1);
    }

    /// A letter of the case in the register, numbered and made, not signed; answers its number.
    std::string add_letter(std::string const& case_number, int number, std::string_view area = "") {
        auto const done = database_->write([&](store::Transaction& t) -> Result<std::string> {
            auto const owner = store::find_case_by_number(t, case_number);
            if (!owner) return owner.error();
            if (!area.empty())
                if (auto const set = store::set_case_words(t, owner->id, case_number, area); !set) return set.error();
            auto entry = service::blank_entry(office_->pack(), office_->pack().letters.at("S01"), number, "",
                                              *parse_day("2026-03-10"));
            if (!entry) return entry.error();
            entry->case_id = owner->id;
            entry->subject = "Pemberitahuan";
            entry->addressee = "Kepala Desa Contoh";
            store::Document document;
            document.document_id = "S01";
            document.kind = store::DocumentKind::Letter;
            document.state = "BERNOMOR";
            document.number = entry->text;
            document.date = entry->date;
            document.file_name = "surat.pdf";
            document.media_type = "application/pdf";
            document.snapshot = "{}";
            document.content = kPdf;
            auto const stored = store::add_document(t, document, {{owner->id, "periksa"}});
            if (!stored) return stored.error();
            entry->document = stored->id;
            if (auto const added = store::add_number(t, *entry); !added) return added.error();
            if (auto const kept = store::keep_code(t, letter_code(number), stored->id); !kept) return kept.error();
            return entry->text;
        });
        REQUIRE(done);
        return *done;
    }
    static std::string letter_code(int number) { return service::public_code("rahasia", std::to_string(number)); }
    static constexpr char kPdf[] = "%PDF-1.7\nsurat\n%%EOF\n";
    /// What `alur init` does for codes.
    void keep_secret() {
        REQUIRE(database_->write([&](store::Transaction& t) {
            return store::set_setting(t, service::kCodeSecret, "rahasia", "uji", clock.now());
        }));
    }

    http::Response get(std::string const& target) { return ask("GET", target, {}); }
    http::Response post(std::string const& target, service::SentFields fields) {
        return ask("POST", target, std::move(fields));
    }
    /// The same with the token of the session's forms.
    http::Response send(std::string const& target, service::SentFields fields) {
        fields["_token"] = {sha256("formulir|" + cookie)};
        return ask("POST", target, std::move(fields));
    }
    /// A form with one file.
    http::Response send_file(std::string const& target, service::SentFields fields, std::string const& bytes) {
        fields["_token"] = {sha256("formulir|" + cookie)};
        upload_ = bytes;
        auto answer = ask("POST", target, std::move(fields));
        upload_.reset();
        return answer;
    }

    static std::string header(http::Response const& response, std::string_view name) {
        for (auto const& [key, value] : response.headers)
            if (key == name) return value;
        return {};
    }

    static constexpr char kPassword[] = "sawah hijau di kaki Slamet";
    FixedClock clock{at(*parse_day("2026-03-11"), std::chrono::hours{9}, {})};
    std::string cookie;
    std::string logged;
    std::vector<std::pair<std::string, std::string>> more_headers;
    std::unique_ptr<http::Site> site;
    service::Office& office() { return *office_; }
    service::Desk& desk() { return *desk_; }

  private:
    http::Response ask(std::string method, std::string const& target, service::SentFields fields) {
        http::Request request;
        request.method = std::move(method);
        REQUIRE(http::read_target(target, request));
        request.form = std::move(fields);
        request.peer = "127.0.0.1";
        if (upload_) request.uploads.push_back({"berkas", "surat.pdf", *upload_});
        if (!cookie.empty()) request.cookies["alur_sesi"] = cookie;
        for (auto const& [name, value] : more_headers) request.headers[name] = value;
        return site->answer(request);
    }

    SmallPack pack_;
    std::optional<std::string> upload_;
    service::LoadedPack loaded_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<service::Office> office_;
    std::unique_ptr<service::Desk> desk_;
};

} // namespace alur::test
