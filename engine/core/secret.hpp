#pragma once
#include "core/result.hpp"

#include <string>
#include <string_view>

namespace alur {

/// 32 random bytes of the operating system as 64 hexadecimal digits: keys of sessions and one-time words.
std::string random_token();
/// A one-time password that can be read aloud: four groups of four letters and digits without those that look alike.
std::string random_password();

/// The password as argon2id keeps it (19 MiB, two rounds), with its salt. Takes about a tenth of a second.
/// Unavailable: not enough memory.
Result<std::string> hash_password(std::string_view password);
/// Whether the password is the one behind `kept`. Takes as long as hash_password; false for anything that is no hash.
bool is_password(std::string_view kept, std::string_view password);

/// Equal texts, compared in a time that does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

} // namespace alur
