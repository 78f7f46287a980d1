#include "http/pages.hpp"

#include "core/text.hpp"
#include "http/files.hpp"

namespace alur::http {

namespace {

constexpr int kDeepest = 8;

std::string page_text(std::string_view name) { return std::string(built_in("pages/" + std::string(name) + ".html")); }

/// The text with every include replaced.
std::string expanded(std::string text, std::string const& content, int depth) {
    for (auto at = text.find("{{> "); at != std::string::npos && depth < kDeepest; at = text.find("{{> ", at)) {
        auto const end = text.find("}}", at);
        auto const name = std::string(trim(text.substr(at + 4, end - at - 4)));
        auto const inner = expanded(name == "isi" ? content : page_text(name), content, depth + 1);
        text.replace(at, end + 2 - at, inner);
        at += inner.size();
    }
    return text;
}

} // namespace

Result<Pages> Pages::load() {
    Pages pages;
    for (auto const& file : built_in_files()) {
        if (!file.name.starts_with("pages/") || !file.name.ends_with(".html")) continue;
        auto const name = std::string(file.name.substr(6, file.name.size() - 11));
        if (name == "layout") continue;
        bool const part = name.starts_with("bagian_");
        auto const text = part ? expanded(page_text(name), "", 0) : expanded(page_text("layout"), page_text(name), 0);
        merge::ParseOptions options;
        options.place.file = std::string(file.name);
        auto parsed = merge::parse(text, options);
        if (!parsed) {
            auto error = unavailable("halaman " + name + " tidak dapat dibaca");
            error.log = parsed.error().message;
            for (auto const& one : parsed.error().found.all()) error.log += "\n" + render(one, text);
            return error;
        }
        pages.templates_.emplace(name, std::move(*parsed));
    }
    return pages;
}

Result<std::string> Pages::fill(std::string_view name, feel::Scope const& scope, feel::Limits const& limits) const {
    auto const found = templates_.find(name);
    if (found == templates_.end()) return unavailable("halaman '" + std::string(name) + "' tidak ada");
    merge::Limits bounds;
    bounds.feel = limits;
    auto const merged = merge::merge(found->second, scope, bounds);
    auto filled = merged ? merge::html(*merged) : Result<std::string>(merged.error());
    if (filled) return filled;
    auto error = unavailable("halaman ini tidak dapat ditampilkan; beri tahu pengelola");
    error.log = std::string(name) + ": " + filled.error().message;
    for (auto const& one : filled.error().found.all()) error.log += "\n" + render(one);
    return error;
}

} // namespace alur::http
