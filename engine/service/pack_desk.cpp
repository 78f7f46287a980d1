#include "core/text.hpp"
#include "service/pack_reader.hpp"
#include "service/rights.hpp"

#include <algorithm>

namespace alur::service {

/// What the pages need of a pack: titles of roles, stages with the names of states, rights, and what is masked.
void PackReader::read_desk(format::YamlNode const& front) {
    if (auto const csv = table(word(front, "peran"), place_of(front, "peran")))
        for (std::size_t row = 0; row < csv->rows.size(); ++row)
            pack_.role_titles[csv->at(row, "role_id")] =
                csv->column("title") < 0 ? csv->at(row, "role_id") : csv->at(row, "title");
    if (front.find("tahap"))
        if (auto const csv = table(word(front, "tahap"), place_of(front, "tahap")))
            for (std::size_t row = 0; row < csv->rows.size(); ++row) {
                auto const& process = csv->at(row, "process");
                auto const& name = csv->at(row, "stage");
                auto stage = std::find_if(pack_.stages.begin(), pack_.stages.end(),
                                          [&](auto const& s) { return s.process == process && s.name == name; });
                if (stage == pack_.stages.end())
                    stage = pack_.stages.insert(pack_.stages.end(), PackStage{process, name, {}});
                auto const* owner = pack_.process(process);
                auto const& state = csv->at(row, "state");
                if (!owner)
                    found_.error("unknown-process", csv->place(row, "process"), "proses '" + process + "' tidak ada");
                else if (!owner->states.empty() &&
                         std::find(owner->states.begin(), owner->states.end(), state) == owner->states.end())
                    found_.error("unknown-state", csv->place(row, "state"), "keadaan '" + state + "' tidak dikenal",
                                 nearest(state, owner->states));
                stage->states.emplace_back(state, csv->at(row, "name"));
            }
    pack_.masked = words(front, "samarkan");
    if (!front.find("hak")) return;
    auto const csv = table(word(front, "hak"), place_of(front, "hak"));
    if (!csv) return;
    auto const actions = action_names();
    for (std::size_t row = 0; row < csv->rows.size(); ++row) {
        auto const& action = csv->at(row, "action");
        if (std::find(actions.begin(), actions.end(), action) == actions.end())
            found_.error("unknown-action", csv->place(row, "action"), "tindakan '" + action + "' tidak dikenal",
                         nearest(action, actions));
        auto& roles = pack_.rights[action];
        for (auto const& role : split(csv->at(row, "roles"), ' ')) {
            if (role.empty()) continue;
            if (role != "*" && role != kAdministrator &&
                std::find(pack_.roles.begin(), pack_.roles.end(), role) == pack_.roles.end())
                found_.error("unknown-role", csv->place(row, "roles"), "peran '" + role + "' tidak dikenal",
                             nearest(role, pack_.roles));
            roles.push_back(role);
        }
    }
}

std::pair<int, std::string> Pack::state_name(std::string_view process_id, std::string_view state) const {
    int index = 0;
    for (auto const& stage : stages) {
        if (stage.process != process_id) continue;
        for (auto const& [key, label] : stage.states)
            if (key == state) return {stage.name.empty() ? -1 : index, label};
        if (!stage.name.empty()) ++index;
    }
    return {-1, std::string(state)};
}

} // namespace alur::service
