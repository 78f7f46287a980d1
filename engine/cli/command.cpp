#include "cli/command.hpp"

#include <algorithm>
#include <iostream>

namespace alur::cli {

Arguments::Arguments(std::vector<std::string> words, std::vector<std::string> flags, std::vector<std::string> options) {
    auto const known = [](std::vector<std::string> const& names, std::string const& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto word = words[i];
        if (word == "--") {
            positional_.insert(positional_.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        }
        if (word == "-o") word = "--out";
        if (!word.starts_with("--")) {
            positional_.push_back(word);
            continue;
        }
        auto const equals = word.find('=');
        auto const name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        if (known(flags, name) && equals == std::string::npos)
            given_.emplace_back(name, "");
        else if (known(options, name) && equals != std::string::npos)
            given_.emplace_back(name, word.substr(equals + 1));
        else if (known(options, name) && i + 1 < words.size())
            given_.emplace_back(name, words[++i]);
        else if (wrong_.empty())
            wrong_ = known(options, name) ? "pilihan --" + name + " memerlukan nilai"
                                          : "pilihan --" + name + " tidak dikenal";
    }
}

bool Arguments::has(std::string_view flag) const {
    return std::any_of(given_.begin(), given_.end(), [&](auto const& g) { return g.first == flag; });
}

std::optional<std::string> Arguments::option(std::string_view name) const {
    for (auto const& [key, value] : given_)
        if (key == name) return value;
    return std::nullopt;
}

int wrong_use(Command const& command, std::string_view message) {
    if (!message.empty()) std::cerr << "alur: " << message << '\n';
    std::cerr << "pemakaian: " << command.usage << '\n';
    return kUsage;
}

} // namespace alur::cli
