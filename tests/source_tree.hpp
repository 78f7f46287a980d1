#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

/// What the tests of the tree look at: files of the source as text, and the layering as engine/CMakeLists.txt states
/// it.
namespace tree {

struct SourceFile {
    std::string path; ///< from the top of the source, with slashes
    std::string text;
};

inline std::string read(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path top() { return ALUR_SOURCE_DIR; }

/// Every regular file below a folder, by path; with `endings` only those that end so. Folders of packages fetched from
/// elsewhere are not ours.
inline std::vector<SourceFile> files_below(std::string const& folder, std::vector<std::string> const& endings = {}) {
    std::vector<SourceFile> out;
    for (auto it = std::filesystem::recursive_directory_iterator(top() / folder);
         it != std::filesystem::recursive_directory_iterator(); ++it) {
        if (it->path().filename() == "node_modules") {
            it.disable_recursion_pending();
            continue;
        }
        if (!it->is_regular_file()) continue;
        auto const path = std::filesystem::relative(it->path(), top()).generic_string();
        auto const wanted =
            std::any_of(endings.begin(), endings.end(), [&](auto const& e) { return path.ends_with(e); });
        if (endings.empty() || wanted) out.push_back({path, read(it->path())});
    }
    std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.path < b.path; });
    return out;
}

inline std::vector<SourceFile> sources_below(std::string const& folder) {
    return files_below(folder, {".cpp", ".hpp"});
}

inline std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

/// `engine/core/time.hpp` → `core`
inline std::string module_of(std::string const& path) {
    auto const begin = path.find('/') + 1;
    return path.substr(begin, path.find('/', begin) - begin);
}

/// C++ with comments and the inside of string and character literals blanked out; line ends stay.
inline std::string code_of(std::string const& text) {
    std::string out;
    auto const blank = [&](std::size_t from, std::size_t to) {
        for (auto i = from; i < to && i < text.size(); ++i) out += text[i] == '\n' ? '\n' : ' ';
    };
    for (std::size_t at = 0; at < text.size();) {
        auto const rest = std::string_view(text).substr(at);
        std::size_t end = at + 1;
        auto const after_word = at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0;
        if (rest.starts_with("//"))
            end = std::min(text.find('\n', at), text.size());
        else if (rest.starts_with("/*"))
            end = std::min(text.find("*/", at + 2), text.size() - 2) + 2;
        else if (rest.starts_with("R\"") && !after_word) {
            auto const open = text.find('(', at);
            auto const close = ')' + text.substr(at + 2, open - at - 2) + '"';
            end = std::min(text.find(close, open), text.size() - close.size()) + close.size();
        } else if (rest[0] == '"' || (rest[0] == '\'' && !after_word)) { // 1'000 is a number
            while (end < text.size() && text[end] != rest[0] && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
            ++end;
        } else {
            out += text[at++];
            continue;
        }
        blank(at, end);
        at = end;
    }
    return out;
}

/// `engine/x/y.cpp:12` of a position in its text.
inline std::string place(SourceFile const& file, std::size_t at) {
    return file.path + ':' +
           std::to_string(1 + std::count(file.text.begin(), file.text.begin() + std::ptrdiff_t(at), '\n'));
}

/// Places where one of the words stands in the code of a file, neither in a longer word nor in a comment or text.
inline std::vector<std::string> places_of(SourceFile const& file, std::vector<std::string> const& words) {
    std::vector<std::string> found;
    auto const code = code_of(file.text);
    auto const in_word = [&](std::size_t at) {
        return at < code.size() && (std::isalnum(static_cast<unsigned char>(code[at])) != 0 || code[at] == '_');
    };
    for (auto const& word : words)
        for (auto at = code.find(word); at != std::string::npos; at = code.find(word, at + 1))
            if ((at == 0 || !in_word(at - 1)) && !in_word(at + word.size()))
                found.push_back(place(file, at) + ": " + word);
    return found;
}

/// The layering as engine/CMakeLists.txt states it: module → the modules its line names. `cli`, the door with the only
/// main, may use all.
inline std::map<std::string, std::set<std::string>> layering() {
    std::map<std::string, std::set<std::string>> out;
    for (auto const& line : lines_of(read(top() / "engine/CMakeLists.txt"))) {
        if (!line.starts_with("engine_module(")) continue;
        std::istringstream words(line.substr(14, line.find(')') - 14));
        std::string word;
        words >> word;
        auto& uses = out[word];
        for (auto granting = false; words >> word;) {
            if (word == "USES" || word == "LINKS")
                granting = word == "USES";
            else if (granting)
                uses.insert(word);
        }
    }
    std::set<std::string> all;
    for (auto const& [module, uses] : out) all.insert(module);
    out["cli"] = all;
    return out;
}

} // namespace tree
