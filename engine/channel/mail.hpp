#pragma once
#include "core/result.hpp"
#include "core/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::channel {

/// A person with an address: `Rizal Fahmi <rizal@contoh.invalid>`.
struct Mailbox {
    std::string name;
    std::string address;
};

struct Attachment {
    std::string file_name;
    std::string media_type;
    std::string bytes;
};

/// One message to one person.
struct Mail {
    Mailbox from;
    Mailbox to;
    std::string reply_to; ///< address, "" for none
    std::string subject;
    std::string text;       ///< plain text
    std::string html;       ///< the same as HTML
    std::string message_id; ///< without angle brackets; the same message keeps it in every attempt
    Instant date{};
    ZoneOffset zone{};
    std::vector<Attachment> attachments;
};

/// An address that can stand in an envelope: one `@`, no blank, no control character, at most 254 bytes.
bool is_mail_address(std::string_view address);

/// The message as it goes over the wire (RFC 5322, MIME): CRLF line ends, text and HTML as alternatives, bodies in
/// base64. Same mail, same bytes. Control characters in header fields become blanks, so no value can add a header.
std::string to_mime(Mail const& mail);

} // namespace alur::channel
