#include "feel/parser.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace alur::feel {

Place place_of(Tree const& tree, std::size_t at) {
    if (tree.file && at >= tree.lead) {
        auto const value = std::string_view(tree.text).substr(tree.lead);
        auto written = tree.written.load();
        if (!written) {
            written = std::make_shared<std::optional<format::AsWritten> const>(
                format::find_as_written(*tree.file, tree.place, value));
            tree.written.store(written);
        }
        if (*written) {
            return format::place_in(*tree.file, **written, value, at - tree.lead);
        }
    }
    std::size_t const lead = at >= tree.lead ? tree.lead : 0;
    std::string_view const before = std::string_view(tree.text).substr(lead, at - lead);
    auto const lines = std::count(before.begin(), before.end(), '\n');
    auto const start = lines == 0 ? 0 : before.rfind('\n') + 1;
    int const column = static_cast<int>(code_point_count(before.substr(start)));
    Place out = tree.place;
    int const first = tree.place.column == 0 ? 1 : tree.place.column;
    out.column = lines == 0 ? std::max(1, first + column) : column + 1;
    out.line = std::max(1, tree.place.line) + static_cast<int>(lines);
    return out;
}

Place place_of(Tree const& tree, Node const& node) {
    auto const spot = node.spot.load(std::memory_order_relaxed);
    if (spot != 0) return {tree.place.file, static_cast<int>(spot >> 32), static_cast<int>(spot & 0xffffffff)};
    auto const place = place_of(tree, node.at);
    node.spot.store(static_cast<std::uint64_t>(place.line) << 32 | static_cast<std::uint32_t>(place.column),
                    std::memory_order_relaxed);
    return place;
}

Parser::Parser(std::string_view text, ParseOptions const& options)
    : tree_(std::make_shared<Tree>()), options_(options) {
    tree_->text = text;
    tree_->place = options.place;
    tree_->file = options.file;
    tree_->lead = options.lead;
    text_ = tree_->text;
    for (std::string const& name : options.names) {
        if (!is_identifier(name)) {
            auto parts = name_parts(name);
            if (parts.size() > 1) {
                known_.push_back({std::move(parts), name});
            }
        }
    }
}

Node* Parser::make(Op op, std::size_t at, std::initializer_list<Node*> children) {
    Node& node = tree_->nodes.emplace_back();
    node.op = op;
    node.at = static_cast<std::uint32_t>(at);
    std::array<Node const**, 3> const places{&node.a, &node.b, &node.c};
    std::size_t i = 0;
    for (Node* const child : children) {
        if (child != nullptr) {
            *places[i] = child;
            node.depth = std::max(node.depth, child->depth + 1);
        }
        ++i;
    }
    if (node.depth > kMaxDepth) {
        fail_at(at, "ekspresi ini terlalu dalam susunannya; pecahlah menjadi beberapa bagian");
    }
    return &node;
}

Node* Parser::adopt(Node* parent, Node* child) {
    if (child != nullptr) {
        parent->items.push_back(child);
        parent->depth = std::max(parent->depth, child->depth + 1);
        if (parent->depth > kMaxDepth) {
            fail_at(child->at, "ekspresi ini terlalu dalam susunannya; pecahlah menjadi beberapa bagian");
        }
    }
    return parent;
}

Node* Parser::fail_at(std::size_t at, std::string message, std::string hint) {
    if (!failed_) {
        failed_ = true;
        message_ = message;
        found_.error("feel", place_of(*tree_, std::min(at, text_.size())), std::move(message), std::move(hint));
    }
    return nullptr;
}

Result<Expression> Parser::finish(Node* body) {
    if (!failed_) {
        skip_space();
        if (!at_end()) {
            std::string const next(word());
            if (next.empty()) {
                bool const dots = text_.substr(at_, 2) == "..";
                fail("tanda \"" + std::string(dots ? ".." : text_.substr(at_, 1)) +
                         "\" tidak diharapkan di sini; seharusnya ada operator atau akhir ekspresi",
                     dots ? "rentang ditulis dalam kurung siku: [1..10]" : "");
            } else {
                auto const near = next.size() > 2 ? nearest(next, all_names()) : std::string();
                fail("kata \"" + next + "\" tidak diharapkan di sini; seharusnya ada operator atau akhir ekspresi",
                     near.empty() || near == next ? "" : "mungkin maksudnya \"" + near + "\"");
            }
        }
    }
    if (failed_) {
        Error error = invalid(message_);
        error.found = std::move(found_);
        return error;
    }
    tree_->body = body;
    Expression out;
    out.root_ = tree_;
    return out;
}

