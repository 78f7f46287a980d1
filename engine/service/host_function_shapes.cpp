#include "service/decisions.hpp"
#include "service/pack_shapes.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Kind;
using feel::Shape;

Shape const kDay = Shape::of({Kind::Date, Kind::DateTime, Kind::String});

/// A function whose first argument names something of the pack; what it gives may depend on the name.
template <class Give>
Shape naming(std::vector<std::string> parameters, std::vector<Shape> takes, std::string what,
             std::vector<std::string> names, Give give) {
    return Shape::function({std::move(parameters), std::move(takes),
                            [what = std::move(what), names = std::move(names), give](std::span<Shape const> arguments,
                                                                                     feel::Complain const& complain) {
                                auto const* name = arguments[0].literal();
                                if (name && std::find(names.begin(), names.end(), *name) == names.end()) {
                                    auto const near = nearest(*name, names);
                                    complain(0, what + " '" + *name + "' tidak ada",
                                             near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
                                    return Shape();
                                }
                                return give(name);
                            }});
}

Shape plain(std::vector<std::string> parameters, std::vector<Shape> takes, Shape gives) {
    return Shape::function({std::move(parameters), std::move(takes),
                            [gives](std::span<Shape const>, feel::Complain const&) { return gives; }});
}

} // namespace

Shape host_function_shapes(Pack const& pack) {
    std::vector<std::string> tables;
    std::map<std::string, Shape> rows;
    for (auto const& [name, table] : pack.tables) {
        tables.push_back(name);
        std::vector<std::pair<std::string, Shape>> columns;
        for (auto const& column : table.columns) columns.emplace_back(column, Shape::of(Kind::String));
        rows[name] = Shape::context(std::move(columns));
    }
    std::vector<std::string> keys;
    for (auto const& key : pack.unique.keys) keys.push_back(key.name);
    std::vector<std::string> deadlines;
    for (auto const& rule : pack.deadlines) deadlines.push_back(rule.id);
    std::vector<std::string> papers;
    for (auto const& [id, letter] : pack.letters) papers.push_back(id);
    for (auto const& [id, form] : pack.forms) papers.push_back(id);

    auto const text = Shape::of(Kind::String);
    auto const number = Shape::of(Kind::Number);
    auto const date = Shape::of(Kind::Date);
    auto const always = [](Shape shape) { return [shape](std::string const*) { return shape; }; };
    auto const twin = Shape::list(Shape::context({{"perkara", text},
                                                  {"keadaan", text},
                                                  {"lingkup", text},
                                                  {"nomor", number},
                                                  {"lebih_dahulu", Shape::of(Kind::Boolean)}}));
    auto const row_of = [rows](std::string const* name) { return name ? rows.at(*name) : Shape::of(Kind::Context); };
    auto const working = plain({"tanggal"}, {kDay}, Shape::of(Kind::Boolean));
    auto const add = plain({"tanggal", "n"}, {kDay, number}, date);
    auto const count = plain({"dari", "sampai"}, {kDay, kDay}, number);
    std::vector<std::pair<std::string, Shape>> entries(
        {{"cari", naming({"tabel", "kunci"}, {text, Shape()}, "tabel", std::move(tables), row_of)},
         {"kembar", naming({"kunci", "nilai"}, {text, Shape()}, "kunci unik", std::move(keys), always(twin))},
         {"tenggat", naming({"id"}, {text}, "tenggat", std::move(deadlines), always(date))},
         {"nomor_surat_terbit", naming({"id"}, {text}, "dokumen", papers, always(text))},
         {"tanggal_surat_terbit", naming({"id"}, {text}, "dokumen", papers, always(date))},
         {"surat_perkara", naming({"id", "perkara"}, {text, text}, "dokumen", papers,
                                  always(Shape::context({{"nomor", text}, {"tanggal", date}})))},
         {"hari kerja", working},
         {"hari_kerja", working},
         {"tambah hari kerja", add},
         {"tambah_hari_kerja", add},
         {"hitung hari kerja", count},
         {"hitung_hari_kerja", count}});
    for (auto& function : decision_function_shapes(pack)) entries.push_back(std::move(function));
    return Shape::context(std::move(entries));
}

} // namespace alur::service
