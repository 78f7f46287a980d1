#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "http/server.hpp"
#include "service/verification_code.hpp"

#include <charconv>
#include <csignal>
#include <iostream>

namespace alur::cli {

namespace {

int run_serve(std::vector<std::string> words);

Command const kCommand{
    "serve", "alur serve --data FOLDER [--port 8080] [--host 127.0.0.1] [--cert BERKAS --key BERKAS] [--at WAKTU]",
    "melayani aplikasi petugas lewat peramban",
    "Pada start pertama dibuat satu akun pengelola; kata sandinya dicetak sekali. Hanya komputer ini yang dapat\n"
    "membukanya, kecuali --host diisi alamat lain; pakailah --cert dan --key, atau proksi TLS di depannya.\n"
    "--at memulai jam pada waktu itu (2026-04-20T09:00), untuk melihat hasil peragaan.",
    run_serve};
Registered const kRegistered{kCommand};

/// The machine's clock, moved by a fixed distance.
class ShiftedClock final : public Clock {
  public:
    explicit ShiftedClock(std::chrono::milliseconds by) : by_(by) {}
    Instant now() const override { return SystemClock().now() + by_; }

  private:
    std::chrono::milliseconds by_;
};

/// Waits for SIGINT or SIGTERM and looks every half minute at what has come due.
void serve_until_stopped(http::Site& site, sigset_t const& signals) {
    constexpr timespec kHalfMinute{30, 0};
    for (;;) {
        if (auto const ticked = site.tick(); !ticked) std::cerr << "tertunda: " << ticked.error().message << '\n';
        if (sigtimedwait(&signals, nullptr, &kHalfMinute) > 0) return;
    }
}

int run_serve(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "port", "host", "cert", "key", "at"});
    auto const data = arguments.option("data");
    http::ServerOptions options;
    auto const port = arguments.option("port").value_or("8080");
    auto const read = std::from_chars(port.data(), port.data() + port.size(), options.port);
    bool const good_port = read.ec == std::errc() && read.ptr == port.data() + port.size();
    options.host = arguments.option("host").value_or("127.0.0.1");
    options.certificate = arguments.option("cert").value_or("");
    options.key = arguments.option("key").value_or("");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data)
        return wrong_use(kCommand, arguments.wrong());
    if (!good_port) return wrong_use(kCommand, "--port harus angka 0 sampai 65535");
    if (options.certificate.empty() != options.key.empty())
        return wrong_use(kCommand, "--cert dan --key dipakai bersama");
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // before any thread begins, so that only sigtimedwait sees them
    std::signal(SIGPIPE, SIG_IGN);

    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto& office = *(*open)->office;
    // At another time than now nobody outside is written to.
    if (!arguments.option("at"))
        if (auto const ready = ready_channels(**open); !ready) return report_error(ready.error());
    std::chrono::milliseconds shift{0};
    if (auto const at = arguments.option("at")) {
        auto const instant = parse_instant(*at, (*open)->loaded.pack.zone);
        if (!instant) return report_error(instant.error());
        shift = *instant - (*open)->clock.now();
    }
    ShiftedClock const clock(shift);
    if (auto const indexed = service::index_all_cases(office, clock.now()); !indexed)
        return report_error(indexed.error());
    if (auto const made = service::make_code_secret(office.database(), "alur serve", clock.now()); !made)
        return report_error(made.error());
    auto const password = service::first_administrator(office, clock.now());
    if (!password) return report_error(password.error());
    auto papers = service::Papers::open((*open)->loaded.pack, (*open)->folder);
    if (!papers) return report_error(papers.error());
    service::Desk const desk(office);
    http::SiteOptions site_options;
    site_options.secure_cookies = !options.certificate.empty();
    site_options.log = [](std::string line) { std::cerr << line << '\n'; };
    auto site = http::Site::open(desk, std::move(*papers), clock, site_options);
    if (!site) {
        std::cerr << site.error().log << '\n';
        return report_error(site.error());
    }
    auto server = http::Server::start(**site, options);
    if (!server) return report_error(server.error());
    std::cout << "Alur melayani " << (*open)->loaded.pack.name << " di "
              << (options.certificate.empty() ? "http://" : "https://") << options.host << ':' << (*server)->port()
              << "\n";
    if (*password)
        std::cout << "Akun pengelola: admin, kata sandi sekali pakai: " << **password
                  << "\n(dicetak hanya kali ini; diganti saat masuk pertama)\n";
    std::cout << "Tekan Ctrl+C untuk berhenti." << std::endl;
    serve_until_stopped(**site, signals);
    std::cout << "berhenti" << std::endl;
    return kDone;
}

} // namespace

} // namespace alur::cli
