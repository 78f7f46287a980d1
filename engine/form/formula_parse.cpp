#include "core/text.hpp"
#include "form/formula.hpp"
#include "form/formula_tree.hpp"

#include <algorithm>
#include <cctype>

namespace alur::form {

namespace {

using Tree = Formula::Tree;
using Node = Tree::Node;
using Op = Tree::Op;

constexpr int kMostDepth = 64;
constexpr std::size_t kMostText = 4000;

bool is_name_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool is_name_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool is_identifier(std::string_view text) {
    return !text.empty() && is_name_start(text[0]) && std::all_of(text.begin(), text.end(), is_name_part);
}

class Parser {
  public:
    Parser(std::string_view text, Place place) : text_(text), place_(std::move(place)) {}

    Result<Formula> parse() {
        auto tree = std::make_shared<Tree>();
        tree_ = tree.get();
        tree->text = std::string(text_);
        if (text_.size() > kMostText)
            fail(0, "rumus lebih dari " + std::to_string(kMostText) + " huruf");
        else if (text_.empty() || text_[0] != '=')
            fail(0, "rumus harus diawali dengan =");
        else {
            at_ = piece_from_ = 1;
            tree->root = comparison(0);
            skip_space();
            if (found_.empty() && at_ < text_.size()) fail(at_, "tidak mengharapkan '" + rest_word() + "' di sini");
            end_piece(text_.size());
        }
        if (!found_.empty()) return Error{ErrorKind::Invalid, "rumus tidak dapat dibaca", {}, found_};
        Formula formula;
        formula.tree_ = std::move(tree);
        return formula;
    }

  private:
    std::string_view text_;
    Place place_;
    Tree* tree_ = nullptr;
    std::size_t at_ = 0;
    std::size_t piece_from_ = 0;
    Diagnostics found_;

    Place place_at(std::size_t offset) const {
        auto place = place_;
        if (place.column > 0) place.column += static_cast<int>(code_point_count(text_.substr(0, offset)));
        return place;
    }
    void fail(std::size_t offset, std::string message, std::string hint = {}) {
        if (found_.size() < 5) found_.error("formula", place_at(offset), std::move(message), std::move(hint));
        at_ = text_.size();
    }
    std::string rest_word() const {
        return std::string(text_.substr(at_, std::min<std::size_t>(12, text_.size() - at_)));
    }
    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    }
    bool accept(std::string_view word) {
        skip_space();
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }
    void end_piece(std::size_t until) {
        if (until > piece_from_)
            tree_->pieces.push_back({std::string(text_.substr(piece_from_, until - piece_from_)), -1});
        piece_from_ = until;
    }
    Node binary(Op op, Node left, Node right) {
        Node node;
        node.op = op;
        node.arguments.push_back(std::move(left));
        node.arguments.push_back(std::move(right));
        return node;
    }

