#include "core/text.hpp"
#include "feel/builtin.hpp"
#include "feel/parser.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

constexpr std::string_view kTooDeep = "ekspresi ini terlalu dalam susunannya; pecahlah menjadi beberapa bagian";

} // namespace

Node* Parser::parse_primary() {
    skip_space();
    std::size_t const from = at_;
    char const c = peek();
    if ((c >= '0' && c <= '9') || (c == '.' && peek(1) >= '0' && peek(1) <= '9')) {
        return number_literal();
    }
    switch (c) {
    case '"': {
        auto text = string_literal();
        if (!text) {
            return nullptr;
        }
        Node* const out = make(Op::Literal, from);
        out->value = Value::string(std::move(*text));
        return out;
    }
    case '(': return parse_parenthesis(false);
    case '[':
    case ']': return parse_bracket();
    case '{': return parse_context();
    case '@': return parse_at_literal();
    case '?':
        ++at_;
        input_seen_ = true;
        return make(Op::Input, from);
    case '\0':
        if (at_end()) {
            return fail("ekspresi berakhir di sini, padahal seharusnya masih ada sebuah nilai");
        }
        break;
    default: break;
    }
    std::string_view const here = word();
    bool const several = longest_name(false).parts > 1;
    if (!several) {
        if (here == "if") {
            return parse_if();
        }
        if (here == "for" || here == "some" || here == "every") {
            return parse_iteration(here == "for" ? Op::For : here == "some" ? Op::Some : Op::Every);
        }
        if (here == "function") {
            return parse_function();
        }
        if (here == "true" || here == "false" || here == "null") {
            at_ += here.size();
            Node* const out = make(Op::Literal, from);
            out->value = here == "null" ? Value() : Value::boolean(here == "true");
            return out;
        }
    }
    return name_node();
}

/// In lists, arguments, filters, parentheses and unary tests an operator may begin.
Node* Parser::parse_item() {
    skip_space();
    std::size_t const from = at_;
    Op op = Op::Literal;
    if (accept("<=")) {
        op = Op::LessEqual;
    } else if (accept("<")) {
        op = Op::Less;
    } else if (accept(">=")) {
        op = Op::GreaterEqual;
    } else if (accept(">")) {
        op = Op::Greater;
    } else if (accept("!=")) {
        op = Op::NotEqual;
    } else if (accept("=")) {
        op = Op::Equal;
    } else {
        return parse_expression();
    }
    Node* const operand = parse_binary(3);
    if (failed_) {
        return nullptr;
    }
    Node* const out = make(Op::Test, from, {operand});
    out->test = op;
    return out;
}

/// (a), (a..b], (< a) and, behind `in`, (a, b, < c).
Node* Parser::parse_parenthesis(bool tests) {
    std::size_t const from = at_++;
    bool const outer = input_seen_;
    input_seen_ = false;
    if (++nesting_ > kMaxNesting) {
        --nesting_;
        return fail(std::string(kTooDeep));
    }
    Node* first = parse_item();
    --nesting_;
    if (failed_) {
        return nullptr;
    }
    first->uses_input = input_seen_;
    bool used = input_seen_;
    input_seen_ = outer || used;
    if (accept("..")) {
        return parse_range(from, first, false);
    }
    if (tests && accept(",")) {
        Node* const list = parse_test_list(from);
        if (failed_ || !expect(")", "penutup daftar")) {
            return nullptr;
        }
        list->items.insert(list->items.begin(), first);
        list->uses_input = list->uses_input || used;
        list->depth = std::max(list->depth, first->depth + 1);
        return list;
    }
    return expect(")", "penutup kurung") ? first : nullptr;
}

Node* Parser::parse_range(std::size_t from, Node* low, bool included) {
    int const outer = range_end_;
    range_end_ = 1;
    Node* const high = parse_binary(3);
    range_end_ = outer;
    if (failed_) {
        return nullptr;
    }
    Node* const out = make(Op::Range, from, {low, high});
    out->low_included = included;
    if (accept("]")) {
        out->high_included = true;
    } else if (!accept(")") && !accept("[")) {
        return fail("rentang ini tidak ditutup; seharusnya ada ] atau ) atau [");
    }
    auto const is_null = [](Node const* end) { return end->op == Op::Literal && end->value.is_null(); };
    if (is_null(low) || is_null(high)) {
        Node* const nothing = make(Op::Literal, from); // an end written as null makes no range
        return nothing;
    }
    return out;
}

