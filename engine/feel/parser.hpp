#pragma once
// Text → tree, by recursive descent; names are the longest known one. For this module alone.
#include "feel/names.hpp"
#include "feel/node.hpp"

#include <optional>

namespace alur::feel {

class Parser {
  public:
    Parser(std::string_view text, ParseOptions const& options);

    Result<Expression> expression();
    Result<Expression> unary_tests();

  private:
    static constexpr int kMaxNesting = 200;
    static constexpr std::int32_t kMaxDepth = 1000;

    // lexing (parser_lexing.cpp)
    void skip_space();
    bool at_end() const { return at_ >= text_.size(); }
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool accept(std::string_view symbol);
    bool see_word(std::string_view word) const; ///< a whole word at the cursor
    bool accept_word(std::string_view word);
    bool expect(std::string_view symbol, std::string_view meaning);
    std::string_view word() const; ///< the identifier at the cursor, "" when there is none
    std::optional<std::string> string_literal();
    Node* number_literal();
    /// A name up to (not including) a colon, for keys and named arguments; the cursor moves only when there is one.
    std::optional<std::string> key();
    bool range_closes_here();

    // names (parser_names.cpp)
    struct Known {
        std::vector<std::string_view> parts;
        std::string_view name;
    };
    struct Local {
        std::string name;
        std::vector<std::string> parts; ///< when there is more than one
        std::int32_t slot;
        bool is_filter; ///< the properties of the item in this slot
    };
    struct Match {
        std::string name;
        std::size_t end = 0;
        std::size_t parts = 0;
    };
    void learn(std::string_view name);
    void match(std::vector<std::string_view> const& parts, std::string_view name, Match& best) const;
    Match longest_name(bool as_property) const;
    Node* name_node();
    Node* resolve(std::size_t at, std::string name);
    std::optional<std::string> property_name();
    std::optional<std::string> new_name(std::string_view stop); ///< of a variable or parameter

    // grammar (parser.cpp, parser_primary.cpp)
    Node* parse_expression();
    Node* parse_binary(int level, Node* left = nullptr);
    Node* parse_unary();
    Node* parse_postfix(Node* left);
    Node* parse_primary();
    Node* parse_item(); ///< an expression or (< a), (= a) …
    Node* parse_parenthesis(bool tests);
    Node* parse_bracket();
    Node* parse_range(std::size_t from, Node* low, bool included);
    Node* parse_context();
    Node* parse_if();
    Node* parse_iteration(Op op);
    Node* parse_function();
    Node* parse_call(Node* callee);
    Node* parse_in(Node* left);
    Node* parse_at_literal();
    Node* parse_test_list(std::size_t from);
    Type parse_type();
    Type parse_named_type();

    Node* make(Op op, std::size_t at, std::initializer_list<Node*> children = {});
    Node* adopt(Node* parent, Node* child); ///< adds an item
    Node* fail(std::string message, std::string hint = {}) { return fail_at(at_, std::move(message), std::move(hint)); }
    Node* fail_at(std::size_t at, std::string message, std::string hint = {});
    std::int32_t push_local(std::string name);
    void push_filter(std::int32_t slot);
    void pop_locals(std::size_t to);
    Result<Expression> finish(Node* body);
    std::vector<std::string> all_names() const;

    std::shared_ptr<Tree> tree_;
    std::string_view text_;
    ParseOptions const& options_;
    std::size_t at_ = 0;
    int nesting_ = 0;
    bool failed_ = false;
    Diagnostics found_;
    std::string message_;
    std::vector<Local> locals_;
    std::int32_t slots_ = 0;
    std::vector<Known> known_;        ///< options' names of several parts
    std::deque<std::string> learned_; ///< keys of contexts in this text
    std::vector<Known> properties_;   ///< those of several parts
    bool input_seen_ = false;
    int partial_seen_ = 0;
    int range_end_ = 0;
};

} // namespace alur::feel
