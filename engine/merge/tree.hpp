#pragma once
#include "merge/merge.hpp"

#include <variant>

namespace alur::merge {

struct Piece;

struct Body {
    std::vector<Piece> pieces;
};

/// An expression with what the merge needs to know about it, found out once.
struct Slot {
    feel::Expression expression;
    std::string source; ///< trimmed
    Place place;
    std::vector<std::string> names; ///< taken from outside
    std::vector<std::string> paths;

    /// The expression is nothing but a name or a path.
    bool is_plain() const { return paths.size() == 1 && paths.front() == source; }
};

struct Output {
    Slot slot;
};

struct Branch {
    std::optional<Slot> condition; ///< none: else
    Body body;
};

struct If {
    std::vector<Branch> branches;
};

struct Loop {
    Slot list;
    std::string item;
    Body body;
};

struct Piece {
    std::variant<std::string, Output, If, Loop> what;
};

} // namespace alur::merge
