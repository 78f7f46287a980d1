#include "model/documents.hpp"

#include "model/table_cells.hpp"

namespace alur::model {

Result<std::vector<DocumentRule>> read_documents(format::CsvTable const& table, feel::ParseOptions const& options) {
    Diagnostics found;
    std::vector<DocumentRule> rules;
    TableCells cells(table, options, found);
    std::vector<std::string> const columns{"document_id", "process", "step_id", "when", "each", "links", "name"};
    auto allowed = columns;
    allowed.insert(allowed.end(), {"draft", "withdrawn"});
    if (cells.check_header(columns, allowed))
        for (std::size_t row = 0; row < cells.rows(); ++row) {
            rules.push_back({cells.required(row, "document_id"), cells.required(row, "name"),
                             cells.required(row, "process"), cells.required(row, "step_id"),
                             cells.expression(row, "when"), cells.expression(row, "each"),
                             cells.expression(row, "links"), cells.place(row, "document_id")});
            if (auto const& draft = cells.text(row, "draft"); draft == "ya")
                rules.back().draft = true;
            else if (!draft.empty())
                found.error("draft", cells.place(row, "draft"), "kolom draft berisi 'ya' atau kosong");
            rules.back().withdrawn = cells.words(row, "withdrawn");
            if (!rules.back().withdrawn.empty() && !rules.back().draft)
                found.error("withdrawn", cells.place(row, "withdrawn"),
                            "hanya konsep yang dapat ditarik; isi kolom draft dengan 'ya' atau kosongkan withdrawn");
        }
    if (!found.has_errors()) return rules;
    auto error = invalid(table.file + ": " + found.all().front().message);
    error.found = std::move(found);
    return error;
}

} // namespace alur::model
