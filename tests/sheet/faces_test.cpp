#include "form/page_fields.hpp"
#include "sheet/return_places.hpp"
#include "sheet/trip_help.hpp"

#include <set>

using namespace alur;
using namespace alur::sheet_test;
using feel::Value;
using form::FieldType;
using Part = form::PageField::Part;

// A form is one declaration with four faces: the workbook, the reader of what comes home, the fields of a page, and the
// check of an input. Here they are held against each other, for every shipped form.

namespace {

/// The first proposal of the sample and names that forms of the programme case use: enough for rows in most tables.
feel::Scope sample() {
    auto const all =
        feel::from_json(*format::read_text(fs::path(ALUR_SOURCE_DIR) / "workflows/kube/sample/proposals.json"));
    REQUIRE(all);
    auto const& proposals = all->find("proposals")->items();
    feel::Scope scope(Value::context(
        {{"kelompok", Value::list({proposals[0], proposals[1]})}, {"tahun_anggaran", Value::number(2026)}}));
    scope.push(proposals[0]);
    return scope;
}

form::Cell& cell_of(form::Filled& filled, form::PageField const& field) {
    auto& sheet = filled.sheets[field.sheet];
    if (field.part == Part::Head) return sheet.head[field.index];
    if (field.part == Part::List) return sheet.fields[field.index];
    return sheet.rows.at(0).cells[field.index];
}

sheet::Spot spot_of(form::Filled const& filled, form::PageField const& field) {
    sheet::Layout const layout(filled, filled.sheets[field.sheet]);
    if (field.part == Part::Head) return layout.head(field.index);
    if (field.part == Part::List) return layout.field(field.index);
    return layout.cell(0, field.index);
}

/// Reads the written XML: which cells are open, which rule stands on a cell.
class Written {
  public:
    explicit Written(std::string const& bytes) : parts_(parts_of(bytes)) {
        auto const& styles = parts_.at("xl/styles.xml");
        auto at = styles.find("<cellXfs");
        auto const end = styles.find("</cellXfs>");
        while ((at = styles.find("<xf ", at)) < end) {
            auto const next = std::min(styles.find("<xf ", at + 4), end);
            open_.push_back(styles.substr(at, next - at).find("<protection locked=\"0\"") != std::string::npos);
            at = next;
        }
    }
    bool is_open(std::size_t sheet, sheet::Spot spot) const {
        auto const& xml = parts_.at(sheet_part(static_cast<int>(sheet) + 1));
        auto const at = xml.find("<c r=\"" + sheet::spot_name(spot) + "\"");
        if (at == std::string::npos) return false;
        auto const tag = xml.substr(at, xml.find('>', at) - at);
        auto const style = tag.find(" s=\"");
        return style != std::string::npos && open_.at(std::stoul(tag.substr(style + 4)));
    }
    /// The `dataValidation` element that covers the cell, "" when none does.
    std::string rule(std::size_t sheet, sheet::Spot spot) const {
        auto const& xml = parts_.at(sheet_part(static_cast<int>(sheet) + 1));
        for (std::size_t at = 0; (at = xml.find("<dataValidation ", at)) != std::string::npos; ++at) {
            auto const end = std::min(xml.find("</dataValidation>", at), xml.find("<dataValidation ", at + 1));
            auto const element = xml.substr(at, end - at);
            auto const from = element.find("sqref=\"") + 7;
            auto const ref = element.substr(from, element.find('"', from) - from);
            sheet::Spot first, last;
            auto const colon = ref.find(':');
            if (!sheet::parse_spot(ref.substr(0, colon), first)) continue;
            last = first;
            if (colon != std::string::npos) sheet::parse_spot(ref.substr(colon + 1), last);
            if (spot.row >= first.row && spot.row <= last.row && spot.column >= first.column &&
                spot.column <= last.column)
                return element;
        }
        return {};
    }

  private:
    std::map<std::string, std::string> parts_;
    std::vector<bool> open_;
};

std::vector<std::string> options_in(std::string const& rule, sheet::Workbook const& book) {
    auto const from = rule.find("<formula1>") + 10;
    sheet::Range range;
    REQUIRE(sheet::parse_range(rule.substr(from, rule.find('<', from) - from), range));
    std::vector<std::string> options;
    for (auto row = range.first.row; row <= range.last.row; ++row)
        options.push_back(book.sheet(range.sheet)->find({row, range.first.column})->text);
    return options;
}

/// The kind of validation a type asks for.
std::string kind_of(form::PageField const& field) {
    if (!field.limit.options.empty()) return "list";
    switch (field.type) {
    case FieldType::Int:
    case FieldType::Money: return "whole";
    case FieldType::Decimal:
    case FieldType::Percent:
    case FieldType::Time: return "decimal";
    case FieldType::Date:
    case FieldType::DateTime: return "date";
    default: return field.most_digits > 0 || field.max_length > 0 || field.unique ? "custom" : "";
    }
}

/// A value the field must not take; null when it takes any.
Value wrong_for(form::PageField const& field) {
    if (field.type == FieldType::Enum && !field.limit.options.empty()) return Value::string("bukan pilihan");
    if (form::is_numeric(field.type) && field.limit.min.is_number())
        return Value::number(feel::subtract(field.limit.min.as_number(), feel::Decimal(1)).value());
    if (form::is_numeric(field.type) && field.limit.max.is_number())
        return Value::number(feel::add(field.limit.max.as_number(), feel::Decimal(1)).value());
    if (field.type == FieldType::Date && !field.limit.min.is_null())
        return Value::date(field.limit.min.as_day() - std::chrono::days{1});
    if (form::is_numeric(field.type) || form::is_temporal(field.type)) return {};
    if (field.most_digits > 0) return Value::string("12345");
    if (field.max_length > 0) return Value::string(std::string(static_cast<std::size_t>(field.max_length) + 1, 'x'));
    return {};
}

using Said = std::multiset<std::string>;

} // namespace