    Node comparison(int depth) {
        auto left = join(depth);
        while (true) {
            Op op;
            if (accept("<>"))
                op = Op::NotEqual;
            else if (accept("<="))
                op = Op::LessEqual;
            else if (accept(">="))
                op = Op::GreaterEqual;
            else if (accept("<"))
                op = Op::Less;
            else if (accept(">"))
                op = Op::Greater;
            else if (accept("="))
                op = Op::Equal;
            else
                return left;
            left = binary(op, std::move(left), join(depth));
        }
    }
    Node join(int depth) {
        auto left = sum(depth);
        while (accept("&")) left = binary(Op::Join, std::move(left), sum(depth));
        return left;
    }
    Node sum(int depth) {
        auto left = product(depth);
        while (true) {
            if (accept("+"))
                left = binary(Op::Add, std::move(left), product(depth));
            else if (accept("-"))
                left = binary(Op::Subtract, std::move(left), product(depth));
            else
                return left;
        }
    }
    Node product(int depth) {
        auto left = unary(depth);
        while (true) {
            if (accept("*"))
                left = binary(Op::Multiply, std::move(left), unary(depth));
            else if (accept("/"))
                left = binary(Op::Divide, std::move(left), unary(depth));
            else
                return left;
        }
    }
    Node unary(int depth) {
        if (depth > kMostDepth) {
            fail(at_, "rumus bersarang terlalu dalam");
            return {};
        }
        if (accept("-")) {
            Node node;
            node.op = Op::Negate;
            node.arguments.push_back(unary(depth + 1));
            return node;
        }
        if (accept("+")) return unary(depth + 1);
        auto node = primary(depth + 1);
        while (accept("%")) {
            Node percent;
            percent.op = Op::Percent;
            percent.arguments.push_back(std::move(node));
            node = std::move(percent);
        }
        return node;
    }
    Node primary(int depth) {
        skip_space();
        if (at_ >= text_.size()) {
            if (found_.empty()) fail(at_, "rumus terputus di sini");
            return {};
        }
        auto const c = text_[at_];
        if (c == '(') {
            ++at_;
            auto node = comparison(depth);
            if (!accept(")") && found_.empty()) fail(at_, "kurung tutup ) tidak ada");
            return node;
        }
        if (c == '"') return text_literal();
        if (c == '{') return reference();
        if (std::isdigit(static_cast<unsigned char>(c)) || c == '.') return number_literal();
        if (is_name_start(c)) return name_or_call(depth);
        fail(at_, "tidak mengharapkan '" + rest_word() + "' di sini");
        return {};
    }
    Node text_literal() {
        auto const start = at_++;
        std::string value;
        while (at_ < text_.size()) {
            if (text_[at_] != '"') {
                value += text_[at_++];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                value += '"';
                at_ += 2;
            } else {
                ++at_;
                Node node;
                node.literal = feel::Value::string(std::move(value));
                return node;
            }
        }
        fail(start, "tanda petik penutup tidak ada");
        return {};
    }
    Node number_literal() {
        auto const start = at_;
        while (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) || text_[at_] == '.')) ++at_;
        auto const number = feel::Decimal::parse(text_.substr(start, at_ - start));
        if (!number) {
            fail(start, "bilangan tidak dapat dibaca");
            return {};
        }
        Node node;
        node.literal = feel::Value::number(*number);
        return node;
    }
    Node refer(Reference reference, std::size_t from) {
        end_piece(from);
        piece_from_ = at_;
        auto const index = tree_->references.size();
        tree_->pieces.push_back({{}, static_cast<int>(index)});
        tree_->references.push_back(std::move(reference));
        Node node;
        node.op = Op::Reference;
        node.target = index;
        return node;
    }
    Node reference() {
        auto const start = at_;
        auto const end = text_.find('}', at_);
        if (end == std::string_view::npos) {
            fail(start, "kurung kurawal penutup } tidak ada");
            return {};
        }
        std::string inner(trim(text_.substr(start + 1, end - start - 1)));
        Reference result;
        result.place = place_at(start);
        if (auto const bracket = inner.find('['); bracket != std::string::npos) {
            auto const index = inner.substr(bracket + 1, inner.size() - bracket - 2);
            if (inner.back() != ']') {
                fail(start, "kurung siku penutup ] tidak ada");
                return {};
            }
            if (index.empty())
                result.kind = Reference::Kind::Column;
            else if (index == "..")
                result.kind = Reference::Kind::SoFar;
            else if (index.size() <= 4 &&
                     std::all_of(index.begin(), index.end(), [](unsigned char d) { return std::isdigit(d); }) &&
                     std::stoi(index) > 0) {
                result.kind = Reference::Kind::Row;
                result.row = std::stoi(index);
            } else {
                fail(start, "nomor baris '" + index + "' tidak dapat dibaca", "[], [..] atau [3]");
                return {};
            }
            inner.resize(bracket);
        }
        auto const dot = inner.find('.');
        if (dot != std::string::npos) {
            result.sheet = inner.substr(0, dot);
            inner.erase(0, dot + 1);
            if (result.sheet == "previous") {
                result.sheet.clear();
                result.kind = Reference::Kind::PreviousName;
            }
        }
        result.key = inner;
        if (!is_identifier(result.key) || (!result.sheet.empty() && !is_identifier(result.sheet))) {
            fail(start, "acuan {" + std::string(text_.substr(start + 1, end - start - 1)) + "} tidak dapat dibaca",
                 "{kunci_kolom}, {kunci_kolom[]} atau {lembar.kunci_kolom[]}");
            return {};
        }
        at_ = end + 1;
        return refer(std::move(result), start);
    }
    Node name_or_call(int depth) {
        auto const start = at_;
        while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
        std::string const word(text_.substr(start, at_ - start));
        skip_space();
        if (at_ < text_.size() && text_[at_] == '(') return call(word, start, depth);
        if (word == "TRUE" || word == "FALSE") {
            Node node;
            node.literal = feel::Value::boolean(word == "TRUE");
            return node;
        }
        Reference result;
        result.kind = Reference::Kind::Name;
        result.key = word;
        result.place = place_at(start);
        at_ = start + word.size();
        return refer(std::move(result), start);
    }
    Node call(std::string const& word, std::size_t start, int depth) {
        auto const& table = formula_function_table();
        auto const function = std::find_if(table.begin(), table.end(), [&](auto const& f) { return f.name == word; });
        if (function == table.end()) {
            auto const near = nearest(upper_ascii(word), formula_functions());
            fail(start, "fungsi " + word + " tidak dikenal", near.empty() ? "" : "mungkin maksudnya " + near);
            return {};
        }
        Node node;
        node.op = Op::Call;
        node.target = static_cast<std::size_t>(function - table.begin());
        ++at_;
        if (!accept(")")) {
            do {
                node.arguments.push_back(comparison(depth + 1));
                if (!found_.empty()) return node;
            } while (accept(","));
            if (!accept(")")) {
                fail(at_, "koma atau kurung tutup ) diharapkan",
                     at_ < text_.size() && text_[at_] == ';' ? "pemisah argumen adalah koma" : "");
                return node;
            }
        }
        auto const count = static_cast<int>(node.arguments.size());
        if (count < function->least || count > function->most) fail(start, "jumlah argumen " + word + " tidak sesuai");
        return node;
    }
};

} // namespace

std::string const& Formula::text() const {
    static std::string const none;
    return tree_ ? tree_->text : none;
}

std::vector<Reference> const& Formula::references() const {
    static std::vector<Reference> const none;
    return tree_ ? tree_->references : none;
}

Result<Formula> parse_formula(std::string_view text, Place const& place) { return Parser(text, place).parse(); }

std::string print(Formula const& formula, Addresses const& addresses) {
    std::string out = "=";
    if (formula.empty()) return {};
    for (auto const& piece : formula.tree_->pieces) {
        if (piece.reference < 0)
            out += piece.text;
        else
            out += addresses.address(formula.tree_->references[static_cast<std::size_t>(piece.reference)]);
    }
    return out;
}

} // namespace alur::form