Node* Parser::parse_bracket() {
    std::size_t const from = at_;
    bool const outside = peek() == ']';
    ++at_;
    if (++nesting_ > kMaxNesting) {
        --nesting_;
        return fail(std::string(kTooDeep));
    }
    Node* list = make(Op::List, from);
    if (!outside && accept("]")) {
        --nesting_;
        return list;
    }
    Node* const first = parse_item();
    if (!failed_ && accept("..")) {
        list = parse_range(from, first, !outside);
        --nesting_;
        return list;
    }
    if (!failed_ && outside) {
        fail("di sini seharusnya ada .. karena ] membuka sebuah rentang");
    }
    adopt(list, first);
    while (!failed_ && accept(",")) {
        adopt(list, parse_item());
    }
    --nesting_;
    return !failed_ && expect("]", "penutup daftar") ? list : nullptr;
}

Node* Parser::parse_context() {
    std::size_t const from = at_++;
    Node* const out = make(Op::Context, from);
    std::size_t const mark = locals_.size();
    out->slot = slots_;
    if (accept("}")) {
        return out;
    }
    do {
        skip_space();
        std::size_t const key_at = at_;
        std::optional<std::string> name = peek() == '"' ? string_literal() : key();
        if (!name) {
            pop_locals(mark);
            return fail("di sini seharusnya ada nama bagian, lalu titik dua");
        }
        if (std::find(out->names.begin(), out->names.end(), *name) != out->names.end()) {
            pop_locals(mark);
            Node* const nothing = fail_at(key_at, "nama \"" + *name + "\" tertulis dua kali dalam satu konteks");
            return nothing;
        }
        if (!expect(":", "di belakang nama bagian")) {
            return nullptr;
        }
        skip_space();
        bool const is_function = see_word("function");
        if (is_function) {
            push_local(*name); // so that it can call itself
        }
        Node* const value = parse_expression();
        if (failed_) {
            return nullptr;
        }
        if (is_function) {
            if (value->op == Op::Function) {
                value->self_slot = out->slot + static_cast<std::int32_t>(out->names.size());
            }
        } else {
            push_local(*name);
        }
        learn(*name);
        out->names.push_back(std::move(*name));
        adopt(out, value);
    } while (accept(","));
    pop_locals(mark);
    return expect("}", "penutup konteks") ? out : nullptr;
}

Node* Parser::parse_if() {
    std::size_t const from = at_;
    at_ += 2;
    Node* const condition = parse_expression();
    if (failed_ || !expect("then", "di belakang syarat if")) {
        return nullptr;
    }
    Node* const yes = parse_expression();
    if (failed_ || !expect("else", "di belakang cabang then")) {
        return nullptr;
    }
    Node* const no = parse_expression();
    return failed_ ? nullptr : make(Op::If, from, {condition, yes, no});
}

Node* Parser::parse_iteration(Op op) {
    std::size_t const from = at_;
    at_ += word().size();
    Node* const out = make(op, from);
    std::size_t const mark = locals_.size();
    int const seen = partial_seen_;
    out->slot = slots_;
    do {
        auto name = new_name("in");
        if (!name || !expect("in", "di belakang nama peubah")) {
            return nullptr;
        }
        Node* iterator = parse_expression();
        if (!failed_ && accept("..")) {
            Node* const last = parse_expression();
            iterator = failed_ ? nullptr : make(Op::Iterate, iterator->at, {iterator, last});
        }
        if (failed_) {
            return nullptr;
        }
        adopt(out, iterator);
        push_local(std::move(*name));
    } while (accept(","));
    if (op == Op::For) {
        locals_.push_back({"partial", {}, -1, false});
    }
    if (!expect(op == Op::For ? "return" : "satisfies", "di belakang daftar peubah")) {
        return nullptr;
    }
    Node* const body = parse_expression();
    pop_locals(mark);
    if (failed_) {
        return nullptr;
    }
    out->uses_partial = op == Op::For && partial_seen_ != seen;
    return adopt(out, body);
}

Node* Parser::parse_function() {
    std::size_t const from = at_;
    at_ += word().size();
    if (!expect("(", "di belakang function")) {
        return nullptr;
    }
    Node* const out = make(Op::Function, from);
    std::size_t const mark = locals_.size();
    out->slot = slots_;
    if (!accept(")")) {
        do {
            auto name = new_name("");
            if (!name) {
                return nullptr;
            }
            out->types.push_back(accept(":") ? parse_type() : Type{});
            out->names.push_back(*name);
            push_local(std::move(*name));
        } while (!failed_ && accept(","));
        if (failed_ || !expect(")", "penutup daftar parameter")) {
            return nullptr;
        }
    }
    if (accept(":")) {
        parse_type(); // of the result; a hint for readers
    }
    bool const outside = accept_word("external");
    Node* body = parse_expression();
    pop_locals(mark);
    if (failed_) {
        return nullptr;
    }
    out->a = outside ? make(Op::External, from, {body}) : body;
    out->depth = out->a->depth + 1;
    return out;
}