TEST_CASE("workbook and page say the same of every field of every form", "[sheet]") {
    Folder folder;
    auto const data = sample();
    for (auto const& path : shipped_forms()) {
        INFO(path.filename().string());
        auto const form = form_of(path);
        auto filled = form::fill(form, data);
        REQUIRE(filled);
        auto const bytes = sheet::make_workbook(*filled, {}, folder.path);
        REQUIRE(bytes);
        Written const written(*bytes);
        auto const book = sheet::read_workbook(*bytes);
        REQUIRE(book);
        auto const fields = form::page_fields(*filled);
        CHECK_FALSE(fields.empty());
        for (auto const& field : fields) {
            auto const& sheet = filled->sheets[field.sheet];
            INFO(sheet.name << " / " << field.label);
            // The label stands where the page has it.
            sheet::Layout const layout(*filled, sheet);
            auto const label = field.part == Part::Head ? sheet::Spot{layout.head(field.index).row, 0}
                               : field.part == Part::List
                                   ? sheet::Spot{layout.field(field.index).row, 0}
                                   : sheet::Spot{layout.header_row, static_cast<std::uint16_t>(field.index)};
            auto const* const read = book->sheet(sheet.name)->find(label);
            REQUIRE(read);
            CHECK(read->text == field.label);
            if (field.part == Part::Table && sheet.rows.empty()) continue;
            auto const spot = spot_of(*filled, field);
            if (cell_of(*filled, field).formula) continue;
            CHECK(written.is_open(field.sheet, spot) == field.open);
            auto const rule = written.rule(field.sheet, spot);
            if (!field.open) {
                CHECK(rule.empty());
                continue;
            }
            if (auto const kind = kind_of(field); !kind.empty())
                CHECK(rule.find("type=\"" + kind + "\"") != std::string::npos);
            if (!field.limit.options.empty()) CHECK(options_in(rule, *book) == field.limit.options);
            if (!rule.empty() && rule.find("type=\"none\"") == std::string::npos &&
                rule.find("error=") != std::string::npos)
                CHECK(rule.find("errorTitle=\"Isian tidak sesuai\"") != std::string::npos);
        }
    }
}

TEST_CASE("the reader finds every field of every form, and gives back the same values", "[sheet]") {
    Folder folder;
    auto const data = sample();
    for (auto const& path : shipped_forms()) {
        INFO(path.filename().string());
        auto const form = form_of(path);
        auto const filled = form::fill(form, data);
        REQUIRE(filled);
        auto const bytes = sheet::make_workbook(*filled, {}, folder.path);
        REQUIRE(bytes);
        auto const book = sheet::read_workbook(*bytes);
        REQUIRE(book);
        for (std::size_t s = 0; s < filled->sheets.size(); ++s) {
            auto const places = sheet::find_places(filled->sheets[s], s + 1, *book);
            INFO(filled->sheets[s].name);
            REQUIRE(places.sheet);
            for (auto const& head : places.head) CHECK(head);
            for (auto const& field : places.fields) CHECK(field);
            for (auto const& column : places.columns) CHECK(column);
        }
        auto const returned = sheet::read_return(form, *book, data, "");
        REQUIRE(returned);
        CHECK(feel::to_json(form::to_value(returned->filled)) == feel::to_json(form::to_value(*filled)));
    }
}

TEST_CASE("a wrong value is refused with the same sentence on a page and in a workbook, in every form", "[sheet]") {
    Folder folder;
    auto const data = sample();
    std::size_t compared = 0;
    for (auto const& path : shipped_forms()) {
        INFO(path.filename().string());
        auto const form = form_of(path);
        auto filled = form::fill(form, data);
        REQUIRE(filled);
        std::set<std::pair<std::size_t, std::string>> wrong;
        for (auto const& field : form::page_fields(*filled)) {
            if (!field.open || (field.part == Part::Table && filled->sheets[field.sheet].rows.empty())) continue;
            auto& cell = cell_of(*filled, field);
            auto const value = wrong_for(field);
            if (value.is_null() || cell.formula || cell.type != field.type) continue;
            cell.value = value;
            wrong.insert({field.sheet, field.label});
        }
        form::calculate_all(*filled, data);
        Said page;
        auto expected = wrong;
        for (auto const& fault : form::check(*filled, data)) {
            page.insert(filled->sheets[fault.sheet].name + " / " + fault.label + " / " + fault.found + " / " +
                        fault.message);
            expected.erase({fault.sheet, fault.label});
        }
        for (auto const& [s, label] : expected) FAIL_CHECK("not refused: " << filled->sheets[s].name << " / " << label);
        auto const bytes = sheet::make_workbook(*filled, {}, folder.path);
        REQUIRE(bytes);
        auto const book = sheet::read_workbook(*bytes);
        REQUIRE(book);
        auto const returned = sheet::read_return(form, *book, data, "");
        REQUIRE(returned);
        Said workbook;
        for (auto const& fault : returned->faults)
            workbook.insert(fault.sheet + " / " + fault.label + " / " + fault.found + " / " + fault.message);
        CHECK(page == workbook);
        compared += wrong.size();
    }
    CHECK(compared > 100);
}
