#include "service/letter_fields.hpp"

#include "core/text.hpp"
#include "service/host_functions.hpp"

#include <algorithm>
#include <set>

namespace alur::service {

namespace {

using Names = std::set<std::string, std::less<>>;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Calls `see(word, text before it, text behind it)` for every word of the text.
template <class See> void each_word(std::string_view text, See&& see) {
    for (std::size_t i = 0; i < text.size();) {
        if (!is_word(text[i])) {
            ++i;
            continue;
        }
        auto end = i;
        while (end < text.size() && is_word(text[end])) ++end;
        see(text.substr(i, end - i), text.substr(0, i), text.substr(end));
        i = end;
    }
}

void add_keys(feel::Value const& context, Names& into) {
    if (context.is_context())
        for (auto const& entry : context.entries()) into.insert(std::string(entry.first));
}

/// What a process gives its cases: fields that are filled in, results of scripts and mappings, and what messages bring
/// (any key of a context in an expression of a process or function: which message reaches whom only a run can tell).
Names written_names(Pack const& pack, std::string const& process) {
    Names out{"findings"};
    if (auto const inputs = pack.inputs.find(process); inputs != pack.inputs.end())
        for (auto const& [step, fields] : inputs->second)
            for (auto const& field : fields) out.insert(field.key);
    std::vector<std::string_view> sources;
    for (auto const& one : pack.processes) sources.push_back(one.source.text);
    for (auto const& [name, body] : pack.functions) sources.push_back(body.text());
    for (auto const source : sources)
        each_word(source, [&](std::string_view word, std::string_view before, std::string_view behind) {
            auto const attribute = [&](std::string_view name) { return before.ends_with(std::string(name) + "=\""); };
            bool const result = attribute("resultVariable") || attribute("target") || attribute("outputCollection") ||
                                attribute("inputElement") || attribute("outputElement");
            if (result || behind.starts_with(":")) out.insert(std::string(word));
        });
    return out;
}

Names common_names(Pack const& pack) {
    Names out{"perkara", "program", "kelompok", "item", "nomor_surat", "tanggal_surat"};
    add_keys(pack.parameters, out);
    add_keys(pack.reference, out);
    for (auto const& name : host_function_names()) out.insert(name);
    for (auto const& [name, body] : pack.functions) out.insert(name);
    return out;
}

/// The processes whose cases the letter is made from: its own, and below it those it is made for one by one.
std::vector<std::string> sources_of(Pack const& pack, std::string const& letter) {
    std::vector<std::string> out;
    auto const add = [&](std::string const& process) {
        if (std::find(out.begin(), out.end(), process) == out.end()) out.push_back(process);
    };
    for (auto const& rule : pack.documents) {
        if (rule.id != letter) continue;
        add(rule.process);
        if (rule.each.empty()) continue;
        for (auto const& process : pack.processes)
            if (process.parent == rule.process) add(process.id);
    }
    return out;
}

std::string nearest_of(std::string const& name, Names const& known) {
    auto const near = nearest(name, {known.begin(), known.end()});
    return near.empty() ? "" : "mungkin maksudnya \"" + near + "\"";
}

void check_placeholders(Pack const& pack, Diagnostics& found) {
    auto const common = common_names(pack);
    std::map<std::string, Names> written;
    for (auto const& process : pack.processes) written[process.id] = written_names(pack, process.id);
    for (auto const& [id, letter] : pack.letters) {
        auto known = common;
        auto sources = sources_of(pack, id);
        if (sources.empty())
            for (auto const& process : pack.processes) sources.push_back(process.id);
        Names parents;
        for (auto const& source : sources) {
            known.insert(written[source].begin(), written[source].end());
            auto const* process = pack.process(source);
            parents.insert(process && !process->parent.empty() ? process->parent : source);
        }
        for (auto const& use : letter::field_uses(letter.form)) {
            if (use.in_filter || use.declared) continue;
            auto const parts = split(use.path, '.');
            auto const refuse = [&](std::string const& name, Names const& names) {
                found.error("unknown-field", use.place,
                            "surat " + id + " meminta isian '" + use.path + "' yang tidak dapat diisi perkara mana pun",
                            nearest_of(name, names));
            };
            if (!known.contains(parts[0])) {
                refuse(parts[0], known);
            } else if (parts.size() > 1 && parts[0] == "program") {
                Names names{"id", "state", "path", "process", "opened"};
                for (auto const& parent : parents) names.insert(written[parent].begin(), written[parent].end());
                if (!names.contains(parts[1])) refuse(parts[1], names);
            } else if (parts.size() > 1 && parts[0] == "office") {
                Names names;
                add_keys(pack.reference.at_path("office"), names);
                if (!names.contains(parts[1])) refuse(parts[1], names);
            }
        }
    }
}

} // namespace

void check_letter_fields(Pack const& pack, Diagnostics& found) { check_placeholders(pack, found); }

// Their name stands nowhere but where it is declared.
void check_unread_fields(Pack const& pack, std::map<std::string, std::string> const& texts, Diagnostics& found) {
    Names read;
    for (auto const& [name, text] : texts)
        each_word(text, [&](std::string_view word, std::string_view before, std::string_view) {
            if (!before.ends_with("key: ")) read.insert(std::string(word));
        });
    for (auto const& [process, steps] : pack.inputs) {
        std::vector<std::string> unread;
        Place first;
        for (auto const& [step, fields] : steps)
            for (auto const& field : fields) {
                bool const told = std::find(unread.begin(), unread.end(), field.key) != unread.end();
                if (read.contains(field.key) || told) continue;
                if (unread.empty()) first = field.place;
                unread.push_back(field.key);
            }
        if (!unread.empty())
            found.warning("unread-field", first,
                          "isian yang hanya dicatat, tidak dipakai surat, formulir, aturan, atau proses " + process +
                              ": " + join(unread, ", "));
    }
}

} // namespace alur::service
