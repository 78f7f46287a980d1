#include "sheet/xlsx_page.hpp"

#include <chrono>

namespace alur::sheet {

using feel::Kind;
using feel::Value;
using form::FieldType;

namespace {

/// The number a spreadsheet keeps for a value that is not text; nothing for a text.
std::optional<double> as_number(Value const& value, FieldType type, ZoneOffset zone) {
    switch (value.kind()) {
    case Kind::Number: return value.as_number().to_double();
    case Kind::Boolean: return value.as_boolean() ? 1 : 0;
    case Kind::Date: return static_cast<double>(form::serial_of(value.as_day()));
    case Kind::DateTime: {
        auto const local = value.as_instant(zone) + zone.value;
        auto const day = std::chrono::floor<std::chrono::days>(local);
        auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(local - day);
        return static_cast<double>(form::serial_of(day)) + static_cast<double>(minutes.count()) / 1440.0;
    }
    case Kind::String:
        if (type == FieldType::Time && value.as_string().size() == 5) {
            auto const text = value.as_string();
            auto const two = [&](std::size_t i) { return (text[i] - '0') * 10 + (text[i + 1] - '0'); };
            return (two(0) * 60 + two(3)) / 1440.0;
        }
        return std::nullopt;
    default: return std::nullopt;
    }
}

} // namespace

void put_cell(Page& page, Spot spot, form::Cell const& cell, std::string const& formula, lxw_format* format) {
    auto const number = as_number(cell.value, cell.type, page.zone);
    auto const text = number || cell.value.is_null() ? std::string{} : feel::to_text(cell.value);
    if (!formula.empty()) {
        if (number)
            worksheet_write_formula_num(page.out, spot.row, spot.column, formula.c_str(), format, *number);
        else
            worksheet_write_formula_str(page.out, spot.row, spot.column, formula.c_str(), format, text.c_str());
        return;
    }
    if (number)
        worksheet_write_number(page.out, spot.row, spot.column, *number, format);
    else if (cell.value.is_null())
        worksheet_write_blank(page.out, spot.row, spot.column, format);
    else
        worksheet_write_string(page.out, spot.row, spot.column, text.c_str(), format);
}

void put_merged(Page& page, std::uint32_t row, Span span, std::string const& text, lxw_format* format) {
    if (span.first == span.last) {
        worksheet_write_string(page.out, row, span.first, text.c_str(), format);
        return;
    }
    worksheet_merge_range(page.out, row, span.first, row, span.last, text.c_str(), format);
}

} // namespace alur::sheet