Node* Parser::parse_call(Node* callee) {
    std::size_t const from = callee->at;
    ++at_;
    bool const plain = callee->op == Op::Name && callee->builtin >= 0;
    Node* const out = make(plain ? Op::CallBuiltin : Op::Call, from, {callee});
    out->builtin = callee->builtin;
    if (accept(")")) {
        return out;
    }
    if (++nesting_ > kMaxNesting) {
        --nesting_;
        return fail(std::string(kTooDeep));
    }
    bool named = false;
    do {
        auto name = key();
        if (name) {
            named = true;
            ++at_; // the colon
            out->names.push_back(std::move(*name));
        } else if (named) {
            --nesting_;
            return fail("di sini seharusnya ada nama parameter dan titik dua, seperti pada argumen sebelumnya");
        } else if (!out->items.empty() && !out->names.empty()) {
            break;
        }
        adopt(out, parse_item());
    } while (!failed_ && accept(","));
    --nesting_;
    if (!failed_ && named && out->names.size() != out->items.size()) {
        return fail_at(from, "argumen bernama dan tidak bernama tidak boleh dicampur");
    }
    return !failed_ && expect(")", "penutup argumen") ? out : nullptr;
}

Node* Parser::parse_at_literal() {
    std::size_t const from = at_++;
    skip_space();
    if (peek() != '"') {
        return fail("di belakang @ seharusnya ada teks dalam tanda petik");
    }
    auto const text = string_literal();
    if (!text) {
        return nullptr;
    }
    Node* const out = make(Op::Literal, from);
    if (auto const day = parse_date_text(*text)) {
        out->value = Access::make_date(*day);
    } else if (auto const date_time = parse_date_time_text(*text)) {
        out->value = Access::make_date_time(*date_time);
    } else if (auto const time = parse_time_text(*text)) {
        out->value = Access::make_time(*time);
    } else if (auto const months = parse_years_months_text(*text)) {
        out->value = Access::make_months(*months);
    } else if (auto const span = parse_days_time_text(*text)) {
        out->value = Access::make_span(*span);
    }
    return out;
}

Type Parser::parse_type() {
    if (++nesting_ > kMaxNesting) {
        fail(std::string(kTooDeep));
        --nesting_;
        return {};
    }
    Type out = parse_named_type();
    --nesting_;
    return out;
}

Type Parser::parse_named_type() {
    skip_space();
    std::size_t const from = at_;
    std::string_view const first = word();
    auto const opens = [&](std::string_view name) {
        std::size_t const back = at_;
        if (first == name) {
            at_ += name.size();
            if (accept("<")) {
                return true;
            }
            at_ = back;
        }
        return false;
    };
    Type out;
    if (opens("list") || opens("range")) {
        out.kind = first == "list" ? Type::Kind::List : Type::Kind::Range;
        out.of.push_back(parse_type());
        expect(">", "penutup jenis");
        return out;
    }
    if (opens("context")) {
        out.kind = Type::Kind::Context;
        while (!failed_) {
            auto name = key();
            if (!name) {
                fail("di sini seharusnya ada nama bagian dan titik dua");
                break;
            }
            ++at_;
            out.entries.push_back({std::move(*name), parse_type()});
            if (!accept(",")) {
                break;
            }
        }
        if (!failed_) {
            expect(">", "penutup jenis");
        }
        return out;
    }
    if (opens("function")) {
        out.kind = Type::Kind::Function;
        if (!accept(">")) {
            do {
                out.of.push_back(parse_type());
            } while (!failed_ && accept(","));
            if (!failed_) {
                expect(">", "penutup jenis");
            }
        }
        if (!failed_ && expect("->", "lalu jenis hasil fungsi")) {
            out.of.push_back(parse_type());
        }
        return out;
    }
    // The longest declared or built-in name.
    Match best;
    for (std::string_view const name : {"date and time", "days and time duration", "years and months duration"}) {
        match(name_parts(name), name, best);
    }
    if (options_.types) {
        for (auto const& [name, type] : *options_.types) {
            match(name_parts(name), name, best);
        }
    }
    if (best.parts == 0 && !first.empty()) {
        best = {std::string(first), at_ + first.size(), 1};
        while (best.end < text_.size() && text_[best.end] == '.') { // a name from an import
            std::size_t const back = at_;
            at_ = best.end + 1;
            std::string_view const next = word();
            if (!next.empty()) {
                best.name += "." + std::string(next);
                best.end = at_ + next.size();
            }
            at_ = back;
            if (next.empty()) {
                break;
            }
        }
    }
    if (best.parts == 0) {
        fail_at(from, "di sini seharusnya ada nama jenis");
        return out;
    }
    at_ = best.end;
    if (options_.types) {
        if (auto const found = options_.types->find(best.name); found != options_.types->end()) {
            return found->second;
        }
    }
    out = builtin_type(best.name);
    out.name = best.name;
    return out;
}

} // namespace alur::feel
