#include "service/pack_reader.hpp"

#include "core/text.hpp"

namespace alur::service {

using format::YamlNode;

namespace {

feel::Value text_context(YamlNode const& mapping) {
    std::vector<feel::Value::Entry> entries;
    for (auto const& [key, value] : mapping.entries)
        if (value.is_scalar()) entries.emplace_back(key.scalar, feel::Value::string(value.scalar));
    return feel::Value::context(std::move(entries));
}

} // namespace

std::optional<Day> PackReader::day(YamlNode const& mapping, std::string_view key) {
    auto const* node = mapping.find(key);
    if (!node) return std::nullopt;
    if (auto const parsed = parse_day(node->scalar)) return *parsed;
    found_.error("date", node->place, "'" + node->scalar + "' bukan tanggal", "tulis seperti 2026-01-31");
    return std::nullopt;
}

void PackReader::read_officials(YamlNode const& office) {
    format::refuse_unknown_keys(office, {"office", "officials", "delegations"}, found_);
    if (auto const* list = office.find("officials"))
        for (auto const& entry : list->items) {
            format::refuse_unknown_keys(entry,
                                        {"role", "position", "name", "rank", "grade", "nip", "email", "phone", "acting",
                                         "decree", "from", "until"},
                                        found_);
            Official one;
            one.place = entry.place;
            one.role = word(entry, "role");
            one.position = word(entry, "position");
            one.name = word(entry, "name");
            one.acting = word(entry, "acting", false);
            one.decree = word(entry, "decree", false);
            one.period = {day(entry, "from"), day(entry, "until")};
            one.context = text_context(entry);
            if (!one.acting.empty() && one.acting != "Plt." && one.acting != "Plh.")
                found_.error("unknown-word", place_of(entry, "acting"), "acting '" + one.acting + "' tidak dikenal",
                             "Plt. (jabatan kosong) atau Plh. (pejabat berhalangan)");
            pack_.officials.push_back(std::move(one));
        }
    if (auto const* list = office.find("delegations"))
        for (auto const& entry : list->items) {
            format::refuse_unknown_keys(entry, {"role", "to", "through", "letters", "decree", "from", "until"}, found_);
            pack_.delegations.push_back({word(entry, "role"),
                                         word(entry, "to"),
                                         word(entry, "through", false),
                                         word(entry, "decree"),
                                         words(entry, "letters"),
                                         {day(entry, "from"), day(entry, "until")},
                                         entry.place});
        }
}

void PackReader::read_numbering(YamlNode const& front) {
    for (auto const& [series, pattern] : pack_.number_patterns) {
        auto rest = pattern;
        for (auto const* field : {"{klasifikasi}", "{kode_unit}", "{tahun}", "{urut}", "{urut:1}", "{urut:2}",
                                  "{urut:3}", "{urut:4}", "{urut:5}", "{urut:6}"})
            rest = replace_all(std::move(rest), field, "");
        if (rest.find_first_of("{}") != std::string::npos || pattern.find("{urut") == std::string::npos ||
            pattern.find("{tahun}") == std::string::npos)
            found_.error("number-pattern", place_of(front, "nomor_surat"),
                         "pola nomor seri " + series + " '" + pattern + "' tidak dapat dipakai",
                         "isinya {klasifikasi} {urut:4} {kode_unit} {tahun}; {urut} dan {tahun} wajib");
    }
    auto const* rules = front.find("aturan_nomor");
    if (!rules) return;
    format::refuse_unknown_keys(*rules, {"pesan", "batal", "sisipan", "masa_pesan"}, found_);
    pack_.numbering.may_reserve = words(*rules, "pesan");
    pack_.numbering.may_void = words(*rules, "batal");
    pack_.numbering.may_insert = words(*rules, "sisipan");
    auto const& days = word(*rules, "masa_pesan", false);
    if (days.empty()) return;
    if (days.find_first_not_of("0123456789") == std::string::npos && days.size() <= 2)
        pack_.numbering.reserved_days = std::stoi(days);
    else
        found_.error("number", place_of(*rules, "masa_pesan"), "masa_pesan harus bilangan hari kerja, 0-99");
}

} // namespace alur::service
