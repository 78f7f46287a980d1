#include "letter/pdf_facts.hpp"

#include <algorithm>
#include <array>

namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

constexpr std::array kOperators = {"b",  "B",  "b*", "B*", "BDC", "BI", "BMC", "BT", "BX", "c",  "cm", "CS",  "cs",
                                   "d",  "d0", "d1", "Do", "DP",  "EI", "EMC", "ET", "EX", "f",  "F",  "f*",  "G",
                                   "g",  "gs", "h",  "i",  "ID",  "j",  "J",   "K",  "k",  "l",  "M",  "m",   "MP",
                                   "n",  "q",  "Q",  "re", "RG",  "rg", "ri",  "S",  "s",  "SC", "sc", "SCN", "scn",
                                   "sh", "T*", "Tc", "Td", "TD",  "Tf", "Tj",  "TJ", "TL", "Tm", "Tr", "Ts",  "Tw",
                                   "Tz", "v",  "w",  "W",  "W*",  "y",  "'",   "\""};
constexpr std::array kPainting = {"b", "B", "b*", "B*", "f", "F", "f*", "s", "S", "sh", "Tj", "TJ", "'", "\"", "EI"};

template <class List> bool among(List const& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

enum class Mark { Plain, Tag, Artifact };

class Walker {
  public:
    Walker(PdfFile const& file, ContentFacts& out) : file_(file), out_(out) {}

    /// `exempt`: what is painted here belongs to a tag or artifact already.
    void walk(std::string const& content, PdfValue const& resources, bool exempt, int depth) {
        if (depth > 8) return;
        auto const outer_marks = marks_.size();
        auto const outer_state = state_;
        PdfLexer lexer(content);
        std::vector<PdfValue> operands;
        int font = 0;
        std::vector<int> saved;
        while (true) {
            lexer.skip_space();
            if (lexer.at_end()) break;
            if (auto value = lexer.value(false)) {
                operands.push_back(std::move(*value));
                if (operands.size() > 10'000) operands.erase(operands.begin(), operands.begin() + 5'000);
                continue;
            }
            auto const word = lexer.keyword();
            if (word.empty()) {
                out_.unreadable = true;
                break;
            }
            if (!among(kOperators, word)) out_.unknown_operators.emplace(word.substr(0, 20));
            if (word == "q") {
                saved.push_back(font);
                out_.deepest_state = std::max(out_.deepest_state, ++state_);
            } else if (word == "Q") {
                if (saved.empty()) {
                    out_.states_uneven = true;
                } else {
                    font = saved.back();
                    saved.pop_back();
                    --state_;
                }
            } else if (word == "BMC" || word == "BDC") {
                open(operands, word == "BDC", resources, exempt);
            } else if (word == "EMC") {
                if (marks_.size() > outer_marks)
                    marks_.pop_back();
                else
                    out_.marks_uneven = true;
            } else if (word == "BI") {
                inline_image(lexer, content);
                paint(exempt);
            } else if (word == "Tf" && operands.size() >= 2) {
                font = resource(resources, "Font", operands[operands.size() - 2].text);
                if (font != 0) out_.fonts.insert(font);
            } else if (word == "gs" && !operands.empty()) {
                if (auto const state = resource(resources, "ExtGState", operands.back().text); state != 0)
                    out_.states.insert(state);
            } else if (word == "Do" && !operands.empty()) {
                paint(exempt);
                form(resource(resources, "XObject", operands.back().text), resources, depth);
            } else {
                colour(word, operands, resources);
                if (among(kPainting, word)) paint(exempt);
                if (word == "Tj" || word == "TJ" || word == "'" || word == "\"") show(font, operands);
            }
            operands.clear();
        }
        if (!saved.empty()) out_.states_uneven = true;
        if (marks_.size() != outer_marks) out_.marks_uneven = true;
        marks_.resize(outer_marks);
        state_ = outer_state;
    }

  private:
    void open(std::vector<PdfValue> const& operands, bool with_properties, PdfValue const& resources, bool exempt) {
        auto mark = Mark::Plain;
        auto const name = operands.empty() ? std::string() : operands.front().text;
        if (name == "Artifact") mark = Mark::Artifact;
        if (with_properties && operands.size() >= 2) {
            auto const* properties = &operands[1];
            if (properties->is(Kind::Name))
                properties = &file_.get(file_.get(resources, "Properties"), properties->text);
            auto const& mcid = file_.get(*properties, "MCID");
            if (mcid.is(Kind::Integer) && !exempt) {
                mark = Mark::Tag;
                out_.mcids.push_back(static_cast<int>(std::clamp<std::int64_t>(mcid.integer, -1, 10'000'000)));
            }
        }
        auto const inside = [&](Mark m) { return std::find(marks_.begin(), marks_.end(), m) != marks_.end(); };
        if (mark == Mark::Tag && inside(Mark::Artifact)) out_.tag_in_artifact = true;
        if (mark == Mark::Artifact && inside(Mark::Tag)) out_.artifact_in_tag = true;
        if (mark == Mark::Tag && inside(Mark::Tag)) out_.tag_in_tag = true;
        marks_.push_back(mark);
    }

    void paint(bool exempt) {
        if (exempt) return;
        if (std::all_of(marks_.begin(), marks_.end(), [](Mark m) { return m == Mark::Plain; })) out_.unmarked = true;
    }

    /// The number of the object behind a resource's name, 0 when it is direct or missing.
    int resource(PdfValue const& resources, std::string const& kind, std::string const& name) {
        auto const* entry = file_.get(resources, kind).find(name);
        if (!entry || file_.resolve(*entry).is(Kind::Null)) {
            out_.missing_resources.insert(kind + "/" + name);
            return 0;
        }
        if (entry->is(Kind::Reference)) return static_cast<int>(entry->integer);
        if (kind == "ExtGState") out_.direct_states.push_back(*entry);
        return 0;
    }

    void form(int number, PdfValue const& resources, int depth) {
        auto const* object = file_.object(number);
        if (!object) return;
        bool const first = out_.xobjects.insert(number).second;
        if (!file_.get(object->value, "Subtype").is_name("Form") || !first) return;
        auto const content = file_.stream(*object);
        if (!content) {
            out_.unreadable = true;
            return;
        }
        auto const& own = file_.get(object->value, "Resources");
        // What the form paints takes the mark of the place that calls it.
        walk(*content, own.is(Kind::Dictionary) ? own : resources, true, depth + 1);
    }

    void colour(std::string_view word, std::vector<PdfValue> const& operands, PdfValue const& resources) {
        if (word == "rg" || word == "RG") out_.colour_spaces.emplace("DeviceRGB");
        if (word == "g" || word == "G") out_.colour_spaces.emplace("DeviceGray");
        if (word == "k" || word == "K") out_.colour_spaces.emplace("DeviceCMYK");
        if ((word == "cs" || word == "CS") && !operands.empty()) {
            auto const& name = operands.back().text;
            auto const& declared = file_.get(file_.get(resources, "ColorSpace"), name);
            if (name.starts_with("Device"))
                out_.colour_spaces.insert(name);
            else if (declared.is(Kind::Name))
                out_.colour_spaces.insert(declared.text);
            else if (declared.is(Kind::Null) && name != "Pattern")
                out_.missing_resources.insert("ColorSpace/" + name);
        }
    }

    void show(int font, std::vector<PdfValue> const& operands) {
        auto const* object = file_.object(font);
        if (!object || !file_.get(object->value, "Encoding").is_name("Identity-H")) return;
        auto& codes = out_.shown[font];
        auto const add = [&](PdfValue const& value) {
            if (!value.is(Kind::String)) return;
            for (std::size_t i = 0; i + 1 < value.text.size(); i += 2)
                codes.insert(static_cast<unsigned>(static_cast<unsigned char>(value.text[i])) * 256U +
                             static_cast<unsigned char>(value.text[i + 1]));
        };
        for (auto const& operand : operands) {
            add(operand);
            for (auto const& item : operand.items) add(item);
        }
    }

    void inline_image(PdfLexer& lexer, std::string const& content) {
        while (true) {
            lexer.skip_space();
            auto const key = lexer.value(false);
            if (!key) break;
            auto const value = lexer.value(false);
            if (!value) break;
            if ((key->text == "I" || key->text == "Interpolate") && value->is_true()) out_.inline_interpolation = true;
        }
        if (lexer.keyword() != "ID") {
            out_.unreadable = true;
            return;
        }
        auto at = lexer.at();
        while ((at = content.find("EI", at)) != std::string::npos) {
            auto const behind = at + 2;
            if (PdfLexer::is_space(content[at - 1]) &&
                (behind >= content.size() || PdfLexer::is_space(content[behind]))) {
                lexer.go_to(behind);
                return;
            }
            at = behind;
        }
        out_.unreadable = true;
        lexer.go_to(content.size());
    }

    PdfFile const& file_;
    ContentFacts& out_;
    std::vector<Mark> marks_;
    int state_ = 0;
};

} // namespace

