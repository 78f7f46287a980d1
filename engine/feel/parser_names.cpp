#include "core/text.hpp"
#include "feel/builtin.hpp"
#include "feel/parser.hpp"

#include <algorithm>
#include <array>

namespace alur::feel {

namespace {

constexpr std::array<std::string_view, 17> kKeywords{"and",   "or",        "between",  "in",       "instance", "of",
                                                     "if",    "then",      "else",     "for",      "return",   "some",
                                                     "every", "satisfies", "function", "external", "null"};

bool is_keyword(std::string_view word) {
    return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
}

struct BuiltinName {
    std::vector<std::string_view> parts;
    std::string_view name;
};
std::vector<BuiltinName> const& builtin_names_of_parts() {
    static std::vector<BuiltinName> const all = [] {
        std::vector<BuiltinName> out;
        for (auto const& group : builtins()) {
            auto parts = name_parts(group.name);
            if (parts.size() > 1) {
                out.push_back({std::move(parts), group.name});
            }
        }
        return out;
    }();
    return all;
}

std::vector<BuiltinName> const& property_names_of_parts() {
    static std::vector<BuiltinName> const all = [] {
        std::vector<BuiltinName> out;
        for (std::string_view const name : {"time offset", "start included", "end included"}) {
            out.push_back({name_parts(name), name});
        }
        return out;
    }();
    return all;
}

} // namespace

void Parser::learn(std::string_view name) {
    if (is_identifier(name)) {
        return;
    }
    learned_.emplace_back(name);
    auto parts = name_parts(learned_.back());
    if (parts.size() > 1) {
        properties_.push_back({std::move(parts), learned_.back()});
    }
}

/// Compares the text at the cursor with the parts; keeps the name when it is longer than the best so far.
void Parser::match(std::vector<std::string_view> const& parts, std::string_view name, Match& best) const {
    if (parts.size() <= best.parts) {
        return;
    }
    std::size_t at = at_;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::size_t length = 0;
        if (i > 0) {
            while (at < text_.size() && is_space(code_point_at(text_, at, length))) {
                at += length;
            }
        }
        if (text_.substr(at, parts[i].size()) != parts[i]) {
            return;
        }
        at += parts[i].size();
        bool const run = is_name_part(code_point_at(parts[i], 0, length));
        if (run && at < text_.size() && is_name_part(code_point_at(text_, at, length))) {
            return;
        }
    }
    best = {std::string(name), at, parts.size()};
}

Parser::Match Parser::longest_name(bool as_property) const {
    Match best;
    std::string_view const first = word();
    if (first.empty()) {
        return best;
    }
    best = {std::string(first), at_ + first.size(), 1};
    for (Known const& known : properties_) {
        match(known.parts, known.name, best);
    }
    for (Known const& known : known_) {
        match(known.parts, known.name, best);
    }
    for (auto const& known : as_property ? property_names_of_parts() : builtin_names_of_parts()) {
        match(known.parts, known.name, best);
    }
    if (!as_property) {
        for (Local const& local : locals_) {
            if (!local.parts.empty()) {
                match(std::vector<std::string_view>(local.parts.begin(), local.parts.end()), local.name, best);
            }
        }
    }
    return best;
}

Node* Parser::resolve(std::size_t at, std::string name) {
    Node* const node = make(Op::Name, at);
    node->name = std::move(name);
    for (std::size_t i = locals_.size(); i-- > 0;) {
        Local const& local = locals_[i];
        if (local.is_filter) {
            node->filters.push_back(local.slot);
        } else if (local.name == node->name) {
            if (local.slot < 0) {
                node->op = Op::Partial;
                ++partial_seen_;
            } else {
                node->op = Op::Local;
                node->slot = local.slot;
            }
            return node;
        }
    }
    node->builtin = find_builtin(node->name);
    return node;
}

Node* Parser::name_node() {
    std::size_t const from = at_;
    Match const best = longest_name(false);
    if (best.parts == 0) {
        return fail("di sini seharusnya ada sebuah nilai, nama, atau kurung");
    }
    if (best.parts == 1 && is_keyword(best.name)) {
        return fail("kata kunci \"" + best.name +
                    "\" tidak boleh berdiri di sini; di sini seharusnya ada sebuah nilai");
    }
    at_ = best.end;
    return resolve(from, best.name);
}

/// Behind a dot the type is not known: besides known names, several words in a row are one name.
std::optional<std::string> Parser::property_name() {
    skip_space();
    Match const best = longest_name(true);
    if (best.parts == 0) {
        fail("di belakang titik seharusnya ada nama bagian");
        return std::nullopt;
    }
    at_ = best.end;
    std::string name = best.name;
    if (best.parts > 1) {
        return name;
    }
    while (true) {
        std::size_t const back = at_;
        skip_space();
        std::string_view const next = word();
        if (next.empty() || is_keyword(next) || at_ == back) {
            at_ = back;
            return name;
        }
        name += ' ';
        name += next;
        at_ += next.size();
    }
}

/// A name that is being introduced: words up to a keyword or symbol.
std::optional<std::string> Parser::new_name(std::string_view stop) {
    skip_space();
    std::string name;
    std::size_t const from = at_;
    while (true) {
        skip_space();
        std::string_view const next = word();
        if (!next.empty()) {
            if (next == stop && !name.empty()) {
                break;
            }
            name += (name.empty() ? "" : " ") + std::string(next);
            at_ += next.size();
            continue;
        }
        std::size_t const digits = at_;
        while (!name.empty() && peek() >= '0' && peek() <= '9') {
            ++at_;
        }
        if (at_ != digits) {
            name += ' ';
            name += text_.substr(digits, at_ - digits);
        } else if (!name.empty() && is_name_symbol(peek()) && !stop.empty()) {
            name += peek();
            ++at_;
        } else {
            break;
        }
    }
    if (name.empty()) {
        fail_at(from, "di sini seharusnya ada nama peubah");
        return std::nullopt;
    }
    return name;
}

std::int32_t Parser::push_local(std::string name) {
    Local local{std::move(name), {}, slots_++, false};
    if (!is_identifier(local.name)) {
        for (auto const part : name_parts(local.name)) {
            local.parts.emplace_back(part);
        }
        learn(local.name);
    }
    locals_.push_back(std::move(local));
    tree_->slots = std::max(tree_->slots, slots_);
    return slots_ - 1;
}

void Parser::push_filter(std::int32_t slot) { locals_.push_back({"", {}, slot, true}); }

void Parser::pop_locals(std::size_t to) {
    while (locals_.size() > to) {
        if (!locals_.back().is_filter && locals_.back().slot >= 0) {
            --slots_;
        }
        locals_.pop_back();
    }
}

std::vector<std::string> Parser::all_names() const {
    std::vector<std::string> out = options_.names;
    for (Local const& local : locals_) {
        if (!local.is_filter) {
            out.push_back(local.name);
        }
    }
    for (auto const& group : builtins()) {
        out.emplace_back(group.name);
    }
    out.insert(out.end(), kKeywords.begin(), kKeywords.end());
    return out;
}

} // namespace alur::feel
