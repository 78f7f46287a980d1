#include "sheet/return.hpp"

#include "core/text.hpp"
#include "sheet/cell_value.hpp"
#include "sheet/return_places.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace alur::sheet {

using feel::Value;
using form::CellFault;
using form::Field;
using Area = form::CellFault::Area;

Result<Identity> identify(Workbook const& book) {
    auto const get = [&](std::string const& name) -> std::string {
        if (auto const at = book.names.find(name); at != book.names.end())
            if (auto const* const sheet = book.sheet(at->second.sheet))
                if (auto const* const cell = sheet->find(at->second.first)) return cell->text;
        if (auto const* const sheet = book.sheet("_meta"))
            for (auto const& cell : sheet->cells)
                if (cell.spot.column == 0 && cell.text == name) {
                    auto const* const beside = sheet->find({cell.spot.row, 1});
                    return beside ? beside->text : std::string{};
                }
        auto const property = book.properties.find(name);
        return property != book.properties.end() ? property->second : std::string{};
    };
    Identity identity{get("META_FORM"), get("META_CASE"), get("META_VERSION"), get("META_SCHEMA"), get("META_CREATED")};
    if (!identity.form.empty()) return identity;
    return invalid("berkas ini bukan formulir yang dibuat program ini, atau tanda pengenalnya hilang; isi ulang pada "
                   "formulir yang asli");
}

namespace {

class ReturnReader {
  public:
    ReturnReader(Returned& out, Workbook const& book, feel::Limits const& limits) : out_(out), book_(book) {
        habits_.date1904 = book.date1904;
        habits_.zone = limits.zone;
    }

    void run() {
        for (std::size_t s = 0; s < out_.filled.sheets.size(); ++s) {
            places_.push_back(find_places(out_.filled.sheets[s], s + 1, book_));
            sheet_ = s;
            read_sheet(out_.filled.sheets[s], places_.back());
        }
    }
    /// Faults of the form's own check, but not a second one for a cell that could not be read.
    void add(std::vector<CellFault> const& faults) {
        for (auto const& fault : faults) {
            sheet_ = fault.sheet;
            if (bad_.contains({fault.sheet, fault.area, fault.row, fault.column})) continue;
            push(fault.area, fault.row, fault.column, fault.label, fault.found, fault.message);
        }
    }
    void old_revision() {
        sheet_ = 0;
        places_.emplace_back();
        push(Area::Sheet, 0, 0, {}, {},
             "berkas ini dari susunan formulir " + out_.filled.form->id +
                 " yang lama; isinya disalin ke salinan bertanda menurut susunan yang berlaku: periksa, lengkapi, lalu "
                 "kirim salinan itu");
        places_.clear();
    }

  private:
    Returned& out_;
    Workbook const& book_;
    ReadingHabits habits_;
    std::vector<ReturnPlaces> places_;
    std::set<std::tuple<std::size_t, Area, std::size_t, std::size_t>> bad_;
    std::size_t sheet_ = 0;

    std::string address(Area area, std::size_t row, std::size_t column) const {
        auto const& places = places_[sheet_];
        if (area == Area::Head && column < places.head.size() && places.head[column])
            return spot_name(*places.head[column]);
        if (area == Area::Field && column < places.fields.size() && places.fields[column])
            return spot_name(*places.fields[column]);
        if (area == Area::Row && row < places.rows.size() && column < places.columns.size() && places.columns[column])
            return spot_name({places.rows[row], *places.columns[column]});
        return {};
    }
    void push(Area area, std::size_t row, std::size_t column, std::string label, std::string found, std::string message,
              std::optional<std::string> raw = {}) {
        out_.faults.push_back({out_.filled.sheets[sheet_].name,
                               address(area, row, column),
                               std::move(label),
                               std::move(found),
                               std::move(message),
                               {sheet_, area, row, column, {}, {}, {}},
                               std::move(raw)});
    }
    void whole_sheet(std::string message) { push(Area::Sheet, 0, 0, {}, {}, std::move(message)); }

