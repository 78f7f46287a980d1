#include "reminder/book.hpp"

#include <algorithm>
#include <map>

namespace alur::reminder {

std::vector<Digest> digest(std::vector<Send> const& sends, Resolve const& officers) {
    std::map<std::pair<std::string, std::string>, std::vector<Send const*>> inboxes;
    for (auto const& send : sends)
        for (auto const& role : send.recipients)
            for (auto const& officer : officers(send, role)) {
                auto& inbox = inboxes[{officer, send.channel}];
                if (inbox.empty() || inbox.back() != &send) inbox.push_back(&send);
            }
    std::vector<Digest> out;
    for (auto const& [to, inbox] : inboxes) {
        auto& message = out.emplace_back(Digest{to.first, {}, {}, {}, to.second});
        for (auto const* send : inbox) {
            message.keys.push_back(send->key);
            if (inbox.size() == 1)
                message.text = send->text;
            else
                message.text += std::to_string(message.keys.size()) + ". " + send->text + '\n';
            auto& letters = message.letters;
            if (!send->letter.empty() && std::find(letters.begin(), letters.end(), send->letter) == letters.end())
                letters.push_back(send->letter);
        }
    }
    return out;
}

} // namespace alur::reminder
