#include "sheet/sax.hpp"
#include "sheet/xlsx_reader.hpp"
#include "sheet/zip_archive.hpp"

#include <algorithm>
#include <charconv>

namespace alur::sheet {

namespace {

std::uint32_t repeat(std::string_view text) {
    std::uint32_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return std::max<std::uint32_t>(count, 1);
}

/// `PT08H30M00S` → the fraction of a day.
std::string time_fraction(std::string_view text) {
    double seconds = 0;
    double number = 0;
    for (auto const c : text) {
        if (c >= '0' && c <= '9')
            number = number * 10 + (c - '0');
        else {
            if (c == 'H') seconds += number * 3600;
            if (c == 'M') seconds += number * 60;
            if (c == 'S') seconds += number;
            number = 0;
        }
    }
    return std::to_string(seconds / 86400);
}

class ContentHandler final : public SaxHandler {
  public:
    ContentHandler(Workbook& book, ReadLimits const& limits) : book_(book), limits_(limits) {}

    void open(std::string_view name, SaxAttributes const& a) override {
        if (name == "annotation" || name == "shapes") ++skipping_;
        if (skipping_ > 0) return;
        if (name == "table")
            open_table(a);
        else if (name == "table-row")
            open_row(a);
        else if (name == "table-cell" || name == "covered-table-cell")
            open_cell(a);
        else if (name == "p" && in_cell_) {
            if (paragraphs_++ > 0) text_ += '\n';
            in_paragraph_ = true;
        } else if (name == "s" && in_paragraph_) {
            text_.append(std::min<std::uint32_t>(repeat(a.get("c")), 1000), ' ');
        } else if (name == "tab" && in_paragraph_) {
            text_ += '\t';
        } else if (name == "line-break" && in_paragraph_) {
            text_ += '\n';
        } else if (name == "named-range") {
            add_name(a.get("name"), a.get("cell-range-address"));
        }
    }
    void close(std::string_view name) override {
        if (name == "annotation" || name == "shapes") {
            --skipping_;
            return;
        }
        if (skipping_ > 0) return;
        if (name == "table-cell" || name == "covered-table-cell")
            close_cell();
        else if (name == "table-row")
            close_row();
        else if (name == "p")
            in_paragraph_ = false;
        else if (name == "table")
            in_table_ = false;
    }
    void text(std::string_view piece) override {
        if (!in_paragraph_ || skipping_ > 0) return;
        text_ += piece;
        if (text_.size() > limits_.text * 4) refusal = "sebuah teks terlalu panjang";
    }

  private:
    Workbook& book_;
    ReadLimits const& limits_;
    int skipping_ = 0;
    bool in_table_ = false, in_cell_ = false, in_paragraph_ = false;
    int paragraphs_ = 0;
    std::uint32_t row_ = 0, column_ = 0, row_repeat_ = 1, cell_repeat_ = 1;
    std::size_t row_start_ = 0;
    std::size_t cells_ = 0;
    ReadCell cell_;
    std::string type_, text_;

