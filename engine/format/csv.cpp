#include "format/csv.hpp"

#include <algorithm>

namespace alur::format {

namespace {

/// Walks the text once, keeping line and column.
class Reader {
  public:
    explicit Reader(SourceFile const& file) : file_(file) {}

    bool at_end() const { return at_ >= file_.text.size(); }

    /// One record; `found` gets an unclosed quote or text behind a closing quote.
    std::vector<CsvCell> record(Diagnostics& found) {
        std::vector<CsvCell> cells;
        for (;;) {
            cells.push_back(field(found));
            if (at_end()) return cells;
            auto const c = next();
            if (c == '\n') return cells;
        }
    }

  private:
    char peek() const { return file_.text[at_]; }
    bool line_break() const {
        return peek() == '\n' || (peek() == '\r' && at_ + 1 < file_.text.size() && file_.text[at_ + 1] == '\n');
    }

    char next() {
        auto c = peek();
        ++at_;
        if (c == '\r' && !at_end() && peek() == '\n') {
            c = '\n';
            ++at_;
        }
        if (c == '\n') {
            ++line_;
            column_ = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
            ++column_;
        return c;
    }

    CsvCell field(Diagnostics& found) {
        CsvCell cell;
        cell.place = {file_.name, line_, column_};
        if (!at_end() && peek() == '"') {
            next();
            cell.place.column = column_;
            for (;;) {
                if (at_end()) {
                    found.error("csv-quote", cell.place, "tanda kutip tidak ditutup");
                    return cell;
                }
                auto const c = next();
                if (c != '"')
                    cell.text += c;
                else if (!at_end() && peek() == '"')
                    cell.text += next();
                else
                    break;
            }
            if (!at_end() && peek() != ',' && !line_break()) {
                found.error("csv-quote", {file_.name, line_, column_}, "ada teks di belakang tanda kutip penutup");
                while (!at_end() && peek() != ',' && !line_break()) next();
            }
            return cell;
        }
        while (!at_end() && peek() != ',' && !line_break()) cell.text += next();
        return cell;
    }

    SourceFile const& file_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
};

} // namespace

int CsvTable::column(std::string_view name) const {
    auto const found = std::find(header.begin(), header.end(), name);
    return found == header.end() ? -1 : static_cast<int>(found - header.begin());
}

std::string const& CsvTable::at(std::size_t row, std::string_view name) const {
    static std::string const kNothing;
    auto const index = column(name);
    return index < 0 ? kNothing : rows[row][static_cast<std::size_t>(index)].text;
}

Place CsvTable::place(std::size_t row, std::string_view name) const {
    auto const index = column(name);
    return rows[row][index < 0 ? 0 : static_cast<std::size_t>(index)].place;
}

Result<CsvTable> parse_csv(SourceFile const& file) {
    Diagnostics found;
    CsvTable table;
    table.file = file.name;
    Reader reader(file);
    while (!reader.at_end()) {
        auto cells = reader.record(found);
        if (cells.size() == 1 && cells[0].text.empty()) continue;
        if (table.header.empty()) {
            for (auto const& cell : cells) {
                if (cell.text.empty())
                    found.error("csv-header", cell.place, "nama kolom kosong");
                else if (table.column(cell.text) >= 0)
                    found.error("csv-header", cell.place, "kolom '" + cell.text + "' ditulis dua kali");
                table.header.push_back(cell.text);
            }
            continue;
        }
        if (cells.size() != table.header.size()) {
            found.error("csv-row", cells[0].place,
                        "baris ini berisi " + std::to_string(cells.size()) + " kolom, seharusnya " +
                            std::to_string(table.header.size()),
                        "isi yang memuat koma ditulis di antara tanda kutip");
            continue;
        }
        table.rows.push_back(std::move(cells));
    }
    if (table.header.empty()) found.error("csv-header", {file.name, 1, 1}, "baris judul kolom tidak ada");
    if (!found.has_errors()) return table;
    auto error = invalid(file.name + ": " + found.all().front().message);
    error.found = std::move(found);
    return error;
}

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

} // namespace alur::format
