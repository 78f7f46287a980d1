#include "service/pack_reader.hpp"

#include "core/text.hpp"
#include "reminder/rule.hpp"
#include "service/service_tasks.hpp"
#include "service/signatories.hpp"

#include <algorithm>
#include <set>

namespace alur::service {

namespace {

/// What may be referred to, gathered once.
class References {
  public:
    References(Pack const& pack, Diagnostics& found) : pack_(pack), found_(found) {
        for (auto const& process : pack.processes)
            for (auto const& node : process.definitions->nodes) nodes_[process.id].push_back(node.id);
        for (auto const& [id, letter] : pack.letters) papers_.push_back(id);
        for (auto const& [id, form] : pack.forms) papers_.push_back(id);
        for (auto const& rule : pack.deadlines) deadlines_.push_back(rule.id);
    }

    void element(Place const& place, std::string const& process, std::string const& id) {
        auto const nodes = nodes_.find(process);
        if (nodes == nodes_.end()) return unknown("proses", place, process, keys());
        if (std::find(nodes->second.begin(), nodes->second.end(), id) == nodes->second.end())
            unknown("langkah", place, id, nodes->second);
    }
    void element_anywhere(Place const& place, std::string const& id) {
        std::vector<std::string> all;
        for (auto const& [process, nodes] : nodes_) {
            if (std::find(nodes.begin(), nodes.end(), id) != nodes.end()) return;
            all.insert(all.end(), nodes.begin(), nodes.end());
        }
        unknown("langkah", place, id, all);
    }
    void paper(Place const& place, std::string const& id) {
        if (std::find(papers_.begin(), papers_.end(), id) == papers_.end()) unknown("dokumen", place, id, papers_);
    }
    void role(Place const& place, std::string const& id) {
        if (std::find(pack_.roles.begin(), pack_.roles.end(), id) == pack_.roles.end())
            unknown("peran", place, id, pack_.roles);
    }
    void deadline(Place const& place, std::string const& id) {
        if (std::find(deadlines_.begin(), deadlines_.end(), id) == deadlines_.end())
            unknown("tenggat", place, id, deadlines_);
    }
    void unknown(std::string const& what, Place const& place, std::string const& id,
                 std::vector<std::string> const& known) {
        auto const near = nearest(id, known);
        found_.error("unknown-reference", place, what + " '" + id + "' tidak ada",
                     near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
    }

  private:
    std::vector<std::string> keys() const {
        std::vector<std::string> out;
        for (auto const& [id, nodes] : nodes_) out.push_back(id);
        return out;
    }
    Pack const& pack_;
    Diagnostics& found_;
    std::map<std::string, std::vector<std::string>> nodes_;
    std::vector<std::string> papers_;
    std::vector<std::string> deadlines_;
};

void check_guards(Pack const& pack, References& known) {
    for (auto const& guard : pack.guards)
        for (auto const& use : guard.uses) known.element_anywhere(guard.place, use.step);
}

void check_deadlines(Pack const& pack, References& known, Diagnostics& found) {
    std::set<std::pair<std::string, std::string>> ids;
    for (auto const& rule : pack.deadlines) {
        if (!ids.emplace(rule.process, rule.id).second)
            found.error("duplicate-id", rule.place,
                        "tenggat '" + rule.id + "' pada proses '" + rule.process + "' ditulis dua kali");
        for (auto const& id : rule.starts) known.element(rule.place, rule.process, id);
        for (auto const& id : rule.ends) known.element(rule.place, rule.process, id);
        for (auto const& id : rule.pauses) known.element(rule.place, rule.process, id);
        for (auto const& id : rule.resumes) known.element(rule.place, rule.process, id);
        for (auto const& role : rule.owner) known.role(rule.place, role);
        for (auto const& role : rule.superior) known.role(rule.place, role);
        auto const steps = reminder::parse_escalation(rule.escalation);
        if (!steps)
            found.error("escalation", rule.place, steps.error().message);
        else
            for (auto const& step : *steps)
                for (auto const& role : step.roles) known.role(rule.place, role);
    }
}

void check_documents(Pack const& pack, References& known, Diagnostics& found) {
    std::set<std::string> made;
    for (auto const& rule : pack.documents) {
        known.paper(rule.place, rule.id);
        known.element(rule.place, rule.process, rule.step);
        for (auto const& id : rule.withdrawn) known.element(rule.place, rule.process, id);
        made.insert(rule.id);
    }
    auto const unused = [&](std::string const& id, std::string const& file) {
        if (!made.contains(id) && id != pack.register_form)
            found.warning("unused-paper", {file, 1, 1}, "dokumen '" + id + "' tidak dibuat oleh langkah mana pun");
    };
    for (auto const& [id, letter] : pack.letters) unused(id, letter.source.name);
    for (auto const& [id, form] : pack.forms) unused(id, form.source.name);
}

void check_reminders(Pack const& pack, References& known) {
    for (auto const& rule : pack.reminders) {
        for (auto const& id : rule.deadlines) known.deadline(rule.place, id);
        for (auto const& who : rule.recipients)
            if (who != "owner" && who != "superior" && who != "escalation") known.role(rule.place, who);
        if (!rule.letter.empty()) known.paper(rule.place, rule.letter);
    }
}

/// Roles and states that a process names, and the parent it lives under.
void check_processes(Pack const& pack, References& known) {
    for (auto const& process : pack.processes) {
        if (!process.parent.empty() && !pack.process(process.parent))
            known.unknown("proses", process.place, process.parent, {});
        for (auto const& node : process.definitions->nodes) {
            for (auto const& role : split(node.roles.plain, ','))
                if (!trim(role).empty()) known.role(node.place, std::string(trim(role)));
            if (node.state.empty() || process.states.empty()) continue;
            if (std::find(process.states.begin(), process.states.end(), node.state) == process.states.end())
                known.unknown("keadaan", node.place, node.state, process.states);
        }
    }
}

void check_inputs(Pack const& pack, References& known) {
    for (auto const& [process, steps] : pack.inputs)
        for (auto const& [step, fields] : steps) {
            if (step == "awal" || step.starts_with("pesan/") || fields.empty()) continue;
            known.element(fields.front().place, process, step);
        }
    for (auto const& message : pack.messages) {
        for (auto const& role : message.roles) known.role(message.place, role);
        auto const inputs = pack.inputs.find(message.process);
        if (inputs == pack.inputs.end() || !inputs->second.contains("pesan/" + message.fields))
            known.unknown("isian pesan", message.place, message.fields, {});
    }
}

void check_letters(Pack const& pack, References& known, Diagnostics& found) {
    for (auto const& [id, letter] : pack.letters) {
        Place const place{letter.source.name, 1, 1};
        for (auto const& role : letter.form.initials) known.role(place, role);
        auto const series = std::string(letter::to_text(letter.form.series));
        if (letter.form.series != letter::Series::None && !pack.number_patterns.contains(series))
            found.error("number-pattern", place,
                        "pola nomor untuk seri '" + series + "' tidak ada pada pack.yaml (nomor_surat)");
    }
}

} // namespace

void check_references(Pack const& pack, Diagnostics& found) {
    References known(pack, found);
    check_processes(pack, known);
    check_guards(pack, known);
    check_deadlines(pack, known, found);
    check_documents(pack, known, found);
    check_reminders(pack, known);
    for (auto const& [role, contact] : pack.channels.contacts) known.role(contact.name.place(), role);
    if (!pack.channels.forwarder.empty()) known.role({"kanal", 0, 0}, pack.channels.forwarder);
    check_inputs(pack, known);
    check_letters(pack, known, found);
    check_service_tasks(pack, found);
    check_officials(pack, found);
}

} // namespace alur::service
