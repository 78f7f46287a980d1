#include "service/people.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

std::string text_of(Value const* value) {
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

bool holds(std::string const& official_role, std::string const& role) {
    return official_role.starts_with(role) &&
           std::all_of(official_role.begin() + static_cast<long>(role.size()), official_role.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

std::string evaluated(feel::Expression const& expression, feel::Scope const& scope, feel::Limits const& limits) {
    if (expression.empty()) return {};
    auto const value = feel::evaluate(expression, scope, limits).value;
    return text_of(&value);
}

} // namespace

std::vector<Person> people_of(Pack const& pack, std::string const& role, feel::Scope const& scope,
                              feel::Limits const& limits) {
    std::vector<Person> out;
    if (auto const contact = pack.channels.contacts.find(role); contact != pack.channels.contacts.end()) {
        Person person{"", evaluated(contact->second.name, scope, limits),
                      evaluated(contact->second.mail, scope, limits), evaluated(contact->second.phone, scope, limits)};
        if (person.name.empty()) person.name = role;
        person.key = role + '/' + person.name;
        out.push_back(std::move(person));
        return out;
    }
    auto const officials = pack.reference.at_path("officials");
    if (officials.is_list())
        for (auto const& official : officials.items()) {
            if (!holds(text_of(official.find("role")), role)) continue;
            Person person{"", text_of(official.find("name")), text_of(official.find("email")),
                          text_of(official.find("phone"))};
            person.key = person.name;
            out.push_back(std::move(person));
        }
    if (out.empty()) out.push_back({role, role, "", ""});
    return out;
}

} // namespace alur::service
