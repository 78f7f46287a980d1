#include "form/load.hpp"
#include "service/host_functions.hpp"
#include "service/pack_reader.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using format::YamlNode;

/// Files with that ending, by name, so that the order never depends on the disk.
std::vector<std::filesystem::path> files_in(std::filesystem::path const& folder, std::string_view ending) {
    std::vector<std::filesystem::path> out;
    std::error_code code;
    for (auto const& entry : std::filesystem::directory_iterator(folder, code))
        if (entry.path().extension() == ending && entry.path().filename().string().find('_') != std::string::npos)
            out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

constexpr std::array<std::string_view, 12> kTypes{"text", "int",  "decimal", "money", "date",   "datetime",
                                                  "time", "bool", "enum",    "list",  "record", "file"};

} // namespace

void PackReader::read_papers(YamlNode const& front) {
    pack_.templates = (pack_.root / word(front, "surat")).lexically_normal();
    for (auto const& path : files_in(pack_.templates, ".md")) {
        auto const file = text(std::filesystem::relative(path, pack_.root).string(), place_of(front, "surat"));
        if (!file) continue;
        auto letter = letter::read_letter(*file);
        if (!letter) {
            add(letter.error(), {file->name, 1, 1});
            continue;
        }
        auto const id = letter->id;
        found_.add(letter->remarks);
        if (!pack_.letters.emplace(id, PackLetter{std::move(*letter), *file}).second)
            found_.error("duplicate-id", {file->name, 1, 1}, "surat '" + id + "' ada dua");
    }
    form::LoadOptions load;
    load.names = host_function_names();
    for (auto const& path : files_in((pack_.root / word(front, "formulir")).lexically_normal(), ".yaml")) {
        auto const file = text(std::filesystem::relative(path, pack_.root).string(), place_of(front, "formulir"));
        if (!file) continue;
        auto form = form::load_form(*file, load);
        if (!form) {
            add(form.error(), {file->name, 1, 1});
            continue;
        }
        auto const id = form->id;
        if (!pack_.forms.emplace(id, PackForm{std::move(*form), *file}).second)
            found_.error("duplicate-id", {file->name, 1, 1}, "formulir '" + id + "' ada dua");
    }
}

void PackReader::read_inputs(YamlNode const& front) {
    auto const inputs = yaml(word(front, "isian"), place_of(front, "isian"));
    if (!inputs) return;
    for (auto const& [process, parts] : inputs->entries) {
        format::refuse_unknown_keys(parts, {"awal", "langkah", "pesan"}, found_);
        auto& into = pack_.inputs[process.scalar];
        if (auto const* start = parts.find("awal")) into["awal"] = read_fields(*start, into);
        if (auto const* steps = parts.find("langkah"))
            for (auto const& [step, list] : steps->entries) into[step.scalar] = read_fields(list, into);
        if (auto const* messages = parts.find("pesan"))
            for (auto const& [name, list] : messages->entries) into["pesan/" + name.scalar] = read_fields(list, into);
    }
}

std::vector<InputField> PackReader::read_fields(YamlNode const& list, FieldsByStep const& above) {
    std::vector<InputField> fields;
    for (auto const& entry : list.items) {
        auto field = read_field(entry, above);
        auto const twin =
            std::find_if(fields.begin(), fields.end(), [&](auto const& other) { return other.key == field.key; });
        if (twin != fields.end())
            found_.error("duplicate-id", field.place, "isian '" + field.key + "' ditulis dua kali pada langkah ini");
        fields.push_back(std::move(field));
    }
    return fields;
}

InputField PackReader::read_field(YamlNode const& entry, FieldsByStep const& above) {
    format::refuse_unknown_keys(
        entry, {"key", "label", "type", "required", "when", "options", "default", "columns", "recorded"}, found_);
    InputField field;
    field.place = entry.place;
    field.key = word(entry, "key");
    field.label = word(entry, "label");
    auto const& type = word(entry, "type");
    auto const known = std::find(kTypes.begin(), kTypes.end(), type);
    if (known != kTypes.end())
        field.type = static_cast<InputType>(known - kTypes.begin());
    else {
        auto const near = nearest(type, {kTypes.begin(), kTypes.end()});
        found_.error("unknown-type", place_of(entry, "type"), "tipe '" + type + "' tidak dikenal",
                     near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
    }
    auto const& required = word(entry, "required", false);
    if (!required.empty() && required != "true" && required != "false")
        found_.error("unknown-word", place_of(entry, "required"), "required harus true atau false");
    field.required = required == "true";
    auto const& recorded = word(entry, "recorded", false);
    if (!recorded.empty() && recorded != "true" && recorded != "false")
        found_.error("unknown-word", place_of(entry, "recorded"), "recorded harus true atau false");
    field.recorded = recorded == "true";
    field.options = words(entry, "options");
    field.when = expression(entry, "when");
    field.preset = expression(entry, "default");
    if (auto const* columns = entry.find("columns"))
        field.columns = columns->is_scalar() ? columns_of(*columns, above) : read_fields(*columns, above);
    return field;
}

std::vector<InputField> PackReader::columns_of(YamlNode const& name, FieldsByStep const& above) {
    std::vector<std::string> known;
    for (auto const& [step, fields] : above)
        for (auto const& field : fields) {
            if (field.columns.empty()) continue;
            if (field.key == name.scalar) return field.columns;
            known.push_back(field.key);
        }
    auto const near = nearest(name.scalar, known);
    found_.error("unknown-field", name.place, "tidak ada isian '" + name.scalar + "' berkolom di atas ini",
                 near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
    return {};
}

} // namespace alur::service
