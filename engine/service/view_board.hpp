#pragma once
#include "service/desk.hpp"

namespace alur::service {

/// The tables of the board, each also a workbook.
enum class BoardTable { Stages, Areas, Deadlines };
std::optional<BoardTable> board_table(std::string_view word); ///< `tahap`, `wilayah`, `tenggat`

/// Counts of the whole office: {tahap: {kolom, baris}, wilayah: …, tenggat: …}, `kolom` the headings, `baris` lists of
/// texts and numbers. Only the recap by area is narrowed to the officer's areas. Forbidden: no right.
Result<feel::Value> view_board(Desk const& desk, Officer const& officer, Instant now);
/// One of the tables as a workbook.
Result<std::string> board_workbook(Desk const& desk, Officer const& officer, BoardTable table, Instant now);

} // namespace alur::service
