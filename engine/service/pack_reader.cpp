#include "service/pack_reader.hpp"

#include "core/text.hpp"
#include "model/bpmn_reader.hpp"
#include "service/host_functions.hpp"
#include "service/pack_shapes.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;
using format::YamlNode;

std::vector<std::string> const kFrontKeys{
    "id",           "nama",   "zona",       "kantor",     "isian",     "aturan",    "tenggat",
    "pengingat",    "kanal",  "dokumen",    "fungsi",     "parameter", "peran",     "surat",
    "formulir",     "contoh", "skenario",   "kalender",   "proses",    "keputusan", "kalender_setempat",
    "hari_kerja",   "pesan",  "kunci_unik", "dispensasi", "tabel",     "daftar",    "nomor_surat",
    "aturan_nomor", "agenda", "tahap",      "hak",        "samarkan"};

std::vector<std::string> const kParameterTypes{"int",  "money", "decimal", "bool", "list",
                                               "text", "time",  "mm-dd",   "enum"};

/// A YAML node as a FEEL value; scalars stay text.
Value to_value(YamlNode const& node) {
    switch (node.kind) {
    case YamlNode::Kind::Null: return {};
    case YamlNode::Kind::Scalar: return Value::string(node.scalar);
    case YamlNode::Kind::Sequence: {
        std::vector<Value> items;
        for (auto const& item : node.items) items.push_back(to_value(item));
        return Value::list(std::move(items));
    }
    case YamlNode::Kind::Mapping: {
        std::vector<Value::Entry> entries;
        for (auto const& [key, value] : node.entries) entries.emplace_back(key.scalar, to_value(value));
        return Value::context(std::move(entries));
    }
    }
    return {};
}

/// A parameter's default as its type says; null when it is no such value.
Value typed_parameter(std::string const& type, std::string const& text) {
    if (type == "int" || type == "money" || type == "decimal") {
        auto const number = feel::Decimal::parse(text);
        return number ? Value::number(*number) : Value();
    }
    if (type == "bool") return text == "ya" ? Value::boolean(true) : text == "tidak" ? Value::boolean(false) : Value();
    if (type == "list") {
        std::vector<Value> items;
        for (auto const& item : split(text, ',')) {
            auto const number = feel::Decimal::parse(trim(item));
            items.push_back(number ? Value::number(*number) : Value::string(std::string(trim(item))));
        }
        return Value::list(std::move(items));
    }
    return Value::string(text);
}

} // namespace

void fill_table(KeyedTable& table, format::CsvTable const& csv, Diagnostics& found) {
    table.rows.clear();
    table.columns = csv.header;
    std::vector<Value> all;
    for (std::size_t row = 0; row < csv.rows.size(); ++row) {
        std::vector<Value::Entry> entries;
        for (std::size_t column = 0; column < csv.header.size(); ++column)
            entries.emplace_back(csv.header[column], Value::string(csv.rows[row][column].text));
        auto value = Value::context(std::move(entries));
        auto const& key = csv.at(row, table.key);
        if (!table.rows.emplace(key, value).second)
            found.error("duplicate-key", csv.place(row, table.key),
                        "kunci '" + key + "' ditulis dua kali dalam tabel " + table.name);
        all.push_back(std::move(value));
    }
    table.all = Value::list(std::move(all));
}

void PackReader::add(Error const& error, Place const& place) {
    if (error.found.empty())
        found_.error("file", place, error.message);
    else
        found_.add(error.found);
}

std::optional<format::SourceFile> PackReader::text(std::string const& path, Place const& named_at) {
    if (path.empty()) return std::nullopt;
    auto const full = (pack_.root / path).lexically_normal();
    auto file = format::read_text(full);
    if (!file) {
        add(file.error(), named_at);
        return std::nullopt;
    }
    loaded_.texts[file->name] = file->text;
    sources_[file->name] = std::make_shared<std::string const>(file->text);
    return std::move(*file);
}

std::optional<format::CsvTable> PackReader::table(std::string const& path, Place const& named_at) {
    auto const file = text(path, named_at);
    if (!file) return std::nullopt;
    auto parsed = format::parse_csv(*file);
    if (parsed) return std::move(*parsed);
    add(parsed.error(), named_at);
    return std::nullopt;
}

