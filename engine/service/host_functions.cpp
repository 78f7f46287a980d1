#include "service/host_functions.hpp"

#include "core/text.hpp"

#include "service/decisions.hpp"
#include "store/cases.hpp"
#include "store/deadlines.hpp"
#include "store/documents.hpp"
#include "store/unique_keys.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;
using Arguments = std::span<Value const>;

/// A FEEL date, or a text that is one.
std::optional<Day> day_of_value(Value const& value, ZoneOffset zone) {
    switch (value.kind()) {
    case feel::Kind::Date: return value.as_day();
    case feel::Kind::DateTime: return day_of(value.as_instant(zone), zone);
    case feel::Kind::String: {
        auto const day = parse_day(value.as_string().substr(0, 10));
        return day ? std::optional(*day) : std::nullopt;
    }
    default: return std::nullopt;
    }
}

Value find_row(Lookup& lookup, Arguments arguments) {
    auto const table =
        lookup.pack->tables.find(arguments[0].is_string() ? arguments[0].as_string() : std::string_view{});
    if (table == lookup.pack->tables.end() || arguments[1].is_null()) return {};
    auto const row = table->second.rows.find(feel::to_text(arguments[1]));
    return row == table->second.rows.end() ? Value() : row->second;
}

Value find_twins(Lookup& lookup, Arguments arguments) {
    if (!lookup.reader || !arguments[0].is_string() || arguments[1].is_null()) return Value::list({});
    auto const holders = store::holders_of(*lookup.reader, arguments[0].as_string(), feel::to_text(arguments[1]));
    if (!holders) return {};
    std::vector<Value> out;
    auto const& except = lookup.pack->unique.except;
    bool before = true; // holders come in the order in which they took the value
    for (auto const& holder : *holders) {
        if (std::find(except.begin(), except.end(), holder.case_state) != except.end()) continue;
        if (holder.case_id == lookup.case_id) {
            before = false;
            continue;
        }
        out.push_back(Value::context({{"perkara", Value::string(holder.case_number)},
                                      {"keadaan", Value::string(holder.case_state)},
                                      {"lingkup", Value::string(holder.held.scope)},
                                      {"nomor", Value::number(holder.held.item)},
                                      {"lebih_dahulu", Value::boolean(before)}}));
    }
    return Value::list(std::move(out));
}

Value find_due(Lookup& lookup, Arguments arguments) {
    if (!arguments[0].is_string()) return {};
    std::string const id(arguments[0].as_string());
    if (auto const pending = lookup.pending.find(id); pending != lookup.pending.end())
        return Value::date(pending->second);
    if (!lookup.reader) return {};
    auto const row = store::newest_deadline(*lookup.reader, lookup.case_id, id);
    return row && *row ? Value::date((*row)->due_date) : Value();
}

std::optional<store::DocumentSummary> newest(Lookup& lookup, Value const& id) {
    if (!lookup.reader || !id.is_string()) return std::nullopt;
    lookup.papers.emplace(id.as_string());
    auto found = store::newest_document(*lookup.reader, lookup.case_id, id.as_string());
    return found ? std::move(*found) : std::nullopt;
}

/// {nomor, tanggal} of the newest letter of that kind of any case, by the case's number.
Value letter_of_case(Lookup& lookup, Arguments arguments) {
    if (!lookup.reader || !arguments[0].is_string() || !arguments[1].is_string()) return {};
    auto const row = store::find_case_by_number(*lookup.reader, std::string(arguments[1].as_string()));
    if (!row) return {};
    lookup.papers.emplace(arguments[0].as_string());
    auto const found = store::newest_document(*lookup.reader, row->id, arguments[0].as_string());
    if (!found || !*found || !(*found)->number || !(*found)->date) return {};
    return Value::context({{"nomor", Value::string(*(*found)->number)}, {"tanggal", Value::date(*(*found)->date)}});
}

Value is_working_day(Lookup& lookup, Arguments a) {
    auto const day = day_of_value(a[0], lookup.pack->zone);
    return day ? Value::boolean(lookup.pack->calendar.is_working_day(*day)) : Value();
}

Value add_working_days(Lookup& lookup, Arguments a) {
    auto const day = day_of_value(a[0], lookup.pack->zone);
    auto const count = a[1].as_integer();
    if (!day || !count) return {};
    auto const reached = lookup.pack->calendar.add_working_days(*day, *count);
    return reached ? Value::date(*reached) : Value();
}

