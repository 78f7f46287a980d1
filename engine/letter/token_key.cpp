// A key that stays in its token (PKCS#11). OpenSSL 3.0 reaches tokens through its engine interface, which it calls
// deprecated; the provider that will take its place is not in Debian 12. Only this file knows of it.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "letter/signing_key.hpp"

#include "letter/signing_key_state.hpp"

#include <openssl/engine.h>
#include <openssl/x509v3.h>

namespace alur::letter {

namespace {

/// An engine that was started; ends with the last key taken from it.
struct Engine {
    ENGINE* engine = nullptr;
    Engine() = default;
    Engine(Engine const&) = delete;
    Engine& operator=(Engine const&) = delete;
    ~Engine() {
        if (!engine) return;
        ENGINE_finish(engine);
        ENGINE_free(engine);
    }
};

Error told(Error error) {
    error.log = ssl::last_error();
    return error;
}

} // namespace

Result<SigningKey> SigningKey::from_token(std::string const& address, std::string const& module,
                                          std::string const& pin) {
    if (!address.starts_with("pkcs11:"))
        return invalid("alamat kunci '" + address +
                       "' tidak diawali pkcs11:; contoh: pkcs11:token=DINAS;object=KEPALA");
    ENGINE_load_builtin_engines();
    auto token = std::make_shared<Engine>();
    auto* const made = ENGINE_by_id("pkcs11");
    if (!made)
        return told(unavailable("penghubung token (engine pkcs11) tidak ada; pasang paket libengine-pkcs11-openssl"));
    if (!module.empty() && ENGINE_ctrl_cmd_string(made, "MODULE_PATH", module.c_str(), 0) != 1) {
        ENGINE_free(made);
        return told(unavailable("modul PKCS#11 " + module + " tidak dapat dipakai"));
    }
    ENGINE_ctrl_cmd_string(made, "PIN", pin.c_str(), 0);
    if (ENGINE_init(made) != 1) {
        ENGINE_free(made);
        return told(unavailable("modul PKCS#11 " + (module.empty() ? std::string("bawaan") : module) +
                                " tidak dapat dimulai; periksa jalurnya (--module)"));
    }
    token->engine = made;
    auto state = std::make_unique<State>();
    state->key.reset(ENGINE_load_private_key(made, address.c_str(), nullptr, nullptr));
    if (!state->key)
        return told(forbidden("PIN tidak membuka token, atau kunci '" + address + "' tidak ada di dalamnya"));
    struct {
        char const* address;
        X509* certificate;
    } wanted{address.c_str(), nullptr};
    ENGINE_ctrl_cmd(made, "LOAD_CERT_CTRL", 0, &wanted, nullptr, 1);
    state->certificate.reset(wanted.certificate);
    if (!state->certificate) return told(invalid("token tidak memuat sertifikat di samping kunci '" + address + "'"));
    if (X509_check_private_key(state->certificate.get(), state->key.get()) != 1)
        return told(invalid("kunci dan sertifikat '" + address + "' pada token tidak berpasangan"));
    if ((X509_get_key_usage(state->certificate.get()) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
        return told(invalid("sertifikat '" + address + "' pada token bukan untuk menandatangani"));
    state->facts = certificate_facts(*state->certificate);
    state->token = std::move(token);
    return SigningKey(std::move(state));
}

} // namespace alur::letter
