#include "service/scenario.hpp"

#include "feel/json.hpp"
#include "service/host_functions.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;
using format::YamlNode;

/// The special laid over the general: mappings key by key at every depth, lists of `pesan` one behind the other,
/// anything else replaces.
YamlNode merged(YamlNode general, YamlNode const& special, bool messages = false) {
    if (messages && general.is_sequence() && special.is_sequence()) {
        general.items.insert(general.items.end(), special.items.begin(), special.items.end());
        return general;
    }
    if (!general.is_mapping() || !special.is_mapping()) return special;
    // The two ways to say when exclude each other.
    if (special.find("pada") || special.find("setelah"))
        std::erase_if(general.entries,
                      [](auto const& entry) { return entry.key.scalar == "pada" || entry.key.scalar == "setelah"; });
    for (auto const& own : special.entries) {
        auto const old = std::find_if(general.entries.begin(), general.entries.end(),
                                      [&](auto const& entry) { return entry.key.scalar == own.key.scalar; });
        if (old == general.entries.end())
            general.entries.push_back(own);
        else
            old->value = merged(std::move(old->value), own.value, messages || own.key.scalar == "pesan");
    }
    return general;
}

class Reader {
  public:
    Reader(Pack& pack, std::filesystem::path const& input) : pack_(pack), input_(input) {}

    Result<Scenario> read(format::SourceFile const& file) {
        auto root = format::parse_yaml(file);
        if (!root) return root.error();
        if (auto const* base = root->find("dasar")) {
            auto const text = format::read_text(std::filesystem::path(file.name).parent_path() / base->scalar);
            if (!text) return refused(file, base->place, text.error().message);
            auto general = format::parse_yaml(*text);
            if (!general) return general.error();
            if (general->find("dasar"))
                return refused(file, base->place, text->name + " sendiri memakai 'dasar'; tulis berkas pangkalnya");
            std::erase_if(root->entries, [](auto const& entry) { return entry.key.scalar == "dasar"; });
            *root = merged(std::move(*general), *root);
        }
        format::refuse_unknown_keys(*root,
                                    {"mulai", "akhir", "jam", "parameter", "tabel", "program", "kelompok", "langkah",
                                     "pesan", "perkara", "hasil"},
                                    found_);
        read_times(*root);
        if (auto const* parameters = root->find("parameter"))
            for (auto const& [name, value] : parameters->entries) change_parameter(name, value);
        if (auto const* tables = root->find("tabel"))
            for (auto const& [name, table] : tables->entries) read_table(name.scalar, table);
        read_cases(*root);
        read_plays(*root);
        read_overrides(*root);
        if (auto const* results = root->find("hasil"))
            for (auto const& [name, entries] : results->entries)
                for (auto const& [key, value] : entries.entries)
                    scenario_.results[name.scalar].emplace_back(key.scalar, tree(value));
        if (!found_.has_errors()) return std::move(scenario_);
        auto error = invalid(file.name + ": " + found_.all().front().message);
        error.found = std::move(found_);
        return error;
    }

  private:
    Error refused(format::SourceFile const& file, Place const& place, std::string const& message) {
        auto error = invalid(file.name + ": " + message);
        found_.error("file", place, message);
        error.found = std::move(found_);
        return error;
    }

    /// A limit as this scenario supposes it: one the pack has, with a value of the same kind.
    void change_parameter(YamlNode const& name, YamlNode const& node) {
        auto const* old = pack_.parameters.find(name.scalar);
        if (!old) {
            found_.error("unknown-parameter", name.place, "parameter '" + name.scalar + "' tidak dikenal");
            return;
        }
        auto const value = feel::evaluate(expression(node), feel::Scope(pack_.parameters)).value;
        if (value.kind() != old->kind()) {
            found_.error("wrong-type", node.place,
                         "parameter '" + name.scalar + "' harus sejenis dengan " + feel::to_text(*old));
            return;
        }
        pack_.parameters = pack_.parameters.with(name.scalar, value);
    }

    std::string scalar(YamlNode const& mapping, std::string_view key) {
        auto const* node = mapping.find(key);
        if (node && node->is_scalar()) return node->scalar;
        found_.error("missing-key", node ? node->place : mapping.place, "kunci '" + std::string(key) + "' harus diisi");
        return {};
    }

