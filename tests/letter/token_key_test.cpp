#include "signing_fixture.hpp"

#include <cstdlib>
#include <openssl/crypto.h>
#include <sys/wait.h>
#ifdef ALUR_SANITIZED
#include <sanitizer/lsan_interface.h>
#endif

using namespace letter_fixture;

// Keys that never leave their token, with SoftHSM in the place of a card or an HSM.

namespace {

char const* const kModule = "/usr/lib/softhsm/libsofthsm2.so";

struct Answer {
    int status = -1;
    std::string text;
};

Answer shell(std::string const& command) {
    Answer out;
    auto* pipe = popen((command + " 2>&1 </dev/null").c_str(), "r");
    char part[4096];
    while (auto const n = std::fread(part, 1, sizeof part, pipe)) out.text.append(part, n);
    auto const status = pclose(pipe);
    out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return out;
}

// The method tables of the engine of libp11 are never freed, neither when it is loaded nor when the process ends.
#ifdef ALUR_SANITIZED
void keep_libp11_out_of_leak_reports() {
    OPENSSL_init_crypto(0, nullptr);
    std::atexit([] { __lsan_disable(); }); // runs before what OpenSSL does at the end
    __lsan_disable();
}
void tell_leaks_again() { __lsan_enable(); }
#else
void keep_libp11_out_of_leak_reports() {}
void tell_leaks_again() {}
#endif

/// A token in a folder of its own that holds two keys with their certificates; gone with the object.
class Token {
  public:
    Token() : folder_(std::filesystem::temp_directory_path() / ("alur_token_" + std::to_string(getpid()))) {
        std::filesystem::create_directories(folder_ / "tokens");
        put("softhsm2.conf", "directories.tokendir = " + (folder_ / "tokens").string() + "\n");
        setenv("SOFTHSM2_CONF", file("softhsm2.conf").c_str(), 1);
        must("softhsm2-util --init-token --free --label DINAS --pin 123456 --so-pin 654321");
        add(head(), "KEPALA", "01");
        add(secretary(), "SEKRETARIS", "02");
        put("pin", "123456\n");
        put("wrong", "111111\n");
        put("root.pem", authority().pem());
        put("letter.pdf", letter_for_two());
    }
    ~Token() {
        unsetenv("SOFTHSM2_CONF");
        std::filesystem::remove_all(folder_);
    }
    std::string file(std::string const& name) const { return (folder_ / name).string(); }
    void put(std::string const& name, std::string const& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }
    Answer sign(std::string const& from, std::string const& to, std::string const& who, std::string const& pin) const {
        return shell(std::string(ALUR_PROGRAM) + " letter sign " + file(from) + " -o " + file(to) +
                     " --key 'pkcs11:token=DINAS;object=" + who + "' --module " + kModule + " --pass-file " +
                     file(pin) + " --at 2026-04-01T09:30:00+07:00");
    }

  private:
    void add(TestIdentity const& who, std::string const& label, std::string const& id) const {
        put("key.pem", who.key_pem());
        put("cert.pem", who.pem());
        must("openssl pkcs8 -topk8 -nocrypt -in " + file("key.pem") + " -out " + file("key.p8"));
        must("openssl x509 -in " + file("cert.pem") + " -outform DER -out " + file("cert.der"));
        must("softhsm2-util --import " + file("key.p8") + " --token DINAS --label " + label + " --id " + id +
             " --pin 123456");
        must(std::string("pkcs11-tool --module ") + kModule +
             " --token-label DINAS --login --pin 123456 --write-object " + file("cert.der") + " --type cert --label " +
             label + " --id " + id);
    }
    static void must(std::string const& command) {
        auto const done = shell(command);
        if (done.status != 0) FAIL(command << "\n" << done.text);
    }
    std::filesystem::path folder_;
};

} // namespace

TEST_CASE("two keys of a token sign one letter, the second leaves the first whole", "[letter][sign][command]") {
    if (!std::filesystem::exists(kModule)) {
        WARN("SoftHSM is not installed; keys in tokens are not tested");
        return;
    }
    Token const token;
    auto made = token.sign("letter.pdf", "wrong.pdf", "KEPALA", "wrong");
    CHECK(made.status == 1);
    CHECK(made.text.find("PIN tidak membuka token") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(token.file("wrong.pdf")));

    made = token.sign("letter.pdf", "once.pdf", "KEPALA", "pin");
    CAPTURE(made.text);
    REQUIRE(made.status == 0);
    CHECK(made.text.find("ditandatangani oleh Drs. Bambang Suryo Atmojo, M.Si.") != std::string::npos);
    CHECK(made.text.find("123456") == std::string::npos);
    made = token.sign("once.pdf", "twice.pdf", "SEKRETARIS", "pin");
    REQUIRE(made.status == 0);

    auto const told = shell(std::string(ALUR_PROGRAM) + " letter verify " + token.file("twice.pdf") + " --trust " +
                            token.file("root.pem"));
    CAPTURE(told.text);
    CHECK(told.status == 0);
    for (auto const* line : {"ttd_1: utuh", "ttd_2: utuh", "oleh Retno Palupi Hapsari", "semua tanda tangan berlaku"})
        CHECK(told.text.find(line) != std::string::npos);
    auto const poppler = shell("pdfsig -nocert " + token.file("twice.pdf"));
    CAPTURE(poppler.text);
    auto const first = poppler.text.find("Signature is Valid.");
    REQUIRE(first != std::string::npos);
    CHECK(poppler.text.find("Signature is Valid.", first + 1) != std::string::npos);

    // Each signature by itself: cut out of the file and checked by the openssl command over its two ranges.
    for (std::string const name : {"once.pdf", "twice.pdf"}) {
        auto const bytes = *format::read_bytes(token.file(name));
        auto const gap = bytes.rfind("/Contents <") + 10, behind = bytes.find('>', gap) + 1;
        std::string der;
        for (auto i = gap + 1; i + 2 < behind; i += 2)
            der += static_cast<char>(std::stoi(bytes.substr(i, 2), nullptr, 16));
        token.put("cms.der", der);
        token.put("cms.bin", bytes.substr(0, gap) + bytes.substr(behind));
        auto const judged =
            shell("openssl cms -verify -cades -binary -inform DER -purpose any -attime 1780000000 "
                  "-out /dev/null -in " +
                  token.file("cms.der") + " -content " + token.file("cms.bin") + " -CAfile " + token.file("root.pem"));
        CAPTURE(judged.text);
        CHECK(judged.status == 0);
    }
}

TEST_CASE("an address that is none, and a token that is not there, are refused by name", "[letter][sign]") {
    auto const none = letter::SigningKey::from_token("kunci.p12", "", "1");
    REQUIRE_FALSE(none);
    CHECK(none.error().message.find("tidak diawali pkcs11:") != std::string::npos);
    keep_libp11_out_of_leak_reports();
    auto const missing = letter::SigningKey::from_token("pkcs11:object=x", "/tidak/ada.so", "1");
    tell_leaks_again();
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message.find("pkcs11") != std::string::npos);
}