    void read_sheet(form::FilledSheet& sheet, ReturnPlaces& places) {
        auto const& declared = *sheet.sheet;
        auto const is_open = [](Field const& field) { return field.open(); };
        auto const wanted = std::any_of(declared.head.begin(), declared.head.end(), is_open) ||
                            std::any_of(declared.fields.begin(), declared.fields.end(), is_open) ||
                            std::any_of(declared.columns.begin(), declared.columns.end(), is_open);
        if (!wanted && sheet.rows.size() > 0) return; // all of it is the program's own
        if (!places.sheet) {
            if (wanted)
                whole_sheet("lembar \"" + sheet.name + "\" tidak ada; jangan menghapus atau mengganti nama lembar");
            return;
        }
        for (std::size_t i = 0; i < sheet.head.size(); ++i)
            if (places.head[i])
                read_cell(sheet.head[i], declared.head[i], sheet.head_limits[i], *places.head[i], {Area::Head, 0, i});
        for (std::size_t i = 0; i < sheet.fields.size(); ++i) {
            if (places.fields[i])
                read_cell(sheet.fields[i], declared.fields[i], sheet.field_limits[i], *places.fields[i],
                          {Area::Field, 0, i});
            else if (declared.fields[i].open())
                push(Area::Field, 0, i, declared.fields[i].label, {},
                     "isian ini tidak ditemukan; jangan menghapus barisnya");
        }
        if (!declared.columns.empty()) read_table(sheet, places);
    }

    struct Where {
        Area area;
        std::size_t row, column;
    };
    void read_cell(form::Cell& cell, Field const& field, form::Limit const& limit, Spot spot, Where where) {
        auto const* const read = places_[sheet_].sheet->find(spot);
        auto const locked = !field.open() || cell.formula;
        if (locked) {
            note_change(cell, field, read, spot);
            return;
        }
        cell.value = {};
        if (!read) return;
        auto value = read_value(*read, cell.type, limit.options, habits_);
        if (value) {
            cell.value = std::move(value).value();
            return;
        }
        bad_.insert({sheet_, where.area, where.row, where.column});
        auto found = read->text.substr(0, 60);
        if (cell.type == form::FieldType::Text16 || cell.type == form::FieldType::Account)
            found = form::shown(Value::string(found), cell.type);
        push(where.area, where.row, where.column, field.label, std::move(found), value.error().message,
             read->text.substr(0, 1000));
    }
    void note_change(form::Cell const& cell, Field const& field, ReadCell const* read, Spot spot) {
        if (field.type == form::FieldType::Blank || !read || cell.value.is_null() || out_.notes.size() >= 50) return;
        auto const value = read_value(*read, cell.type, {}, habits_);
        if (value && (value->equals(cell.value) || feel::to_text(*value) == feel::to_text(cell.value))) return;
        if (value && value->is_number() && cell.value.is_number() &&
            feel::round_half_up(value->as_number(), 6) == feel::round_half_up(cell.value.as_number(), 6))
            return;
        out_.notes.push_back(out_.filled.sheets[sheet_].name + "!" + spot_name(spot) + " (" + field.label +
                             "): sel terkunci berbeda dengan hitungan program; nilai program yang dipakai");
    }

    void read_table(form::FilledSheet& sheet, ReturnPlaces& places) {
        auto const& declared = *sheet.sheet;
        if (!places.has_table) {
            whole_sheet("tabel tidak ditemukan; jangan mengubah baris judul");
            return;
        }
        bool complete = true;
        for (std::size_t c = 0; c < declared.columns.size(); ++c)
            if (!places.columns[c] && declared.columns[c].open()) {
                whole_sheet("kolom \"" + declared.columns[c].label +
                            "\" tidak ditemukan; jangan menghapus atau mengganti judul kolom");
                complete = false;
            }
        if (!complete) return;
        if (declared.grows())
            take_rows(sheet, places);
        else if (sheet.rows.empty())
            take_foreign_rows(sheet, places);
        else
            match_rows(sheet, places);
        for (std::size_t r = 0; r < sheet.rows.size() && r < places.rows.size(); ++r)
            for (std::size_t c = 0; c < declared.columns.size(); ++c)
                if (places.columns[c] && places.rows[r] != kNoRow)
                    read_cell(sheet.rows[r].cells[c], declared.columns[c], sheet.column_limits[c],
                              {places.rows[r], *places.columns[c]}, {Area::Row, r, c});
    }
    static constexpr auto kNoRow = static_cast<std::uint32_t>(-1);
    static constexpr std::size_t kMostGrown = 2'000;

