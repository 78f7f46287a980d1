#include "model/guards.hpp"

#include "model/table_cells.hpp"

#include <array>

namespace alur::model {

namespace {

constexpr std::array<std::string_view, 3> kWeights{"ERROR", "WARN", "INFO"};

std::vector<std::string> weight_names() { return {kWeights.begin(), kWeights.end()}; }

GuardUse read_use(TableCells& cells, std::size_t row, std::string const& word) {
    auto const equals = word.find('=');
    GuardUse use{word.substr(0, equals), {}};
    if (equals == std::string::npos) return use;
    use.weight = parse_weight(word.substr(equals + 1));
    if (!use.weight)
        cells.found().error("unknown-word", cells.place(row, "steps"),
                            "tingkat '" + word.substr(equals + 1) + "' tidak dikenal",
                            "yang dikenal: ERROR, WARN, INFO");
    return use;
}

Guard read_row(TableCells& cells, std::size_t row) {
    Guard guard;
    guard.id = cells.required(row, "guard_id");
    guard.place = cells.place(row, "guard_id");
    for (auto const& word : cells.words(row, "steps")) guard.uses.push_back(read_use(cells, row, word));
    if (guard.uses.empty()) cells.required(row, "steps");
    if (auto const& weight = cells.text(row, "severity"); weight.starts_with('='))
        guard.weight_expression = cells.expression(row, "severity", std::string_view(weight).substr(1), 1);
    else if (auto const index = cells.one_of(row, "severity", weight_names()); index >= 0)
        guard.weight = static_cast<Weight>(index);
    guard.effect = cells.one_of(row, "effect", {"block", "record"}) == 1 ? GuardEffect::Record : GuardEffect::Block;
    guard.each = cells.expression(row, "each");
    guard.applies = cells.expression(row, "applies");
    cells.required(row, "condition");
    guard.condition = cells.expression(row, "condition");
    guard.detail = cells.expression(row, "detail");
    guard.printed = cells.expression(row, "printed");
    guard.member_no = cells.expression(row, "member_no");
    guard.rule = cells.required(row, "rule");
    guard.remedy = cells.text(row, "remedy");
    guard.source = cells.text(row, "source");
    return guard;
}

} // namespace

std::string_view weight_name(Weight weight) { return kWeights[static_cast<std::size_t>(weight)]; }

std::optional<Weight> parse_weight(std::string_view name) {
    for (std::size_t i = 0; i < kWeights.size(); ++i)
        if (kWeights[i] == name) return static_cast<Weight>(i);
    return std::nullopt;
}

Result<std::vector<Guard>> read_guards(format::CsvTable const& table, feel::ParseOptions const& options) {
    Diagnostics found;
    std::vector<Guard> guards;
    TableCells cells(table, options, found);
    std::vector<std::string> const columns{"guard_id",  "steps",  "severity",  "effect", "each",   "applies",
                                           "condition", "detail", "member_no", "rule",   "remedy", "source"};
    auto known = columns;
    known.emplace_back("printed");
    if (cells.check_header(columns, known)) {
        cells.refuse_duplicates("guard_id");
        for (std::size_t row = 0; row < cells.rows(); ++row) guards.push_back(read_row(cells, row));
    }
    if (!found.has_errors()) return guards;
    auto error = invalid(table.file + ": " + found.all().front().message);
    error.found = std::move(found);
    return error;
}

} // namespace alur::model
