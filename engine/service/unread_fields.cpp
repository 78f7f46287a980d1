#include "service/unread_fields.hpp"

#include <set>

namespace alur::service {

namespace {

using Names = std::set<std::string, std::less<>>;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Calls `see(word, text before it, text behind it)` for every word of the text.
template <class See> void each_word(std::string_view text, See&& see) {
    for (std::size_t i = 0; i < text.size();) {
        if (!is_word(text[i])) {
            ++i;
            continue;
        }
        auto end = i;
        while (end < text.size() && is_word(text[end])) ++end;
        see(text.substr(i, end - i), text.substr(0, i), text.substr(end));
        i = end;
    }
}

} // namespace

// Their name stands nowhere but where it is declared.
void check_unread_fields(Pack const& pack, std::map<std::string, std::string> const& texts, Diagnostics& found) {
    Names read;
    for (auto const& [name, text] : texts)
        each_word(text, [&](std::string_view word, std::string_view before, std::string_view) {
            if (!before.ends_with("key: ")) read.insert(std::string(word));
        });
    for (auto const& [process, steps] : pack.inputs) {
        Names told;
        for (auto const& [step, fields] : steps)
            for (auto const& field : fields) {
                auto const used = read.contains(field.key);
                if (used != field.recorded || !told.insert(field.key).second) continue;
                if (used)
                    found.warning("recorded-field", field.place,
                                  "isian " + field.key +
                                      " dinyatakan hanya dicatat, padahal dipakai; hapus recorded: true");
                else
                    found.warning(
                        "unread-field", field.place,
                        "isian " + field.key +
                            " tidak dipakai surat, formulir, aturan, atau proses mana pun; pakai atau nyatakan "
                            "hanya dicatat (recorded: true)");
            }
    }
}

} // namespace alur::service
