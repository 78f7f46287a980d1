#pragma once
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "feel/infer.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alur::merge {

/// The strict template language of letters, messages and pages:
///
///     {{ expression }}                                             a value (FEEL)
///     {{#if expression}} … {{#else if expression}} … {{#else}} … {{/if}}
///     {{#loop list as item}} … {{/loop}}                           inside: also `nomor` (from 1), `pertama`,
///     `terakhir`
///
/// Nothing is ever left blank: a name nobody knows, null, an evaluation problem, an empty text in a plain field
/// (`{{ nama }}`, not `{{ if a then ", S.E." else "" }}`), a list or a condition that is not a boolean is an error with
/// its place. An optional part stands in an {{#if}}. A line that holds only control tags disappears whole.
///
/// Values become text by one rule: strings as they are, numbers plainly (grouping and currency are FEEL functions),
/// booleans `ya`/`tidak`, dates `12 Februari 2026`, date and time `12 Februari 2026 pukul 09.12`, times `09.12`;
/// durations, lists, contexts, ranges and functions are refused.

struct Body;

/// A name or plain path that the template takes from outside, with the place of its first use there.
struct Field {
    std::string path; ///< inside a loop over a plain path, `item.nama` is reported as `anggota.nama`
    Place place;
    bool in_filter = false; ///< stands in the condition of a filter: it may also be a property of what is filtered
};

/// A parsed template; immutable and shared.
class Template {
  public:
    /// Every name and path taken from outside, in order of appearance, each use once a place.
    std::vector<Field> fields() const;

    std::shared_ptr<Body const> body_; ///< for this module
};

struct ParseOptions {
    /// Place of the first character of the text.
    Place place{"", 1, 1};
    /// Names with spaces or operators in them that the expressions may use (`hari kerja`).
    std::vector<std::string> names;
    /// The file's whole text, for exact places in quoted or folded texts (feel::ParseOptions::file).
    std::shared_ptr<std::string const> file{};
};

/// Invalid, all mistakes at once with line and column: a tag that is unknown, empty or not closed, blocks that do not
/// nest, expressions that do not parse, blocks nested more than 32 deep, text that is not UTF-8 or holds private-use
/// characters of planes 15 and 16.
Result<Template> parse(std::string_view text, ParseOptions const& options = {});

struct Limits {
    std::size_t output = 4'000'000; ///< bytes of text and values together
    std::size_t rounds = 1'000'000; ///< rounds of all loops together
    feel::Limits feel;
};

/// Text in which each value stands as one private-use character (see value_index) so that a Markdown or HTML parser can
/// run over `text` and data can never become markup.
struct Merged {
    std::string text;
    std::vector<std::string> values;
};

/// Invalid: every field that has no value, with its place; a limit that was reached.
Result<Merged> merge(Template const& text, feel::Scope const& scope, Limits const& limits = {});

/// What is surely wrong in the template's expressions with any data (feel::infer), and values that can never be
/// printed, conditions that are none, loops over what is no list.
void check_expressions(Template const& text, feel::StaticScope& scope, Diagnostics& found);

/// Which value a character of Merged::text stands for: U+F0000 + index up to U+FFFFD, then U+100000 + index - 65534.
std::optional<std::size_t> value_index(char32_t code_point);
/// A piece of Merged::text (what a parser hands out) with its values in place.
std::string fill(std::string_view piece, std::vector<std::string> const& values);
/// The whole text with its values in place, nothing escaped.
std::string plain(Merged const& merged);
/// The whole as HTML: values are escaped as the spot they stand in demands (text, attribute, address). Invalid: a value
/// stands where none is safe (script, style, comment, tag or attribute name, unquoted attribute, event handler).
Result<std::string> html(Merged const& merged);

} // namespace alur::merge
