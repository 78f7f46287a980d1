#include "service/pack.hpp"

namespace alur::service {

PackProcess const* Pack::process(std::string_view process_id) const {
    for (auto const& process : processes)
        if (process.id == process_id) return &process;
    return nullptr;
}

PackMessage const* Pack::message(std::string_view process_id, std::string_view message_name) const {
    for (auto const& message : messages)
        if (message.process == process_id && message.name == message_name) return &message;
    return nullptr;
}

std::vector<InputField> const& Pack::fields(std::string_view process_id, std::string_view step) const {
    static std::vector<InputField> const kNone;
    auto const process_inputs = inputs.find(std::string(process_id));
    if (process_inputs == inputs.end()) return kNone;
    auto const found = process_inputs->second.find(std::string(step));
    return found == process_inputs->second.end() ? kNone : found->second;
}

} // namespace alur::service