Value count_working_days(Lookup& lookup, Arguments a) {
    auto const from = day_of_value(a[0], lookup.pack->zone);
    auto const to = day_of_value(a[1], lookup.pack->zone);
    constexpr std::chrono::days kFarthest{calendar::Calendar::kFarthest};
    if (!from || !to || *to - *from > kFarthest || *from - *to > kFarthest) return {};
    return Value::number(lookup.pack->calendar.count_working_days(*from, *to));
}

struct HostFunction {
    std::string name;
    std::vector<std::string> parameters;
    Value (*body)(Lookup&, Arguments);
    std::string gives;
    std::string note;
};

std::vector<HostFunction> const& table() {
    // Files whose parser knows no names with spaces use the second name.
    static std::vector<HostFunction> const kAll{
        {"cari",
         {"tabel", "kunci"},
         find_row,
         "satu baris data, kosong bila tidak ada",
         "baris tabel rujukan dengan kunci itu"},
        {"kembar",
         {"kunci", "nilai"},
         find_twins,
         "daftar {perkara, keadaan, lingkup, nomor, lebih_dahulu}",
         "perkara lain yang memegang nilai yang sama pada sebuah kunci unik"},
        {"tenggat", {"id"}, find_due, "tanggal", "jatuh tempo terbaru tenggat itu pada perkara ini"},
        {"nomor_surat_terbit",
         {"id"},
         [](Lookup& lookup, Arguments a) {
             auto const document = newest(lookup, a[0]);
             return document && document->number ? Value::string(*document->number) : Value();
         },
         "teks",
         "nomor surat terbaru perkara ini menurut kode suratnya"},
        {"tanggal_surat_terbit",
         {"id"},
         [](Lookup& lookup, Arguments a) {
             auto const document = newest(lookup, a[0]);
             return document && document->date ? Value::date(*document->date) : Value();
         },
         "tanggal",
         "tanggal surat terbaru perkara ini menurut kode suratnya"},
        {"surat_perkara",
         {"id", "perkara"},
         letter_of_case,
         "{nomor, tanggal}, kosong bila belum ada",
         "surat terbaru menurut kode suratnya pada perkara dengan nomor itu"},
        {"hari kerja", {"tanggal"}, is_working_day, "ya/tidak", "apakah hari itu hari kerja menurut kalender paket"},
        {"hari_kerja", {"tanggal"}, is_working_day, {}, {}},
        {"tambah hari kerja",
         {"tanggal", "n"},
         add_working_days,
         "tanggal",
         "hari kerja ke-n sesudah tanggal itu (n negatif: sebelumnya)"},
        {"tambah_hari_kerja", {"tanggal", "n"}, add_working_days, {}, {}},
        {"hitung hari kerja",
         {"dari", "sampai"},
         count_working_days,
         "bilangan",
         "banyaknya hari kerja di antara dua tanggal"},
        {"hitung_hari_kerja", {"dari", "sampai"}, count_working_days, {}, {}},
    };
    return kAll;
}

} // namespace

std::vector<std::string> const& host_function_names() {
    static auto const kNames = [] {
        std::vector<std::string> names;
        for (auto const& function : table()) names.push_back(function.name);
        return names;
    }();
    return kNames;
}

std::vector<feel::FunctionNote> host_function_notes() {
    std::vector<feel::FunctionNote> out;
    for (auto const& function : table())
        if (!function.note.empty())
            out.push_back({function.name,
                           function.name + "(" + join(function.parameters, ", ") + ")",
                           function.gives,
                           function.note,
                           {},
                           {}});
    return out;
}

Value host_functions(std::shared_ptr<Lookup> const& lookup) {
    std::vector<Value::Entry> entries;
    for (auto const& function : table())
        entries.emplace_back(
            function.name,
            Value::function(function.name, function.parameters,
                            [lookup, count = function.parameters.size(), body = function.body](Arguments arguments) {
                                return arguments.size() == count ? body(*lookup, arguments) : Value();
                            }));
    for (auto& function : decision_functions(*lookup->pack)) entries.push_back(std::move(function));
    feel::Scope scope(lookup->pack->parameters);
    scope.push(lookup->pack->reference);
    scope.push(Value::context(entries));
    for (auto const& [name, expression] : lookup->pack->functions) {
        auto const made = feel::evaluate(expression, scope).value;
        entries.emplace_back(name, made);
        scope.push(Value::context({{name, made}}));
    }
    return Value::context(std::move(entries));
}

} // namespace alur::service
