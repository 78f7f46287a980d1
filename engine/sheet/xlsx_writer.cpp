#include "sheet/xlsx_writer.hpp"

#include "core/hash.hpp"
#include "core/text.hpp"
#include "format/file.hpp"
#include "sheet/marked_copy.hpp"
#include "sheet/scratch.hpp"
#include "sheet/xlsx_page.hpp"
#include "sheet/xlsx_reader.hpp"
#include "sheet/xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace alur::sheet {

namespace {

/// Texts and numbers that would give a broken or a wrong workbook.
class Inspector {
  public:
    explicit Inspector(form::Filled const& filled) {
        auto const& file = filled.form->file;
        for (auto const& line : filled.header) text(line, {file, 0, 0});
        text(filled.subtitle, {file, 0, 0});
        for (auto const& signature : filled.signatures)
            for (auto const* part : {&signature.line, &signature.title, &signature.name, &signature.id})
                text(*part, {file, 0, 0});
        std::set<std::string> names{"_meta", "_daftar"};
        for (auto const& sheet : filled.sheets) {
            name(sheet, names);
            auto const& declared = *sheet.sheet;
            for (std::size_t i = 0; i < sheet.head.size(); ++i) cell(sheet.head[i], declared.head[i].place);
            for (std::size_t i = 0; i < sheet.fields.size(); ++i) cell(sheet.fields[i], declared.fields[i].place);
            for (auto const& row : sheet.rows)
                for (std::size_t c = 0; c < row.cells.size(); ++c) cell(row.cells[c], declared.columns[c].place);
            for (auto const& row : sheet.totals)
                for (auto const& total : row) cell(total, declared.place);
            for (auto const* const limits : {&sheet.head_limits, &sheet.field_limits, &sheet.column_limits})
                for (auto const& limit : *limits)
                    for (auto const& option : limit.options) text(option, declared.place);
        }
    }
    Diagnostics found;