    feel::Expression expression(YamlNode const& node) {
        feel::ParseOptions options;
        options.names = host_function_names();
        options.place = node.place;
        auto parsed = feel::parse(node.scalar, options);
        if (parsed) return std::move(*parsed);
        found_.add(parsed.error().found);
        return {};
    }
    feel::Expression expression(YamlNode const& mapping, std::string_view key) {
        auto const* node = mapping.find(key);
        return node && node->is_scalar() ? expression(*node) : feel::Expression{};
    }

    ValueTree tree(YamlNode const& node) {
        ValueTree out;
        if (node.is_sequence()) {
            out.kind = ValueTree::Kind::List;
            for (auto const& item : node.items) out.items.push_back(tree(item));
        } else if (node.is_mapping()) {
            out.kind = ValueTree::Kind::Record;
            for (auto const& [key, value] : node.entries) out.entries.push_back({key.scalar, tree(value)});
        } else if (node.is_scalar())
            out.leaf = expression(node);
        return out;
    }

    void read_times(YamlNode const& root) {
        auto const instant = [&](std::string_view key, Instant& into) {
            auto const parsed = parse_instant(scalar(root, key), pack_.zone);
            if (parsed)
                into = *parsed;
            else
                found_.error("time", root.place, parsed.error().message);
        };
        instant("mulai", scenario_.begin);
        instant("akhir", scenario_.end);
        if (auto const* hour = root.find("jam")) {
            auto const parsed = parse_instant("2000-01-01T" + hour->scalar + "Z");
            if (parsed)
                scenario_.hour = std::chrono::duration_cast<std::chrono::minutes>(
                    *parsed - std::chrono::floor<std::chrono::days>(*parsed));
            else
                found_.error("time", hour->place, "jam '" + hour->scalar + "' tidak sah",
                             "bentuknya jj:mm, misalnya 09:00");
        }
    }

    void read_table(std::string const& name, YamlNode const& node) {
        format::refuse_unknown_keys(node, {"berkas", "daftar", "kunci", "butir"}, found_);
        auto& table = pack_.tables[name];
        table.name = name;
        auto const key = scalar(node, "kunci");
        table.key = key;
        std::vector<Value> rows;
        if (table.all.is_list()) rows.assign(table.all.items().begin(), table.all.items().end());
        auto const add = [&](Value row) {
            if (auto const* value = row.find(key)) table.rows.insert_or_assign(feel::to_text(*value), row);
            rows.push_back(std::move(row));
        };
        if (node.find("berkas")) {
            auto const list = json_list(scalar(node, "berkas"), scalar(node, "daftar"), node.place);
            for (auto const& row : list) add(row);
        }
        if (auto const* more = node.find("butir"))
            for (auto const& row : more->items) {
                std::vector<Value::Entry> entries;
                for (auto const& [field, value] : row.entries)
                    entries.emplace_back(field.scalar, Value::string(value.scalar));
                add(Value::context(std::move(entries)));
            }
        table.all = Value::list(std::move(rows));
    }

    std::vector<Value> json_list(std::string const& name, std::string const& list, Place const& place) {
        auto const file = format::read_text(input_ / name);
        if (!file) {
            found_.error("file", place, file.error().message);
            return {};
        }
        auto const json = feel::from_json(*file);
        if (!json) {
            found_.add(json.error().found);
            return {};
        }
        auto const value = json->at_path(list);
        if (!value.is_list()) {
            found_.error("list", place, file->name + ": daftar '" + list + "' tidak ada");
            return {};
        }
        return {value.items().begin(), value.items().end()};
    }

    void read_cases(YamlNode const& root) {
        for (auto const& process : pack_.processes)
            (process.parent.empty() ? scenario_.programme_process : scenario_.group_process) = process.id;
        if (auto const* programme = root.find("program")) {
            scenario_.programme_at = expression(*programme, "pada");
            if (auto const* data = programme->find("data")) scenario_.programme_data = tree(*data);
        } else
            found_.error("missing-key", root.place, "kunci 'program' tidak ada");
        if (auto const* groups = root.find("kelompok")) {
            scenario_.group_file = scalar(*groups, "berkas");
            scenario_.group_list = scalar(*groups, "daftar");
            scenario_.group_at = expression(*groups, "pada");
        }
    }