    bool has_input(form::Sheet const& declared, ReturnPlaces const& places, std::uint32_t row) const {
        for (std::size_t c = 0; c < declared.columns.size(); ++c) {
            if (!declared.columns[c].open() || !places.columns[c]) continue;
            auto const* const cell = places.sheet->find({row, *places.columns[c]});
            if (cell && (!trim(cell->text).empty() || cell->kind != ReadCell::Kind::Text)) return true;
        }
        return false;
    }
    /// A table that grows: every row with something in it, whatever stood there when it went out.
    void take_rows(form::FilledSheet& sheet, ReturnPlaces& places) {
        std::erase_if(places.rows, [&](auto row) { return !has_input(*sheet.sheet, places, row); });
        if (places.rows.size() > kMostGrown) { // running sums grow with the square of the rows
            whole_sheet("lebih dari " + std::to_string(kMostGrown) + " baris terisi; bagi menjadi beberapa berkas");
            places.rows.resize(kMostGrown);
        }
        sheet.rows.clear();
        for (std::size_t r = 0; r < places.rows.size(); ++r) sheet.rows.push_back(form::blank_row(sheet, r));
    }
    /// A table whose rows come from data that is not at hand: the locked cells are taken as they are.
    void take_foreign_rows(form::FilledSheet& sheet, ReturnPlaces& places) {
        auto const& declared = *sheet.sheet;
        std::erase_if(places.rows, [&](auto row) {
            for (auto const& column : places.columns)
                if (column && places.sheet->find({row, *column})) return false;
            return true;
        });
        for (std::size_t r = 0; r < places.rows.size(); ++r) {
            auto row = form::blank_row(sheet, r);
            row.given = true;
            for (std::size_t c = 0; c < declared.columns.size(); ++c) {
                if (!places.columns[c] || declared.columns[c].open() || row.cells[c].formula) continue;
                if (auto const* const cell = places.sheet->find({places.rows[r], *places.columns[c]}))
                    if (auto value = read_value(*cell, row.cells[c].type, {}, habits_))
                        row.cells[c].value = std::move(value).value();
            }
            sheet.rows.push_back(std::move(row));
        }
    }
    /// A table with given rows: each is looked for by its locked texts, first where it was.
    void match_rows(form::FilledSheet const& sheet, ReturnPlaces& places) {
        auto const& declared = *sheet.sheet;
        auto const same = [&](form::Row const& row, std::uint32_t at) {
            bool any = false;
            for (std::size_t c = 0; c < declared.columns.size(); ++c) {
                auto const& cell = row.cells[c];
                if (declared.columns[c].open() || cell.formula || !cell.value.is_string() || !places.columns[c] ||
                    cell.type == form::FieldType::Time)
                    continue;
                auto const* const read = places.sheet->find({at, *places.columns[c]});
                any = true;
                if (!read || comparable(read->text) != comparable(cell.value.as_string())) return false;
            }
            return any;
        };
        std::vector<std::uint32_t> matched(sheet.rows.size(), kNoRow);
        std::vector<bool> taken(places.rows.size());
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            auto const& row = sheet.rows[r];
            std::size_t found = places.rows.size();
            if (r < places.rows.size() && !taken[r] && same(row, places.rows[r])) found = r;
            for (std::size_t i = 0; i < places.rows.size() && found == places.rows.size(); ++i)
                if (!taken[i] && same(row, places.rows[i])) found = i;
            auto const nameless = std::none_of(row.cells.begin(), row.cells.end(), [&](auto const& cell) {
                auto const c = static_cast<std::size_t>(&cell - row.cells.data());
                return cell.value.is_string() && !declared.columns[c].open() && !cell.formula;
            });
            if (found == places.rows.size() && nameless && r < places.rows.size() && !taken[r]) found = r;
            if (found == places.rows.size()) continue;
            taken[found] = true;
            matched[r] = places.rows[found];
        }
        for (std::size_t r = 0; r < matched.size(); ++r)
            if (matched[r] == kNoRow && sheet.rows[r].given)
                whole_sheet("baris ke-" + std::to_string(r + 1) + " (" + name_of_row(sheet, r) +
                            ") tidak ditemukan; jangan menghapus baris");
        places.rows = std::move(matched);
    }
    static std::string name_of_row(form::FilledSheet const& sheet, std::size_t r) {
        for (std::size_t c = 0; c < sheet.rows[r].cells.size(); ++c)
            if (sheet.rows[r].cells[c].value.is_string()) return std::string(sheet.rows[r].cells[c].value.as_string());
        return "tanpa nama";
    }
};

} // namespace

Result<Returned> read_return(form::Form const& form, Workbook const& book, feel::Scope const& data,
                             std::string const& case_id, feel::Limits const& limits) {
    auto identity = identify(book);
    if (!identity) return identity.error();
    if (identity->form != form.id) return invalid("berkas ini formulir " + identity->form + ", bukan " + form.id);
    if (!case_id.empty() && identity->case_id != case_id)
        return conflict("berkas ini milik perkara " + (identity->case_id.empty() ? "lain" : identity->case_id) +
                        ", bukan " + case_id);
    auto filled = form::fill(form, data, limits);
    if (!filled) return filled.error();
    Returned out;
    out.identity = std::move(identity).value();
    out.filled = std::move(filled).value();
    ReturnReader reader(out, book, limits);
    if (out.identity.schema != form.checksum) reader.old_revision();
    reader.run();
    form::calculate_all(out.filled, data, limits);
    reader.add(form::check(out.filled, data, limits));
    return out;
}

} // namespace alur::sheet
