#include "service/channels.hpp"

#include "core/text.hpp"

#include <filesystem>

namespace alur::service {

namespace {

using format::YamlNode;

/// Reads one file of channels; every mistake is added with its place.
class Reader {
  public:
    Reader(format::SourceFile const& file, feel::ParseOptions options)
        : folder_(std::filesystem::path(file.name).parent_path()), options_(std::move(options)) {}

    Channels read(YamlNode const& top) {
        Channels out;
        if (!top.is_mapping()) {
            found.error("channels", top.place, "berkas kanal harus berupa daftar kunci dan nilai");
            return out;
        }
        format::refuse_unknown_keys(top, {"jam_tutup", "percobaan", "surel", "webhook", "perantara", "penerima"},
                                    found);
        if (auto const* node = top.find("jam_tutup")) out.closes = time_of_day(*node);
        if (auto const* node = top.find("percobaan")) out.most_attempts = number(*node, 1, 30);
        if (auto const* node = top.find("surel")) out.mail = mail(*node);
        if (auto const* node = top.find("webhook"))
            for (auto const& item : node->items) out.webhooks.push_back(webhook(item));
        out.forwarder = word(top, "perantara", false);
        if (auto const* node = top.find("penerima"))
            for (auto const& [role, entry] : node->entries) out.contacts[role.scalar] = contact(entry);
        return out;
    }

    Diagnostics found;

  private:
    std::string word(YamlNode const& mapping, std::string_view key, bool required) {
        auto const* node = mapping.find(key);
        if (node && node->is_scalar()) return node->scalar;
        if (required || (node && node->kind != YamlNode::Kind::Null))
            found.error("missing-key", node ? node->place : mapping.place,
                        "kunci '" + std::string(key) + "' harus diisi dengan satu teks");
        return {};
    }

    int number(YamlNode const& node, int least, int most) {
        auto const decimal = feel::Decimal::parse(node.scalar);
        auto const whole = decimal ? feel::Value::number(*decimal).as_integer() : std::nullopt;
        if (whole && *whole >= least && *whole <= most) return static_cast<int>(*whole);
        found.error("number", node.place,
                    "'" + node.scalar + "' harus bilangan " + std::to_string(least) + " sampai " +
                        std::to_string(most));
        return least;
    }

    std::chrono::minutes time_of_day(YamlNode const& node) {
        auto const time = node.scalar.size() == 5 ? parse_instant("2000-01-01T" + node.scalar + ":00Z") : invalid("");
        if (time)
            return std::chrono::duration_cast<std::chrono::minutes>(*time -
                                                                    std::chrono::floor<std::chrono::days>(*time));
        found.error("time", node.place, "jam '" + node.scalar + "' tidak dikenal; tulis misalnya \"16:00\"");
        return {};
    }

    std::string path(YamlNode const& mapping, std::string_view key, bool required) {
        auto const text = word(mapping, key, required);
        return text.empty() ? text : (folder_ / text).lexically_normal().string();
    }

    std::string address(YamlNode const& mapping, std::string_view key, bool required) {
        auto const text = word(mapping, key, required);
        if (!text.empty() && !channel::is_mail_address(text))
            found.error("address", mapping.find(key)->place, "'" + text + "' bukan alamat surel");
        return text;
    }

