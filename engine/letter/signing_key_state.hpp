#pragma once
#include "letter/openssl_handles.hpp"
#include "letter/signing_key.hpp"

namespace alur::letter {

struct SigningKey::State {
    std::shared_ptr<void> token; ///< what the key lives in, let go after it; null for a key of a file
    ssl::Own<EVP_PKEY> key;
    ssl::Own<X509> certificate;
    ssl::Own<STACK_OF(X509)> chain; ///< may be null
    CertificateFacts facts;
};

} // namespace alur::letter