    Play play(YamlNode const& node) {
        format::refuse_unknown_keys(node, {"nama", "oleh", "pada", "setelah", "bila", "alasan", "isian"}, found_);
        Play out;
        if (auto const* name = node.find("nama")) out.name = name->scalar;
        out.role = scalar(node, "oleh");
        out.at = expression(node, "pada");
        if (auto const* after = node.find("setelah")) {
            auto const number = feel::Decimal::parse(after->scalar);
            auto const days = number ? number->to_integer() : std::nullopt;
            if (days && *days >= 0 && *days < 2'000)
                out.after = static_cast<int>(*days);
            else
                found_.error("number", after->place, "setelah harus bilangan hari kerja");
        }
        out.when = expression(node, "bila");
        out.reason = expression(node, "alasan");
        if (auto const* input = node.find("isian")) out.input = tree(*input);
        return out;
    }

    std::vector<Play> plays_of(YamlNode const& node) {
        std::vector<Play> out;
        if (node.is_sequence())
            for (auto const& item : node.items) out.push_back(play(item));
        else
            out.push_back(play(node));
        return out;
    }

    void read_plays(YamlNode const& root) {
        if (auto const* processes = root.find("langkah"))
            for (auto const& [process, steps] : processes->entries)
                for (auto const& [step, node] : steps.entries) {
                    scenario_.plays[process.scalar].steps[step.scalar] = plays_of(node);
                }
        if (auto const* processes = root.find("pesan"))
            for (auto const& [process, list] : processes->entries)
                for (auto const& item : list.items) scenario_.plays[process.scalar].messages.push_back(play(item));
    }

    void read_overrides(YamlNode const& root) {
        auto const* cases = root.find("perkara");
        if (!cases) return;
        for (auto const& [number, node] : cases->entries) {
            format::refuse_unknown_keys(node, {"langkah", "pesan"}, found_);
            auto& plays = scenario_.by_case[number.scalar];
            if (auto const* steps = node.find("langkah"))
                for (auto const& [step, special] : steps->entries) {
                    auto const general = group_general(root, step.scalar);
                    plays.steps[step.scalar] = plays_of(general ? merged(*general, special) : special);
                }
            if (auto const* messages = node.find("pesan"))
                for (auto const& item : messages->items) plays.messages.push_back(play(item));
        }
    }

    /// The general way a step of a group is played, as YAML.
    YamlNode const* group_general(YamlNode const& root, std::string const& step) const {
        auto const* processes = root.find("langkah");
        auto const* steps = processes ? processes->find(scenario_.group_process) : nullptr;
        return steps ? steps->find(step) : nullptr;
    }

    Pack& pack_;
    std::filesystem::path const& input_;
    Diagnostics found_;
    Scenario scenario_;
};

} // namespace

Result<Scenario> read_scenario(format::SourceFile const& file, Pack& pack, std::filesystem::path const& input) {
    return Reader(pack, input).read(file);
}

Result<Value> evaluate(ValueTree const& tree, feel::Scope const& scope, feel::Limits const& limits, Missing missing) {
    switch (tree.kind) {
    case ValueTree::Kind::Leaf: {
        if (tree.leaf.empty()) return Value();
        auto outcome = feel::evaluate(tree.leaf, scope, limits);
        if (!outcome.value.is_null() || outcome.problems.empty() || missing == Missing::Null)
            return std::move(outcome.value);
        auto error = invalid(tree.leaf.text() + ": " + outcome.problems.front().message);
        error.found.error("scenario", tree.leaf.place(), outcome.problems.front().message);
        return error;
    }
    case ValueTree::Kind::List: {
        std::vector<Value> items;
        for (auto const& item : tree.items) {
            auto value = evaluate(item, scope, limits, missing);
            if (!value) return value.error();
            items.push_back(std::move(*value));
        }
        return Value::list(std::move(items));
    }
    case ValueTree::Kind::Record: {
        std::vector<Value::Entry> entries;
        for (auto const& [name, item] : tree.entries) {
            auto value = evaluate(item, scope, limits, missing);
            if (!value) return value.error();
            entries.emplace_back(name, std::move(*value));
        }
        return Value::context(std::move(entries));
    }
    }
    return Value();
}

} // namespace alur::service