std::optional<YamlNode> PackReader::yaml(std::string const& path, Place const& named_at) {
    auto const file = text(path, named_at);
    if (!file) return std::nullopt;
    auto parsed = format::parse_yaml(*file);
    if (parsed) return std::move(*parsed);
    add(parsed.error(), named_at);
    return std::nullopt;
}

Place PackReader::place_of(YamlNode const& mapping, std::string_view key) const {
    auto const* node = mapping.find(key);
    return node ? node->place : mapping.place;
}

std::string const& PackReader::word(YamlNode const& mapping, std::string_view key, bool required) {
    static std::string const kNone;
    auto const* node = mapping.find(key);
    if (node && node->is_scalar()) return node->scalar;
    if (required || (node && node->kind != YamlNode::Kind::Null))
        found_.error("missing-key", place_of(mapping, key),
                     "kunci '" + std::string(key) + "' harus diisi dengan satu teks");
    return kNone;
}

std::vector<std::string> PackReader::words(YamlNode const& mapping, std::string_view key) const {
    std::vector<std::string> out;
    if (auto const* list = mapping.find(key))
        for (auto const& item : list->items) out.push_back(item.scalar);
    return out;
}

feel::ParseOptions PackReader::options(std::string const& file) const {
    feel::ParseOptions options;
    options.names = host_function_names();
    if (auto const source = sources_.find(file); source != sources_.end()) options.file = source->second;
    return options;
}

feel::Expression PackReader::expression(YamlNode const& scalar) {
    auto with_place = options(scalar.place.file);
    with_place.place = scalar.place;
    if (scalar.quoted) ++with_place.place.column;
    auto parsed = feel::parse(scalar.scalar, with_place);
    if (parsed) return std::move(*parsed);
    add(parsed.error(), scalar.place);
    return {};
}

feel::Expression PackReader::expression(YamlNode const& mapping, std::string_view key) {
    auto const* node = mapping.find(key);
    return node && node->is_scalar() ? expression(*node) : feel::Expression{};
}

void PackReader::read() {
    auto const front = yaml("pack.yaml", {(pack_.root / "pack.yaml").string(), 0, 0});
    if (!front) return;
    if (!front->is_mapping()) {
        found_.error("front-page", front->place, "halaman depan paket harus berupa daftar kunci dan nilai");
        return;
    }
    format::refuse_unknown_keys(*front, kFrontKeys, found_);
    pack_.id = word(*front, "id");
    pack_.name = word(*front, "nama");
    pack_.scenario = word(*front, "skenario", false);
    pack_.register_form = word(*front, "agenda", false);
    read_zone(*front);
    read_parameters(*front);
    read_tables(*front);
    read_office(*front);
    read_decisions(*front);
    read_functions(*front);
    read_calendar(*front);
    read_processes(*front);
    read_inputs(*front);
    read_messages(*front);
    read_unique(*front);
    read_columns(*front);
    read_rules(*front);
    read_reminders(*front);
    read_channels(*front);
    read_number_patterns(*front);
    read_numbering(*front);
    read_papers(*front);
    read_desk(*front);
    if (auto const* extension = front->find("dispensasi"))
        pack_.extension = {word(*extension, "langkah"), word(*extension, "tenggat"), word(*extension, "sampai"),
                           word(*extension, "alasan")};
}

void PackReader::read_zone(YamlNode const& front) {
    auto const& zone = word(front, "zona");
    if (zone == "Asia/Jakarta")
        pack_.zone = {std::chrono::hours{7}};
    else if (zone == "Asia/Makassar")
        pack_.zone = {std::chrono::hours{8}};
    else if (zone == "Asia/Jayapura")
        pack_.zone = {std::chrono::hours{9}};
    else
        found_.error("zone", place_of(front, "zona"), "zona waktu '" + zone + "' tidak dikenal",
                     "Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura");
}

