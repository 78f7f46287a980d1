#pragma once
#include "sheet/return.hpp"
#include "sheet/xlsx_writer.hpp"

#include <filesystem>
#include <string>

namespace alur::sheet {

/// A refused return once more, for the one who filled it in: the form as it went out, with everything that was
/// entered; the wrong cells red, each with a comment that says what is wrong and how to mend it; in front a sheet
/// `Kesalahan` that lists them (cell, found, expected). Sheets, columns and locked cells that were spoilt are whole
/// again. It keeps the identity of the form, so that the mended copy can itself be returned. Nothing is imported.
/// The answer is the workbook's bytes. Invalid, Unavailable: as make_workbook.
Result<std::string> make_marked_copy(Returned const& returned, feel::Scope const& data, Meta const& meta,
                                     std::filesystem::path const& scratch);

/// Makes it and writes it whole. The answer is the file's SHA-256. Fails as write_workbook does.
Result<std::string> write_marked_copy(Returned const& returned, feel::Scope const& data, Meta const& meta,
                                      std::filesystem::path const& path);

/// The meta of a copy: case, version and time of the returned file.
Meta meta_of(Identity const& identity, ZoneOffset zone);

} // namespace alur::sheet