Result<Expression> Parser::expression() { return finish(parse_expression()); }

/// `-`, `not(tests)`, or tests separated by commas.
Result<Expression> Parser::unary_tests() {
    skip_space();
    std::size_t const from = at_;
    if (accept("-")) {
        skip_space();
        if (at_end()) {
            return finish(make(Op::AnyInput, from));
        }
        at_ = from;
    }
    if (accept_word("not") && accept("(")) {
        Node* const tests = parse_test_list(from);
        if (tests != nullptr && accept(")")) {
            skip_space();
            if (at_end()) {
                tests->negated = true;
                return finish(tests);
            }
        }
    }
    at_ = from;
    failed_ = false;
    found_ = {};
    return finish(parse_test_list(from));
}

Node* Parser::parse_test_list(std::size_t from) {
    Node* const tests = make(Op::UnaryTests, from);
    do {
        bool const outer = input_seen_;
        input_seen_ = false;
        Node* const test = parse_item();
        if (test == nullptr) {
            return nullptr;
        }
        test->uses_input = input_seen_;
        tests->uses_input = tests->uses_input || input_seen_;
        input_seen_ = outer || input_seen_;
        adopt(tests, test);
    } while (!failed_ && accept(","));
    return failed_ ? nullptr : tests;
}

Node* Parser::parse_expression() {
    if (++nesting_ > kMaxNesting) {
        fail("ekspresi ini terlalu dalam susunannya; pecahlah menjadi beberapa bagian");
        --nesting_;
        return nullptr;
    }
    int const outer = range_end_;
    range_end_ = 0;
    Node* const out = parse_binary(0);
    range_end_ = outer;
    --nesting_;
    return failed_ ? nullptr : out;
}

namespace {

struct Operator {
    std::string_view text;
    Op op;
    int level;
    bool word;
};
// Longer ones first. Levels: 0 or, 1 and, 2 comparison, 3 + -, 4 * /, 5 **.
constexpr std::array<Operator, 17> kOperators{{{"or", Op::Or, 0, true},
                                               {"and", Op::And, 1, true},
                                               {"between", Op::Between, 2, true},
                                               {"instance", Op::InstanceOf, 2, true},
                                               {"in", Op::In, 2, true},
                                               {"!=", Op::NotEqual, 2, false},
                                               {"<=", Op::LessEqual, 2, false},
                                               {">=", Op::GreaterEqual, 2, false},
                                               {"=", Op::Equal, 2, false},
                                               {"<", Op::Less, 2, false},
                                               {">", Op::Greater, 2, false},
                                               {"+", Op::Add, 3, false},
                                               {"-", Op::Subtract, 3, false},
                                               {"**", Op::Power, 5, false},
                                               {"*", Op::Multiply, 4, false},
                                               {"/", Op::Divide, 4, false},
                                               {"^", Op::Power, 5, false}}};
constexpr int kArithmetic = 3;

} // namespace

Node* Parser::parse_binary(int level, Node* left) {
    if (left == nullptr) {
        left = parse_unary();
    }
    while (!failed_) {
        skip_space();
        Operator const* found = nullptr;
        std::string_view const here = word();
        for (Operator const& candidate : kOperators) {
            if (candidate.word ? here == candidate.text : text_.substr(at_, candidate.text.size()) == candidate.text) {
                found = &candidate;
                break;
            }
        }
        if (found == nullptr || found->level < level) {
            break;
        }
        std::size_t const from = at_;
        at_ += found->text.size();
        switch (found->op) {
        case Op::In: left = parse_in(left); break;
        case Op::InstanceOf: {
            if (!expect("of", "di belakang instance")) {
                return nullptr;
            }
            Node* const node = make(Op::InstanceOf, from, {left});
            node->types.push_back(parse_type());
            left = node;
            break;
        }
        case Op::Between: {
            Node* const low = parse_binary(kArithmetic);
            if (failed_ || !expect("and", "di antara kedua batas between")) {
                return nullptr;
            }
            left = make(Op::Between, from, {left, low, parse_binary(kArithmetic)});
            break;
        }
        default: {
            Node* const right = parse_binary(found->level + 1);
            left = failed_ ? nullptr : make(found->op, from, {left, right});
        }
        }
    }
    return failed_ ? nullptr : left;
}

