#pragma once
#include "form/formula.hpp"

#include <variant>

namespace alur::form {

/// What the parser makes and the calculator walks; for these two alone.
struct Formula::Tree {
    enum class Op {
        Literal,
        Reference,
        Call,
        Add,
        Subtract,
        Multiply,
        Divide,
        Join,
        Equal,
        NotEqual,
        Less,
        LessEqual,
        Greater,
        GreaterEqual,
        Negate,
        Percent
    };
    struct Node {
        Op op = Op::Literal;
        feel::Value literal;
        std::size_t target = 0; ///< index of the reference, or of the function
        std::vector<Node> arguments;
    };
    /// A piece of the text: as written, or a reference to be replaced by an address.
    struct Piece {
        std::string text;
        int reference = -1;
    };
    std::string text;
    Node root;
    std::vector<Reference> references;
    std::vector<Piece> pieces;
};

/// One function a formula may call.
struct FormulaFunction {
    std::string_view name;
    int least, most; ///< number of arguments
};
std::vector<FormulaFunction> const& formula_function_table();

} // namespace alur::form
