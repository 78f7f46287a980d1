#pragma once
#include "service/issue_documents.hpp"

namespace alur::service {

/// The setting that holds the office's secret for verification codes.
inline constexpr std::string_view kCodeSecret = "kode_verifikasi.rahasia";
/// Makes the secret when the office has none yet: before it works, and before a rehearsed one is served. (A rehearsal
/// itself has none, so that the same input gives the same papers.)
Result<> make_code_secret(store::Database& database, std::string const& actor, Instant now);

/// A code of twelve letters and digits (`7KQ2-9M4X-WZ3B`) by which the letter is found: from the office's secret and
/// what fixes the letter, so that it cannot be guessed and the same letter always has the same. The last sign checks
/// the others. No I, L, O or U stands in it.
Result<std::string> verification_code(store::Reader& reader, PaperOrder const& order);

/// A code of the same form for anything the office's secret fixes; the same words always give the same.
std::string public_code(std::string_view secret, std::string_view what);

/// As it was typed, in any case, with or without strokes, O for 0 and I or L for 1, in the one form in which it is
/// kept. Invalid: not twelve signs, or the last does not check (mistyped).
Result<std::string> read_code(std::string_view typed);

/// What the QR code of the letter says: the office's address with the code behind it; the code alone where the office
/// has none.
std::string verification_address(Pack const& pack, std::string_view code);

} // namespace alur::service
