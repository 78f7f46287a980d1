#pragma once
#include "channel/smtp.hpp"
#include "channel/webhook.hpp"
#include "feel/feel.hpp"
#include "format/yaml.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace alur::service {

/// Where somebody who holds a role in a case is found; expressions that see the case.
struct Contact {
    feel::Expression name;
    feel::Expression mail;
    feel::Expression phone;
};

/// Mail as an office sets it up. The password stands in a file of its own.
struct MailSetup {
    channel::SmtpServer server;
    std::string password_file; ///< "" for no log-in
    channel::Mailbox from;
    std::string reply_to;
};

struct WebhookSetup {
    channel::Webhook hook;
    std::string secret_file;
};

/// The ways to people, as the pack's file of channels (`kanal` on its front page) and the office's own `kanal.yaml`
/// say. Its syntax stands at the head of the shipped file.
struct Channels {
    std::optional<MailSetup> mail;
    std::vector<WebhookSetup> webhooks;
    std::map<std::string, Contact> contacts; ///< by role
    std::string forwarder;                   ///< role that forwards chat messages, "" for nobody
    std::optional<std::chrono::minutes> closes;
    int most_attempts = 8;
};

/// Reads a file of channels. Paths in it are taken from the folder of the file. Invalid: every mistake with its place;
/// secrets are not read yet.
Result<Channels> read_channels(format::SourceFile const& file, feel::ParseOptions const& options);

/// The second over the first: a section that the second has replaces that of the first.
Channels merged(Channels first, Channels second);

/// Reads passwords and keys from their files. Invalid: one that is missing or empty, or that everybody on the computer
/// can read.
Result<> read_secrets(Channels& channels);

} // namespace alur::service
