#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace alur::channel {

/// A link that opens a chat with the text ready to send: `https://wa.me/6281…?text=…`. Indonesian numbers may begin
/// with 0, 62 or +62 and hold blanks, points and hyphens; other countries' with +. Nothing for what is no number.
std::optional<std::string> whatsapp_link(std::string_view phone, std::string_view text);

} // namespace alur::channel
