#include "model/deadlines.hpp"

#include "model/table_cells.hpp"

namespace alur::model {

namespace {

DeadlineRule read_row(TableCells& cells, std::size_t row) {
    DeadlineRule rule;
    rule.id = cells.required(row, "deadline_id");
    rule.place = cells.place(row, "deadline_id");
    rule.name = cells.required(row, "name");
    rule.process = cells.required(row, "process");
    if (auto const i = cells.one_of(row, "direction", {"forward", "backward", "fixed", "periodic"}); i >= 0)
        rule.direction = static_cast<DeadlineDirection>(i);
    if (auto const i = cells.one_of(row, "unit", {"WD", "CD", "DATE"}); i >= 0)
        rule.unit = static_cast<DeadlineUnit>(i);
    cells.required(row, "length");
    rule.length = cells.expression(row, "length");
    rule.starts = cells.words(row, "starts");
    rule.date = cells.expression(row, "date");
    rule.ends = cells.words(row, "ends");
    rule.pauses = cells.words(row, "pauses");
    rule.resumes = cells.words(row, "resumes");
    if (rule.pauses.empty() != rule.resumes.empty())
        cells.found().error("half-pause", cells.place(row, rule.pauses.empty() ? "resumes" : "pauses"),
                            "tenggat " + rule.id + ": kolom pauses dan resumes diisi bersama-sama");
    rule.owner = cells.words(row, "owner");
    if (rule.owner.empty()) cells.required(row, "owner");
    rule.superior = cells.words(row, "superior");
    rule.escalation = cells.text(row, "escalation");
    rule.cap = cells.text(row, "cap");
    rule.trigger = cells.text(row, "trigger");
    rule.source = cells.text(row, "source");
    return rule;
}

} // namespace

Result<std::vector<DeadlineRule>> read_deadlines(format::CsvTable const& table, feel::ParseOptions const& options) {
    Diagnostics found;
    std::vector<DeadlineRule> rules;
    TableCells cells(table, options, found);
    std::vector<std::string> const columns{"deadline_id", "name",       "process", "direction", "unit",
                                           "length",      "starts",     "date",    "ends",      "owner",
                                           "superior",    "escalation", "cap",     "trigger",   "source"};
    auto allowed = columns;
    allowed.insert(allowed.end(), {"pauses", "resumes"});
    if (cells.check_header(columns, allowed)) {
        for (std::size_t row = 0; row < cells.rows(); ++row) rules.push_back(read_row(cells, row));
        for (auto const& rule : rules) {
            if (rule.cap.empty()) continue;
            bool known = false;
            for (auto const& other : rules) known = known || (other.id == rule.cap && other.process == rule.process);
            if (!known)
                found.error("unknown-reference", rule.place,
                            "tenggat pembatas '" + rule.cap + "' tidak ada dalam tabel ini");
        }
    }
    if (!found.has_errors()) return rules;
    auto error = invalid(table.file + ": " + found.all().front().message);
    error.found = std::move(found);
    return error;
}

} // namespace alur::model
