#pragma once
#include "core/hash.hpp"
#include "core/secret.hpp"
#include "http/site.hpp"
#include "service/small_pack.hpp"
#include "service/start_case.hpp"

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
                    "alihkan_tugas,KEPALA\nbuka_samaran,KEPALA\nunduh_berkas,KEPALA\nkelola_akun,ADMIN\n");
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

    void add(std::string const& login, std::string const& name, std::vector<std::string> roles) {
        static auto const kHash = hash_password(kPassword);
        store::OfficerAccount account;
        account.login = login;
        account.name = name;
        account.roles = std::move(roles);
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

    http::Response get(std::string const& target) { return ask("GET", target, {}); }
    http::Response post(std::string const& target, service::SentFields fields) {
        return ask("POST", target, std::move(fields));
    }
    /// The same with the token of the session's forms.
    http::Response send(std::string const& target, service::SentFields fields) {
        fields["_token"] = {sha256("formulir|" + cookie)};
        return ask("POST", target, std::move(fields));
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
        if (!cookie.empty()) request.cookies["alur_sesi"] = cookie;
        for (auto const& [name, value] : more_headers) request.headers[name] = value;
        return site->answer(request);
    }

    SmallPack pack_;
    service::LoadedPack loaded_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<service::Office> office_;
    std::unique_ptr<service::Desk> desk_;
};

} // namespace alur::test
