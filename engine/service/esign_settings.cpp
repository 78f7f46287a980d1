#include "service/esign_settings.hpp"

#include "core/text.hpp"
#include "format/yaml.hpp"

#include <optional>

namespace alur::service {

namespace {

std::map<std::string, std::string> words(format::YamlNode const& mapping, char const* key) {
    std::map<std::string, std::string> out;
    if (auto const* node = mapping.find(key))
        for (auto const& [name, value] : node->entries) out[name.scalar] = value.scalar;
    return out;
}

std::string word(format::YamlNode const& mapping, char const* key) {
    auto const* node = mapping.find(key);
    return node ? node->scalar : "";
}

/// Seconds from 1 to 600; nothing for anything else.
std::optional<int> seconds(std::string const& text) {
    if (text.empty() || text.size() > 3 || text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    auto const value = std::stoi(text);
    return value >= 1 && value <= 600 ? std::optional(value) : std::nullopt;
}

} // namespace

Result<EsignSettings> read_esign_settings(format::SourceFile const& file, std::filesystem::path const& folder) {
    auto const root = format::parse_yaml(file);
    if (!root) return root.error();
    Diagnostics found;
    format::refuse_unknown_keys(
        *root,
        {"versi", "alamat", "pengguna", "sandi_berkas", "sertifikat", "batas_waktu", "jalur", "nama", "identitas"},
        found);
    EsignSettings out;
    auto const version = word(*root, "versi");
    if (version != "1" && version != "2") found.error("unknown-word", root->place, "versi harus 1 atau 2");
    out.client.version = version == "1" ? 1 : 2;
    out.client.base_url = word(*root, "alamat");
    while (out.client.base_url.ends_with('/')) out.client.base_url.pop_back();
    auto const& url = out.client.base_url;
    bool const here = url.starts_with("http://127.0.0.1") || url.starts_with("http://localhost");
    if (!url.starts_with("https://") && !here)
        found.error("address", root->place, "alamat layanan harus dimulai dengan https://",
                    "frasa sandi tidak boleh melewati jaringan tanpa sandi");
    out.client.user = word(*root, "pengguna");
    if (auto const limit = word(*root, "batas_waktu"); !limit.empty()) {
        if (auto const value = seconds(limit))
            out.client.time_limit = std::chrono::seconds(*value);
        else
            found.error("number", root->find("batas_waktu")->place, "batas_waktu harus 1 sampai 600 detik");
    }
    out.client.paths = words(*root, "jalur");
    out.client.names = words(*root, "nama");
    out.identities = words(*root, "identitas");
    if (auto const name = word(*root, "sertifikat"); !name.empty())
        out.client.trusted_certificates = (folder / name).string();
    if (found.has_errors()) {
        auto error = invalid(file.name + ": " + found.all().front().message);
        error.found = std::move(found);
        return error;
    }
    if (auto const name = word(*root, "sandi_berkas"); !name.empty()) {
        auto const secret = format::read_text(folder / name, 4'096);
        if (!secret) return secret.error();
        out.client.password = std::string(trim(secret->text));
    }
    return out;
}

} // namespace alur::service
