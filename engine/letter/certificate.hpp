#pragma once
#include "core/result.hpp"
#include "core/time.hpp"

#include <string>
#include <string_view>
#include <vector>

struct x509_st;

namespace alur::letter {

/// Who a certificate is for, as people read it.
struct CertificateFacts {
    std::string name;         ///< common name
    std::string organization; ///< may be ""
    std::string issuer;       ///< common name of who issued it
    std::string serial;       ///< hexadecimal
    Instant from{}, until{};  ///< validity
};

CertificateFacts certificate_facts(x509_st const& certificate);

/// Certificates whose word is taken: roots, as PEM text with one or more of them.
class TrustedCertificates {
  public:
    /// Invalid: the text holds no certificate.
    static Result<TrustedCertificates> from_pem(std::string_view pem);
    std::vector<std::string> const& der() const { return der_; }

  private:
    std::vector<std::string> der_;
};

} // namespace alur::letter
