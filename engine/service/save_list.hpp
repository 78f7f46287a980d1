#pragma once
#include "store/database.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alur::service {

/// The lists of an office that can be saved as a workbook.
enum class ListKind { Cases, Tasks, Deadlines, Register, Documents };

std::optional<ListKind> list_kind(std::string_view word); ///< `perkara`, `tugas`, `tenggat`, `register`, `dokumen`
std::vector<std::string> list_words();

struct ListRequest {
    ListKind kind = ListKind::Cases;
    std::optional<std::string> process; ///< cases of this process only, and what belongs to them
    std::optional<int> year;            ///< of the register; when left out that of `now`
    std::string office;                 ///< printed above the list
    Instant now{};
    ZoneOffset zone{};
};

struct SavedList {
    std::uint64_t rows = 0;
    std::string sha256;
};

/// Writes the whole list as a workbook; rows pass through one by one, so it may be of any length. All of it is read
/// from one snapshot. Unavailable: the disk, the database. Nothing is left of a list that failed.
Result<SavedList> save_list(store::Database& database, ListRequest const& request, std::filesystem::path const& path);

} // namespace alur::service
