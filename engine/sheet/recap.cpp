#include "sheet/recap.hpp"

#include "core/hash.hpp"
#include "core/text.hpp"
#include "feel/feel.hpp"
#include "form/formula.hpp"
#include "sheet/durable_file.hpp"
#include "sheet/layout.hpp"
#include "sheet/recap_parts.hpp"
#include "sheet/xlsx_reader.hpp"

#include <algorithm>
#include <charconv>

namespace alur::sheet {

using feel::Kind;
using feel::Value;
using form::FieldType;

namespace {

constexpr std::uint32_t kMostRows = 1'048'576;
constexpr std::size_t kPiece = 64 << 10;

void escape(std::string& out, std::string_view text) {
    for (auto const c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\t' ? ' ' : c;
        }
    }
}

void put_number(std::string& out, double value) {
    char buffer[32];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    out.append(buffer, end);
}

void put_integer(std::string& out, std::uint64_t value) {
    char buffer[24];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    out.append(buffer, end);
}

} // namespace

struct RecapWriter::State {
    DurableFile file;
    RecapHead head;
    std::vector<RecapColumn> columns;
    ZipWriter zip;
    std::vector<std::string> letters; ///< `A" s="2`: the rest of a cell's opening tag that its column decides
    std::vector<feel::Decimal> sums;
    std::string xml;
    std::uint32_t next_row = 0; ///< from 0
    std::uint32_t first_row = 0;
    std::uint64_t cells = 0;

    State(std::filesystem::path const& path, RecapHead h, std::vector<RecapColumn> c, ZipWriter z,
          std::filesystem::path const& temporary)
        : file(path, temporary), head(std::move(h)), columns(std::move(c)), zip(std::move(z)), sums(columns.size()) {}

    Result<> flush(bool all) {
        if (!all && xml.size() < kPiece) return Done{};
        auto written = zip.write(xml);
        xml.clear();
        return written;
    }
    void open_row(std::string_view rest = {}) {
        xml += "<row r=\"";
        put_integer(xml, ++next_row);
        xml += '"';
        xml += rest;
        xml += '>';
    }
    /// Room for texts that take several lines: not every program fits rows by itself.
    std::string height(std::vector<Value> const& values) const {
        std::size_t lines = 1;
        for (std::size_t c = 0; c < values.size() && c < columns.size(); ++c) {
            if (!values[c].is_string() || form::is_identity(columns[c].type)) continue;
            auto const room = static_cast<std::size_t>(std::max(columns[c].width - 2, 4.0));
            auto const text = values[c].as_string();
            if (text.size() > room) lines = std::max(lines, (code_point_count(text) + room - 1) / room);
        }
        if (lines < 2) return {};
        return " ht=\"" + std::to_string(std::min<std::size_t>(3 + 13 * lines, 400)) + "\" customHeight=\"1\"";
    }
    void open_cell(std::size_t column) {
        xml += "<c r=\"";
        xml += letters[column];
        put_integer(xml, next_row);
        xml += '"';
        ++cells;
    }
    void put_text(std::size_t column, std::string_view text, RecapStyle style) {
        open_cell(column);
        put_style(style);
        xml += " t=\"inlineStr\"><is><t xml:space=\"preserve\">";
        escape(xml, text);
        xml += "</t></is></c>";
    }
    void put_style(RecapStyle style) {
        xml += " s=\"";
        put_integer(xml, static_cast<std::uint64_t>(style));
        xml += '"';
    }
    void put_value(std::size_t column, Value const& value) {
        auto const type = columns[column].type;
        auto const number = serial(value, type);
        if (number || (value.is_number() && (form::is_numeric(type) || form::is_temporal(type)))) {
            open_cell(column);
            put_style(style_of(type));
            xml += "><v>";
            if (number)
                put_number(xml, *number);
            else
                xml += value.as_number().to_text();
            xml += "</v></c>";
            return;
        }
        if (value.is_string()) return put_text(column, value.as_string(), style_of(type));
        put_text(column, feel::to_text(value), style_of(type));
    }
    /// A day, an instant or a time of day as a spreadsheet counts it.
    std::optional<double> serial(Value const& value, FieldType type) const {
        if (value.kind() == Kind::Date) return static_cast<double>(form::serial_of(value.as_day()));
        if (value.kind() == Kind::DateTime) {
            auto const local = value.as_instant(head.zone) + head.zone.value;
            auto const day = std::chrono::floor<std::chrono::days>(local);
            auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
            return static_cast<double>(form::serial_of(day)) + static_cast<double>(minutes) / 1440.0;
        }
        if (type != FieldType::Time || !value.is_string() || value.as_string().size() != 5) return std::nullopt;
        auto const text = value.as_string();
        auto const two = [&](std::size_t i) { return (text[i] - '0') * 10 + (text[i + 1] - '0'); };
        return (two(0) * 60 + two(3)) / 1440.0;
    }
};

RecapWriter::RecapWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
RecapWriter::RecapWriter(RecapWriter&&) noexcept = default;
RecapWriter& RecapWriter::operator=(RecapWriter&&) noexcept = default;
RecapWriter::~RecapWriter() = default;