  private:
    void fault(Place place, std::string message) {
        if (found.size() < 20) found.error("workbook", std::move(place), std::move(message));
    }
    void text(std::string_view text, Place const& place) {
        if (!is_utf8(text))
            fault(place, "teks bukan UTF-8");
        else if (text.size() > 32767 && code_point_count(text) > 32767)
            fault(place, "teks lebih dari 32.767 huruf");
        else if (std::any_of(text.begin(), text.end(),
                             [](char c) { return static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\t'; }))
            fault(place, "teks memuat huruf kendali");
    }
    void cell(form::Cell const& cell, Place const& place) {
        if (cell.value.is_string()) text(cell.value.as_string(), place);
        if (!cell.value.is_number()) return;
        auto const number = cell.value.as_number().to_double();
        if (!std::isfinite(number) || (form::is_numeric(cell.type) && std::abs(number) >= 1e15))
            fault(place, "bilangan " + cell.value.as_number().to_text() + " terlalu besar untuk lembar kerja");
    }
    void name(form::FilledSheet const& sheet, std::set<std::string>& names) {
        if (sheet.name.empty() || code_point_count(sheet.name) > 31 ||
            sheet.name.find_first_of("[]:*?/\\") != std::string::npos || sheet.name.front() == '\'' ||
            sheet.name.back() == '\'')
            fault(sheet.sheet->place, "nama lembar \"" + sheet.name + "\" tidak dapat dipakai");
        if (!names.insert(lower_ascii(sheet.name)).second)
            fault(sheet.sheet->place, "dua lembar bernama \"" + sheet.name + "\"");
    }
};

void write_meta(lxw_workbook* book, form::Form const& form, Meta const& meta) {
    auto* const sheet = workbook_add_worksheet(book, "_meta");
    worksheet_hide(sheet);
    std::pair<char const*, std::string> const rows[] = {{"META_FORM", form.id},
                                                        {"META_CASE", meta.case_id},
                                                        {"META_VERSION", std::to_string(meta.version)},
                                                        {"META_SCHEMA", form.checksum},
                                                        {"META_CREATED", iso(meta.created, meta.zone)}};
    lxw_row_t row = 0;
    for (auto const& [name, value] : rows) {
        worksheet_write_string(sheet, row, 0, name, nullptr);
        worksheet_write_string(sheet, row, 1, value.c_str(), nullptr);
        workbook_define_name(book, name, ("=_meta!$B$" + std::to_string(++row)).c_str());
        workbook_set_custom_property_string(book, name, value.c_str());
    }
    worksheet_protect(sheet, "", nullptr);
}

/// Named cells, and names for the places the reader looks for: `ISIAN_1_nama`, `TABEL_1`, `JUDUL_1`.
void write_names(lxw_workbook* book, form::Filled const& filled, std::vector<Layout> const& layouts) {
    for (std::size_t s = 0; s < filled.sheets.size(); ++s) {
        auto const& sheet = filled.sheets[s];
        auto const& declared = *sheet.sheet;
        auto const prefix = "=" + quoted_sheet(sheet.name) + "!";
        auto const own = declared.each.empty() ? std::string{} : quoted_sheet(sheet.name) + "!";
        auto const number = std::to_string(s + 1) + "_";
        auto const name = [&](std::string const& what, std::string const& where) {
            workbook_define_name(book, what.c_str(), (prefix + where).c_str());
        };
        auto const field = [&](form::Field const& f, Spot spot) {
            if (!f.name.empty()) name(own + f.name, absolute_name(spot));
            name("ISIAN_" + number + f.key, absolute_name(spot));
        };
        for (std::size_t i = 0; i < declared.head.size(); ++i) field(declared.head[i], layouts[s].head(i));
        for (std::size_t i = 0; i < declared.fields.size(); ++i) field(declared.fields[i], layouts[s].field(i));
        for (auto const& row : declared.totals)
            for (auto const& total : row.cells) {
                Spot spot;
                if (!total.name.empty() && find_named(sheet, layouts[s], total.name, spot))
                    name(own + total.name, absolute_name(spot));
            }
        if (declared.columns.empty() || layouts[s].rows == 0) continue;
        auto const last = static_cast<std::uint16_t>(layouts[s].columns - 1);
        name("JUDUL_" + std::to_string(s + 1),
             absolute_name({layouts[s].header_row, 0}) + ":" + absolute_name({layouts[s].header_row, last}));
        name("TABEL_" + std::to_string(s + 1),
             absolute_name({layouts[s].first_row, 0}) + ":" + absolute_name({layouts[s].last_row(), last}));
    }
}

std::string fault_sheet_name(form::Filled const& filled) {
    std::string name = "Kesalahan";
    for (auto const& sheet : filled.sheets)
        if (lower_ascii(sheet.name) == lower_ascii(name)) name += " (berkas)";
    return name;
}

std::vector<Mark> marks_of(std::vector<ReturnFault> const& faults, std::size_t sheet) {
    std::vector<Mark> marks;
    for (auto const& fault : faults)
        if (fault.place.sheet == sheet) {
            marks.push_back({fault.place, fault.raw, fault.message});
            marks.back().place.label = fault.label;
        }
    return marks;
}

/// `faults`: null, or what a marked copy shows.
/// `refused`: a sentence when the form cannot be written whatever the disk.
lxw_error write_book(form::Filled const& filled, Meta const& meta, std::vector<ReturnFault> const* faults,
                     std::string const& logo, std::string const& path, std::string const& directory,
                     std::string& refused) {
    auto folder = directory;
    lxw_workbook_options options{};
    options.tmpdir = folder.data();
    auto* const book = workbook_new_opt(path.c_str(), &options);
    if (!book) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    auto title = filled.form->title;
    auto subject = filled.form->id + " " + meta.case_id;
    auto author = meta.author;
    auto comments = filled.form->purpose;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.author = author.data();
    properties.comments = comments.data();
    properties.created = std::chrono::duration_cast<std::chrono::seconds>(meta.created.time_since_epoch()).count();
    if (properties.created == 0) properties.created = 1; // 0 would mean "now" to the library
    workbook_set_properties(book, &properties);

    std::vector<Layout> layouts;
    layouts.reserve(filled.sheets.size());
    for (auto const& sheet : filled.sheets) layouts.emplace_back(filled, sheet);
    Formats formats(book);
    OptionLists lists(book);
    LayoutAddresses addresses(filled, layouts);
    if (faults) write_fault_list(book, formats, filled, layouts, *faults, fault_sheet_name(filled));
    for (std::size_t s = 0; s < filled.sheets.size(); ++s) {
        auto const& sheet = filled.sheets[s];
        Page page{filled,    sheet, layouts[s], workbook_add_worksheet(book, sheet.name.c_str()), formats, lists,
                  addresses, s,     meta.zone};
        write_sheet(page, meta);
        if (!logo.empty())
            if (auto const added = add_logo(page, filled.form->logo, logo); !added) refused = added.error().message;
        if (faults) add_marks(page, marks_of(*faults, s));
    }
    lists.write();
    write_meta(book, *filled.form, meta);
    write_names(book, filled, layouts);
    return workbook_close(book);
}

} // namespace

std::string workbook_name(form::Form const& form, Meta const& meta) {
    auto date = iso(day_of(meta.created, meta.zone));
    std::erase(date, '-');
    return form.id + "_" + (meta.case_id.empty() ? "" : meta.case_id + "_") + date + "_v" +
           std::to_string(meta.version) + ".xlsx";
}

namespace {

Result<std::string> make_bytes(form::Filled const& filled, Meta const& meta, std::vector<ReturnFault> const* faults,
                               std::filesystem::path const& scratch) {
    auto const name = workbook_name(*filled.form, meta);
    Inspector inspector(filled);
    if (inspector.found.has_errors()) {
        auto error = invalid("buku kerja " + name + " tidak dibuat: " + inspector.found.all().front().message);
        error.found = std::move(inspector.found);
        return error;
    }
    auto const folder = scratch_folder(scratch);
    ScratchFile const file(folder);
    auto const failed = [&](std::string const& why) {
        return unavailable("buku kerja " + name + " tidak dapat dibuat pada " + folder.string() + ": " + why);
    };
    std::string logo;
    if (!filled.form->logo.empty()) {
        auto picture =
            format::read_bytes(std::filesystem::path(filled.form->file).parent_path() / filled.form->logo, 2'000'000);
        if (!picture) return picture.error();
        logo = std::move(*picture);
    }
    std::string refused;
    auto const written = write_book(filled, meta, faults, logo, file.path().string(), folder.string(), refused);
    if (!refused.empty()) return invalid(refused);
    if (written != LXW_NO_ERROR) return failed(lxw_strerror(written));
    auto bytes = format::read_bytes(file.path());
    if (!bytes) return failed(bytes.error().message);
    if (auto const again = read_xlsx(*bytes); !again) // the library does not report every full disk
        return failed("hasilnya rusak (" + again.error().message + "); periksa ruang penyimpanan");
    return bytes;
}

std::filesystem::path folder_of(std::filesystem::path const& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

} // namespace

Result<std::string> make_workbook(form::Filled const& filled, Meta const& meta, std::filesystem::path const& scratch) {
    return make_bytes(filled, meta, nullptr, scratch);
}

Meta meta_of(Identity const& identity, ZoneOffset zone) {
    Meta meta;
    meta.case_id = identity.case_id;
    meta.zone = zone;
    auto const& text = identity.version;
    std::from_chars(text.data(), text.data() + text.size(), meta.version);
    if (auto const created = parse_instant(identity.created, zone)) meta.created = *created;
    return meta;
}

Result<std::string> make_marked_copy(Returned const& returned, feel::Scope const& data, Meta const& meta,
                                     std::filesystem::path const& scratch) {
    auto filled = returned.filled;
    for (auto& sheet : filled.sheets) form::add_blank_rows(sheet);
    feel::Limits limits;
    limits.now = meta.created;
    limits.zone = meta.zone;
    form::calculate_all(filled, data, limits);
    // A sum of what was wrongly entered may be more than a spreadsheet keeps; its cell stays empty then.
    auto const clear = [](form::Cell& cell) {
        if (cell.formula && cell.value.is_number() && !(std::abs(cell.value.as_number().to_double()) < 1e15))
            cell.value = {};
    };
    for (auto& sheet : filled.sheets) {
        for (auto* const cells : {&sheet.head, &sheet.fields}) std::for_each(cells->begin(), cells->end(), clear);
        for (auto& row : sheet.rows) std::for_each(row.cells.begin(), row.cells.end(), clear);
        for (auto& row : sheet.totals) std::for_each(row.begin(), row.end(), clear);
    }
    return make_bytes(filled, meta, &returned.faults, scratch);
}

Result<std::string> write_marked_copy(Returned const& returned, feel::Scope const& data, Meta const& meta,
                                      std::filesystem::path const& path) {
    auto const bytes = make_marked_copy(returned, data, meta, folder_of(path));
    if (!bytes) return bytes.error();
    if (auto const kept = format::write_file(path, *bytes); !kept) return kept.error();
    return sha256(*bytes);
}

Result<std::string> write_workbook(form::Filled const& filled, Meta const& meta, std::filesystem::path const& path) {
    auto const bytes = make_workbook(filled, meta, folder_of(path));
    if (!bytes) return bytes.error();
    if (auto const kept = format::write_file(path, *bytes); !kept) return kept.error();
    return sha256(*bytes);
}

Result<std::string> write_workbook(form::Form const& form, feel::Scope const& data, Meta const& meta,
                                   std::filesystem::path const& path) {
    feel::Limits limits;
    limits.now = meta.created;
    limits.zone = meta.zone;
    auto const filled = form::fill(form, data, limits);
    if (!filled) return filled.error();
    return write_workbook(*filled, meta, path);
}

} // namespace alur::sheet
