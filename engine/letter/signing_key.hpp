#pragma once
#include "core/result.hpp"
#include "letter/certificate.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace alur::letter {

/// A private key with its certificate and those above it. The key stays inside; nothing prints or copies it.
class SigningKey {
  public:
    /// A PKCS#12 file (.p12, .pfx). Forbidden: the pass phrase does not open it. Invalid: not such a file, no key or no
    /// certificate in it, or a certificate that is not for signing.
    static Result<SigningKey> from_pkcs12(std::string_view bytes, std::string const& pass_phrase);
    /// A key in a token, by its PKCS#11 address (RFC 7512: `pkcs11:token=DINAS;object=KEPALA`); the key never leaves
    /// it. `module` is the token's library, "" for the one the environment names. Forbidden: the PIN does not open it
    /// or the key is not there. Invalid: not such an address, or no fitting certificate beside the key. Unavailable: no
    /// engine or module for tokens.
    static Result<SigningKey> from_token(std::string const& address, std::string const& module, std::string const& pin);
    SigningKey(SigningKey&&) noexcept;
    SigningKey& operator=(SigningKey&&) noexcept;
    ~SigningKey();

    CertificateFacts const& holder() const;

    struct State;
    State const& state() const { return *state_; } ///< for the signer

  private:
    explicit SigningKey(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Overwrites a secret before it is let go.
void forget(std::string& secret);

} // namespace alur::letter
