#include "sheet/xlsx_reader.hpp"

#include "core/text.hpp"
#include "sheet/sax.hpp"
#include "sheet/zip_archive.hpp"

#include <algorithm>
#include <charconv>

namespace alur::sheet {

namespace {

constexpr std::string_view kTooMuchText = "sebuah teks terlalu panjang";

struct Relation {
    std::string id, type, target;
    bool external = false;
};

class RelationsHandler final : public SaxHandler {
  public:
    std::vector<Relation> relations;
    void open(std::string_view name, SaxAttributes const& a) override {
        if (name != "Relationship") return;
        if (relations.size() > 5000) refusal = "terlalu banyak hubungan antarbagian";
        relations.push_back({std::string(a.get("Id")), std::string(a.get("Type")), std::string(a.get("Target")),
                             a.get("TargetMode") == "External"});
    }
    void close(std::string_view) override {}
    void text(std::string_view) override {}
};

/// `/xl/sheet1.xml`, `worksheets/../sheet1.xml`: from the folder of the part that has the relation.
std::string resolve(std::string_view folder, std::string_view target) {
    std::vector<std::string> parts;
    auto const take = [&](std::string_view path) {
        for (auto const& step : split(path, '/')) {
            if (step == "..") {
                if (!parts.empty()) parts.pop_back();
            } else if (!step.empty() && step != ".") {
                parts.push_back(step);
            }
        }
    };
    if (!target.starts_with('/')) take(folder);
    take(target);
    return join(parts, "/");
}

Result<std::vector<Relation>> relations_of(ZipArchive& archive, std::string const& part) {
    auto const slash = part.rfind('/');
    auto const folder = slash == std::string::npos ? std::string{} : part.substr(0, slash + 1);
    auto const name = folder + "_rels/" + (slash == std::string::npos ? part : part.substr(slash + 1)) + ".rels";
    RelationsHandler handler;
    if (!archive.has(name)) return handler.relations;
    if (auto const done = read_part(archive, name, handler); !done) return done.error();
    for (auto& relation : handler.relations)
        if (!relation.external) relation.target = resolve(folder, relation.target);
    return handler.relations;
}

class WorkbookHandler final : public SaxHandler {
  public:
    struct Entry {
        std::string name, relation;
        bool hidden = false;
    };
    std::vector<Entry> sheets;
    struct Name {
        std::string name, text;
        int sheet = -1;
    };
    std::vector<Name> names;
    bool date1904 = false;

