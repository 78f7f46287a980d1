#pragma once
#include "core/time.hpp"
#include "form/field.hpp"
#include "sheet/zip_writer.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace alur::sheet {

struct RecapColumn {
    std::string header;
    form::FieldType type = form::FieldType::Text;
    double width = 16;  ///< characters
    bool total = false; ///< numbers only: their sum stands below the table
};

/// What stands above the table, and what the file says about itself.
struct RecapHead {
    std::vector<std::string> lines; ///< printed centred, bold
    std::string sheet = "Rekap";    ///< at most 31 characters, none of []:*?/\ .
    Instant created{};              ///< the only time in the file: same rows, same bytes
    ZoneOffset zone{};
    std::string author;
};

/// A list of any length as a workbook: title lines, a header that stays in view and is repeated on each page, a filter,
/// typed cells, sums. Rows go to the disk as they come, so memory does not grow with their number. Not a form: it
/// carries no identity and is not read back as input.
class RecapWriter {
  public:
    /// It is written beside `path` until finish. Invalid: no columns, a name no spreadsheet takes. Unavailable: the
    /// disk.
    static Result<RecapWriter> create(std::filesystem::path path, RecapHead head, std::vector<RecapColumn> columns);
    RecapWriter(RecapWriter&&) noexcept;
    RecapWriter& operator=(RecapWriter&&) noexcept;
    ~RecapWriter(); ///< without finish nothing is left behind

    /// One value a column; null leaves the cell empty. A value of another kind than its column is written as text; a
    /// text is never a formula. Invalid: text that is not UTF-8, with row and column; more rows than a worksheet has.
    Result<> row(std::vector<feel::Value> const& values);
    /// Sums, end of the file; then it is read again whole, synced and renamed. The answer is its SHA-256.
    /// Unavailable: the disk; what was written cannot be read.
    Result<std::string> finish();

  private:
    struct State;
    explicit RecapWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace alur::sheet