    MailSetup mail(YamlNode const& node) {
        format::refuse_unknown_keys(
            node,
            {"server", "port", "keamanan", "pengguna", "sandi", "sertifikat", "nama_pengirim", "dari", "balas_ke"},
            found);
        MailSetup out;
        out.server.host = word(node, "server", true);
        auto const security = word(node, "keamanan", true);
        if (security == "tls")
            out.server.security = channel::Security::Tls;
        else if (security == "starttls")
            out.server.security = channel::Security::StartTls;
        else if (security == "tanpa")
            out.server.security = channel::Security::Plain;
        else if (!security.empty())
            found.error("security", node.find("keamanan")->place, "keamanan '" + security + "' tidak dikenal",
                        "tls, starttls, atau tanpa");
        out.server.port = out.server.security == channel::Security::Tls ? 465 : 587;
        if (auto const* port = node.find("port")) out.server.port = number(*port, 1, 65'535);
        out.server.user = word(node, "pengguna", false);
        out.password_file = path(node, "sandi", !out.server.user.empty());
        out.server.ca_file = path(node, "sertifikat", false);
        out.from = {word(node, "nama_pengirim", false), address(node, "dari", true)};
        out.reply_to = address(node, "balas_ke", false);
        if (auto const good = channel::check(out.server); !good && !out.server.host.empty())
            found.error("mail", node.place, good.error().message);
        return out;
    }

    WebhookSetup webhook(YamlNode const& node) {
        format::refuse_unknown_keys(node, {"alamat", "rahasia", "sertifikat"}, found);
        WebhookSetup out;
        out.hook.url = word(node, "alamat", true);
        if (!out.hook.url.empty() && !out.hook.url.starts_with("https://") && !out.hook.url.starts_with("http://"))
            found.error("url", node.find("alamat")->place, "alamat webhook harus diawali https:// atau http://");
        out.secret_file = path(node, "rahasia", true);
        out.hook.ca_file = path(node, "sertifikat", false);
        return out;
    }

    Contact contact(YamlNode const& node) {
        format::refuse_unknown_keys(node, {"nama", "surel", "telepon"}, found);
        return {expression(node, "nama"), expression(node, "surel"), expression(node, "telepon")};
    }

    feel::Expression expression(YamlNode const& mapping, std::string_view key) {
        auto const* node = mapping.find(key);
        if (!node || !node->is_scalar()) return {};
        auto options = options_;
        options.place = node->place;
        if (node->quoted) ++options.place.column;
        auto parsed = feel::parse(node->scalar, options);
        if (parsed) return std::move(*parsed);
        if (parsed.error().found.empty())
            found.error("expression", node->place, parsed.error().message);
        else
            found.add(parsed.error().found);
        return {};
    }

    std::filesystem::path folder_;
    feel::ParseOptions options_;
};

Result<std::string> read_secret(std::string const& path) {
    std::error_code code;
    auto const status = std::filesystem::status(path, code);
    if (code || status.type() != std::filesystem::file_type::regular)
        return invalid("berkas rahasia " + path + " tidak ada");
    if ((status.permissions() & std::filesystem::perms::others_read) != std::filesystem::perms::none)
        return invalid("berkas rahasia " + path + " dapat dibaca semua orang; jalankan chmod 600 " + path);
    auto const file = format::read_text(path, 10'000);
    if (!file) return file.error();
    std::string secret(trim(file->text));
    if (secret.empty()) return invalid("berkas rahasia " + path + " kosong");
    return secret;
}

} // namespace

Result<Channels> read_channels(format::SourceFile const& file, feel::ParseOptions const& options) {
    auto const top = format::parse_yaml(file);
    if (!top) return top.error();
    Reader reader(file, options);
    auto channels = reader.read(*top);
    if (!reader.found.has_errors()) return channels;
    auto error = invalid(file.name + ": " + reader.found.all().front().message);
    error.found = std::move(reader.found);
    return error;
}

Channels merged(Channels first, Channels second) {
    if (second.mail) first.mail = std::move(second.mail);
    if (!second.webhooks.empty()) first.webhooks = std::move(second.webhooks);
    for (auto& [role, contact] : second.contacts) first.contacts.insert_or_assign(role, std::move(contact));
    if (!second.forwarder.empty()) first.forwarder = std::move(second.forwarder);
    if (second.closes) first.closes = second.closes;
    if (second.most_attempts != Channels{}.most_attempts) first.most_attempts = second.most_attempts;
    return first;
}

Result<> read_secrets(Channels& channels) {
    if (channels.mail && !channels.mail->password_file.empty()) {
        auto secret = read_secret(channels.mail->password_file);
        if (!secret) return secret.error();
        channels.mail->server.password = std::move(*secret);
    }
    for (auto& webhook : channels.webhooks) {
        auto secret = read_secret(webhook.secret_file);
        if (!secret) return secret.error();
        webhook.hook.secret = std::move(*secret);
    }
    return Done{};
}

} // namespace alur::service