Result<RecapWriter> RecapWriter::create(std::filesystem::path path, RecapHead head, std::vector<RecapColumn> columns) {
    if (columns.empty() || columns.size() > 500) return invalid("rekap memerlukan 1 sampai 500 kolom");
    if (head.sheet.empty() || code_point_count(head.sheet) > 31 ||
        head.sheet.find_first_of("[]:*?/\\'") != std::string::npos)
        return invalid("nama lembar \"" + head.sheet + "\" tidak dapat dipakai");
    for (auto const& column : columns)
        if (!is_utf8(column.header)) return invalid("judul kolom bukan UTF-8");
    for (auto const& line : head.lines)
        if (!is_utf8(line)) return invalid("baris judul bukan UTF-8");
    auto const temporary = DurableFile::temporary_for(path);
    auto zip = ZipWriter::create(temporary);
    if (!zip) return zip.error();
    RecapWriter writer(
        std::make_unique<State>(path, std::move(head), std::move(columns), std::move(zip).value(), temporary));
    auto& state = *writer.state_;
    for (std::size_t c = 0; c < state.columns.size(); ++c)
        state.letters.push_back(column_letters(static_cast<std::uint16_t>(c)));
    if (auto const begun = state.zip.begin("xl/worksheets/sheet1.xml"); !begun) return begun.error();
    auto const lines = static_cast<std::uint32_t>(state.head.lines.size());
    state.first_row = lines + (lines > 0 ? 2 : 1);
    state.xml = recap_sheet_begin(state.columns, state.first_row);
    for (auto const& line : state.head.lines) {
        state.open_row();
        state.put_text(0, line, RecapStyle::Title);
        state.xml += "</row>";
    }
    if (lines > 0) ++state.next_row;
    state.open_row(" ht=\"32\" customHeight=\"1\"");
    for (std::size_t c = 0; c < state.columns.size(); ++c)
        state.put_text(c, state.columns[c].header, RecapStyle::Header);
    state.xml += "</row>";
    return writer;
}

Result<> RecapWriter::row(std::vector<Value> const& values) {
    auto& state = *state_;
    if (state.next_row + 2 >= kMostRows)
        return invalid("rekap melebihi " + std::to_string(kMostRows) +
                       " baris, batas satu lembar kerja; bagi menurut tahun atau wilayah");
    state.open_row(state.height(values));
    for (std::size_t c = 0; c < state.columns.size(); ++c) {
        if (c >= values.size() || values[c].is_null()) { // an empty cell has its borders
            state.open_cell(c);
            state.put_style(style_of(state.columns[c].type));
            state.xml += "/>";
            continue;
        }
        auto const& value = values[c];
        if (value.is_string() && !is_utf8(value.as_string()))
            return invalid("baris " + std::to_string(state.next_row - state.first_row) + " kolom " +
                           state.columns[c].header + ": teks bukan UTF-8");
        if (value.is_string() && value.as_string().size() > 32767 && code_point_count(value.as_string()) > 32767)
            return invalid("baris " + std::to_string(state.next_row - state.first_row) + " kolom " +
                           state.columns[c].header + ": teks lebih dari 32.767 huruf");
        state.put_value(c, value);
        if (state.columns[c].total && value.is_number())
            state.sums[c] = feel::add(state.sums[c], value.as_number()).value_or(state.sums[c]);
    }
    state.xml += "</row>";
    return state.flush(false);
}

Result<std::string> RecapWriter::finish() {
    auto& state = *state_;
    auto const last_row = std::max(state.next_row, state.first_row); // 1-based, of the table
    auto const totals =
        std::any_of(state.columns.begin(), state.columns.end(), [](auto const& column) { return column.total; });
    if (totals) {
        state.open_row();
        for (std::size_t c = 0; c < state.columns.size(); ++c) {
            if (!state.columns[c].total) {
                state.put_text(c, c == 0 ? "Jumlah" : "", RecapStyle::Total);
                continue;
            }
            state.open_cell(c);
            state.put_style(total_style_of(state.columns[c].type));
            state.xml += "><f>SUM(" + state.letters[c] + std::to_string(state.first_row + 1) + ":" + state.letters[c] +
                         std::to_string(std::max(last_row, state.first_row + 1)) + ")</f><v>" +
                         state.sums[c].to_text() + "</v></c>";
        }
        state.xml += "</row>";
    }
    state.xml += recap_sheet_end(state.columns.size(), state.head.lines.size(), state.first_row, last_row);
    if (auto const written = state.flush(true); !written) return written.error();
    if (auto const ended = state.zip.end(); !ended) return ended.error();
    for (auto const& [name, text] : recap_parts(state.head, state.columns.size(), state.first_row, last_row))
        if (auto const written = state.zip.part(name, text); !written) return written.error();
    if (auto const ended = state.zip.finish(); !ended) return ended.error();
    auto const mapped = MappedFile::open(state.file.temporary());
    if (!mapped) return mapped.error();
    auto const again = count_cells(mapped->bytes(), large_limits());
    if (!again || *again != state.cells)
        return unavailable("buku kerja rusak ketika ditulis" +
                           (again ? std::string{} : " (" + again.error().message + ")") + "; periksa ruang disk");
    auto const hash = sha256(mapped->bytes());
    if (auto const kept = state.file.keep(); !kept) return kept.error();
    return hash;
}

} // namespace alur::sheet