Node* Parser::parse_unary() {
    skip_space();
    std::size_t const from = at_;
    if (peek() == '-') {
        if (++nesting_ > kMaxNesting) {
            fail("ekspresi ini terlalu dalam susunannya; pecahlah menjadi beberapa bagian");
            --nesting_;
            return nullptr;
        }
        ++at_;
        Node* const operand = parse_unary();
        --nesting_;
        if (failed_) {
            return nullptr;
        }
        if (operand->op == Op::Literal && operand->value.is_number()) {
            operand->value = Value::number(negated(operand->value.as_number()));
            operand->at = static_cast<std::uint32_t>(from);
            return operand;
        }
        return make(Op::Negate, from, {operand});
    }
    Node* const primary = parse_primary();
    return failed_ ? nullptr : parse_postfix(primary);
}

Node* Parser::parse_in(Node* left) {
    skip_space();
    std::size_t const from = at_;
    bool const outer = input_seen_;
    input_seen_ = false;
    Node* test = nullptr;
    if (peek() == '(') {
        test = parse_parenthesis(true);
        if (!failed_ && test->op != Op::UnaryTests) {
            bool const input = input_seen_;
            test = parse_postfix(test);
            test = failed_ ? nullptr : parse_binary(kArithmetic, test);
            input_seen_ = input_seen_ || input;
        }
    } else if (peek() == '<' || peek() == '>' || peek() == '=' || peek() == '!') {
        test = parse_item();
    } else {
        test = parse_binary(kArithmetic);
    }
    if (failed_) {
        return nullptr;
    }
    if (test->op != Op::UnaryTests) {
        test->uses_input = input_seen_;
    }
    input_seen_ = outer;
    return make(Op::In, from, {left, test});
}

Node* Parser::parse_postfix(Node* left) {
    int hops = 0;
    while (!failed_ && left != nullptr) {
        std::size_t const back = at_;
        skip_space();
        if (peek() == '.' && peek(1) != '.') {
            std::size_t const from = at_;
            ++at_;
            auto name = property_name();
            if (!name) {
                return nullptr;
            }
            left = make(Op::Path, from, {left});
            if (left != nullptr) {
                left->name = std::move(*name);
            }
        } else if (peek() == '[') {
            if (range_closes_here()) {
                break;
            }
            std::size_t const from = at_++;
            std::size_t const mark = locals_.size();
            std::int32_t const slot = push_local("item");
            push_filter(slot);
            ++nesting_;
            Node* const condition =
                nesting_ > kMaxNesting ? fail("ekspresi ini terlalu dalam susunannya") : parse_item();
            --nesting_;
            pop_locals(mark);
            if (failed_ || !expect("]", "penutup saringan")) {
                return nullptr;
            }
            left = make(Op::Filter, from, {left, condition});
            left->slot = slot;
        } else if (peek() == '(') {
            left = parse_call(left);
        } else {
            at_ = back;
            break;
        }
        if (++hops > 1000) {
            return fail("terlalu banyak bagian berturut-turut");
        }
    }
    return failed_ ? nullptr : left;
}

Result<Expression> parse(std::string_view text, ParseOptions const& options) {
    if (text.size() > 1'000'000) {
        return invalid("ekspresi lebih panjang dari satu juta tanda");
    }
    return Parser(text, options).expression();
}

Result<Expression> parse_unary_tests(std::string_view text, ParseOptions const& options) {
    if (text.size() > 1'000'000) {
        return invalid("ekspresi lebih panjang dari satu juta tanda");
    }
    return Parser(text, options).unary_tests();
}

} // namespace alur::feel
