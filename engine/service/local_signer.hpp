#pragma once
#include "core/time.hpp"
#include "esign/signing_service.hpp"

#include <string>

namespace alur::service {

/// Signs with a key of the office's own, a PKCS#12 file that the pass phrase of the request opens. The key is held only
/// while a call runs.
class LocalSigner final : public esign::SigningService {
  public:
    LocalSigner(std::string pkcs12, Instant now, ZoneOffset zone)
        : pkcs12_(std::move(pkcs12)), now_(now), zone_(zone) {}
    std::string name() const override { return "kunci tanda tangan kantor"; }
    /// Invalid: the pass phrase does not open the key, or the letter cannot be signed with it (the reason is said).
    Result<esign::SignedPdf> sign(esign::SignRequest const& request) override;

  private:
    std::string pkcs12_;
    Instant now_;
    ZoneOffset zone_;
};

} // namespace alur::service
