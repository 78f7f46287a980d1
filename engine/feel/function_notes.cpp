#include "feel/function_notes.hpp"

#include "feel/builtin.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

std::string_view in_words(Gives gives) {
    switch (gives) {
    case Gives::Number: return "bilangan";
    case Gives::Text: return "teks";
    case Gives::Boolean: return "ya/tidak";
    case Gives::Date: return "tanggal";
    case Gives::Time: return "jam";
    case Gives::DateTime: return "tanggal dan jam";
    case Gives::Duration: return "lama waktu";
    case Gives::Months: return "lama waktu (tahun dan bulan)";
    case Gives::Range: return "rentang";
    case Gives::Context:
    case Gives::Put:
    case Gives::Merged: return "data berbagian";
    case Gives::Texts: return "daftar teks";
    case Gives::Numbers: return "daftar bilangan";
    case Gives::Joined:
    case Gives::Appended:
    case Gives::Replaced:
    case Gives::Flat:
    case Gives::Entries: return "daftar";
    case Gives::First: return "sejenis argumen pertama";
    case Gives::Item: return "salah satu butirnya";
    case Gives::Entry:
    case Gives::Anything: break;
    }
    return "nilai";
}

FunctionNote note_of(Builtin const& builtin, std::vector<Parameter> const& parameters) {
    FunctionNote out;
    out.name = builtin.name;
    out.call = std::string(builtin.name) + "(";
    for (Parameter const& parameter : parameters) {
        out.call += out.call.back() == '(' ? "" : ", ";
        std::string const name(parameter.name);
        out.call += parameter.optional ? "[" + name + "]" : parameter.rest ? name + "…" : name;
    }
    out.call += ")";
    out.gives = in_words(builtin.gives);
    out.note = builtin.note;
    auto const arrow = builtin.example.find(" → ");
    out.example = builtin.example.substr(0, arrow);
    if (arrow != std::string_view::npos) {
        out.result = builtin.example.substr(arrow + std::string_view(" → ").size());
    }
    return out;
}

} // namespace

std::vector<FunctionNote> function_notes() {
    std::vector<FunctionNote> out;
    for (BuiltinGroup const& group : builtins()) {
        for (std::size_t way = 0; way < group.ways.size(); ++way) {
            out.push_back(note_of(group.ways[way], group.parameters[way]));
        }
    }
    std::stable_partition(out.begin(), out.end(), [](FunctionNote const& note) { return !note.note.empty(); });
    return out;
}

} // namespace alur::feel