void PackReader::read_parameters(YamlNode const& front) {
    auto const csv = table(word(front, "parameter"), place_of(front, "parameter"));
    if (!csv) return;
    std::vector<Value::Entry> entries;
    std::vector<std::string> keys;
    for (std::size_t row = 0; row < csv->rows.size(); ++row) {
        auto const& type = csv->at(row, "type");
        if (std::find(kParameterTypes.begin(), kParameterTypes.end(), type) == kParameterTypes.end())
            found_.error("parameter-type", csv->place(row, "type"), "jenis parameter '" + type + "' tidak dikenal",
                         "yang dikenal: " + join(kParameterTypes, ", "));
        auto const& key = csv->at(row, "key");
        if (std::find(keys.begin(), keys.end(), key) != keys.end())
            found_.error("duplicate-id", csv->place(row, "key"), "parameter '" + key + "' ditulis dua kali");
        keys.push_back(key);
        auto value = typed_parameter(csv->at(row, "type"), csv->at(row, "default"));
        if (value.is_null())
            found_.error("parameter", csv->place(row, "default"),
                         "'" + csv->at(row, "default") + "' bukan nilai jenis " + csv->at(row, "type"));
        if (csv->at(row, "key") == "jam_kirim_pengingat" && csv->at(row, "default").size() == 5) {
            auto const time = parse_instant("2000-01-01T" + csv->at(row, "default") + "Z");
            if (time)
                pack_.send_time = std::chrono::duration_cast<std::chrono::minutes>(
                    *time - std::chrono::floor<std::chrono::days>(*time));
        }
        entries.emplace_back(csv->at(row, "key"), std::move(value));
    }
    pack_.parameters = Value::context(std::move(entries));
}

void PackReader::read_tables(YamlNode const& front) {
    auto const* list = front.find("tabel");
    if (!list) return;
    std::vector<Value::Entry> entries;
    for (auto const& entry : list->items) {
        format::refuse_unknown_keys(entry, {"nama", "berkas", "kunci", "masukan"}, found_);
        KeyedTable keyed;
        keyed.name = word(entry, "nama");
        keyed.key = word(entry, "kunci");
        keyed.input = entry.find("masukan") != nullptr;
        keyed.file = keyed.input ? word(entry, "masukan") : word(entry, "berkas");
        auto const csv = table(word(entry, "berkas"), place_of(entry, "berkas"));
        if (!csv) continue;
        if (csv->column(keyed.key) < 0) {
            found_.error("unknown-column", place_of(entry, "kunci"),
                         "kolom '" + keyed.key + "' tidak ada dalam " + csv->file);
            continue;
        }
        fill_table(keyed, *csv, found_);
        if (!keyed.input) entries.emplace_back(keyed.name, keyed.all);
        pack_.tables[keyed.name] = std::move(keyed);
    }
    pack_.reference = Value::context(std::move(entries));
    if (auto const csv = table(word(front, "peran"), place_of(front, "peran")))
        for (std::size_t row = 0; row < csv->rows.size(); ++row) pack_.roles.push_back(csv->at(row, "role_id"));
}

void PackReader::read_office(YamlNode const& front) {
    auto const office = yaml(word(front, "kantor"), place_of(front, "kantor"));
    if (!office) return;
    read_officials(*office);
    auto const value = to_value(*office);
    for (auto const* key : {"office", "officials"}) {
        auto const* part = value.find(key);
        if (part)
            pack_.reference = pack_.reference.with(key, *part);
        else
            found_.error("missing-key", office->place, std::string("kunci '") + key + "' tidak ada pada data kantor");
    }
}

void PackReader::read_functions(YamlNode const& front) {
    if (!front.find("fungsi")) return;
    auto const csv = table(word(front, "fungsi"), place_of(front, "fungsi"));
    if (!csv) return;
    for (std::size_t row = 0; row < csv->rows.size(); ++row) {
        auto with_place = options(csv->file);
        auto const head = "function(" + csv->at(row, "parameters") + ") ";
        with_place.place = csv->place(row, "body");
        with_place.lead = head.size();
        auto parsed = feel::parse(head + csv->at(row, "body"), with_place);
        if (parsed)
            pack_.functions.emplace_back(csv->at(row, "name"), std::move(*parsed));
        else
            add(parsed.error(), csv->place(row, "body"));
    }
}