    void open_table(SaxAttributes const& a) {
        if (book_.sheets.size() >= 250) refusal = "lebih dari 250 lembar";
        book_.sheets.emplace_back();
        book_.sheets.back().name = a.get("name");
        in_table_ = true;
        row_ = 0;
    }
    void open_row(SaxAttributes const& a) {
        if (!in_table_) return;
        row_repeat_ = repeat(a.get("number-rows-repeated"));
        column_ = 0;
        row_start_ = book_.sheets.back().cells.size();
    }
    void open_cell(SaxAttributes const& a) {
        if (!in_table_) return;
        in_cell_ = true;
        paragraphs_ = 0;
        text_.clear();
        cell_ = {};
        cell_repeat_ = repeat(a.get("number-columns-repeated"));
        type_ = a.get("value-type");
        cell_.formula = !a.get("formula").empty();
        if (type_ == "float" || type_ == "currency" || type_ == "percentage")
            cell_.text = a.get("value");
        else if (type_ == "date")
            cell_.text = a.get("date-value");
        else if (type_ == "time")
            cell_.text = time_fraction(a.get("time-value"));
        else if (type_ == "boolean")
            cell_.text = a.get("boolean-value") == "true" ? "1" : "0";
        else if (type_ == "string")
            cell_.text = a.get("string-value");
    }
    void close_cell() {
        if (!in_cell_) return;
        in_cell_ = false;
        auto repeat_count = cell_repeat_;
        if (type_ == "float" || type_ == "currency" || type_ == "percentage" || type_ == "time")
            cell_.kind = ReadCell::Kind::Number;
        else if (type_ == "boolean")
            cell_.kind = ReadCell::Kind::Boolean;
        else if (cell_.text.empty())
            cell_.text = text_;
        cell_.cached = !cell_.text.empty() || type_ == "string";
        if (cell_.text.starts_with('#') && cell_.formula) cell_.kind = ReadCell::Kind::Error;
        if (!cell_.text.empty() || cell_.formula)
            for (std::uint32_t i = 0; i < repeat_count && refusal.empty(); ++i) put(row_, column_ + i, cell_);
        column_ += repeat_count;
    }
    void close_row() {
        if (!in_table_) return;
        auto& cells = book_.sheets.back().cells;
        auto const end = cells.size();
        if (end > row_start_)
            for (std::uint32_t i = 1; i < row_repeat_ && refusal.empty(); ++i)
                for (auto at = row_start_; at < end && refusal.empty(); ++at) {
                    auto const copy = cells[at];
                    put(row_ + i, copy.spot.column, copy);
                }
        row_ += row_repeat_;
        if (row_ > 16'000'000) refusal = "terlalu banyak baris";
    }
    void put(std::uint32_t row, std::uint32_t column, ReadCell cell) {
        if (row > 1'048'575 || column > 16'383) {
            refusal = "sel di luar batas lembar kerja";
            return;
        }
        if (++cells_ > limits_.cells) refusal = "lebih dari " + std::to_string(limits_.cells) + " sel";
        cell.spot = {row, static_cast<std::uint16_t>(column)};
        book_.sheets.back().cells.push_back(std::move(cell));
    }
    /// `$'Rekap Kategori'.$A$1:.$B$9`
    void add_name(std::string_view name, std::string_view address) {
        if (book_.names.size() >= 20'000) refusal = "terlalu banyak nama sel";
        std::string plain;
        bool quoted = false;
        bool sheet_done = false;
        for (std::size_t i = 0; i < address.size(); ++i) {
            auto const c = address[i];
            if (c == '\'') quoted = !quoted;
            if (!quoted && !sheet_done && c == '$' && plain.empty()) continue;
            if (!quoted && c == '.') {
                if (!sheet_done)
                    plain += '!';
                else if (i > 0 && address[i - 1] != ':')
                    return; // a range over two sheets
                sheet_done = true;
                continue;
            }
            plain += c;
        }
        Range range;
        if (parse_range(plain, range)) book_.names.emplace(std::string(name), std::move(range));
    }
};

class ManifestHandler final : public SaxHandler {
  public:
    bool encrypted = false;
    void open(std::string_view name, SaxAttributes const&) override {
        encrypted = encrypted || name == "encryption-data";
    }
    void close(std::string_view) override {}
    void text(std::string_view) override {}
};

class MetaHandler final : public SaxHandler {
  public:
    std::map<std::string, std::string> properties;
    void open(std::string_view name, SaxAttributes const& a) override {
        if (name == "user-defined") name_ = a.get("name");
        if (properties.size() > 1000) refusal = "terlalu banyak sifat dokumen";
    }
    void close(std::string_view) override { name_.clear(); }
    void text(std::string_view piece) override {
        if (!name_.empty() && properties[name_].size() < 10'000) properties[name_] += piece;
    }

  private:
    std::string name_;
};

} // namespace

Result<Workbook> read_ods(std::string_view bytes, ReadLimits const& limits) {
    auto opened = ZipArchive::open(bytes, limits);
    if (!opened) return opened.error();
    auto& archive = *opened;
    if (archive.has("META-INF/manifest.xml")) {
        ManifestHandler manifest;
        if (auto const done = read_part(archive, "META-INF/manifest.xml", manifest); !done) return done.error();
        if (manifest.encrypted) return invalid("berkas dikunci dengan kata sandi; simpan tanpa kata sandi");
    }
    if (!archive.first_with_prefix("Basic/").empty() || !archive.first_with_prefix("Scripts/").empty())
        return invalid("buku kerja memuat makro; simpan tanpa makro");
    if (!archive.has("content.xml")) return invalid("bukan lembar kerja OpenDocument: content.xml tidak ada");
    Workbook book;
    ContentHandler content(book, limits);
    if (auto const done = read_part(archive, "content.xml", content); !done) return done.error();
    if (archive.has("meta.xml")) {
        MetaHandler meta;
        if (auto const done = read_part(archive, "meta.xml", meta); !done) return done.error();
        book.properties = std::move(meta.properties);
    }
    return book;
}

} // namespace alur::sheet