ContentFacts content_facts(PdfFile const& file, int page) {
    ContentFacts out;
    auto const* object = file.object(page);
    if (!object) return out;
    auto const inherited = [&](char const* key) -> PdfValue const& {
        auto const* node = &object->value;
        for (int i = 0; i < 32 && node->is(Kind::Dictionary); ++i) {
            if (auto const* value = node->find(key)) return file.resolve(*value);
            node = &file.get(*node, "Parent");
        }
        static PdfValue const nothing;
        return nothing;
    };
    std::string content;
    auto const take = [&](PdfValue const* value) {
        auto const* stream = file.object(value);
        auto const bytes = stream ? file.stream(*stream) : std::nullopt;
        if (!bytes)
            out.unreadable = true;
        else
            content += *bytes + "\n";
    };
    auto const* contents = object->value.find("Contents");
    if (contents && file.resolve(*contents).is(Kind::Array))
        for (auto const& item : file.resolve(*contents).items) take(&item);
    else if (contents)
        take(contents);
    Walker walker(file, out);
    walker.walk(content, inherited("Resources"), false, 0);
    for (auto const& item : file.get(object->value, "Annots").items) {
        auto const& look = file.get(file.resolve(item), "AP");
        auto const* normal = file.object(look.find("N"));
        auto const bytes = normal ? file.stream(*normal) : std::nullopt;
        if (bytes) walker.walk(*bytes, file.get(normal->value, "Resources"), true, 1);
    }
    return out;
}

} // namespace alur::letter