void PackReader::read_calendar(YamlNode const& front) {
    std::vector<calendar::HolidayDecree> decrees;
    auto const read_one = [&](std::string const& path, Place const& place, calendar::Scope scope, std::string name) {
        auto const csv = table(path, place);
        if (!csv || csv->rows.empty()) return;
        std::vector<calendar::HolidayRow> rows;
        for (std::size_t row = 0; row < csv->rows.size(); ++row)
            rows.push_back({csv->at(row, "date"), csv->at(row, "name"), csv->at(row, "kind"), csv->place(row, "date")});
        if (name.empty()) name = std::filesystem::path(path).stem().string();
        auto decree = calendar::read_decree(std::move(name), csv->file, scope, rows);
        if (decree)
            decrees.push_back(std::move(*decree));
        else
            add(decree.error(), place);
    };
    if (auto const* list = front.find("kalender"))
        for (auto const& item : list->items) {
            if (item.is_scalar()) {
                read_one(item.scalar, item.place, calendar::Scope::National, "");
                continue;
            }
            format::refuse_unknown_keys(item, {"berkas", "keputusan"}, found_);
            read_one(word(item, "berkas"), place_of(item, "berkas"), calendar::Scope::National,
                     word(item, "keputusan"));
        }
    if (front.find("kalender_setempat"))
        read_one(word(front, "kalender_setempat"), place_of(front, "kalender_setempat"), calendar::Scope::Local, "");
    calendar::WorkingWeek week;
    if (front.find("hari_kerja")) {
        auto const read = calendar::WorkingWeek::parse(word(front, "hari_kerja"));
        if (read)
            week = *read;
        else
            add(read.error(), place_of(front, "hari_kerja"));
    }
    pack_.calendar = calendar::Calendar(std::move(decrees), week);
}

void PackReader::read_processes(YamlNode const& front) {
    auto const* list = front.find("proses");
    if (!list) {
        found_.error("missing-key", front.place, "kunci 'proses' tidak ada");
        return;
    }
    for (auto const& entry : list->items) read_process(entry);
}

void PackReader::read_process(YamlNode const& entry) {
    format::refuse_unknown_keys(entry, {"id", "berkas", "nama", "induk", "nomor", "judul", "status", "wilayah"},
                                found_);
    PackProcess process;
    process.id = word(entry, "id");
    process.parent = word(entry, "induk", false);
    process.number = expression(entry, "nomor");
    process.title = expression(entry, "judul");
    process.area = expression(entry, "wilayah");
    process.name = word(entry, "nama", false);
    process.place = entry.place;
    if (entry.find("status"))
        if (auto const csv = table(word(entry, "status"), place_of(entry, "status")))
            for (std::size_t row = 0; row < csv->rows.size(); ++row) process.states.push_back(csv->at(row, "state"));
    auto file = text(word(entry, "berkas"), place_of(entry, "berkas"));
    if (!file) return;
    process.source = std::move(*file);
    auto read = model::read_bpmn(process.source);
    if (!read) return add(read.error(), place_of(entry, "berkas"));
    found_.add(read->found);
    for (auto const& refused : read->unsupported.all()) found_.add(refused);
    process.definitions = std::make_shared<model::Definitions const>(std::move(read->definitions));
    process.index = process.definitions->find_process(process.id);
    if (process.index == model::kNone) {
        found_.error("unknown-process", place_of(entry, "id"),
                     "proses '" + process.id + "' tidak ada dalam " + process.source.name);
        return;
    }
    pack_.processes.push_back(std::move(process));
}

void PackReader::read_messages(YamlNode const& front) {
    auto const* list = front.find("pesan");
    if (!list) return;
    for (auto const& entry : list->items) {
        format::refuse_unknown_keys(entry, {"proses", "nama", "isian", "judul", "peran"}, found_);
        pack_.messages.push_back({word(entry, "proses"), word(entry, "nama"), word(entry, "isian"),
                                  word(entry, "judul"), words(entry, "peran"), entry.place});
    }
}

void PackReader::read_unique(YamlNode const& front) {
    auto const* unique = front.find("kunci_unik");
    if (!unique) return;
    format::refuse_unknown_keys(*unique, {"proses", "lingkup", "terdahulu", "kecuali", "ulang", "kunci"}, found_);
    pack_.unique.process = word(*unique, "proses");
    if (unique->find("lingkup")) pack_.unique.within = expression(*unique, "lingkup");
    pack_.unique.order = expression(*unique, "terdahulu");
    pack_.unique.except = words(*unique, "kecuali");
    pack_.unique.rerun = words(*unique, "ulang");
    if (auto const* keys = unique->find("kunci"))
        for (auto const& entry : keys->items)
            pack_.unique.keys.push_back({word(entry, "nama"), expression(entry, "daftar")});
}

