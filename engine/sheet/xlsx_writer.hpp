#pragma once
#include "core/result.hpp"
#include "core/time.hpp"
#include "form/fill.hpp"

#include <filesystem>
#include <string>

namespace alur::sheet {

/// What the workbook says about itself. It stands in a hidden sheet and in custom properties, so that a returned file
/// is recognised even when it was renamed or saved by another program.
struct Meta {
    std::string case_id; ///< "" for a form that belongs to no case
    int version = 1;
    Instant created{}; ///< the only time in the file: same input, same bytes
    ZoneOffset zone{};
    std::string author;
};

/// Form, case, date and version: `B05_2026-004_20260311_v1.xlsx`
std::string workbook_name(form::Form const& form, Meta const& meta);

/// A filled form as the bytes of an Excel workbook: typed cells, formulas with their values, validations with
/// Indonesian messages, protection, print set-up. They are read back before they count. The parts pass through files in
/// memory, or in `scratch` where the system has no such folder.
/// Invalid: text that is not UTF-8, a control character, a text over 32,767 characters, a number a spreadsheet cannot
/// keep, two sheets of one name. Unavailable: no room for the parts.
Result<std::string> make_workbook(form::Filled const& filled, Meta const& meta, std::filesystem::path const& scratch);

/// Makes it, writes it beside `path`, syncs and renames: it is there whole or not at all. The answer is the file's
/// SHA-256. Fails as make_workbook does; Unavailable: the disk.
Result<std::string> write_workbook(form::Filled const& filled, Meta const& meta, std::filesystem::path const& path);

/// Fills and writes.
Result<std::string> write_workbook(form::Form const& form, feel::Scope const& data, Meta const& meta,
                                   std::filesystem::path const& path);

} // namespace alur::sheet