    void open(std::string_view name, SaxAttributes const& a) override {
        if (name == "workbookPr") {
            auto const value = a.get("date1904");
            date1904 = value == "1" || value == "true";
        } else if (name == "sheet") {
            if (sheets.size() >= 250) refusal = "lebih dari 250 lembar";
            sheets.push_back({std::string(a.get("name")), std::string(a.get("id")), a.get("state").ends_with("idden")});
        } else if (name == "definedName") {
            if (names.size() >= 20'000) refusal = "terlalu banyak nama sel";
            Name entry{std::string(a.get("name")), {}, -1};
            auto const local = a.get("localSheetId");
            std::from_chars(local.data(), local.data() + local.size(), entry.sheet);
            names.push_back(std::move(entry));
            in_name_ = true;
        }
    }
    void close(std::string_view name) override {
        if (name == "definedName") in_name_ = false;
    }
    void text(std::string_view piece) override {
        if (in_name_ && names.back().text.size() < 10'000) names.back().text += piece;
    }

  private:
    bool in_name_ = false;
};

class StringsHandler final : public SaxHandler {
  public:
    explicit StringsHandler(ReadLimits const& limits) : limits_(limits) {}
    std::vector<std::string> strings;

    void open(std::string_view name, SaxAttributes const&) override {
        if (name == "si") {
            if (strings.size() >= limits_.strings) refusal = "lebih dari " + std::to_string(limits_.strings) + " teks";
            strings.emplace_back();
        } else if (name == "rPh")
            phonetic_ = true;
        else if (name == "t")
            in_text_ = !phonetic_ && !strings.empty();
    }
    void close(std::string_view name) override {
        if (name == "rPh")
            phonetic_ = false;
        else if (name == "t")
            in_text_ = false;
    }
    void text(std::string_view piece) override {
        if (!in_text_) return;
        strings.back() += piece;
        if (strings.back().size() > limits_.text * 4) refusal = kTooMuchText;
    }

  private:
    ReadLimits const& limits_;
    bool phonetic_ = false, in_text_ = false;
};

class SheetHandler final : public SaxHandler {
  public:
    SheetHandler(ReadSheet& sheet, std::vector<std::string> const& strings, ReadLimits const& limits,
                 std::size_t& cells)
        : sheet_(sheet), strings_(strings), limits_(limits), cells_(cells) {}

    void open(std::string_view name, SaxAttributes const& a) override {
        if (name == "row") {
            auto const text = a.get("r");
            std::uint32_t row = 0;
            if (std::from_chars(text.data(), text.data() + text.size(), row).ec == std::errc{} && row > 0)
                row_ = row - 1;
            else
                ++row_;
            column_ = -1;
        } else if (name == "c") {
            open_cell(a);
        } else if (name == "v" || (name == "t" && inline_ && !phonetic_)) {
            taking_ = true;
        } else if (name == "f") {
            cell_.formula = true;
        } else if (name == "rPh") {
            phonetic_ = true;
        }
    }
    void close(std::string_view name) override {
        if (name == "c")
            close_cell();
        else if (name == "v" || name == "t")
            taking_ = false;
        else if (name == "rPh")
            phonetic_ = false;
    }
    void text(std::string_view piece) override {
        if (!taking_) return;
        cell_.text += piece;
        if (cell_.text.size() > limits_.text * 4) refusal = kTooMuchText;
    }

  private:
    ReadSheet& sheet_;
    std::vector<std::string> const& strings_;
    ReadLimits const& limits_;
    std::size_t& cells_;
    std::uint32_t row_ = static_cast<std::uint32_t>(-1);
    int column_ = -1;
    ReadCell cell_;
    std::string type_;
    bool inline_ = false, taking_ = false, phonetic_ = false;

    void open_cell(SaxAttributes const& a) {
        if (row_ == static_cast<std::uint32_t>(-1)) row_ = 0;
        cell_ = {};
        auto const place = a.get("r");
        if (!place.empty()) {
            if (!parse_spot(place, cell_.spot))
                refusal = "alamat sel \"" + std::string(place.substr(0, 20)) + "\" tidak dapat dibaca";
            row_ = cell_.spot.row;
            column_ = cell_.spot.column;
        } else if (++column_ > 16383) {
            refusal = "terlalu banyak kolom";
        } else {
            cell_.spot = {row_, static_cast<std::uint16_t>(column_)};
        }
        type_ = a.get("t");
        inline_ = type_ == "inlineStr";
    }
    void close_cell() {
        if (type_ == "s") {
            std::size_t index = 0;
            auto const& text = cell_.text;
            if (std::from_chars(text.data(), text.data() + text.size(), index).ec != std::errc{} ||
                index >= strings_.size()) {
                if (!text.empty()) refusal = "sel " + spot_name(cell_.spot) + " menunjuk teks yang tidak ada";
                return;
            }
            cell_.text = strings_[index];
        }
        if (cell_.text.empty() && !cell_.formula) return;
        cell_.cached = !cell_.text.empty() || type_ == "str";
        if (type_ == "b")
            cell_.kind = ReadCell::Kind::Boolean;
        else if (type_ == "e")
            cell_.kind = ReadCell::Kind::Error;
        else if (type_.empty() || type_ == "n")
            cell_.kind = ReadCell::Kind::Number;
        if (++cells_ > limits_.cells) refusal = "lebih dari " + std::to_string(limits_.cells) + " sel";
        sheet_.cells.push_back(std::move(cell_));
    }
};

class PropertiesHandler final : public SaxHandler {
  public:
    std::map<std::string, std::string> properties;
    void open(std::string_view name, SaxAttributes const& a) override {
        if (name == "property") name_ = a.get("name");
        if (properties.size() > 1000) refusal = "terlalu banyak sifat dokumen";
    }
    void close(std::string_view name) override {
        if (name == "property") name_.clear();
    }
    void text(std::string_view piece) override {
        if (!name_.empty() && properties[name_].size() < 10'000) properties[name_] += piece;
    }

  private:
    std::string name_;
};

void note_names(Workbook& book, WorkbookHandler const& handler) {
    for (auto const& entry : handler.names) {
        Range range;
        if (!parse_range(entry.text, range)) continue;
        auto name = entry.name;
        if (entry.sheet >= 0 && static_cast<std::size_t>(entry.sheet) < handler.sheets.size())
            name = handler.sheets[static_cast<std::size_t>(entry.sheet)].name + "!" + name;
        book.names.emplace(std::move(name), std::move(range));
    }
}

Result<std::string> find_main_part(ZipArchive& archive) {
    auto const roots = relations_of(archive, "");
    if (!roots) return roots.error();
    for (auto const& relation : *roots)
        if (relation.type.ends_with("/officeDocument") && archive.has(relation.target)) return relation.target;
    if (archive.has("xl/workbook.xml")) return std::string("xl/workbook.xml");
    return invalid("bukan buku kerja Excel: bagian buku kerja tidak ada");
}

Result<> refuse_dangers(ZipArchive& archive) {
    if (archive.has("xl/vbaProject.bin") || !archive.first_with_prefix("xl/macrosheets/").empty())
        return invalid("buku kerja memuat makro; simpan sebagai .xlsx tanpa makro");
    if (!archive.first_with_prefix("xl/externalLinks/").empty())
        return invalid("buku kerja memuat tautan ke berkas lain; salin isinya sebagai nilai lalu simpan lagi");
    return Done{};
}

} // namespace

Result<Workbook> read_xlsx(std::string_view bytes, ReadLimits const& limits) {
    auto opened = ZipArchive::open(bytes, limits);
    if (!opened) return opened.error();
    auto& archive = *opened;
    if (auto const safe = refuse_dangers(archive); !safe) return safe.error();
    auto const main = find_main_part(archive);
    if (!main) return main.error();
    WorkbookHandler handler;
    if (auto const done = read_part(archive, *main, handler); !done) return done.error();
    auto const relations = relations_of(archive, *main);
    if (!relations) return relations.error();

    StringsHandler strings(limits);
    for (auto const& relation : *relations)
        if (relation.type.ends_with("/sharedStrings") && archive.has(relation.target))
            if (auto const done = read_part(archive, relation.target, strings); !done) return done.error();
    Workbook book;
    book.date1904 = handler.date1904;
    std::size_t cells = 0;
    for (auto const& entry : handler.sheets) {
        ReadSheet sheet;
        sheet.name = entry.name;
        sheet.hidden = entry.hidden;
        auto const relation =
            std::find_if(relations->begin(), relations->end(), [&](auto const& r) { return r.id == entry.relation; });
        if (relation == relations->end() || !archive.has(relation->target))
            return invalid("isi lembar \"" + entry.name + "\" tidak ada dalam berkas");
        SheetHandler reader(sheet, strings.strings, limits, cells);
        if (auto const done = read_part(archive, relation->target, reader); !done) return done.error();
        auto const before = [](ReadCell const& a, ReadCell const& b) { return a.spot < b.spot; };
        if (!std::is_sorted(sheet.cells.begin(), sheet.cells.end(), before))
            std::stable_sort(sheet.cells.begin(), sheet.cells.end(), before);
        auto const twice = std::adjacent_find(sheet.cells.begin(), sheet.cells.end(),
                                              [](ReadCell const& a, ReadCell const& b) { return a.spot == b.spot; });
        if (twice != sheet.cells.end()) return invalid("sel " + spot_name(twice->spot) + " ada dua kali");
        book.sheets.push_back(std::move(sheet));
    }
    note_names(book, handler);
    if (archive.has("docProps/custom.xml")) {
        PropertiesHandler properties;
        if (auto const done = read_part(archive, "docProps/custom.xml", properties); !done) return done.error();
        book.properties = std::move(properties.properties);
    }
    return book;
}

namespace {

class CountHandler final : public SaxHandler {
  public:
    std::uint64_t cells = 0;
    void open(std::string_view name, SaxAttributes const&) override { cells += name == "c" ? 1 : 0; }
    void close(std::string_view) override {}
    void text(std::string_view) override {}
};

} // namespace

Result<std::uint64_t> count_cells(std::string_view bytes, ReadLimits const& limits) {
    auto opened = ZipArchive::open(bytes, limits);
    if (!opened) return opened.error();
    auto const main = find_main_part(*opened);
    if (!main) return main.error();
    CountHandler count;
    for (auto const& name : opened->names()) {
        if (!name.ends_with(".xml") && !name.ends_with(".rels")) continue;
        CountHandler part;
        if (auto const done = read_part(*opened, name, part); !done) return done.error();
        if (name.starts_with("xl/worksheets/")) count.cells += part.cells;
    }
    return count.cells;
}

Result<Workbook> read_workbook(std::string_view bytes, ReadLimits const& limits) {
    // An OpenDocument file begins with its type as the first part, unpacked.
    auto const head = bytes.substr(0, std::min<std::size_t>(bytes.size(), 200));
    if (head.find("mimetypeapplication/vnd.oasis.opendocument") != std::string_view::npos)
        return read_ods(bytes, limits);
    auto opened = ZipArchive::open(bytes, limits);
    if (!opened) return opened.error();
    return opened->has("content.xml") ? read_ods(bytes, limits) : read_xlsx(bytes, limits);
}

} // namespace alur::sheet