void PackReader::read_columns(YamlNode const& front) {
    auto const* list = front.find("daftar");
    if (!list) return;
    for (auto const& entry : list->items) {
        format::refuse_unknown_keys(entry, {"proses", "judul", "isi"}, found_);
        pack_.columns.push_back({word(entry, "proses"), word(entry, "judul"), expression(entry, "isi")});
    }
}

void PackReader::read_rules(YamlNode const& front) {
    auto const read = [&](std::string_view key, auto reader, auto& into) {
        auto const csv = table(word(front, key), place_of(front, key));
        if (!csv) return;
        auto rules = reader(*csv, options(csv->file));
        if (rules)
            into = std::move(*rules);
        else
            add(rules.error(), place_of(front, key));
    };
    read("aturan", model::read_guards, pack_.guards);
    read("tenggat", model::read_deadlines, pack_.deadlines);
    read("dokumen", model::read_documents, pack_.documents);
}

void PackReader::read_reminders(YamlNode const& front) {
    auto const csv = table(word(front, "pengingat"), place_of(front, "pengingat"));
    if (!csv) return;
    std::vector<reminder::RuleRow> rows;
    for (std::size_t row = 0; row < csv->rows.size(); ++row)
        rows.push_back({csv->at(row, "moment"), csv->at(row, "min_length"), csv->at(row, "recipients"),
                        csv->at(row, "channel"), csv->at(row, "text"), csv->at(row, "deadlines"),
                        csv->at(row, "letter"), csv->place(row, "moment")});
    auto rules = reminder::read_rules(rows);
    if (rules)
        pack_.reminders = std::move(*rules);
    else
        add(rules.error(), place_of(front, "pengingat"));
}

void PackReader::read_channels(YamlNode const& front) {
    if (!front.find("kanal")) return;
    auto const file = text(word(front, "kanal"), place_of(front, "kanal"));
    if (!file) return;
    auto channels = service::read_channels(*file, options(file->name));
    if (!channels) return add(channels.error(), place_of(front, "kanal"));
    pack_.channels = std::move(*channels);
    if (pack_.channels.closes) pack_.send_until = *pack_.channels.closes;
    if (pack_.send_until <= pack_.send_time)
        found_.error("hours", place_of(front, "kanal"), "jam tutup pengingat tidak sesudah jam kirimnya");
}

void PackReader::read_number_patterns(YamlNode const& front) {
    auto const* patterns = front.find("nomor_surat");
    if (!patterns) return;
    for (auto const& [series, pattern] : patterns->entries) pack_.number_patterns[series.scalar] = pattern.scalar;
}

Result<LoadedPack> load_pack(std::filesystem::path const& root) {
    if (!std::filesystem::exists(root / "pack.yaml"))
        return not_found(root.string() + ": tidak ada paket di sini (pack.yaml tidak ditemukan)");
    LoadedPack loaded;
    loaded.pack.root = root;
    PackReader(loaded).read();
    if (!loaded.found.has_errors()) check_references(loaded.pack, loaded.found);
    if (!loaded.found.has_errors()) check_expressions(loaded.pack, loaded.found);
    loaded.found.sort();
    return loaded;
}

Result<> load_input_tables(Pack& pack, std::filesystem::path const& folder) {
    Diagnostics found;
    for (auto& [name, table] : pack.tables) {
        if (!table.input) continue;
        auto const file = format::read_text(folder / table.file);
        if (!file) return file.error();
        auto const csv = format::parse_csv(*file);
        if (!csv) return csv.error();
        if (csv->column(table.key) < 0) return invalid(file->name + ": kolom '" + table.key + "' tidak ada");
        fill_table(table, *csv, found);
    }
    if (!found.has_errors()) return Done{};
    auto error = invalid(found.all().front().message);
    error.found = std::move(found);
    return error;
}

} // namespace alur::service
