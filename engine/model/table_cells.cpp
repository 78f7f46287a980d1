#include "model/table_cells.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <map>

namespace alur::model {

bool TableCells::check_header(std::vector<std::string> const& required, std::vector<std::string> const& known) {
    Place const first{table_.file, 1, 1};
    bool complete = true;
    for (auto const& name : required) {
        if (table_.column(name) >= 0) continue;
        found_.error("missing-column", first, "kolom '" + name + "' tidak ada pada tabel ini");
        complete = false;
    }
    for (auto const& name : table_.header) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        auto const near = nearest(name, known);
        found_.error("unknown-column", first, "kolom '" + name + "' tidak dikenal",
                     near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
    }
    return complete;
}

std::vector<std::string> TableCells::words(std::size_t row, std::string_view column) const {
    std::vector<std::string> out;
    for (auto& word : split(text(row, column), ' '))
        if (!word.empty()) out.push_back(std::move(word));
    return out;
}

std::string const& TableCells::required(std::size_t row, std::string_view column) {
    auto const& value = text(row, column);
    if (trim(value).empty())
        found_.error("empty-cell", place(row, column), "kolom '" + std::string(column) + "' harus diisi");
    return value;
}

feel::Expression TableCells::expression(std::size_t row, std::string_view column) {
    return expression(row, column, text(row, column), 0);
}

feel::Expression TableCells::expression(std::size_t row, std::string_view column, std::string_view source, int offset) {
    if (trim(source).empty()) return {};
    auto options = options_;
    options.place = place(row, column);
    options.place.column += offset;
    auto parsed = feel::parse(source, options);
    if (parsed) return std::move(*parsed);
    found_.add(parsed.error().found);
    return {};
}

int TableCells::one_of(std::size_t row, std::string_view column, std::vector<std::string> const& allowed) {
    auto const& value = text(row, column);
    auto const found = std::find(allowed.begin(), allowed.end(), value);
    if (found != allowed.end()) return static_cast<int>(found - allowed.begin());
    auto const near = nearest(value, allowed);
    found_.error("unknown-word", place(row, column),
                 "'" + value + "' tidak dikenal pada kolom '" + std::string(column) + "'",
                 "yang dikenal: " + join(allowed, ", ") + (near.empty() ? "" : "; mungkin maksudnya \"" + near + "\""));
    return -1;
}

void TableCells::refuse_duplicates(std::string_view column) {
    std::map<std::string, int> first;
    for (std::size_t row = 0; row < rows(); ++row) {
        auto const [at, inserted] = first.emplace(text(row, column), place(row, column).line);
        if (!inserted)
            found_.error("duplicate-id", place(row, column),
                         "'" + text(row, column) + "' sudah ditulis pada baris " + std::to_string(at->second));
    }
}

} // namespace alur::model
