#pragma once
#include "channel/http_exchange.hpp"
#include "esign/signing_service.hpp"

#include <map>
#include <string>

namespace alur::esign {

/// How a government e-signature service is reached. Installations differ in paths and names, so all of them are
/// configuration; the defaults are those that public clients of the service use.
struct ClientSettings {
    int version = 2;      ///< of the calls: 1 (multipart) or 2 (JSON)
    std::string base_url; ///< `https://esign.kantor.go.id`
    std::string user, password;
    std::string trusted_certificates;
    std::chrono::milliseconds time_limit{30'000};
    std::map<std::string, std::string> paths; ///< `sign`, `download`, `status`
    std::map<std::string, std::string>
        names; ///< `file`, `nik`, `email`, `passphrase`, `tampilan`, `reason`, `location` …

    /// The configured word, or its default for the version.
    std::string path(std::string const& key) const;
    std::string name(std::string const& key) const;
};

/// Signs through the service. Invisible signatures: the letter's own QR code stays the visible part, drawn once.
class Client final : public SigningService {
  public:
    explicit Client(ClientSettings settings) : settings_(std::move(settings)) {}
    std::string name() const override { return "layanan tanda tangan " + settings_.base_url; }
    Result<SignedPdf> sign(SignRequest const& request) override;
    /// `ISSUE` and the like, as the service says; only ISSUE can sign. Errors as sign.
    Result<std::string> status(std::string const& identity);

  private:
    Result<SignedPdf> sign_v1(SignRequest const& request);
    Result<SignedPdf> sign_v2(SignRequest const& request);
    Result<std::string> download(std::string const& id);
    channel::HttpRequest call(std::string const& path) const;

    ClientSettings settings_;
};

} // namespace alur::esign
