#pragma once
// A compiled regular expression. For this module alone.
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alur::feel {

enum class Search { None, Found, TooLong };

class Pattern {
  public:
    virtual ~Pattern() = default;
    virtual std::size_t groups() const = 0; ///< capturing ones
    virtual bool is_literal() const = 0;    ///< flag q: a plain text
    /// The first match that begins at or behind `from`; groups[0] is the whole of it, a group that took no part has no
    /// data(). TooLong: a pattern with back-references needed more steps than it may take.
    virtual Search find(std::string_view text, std::size_t from, std::vector<std::string_view>& groups) const = 0;
};

/// XPath's pattern with its flags (s m i x q). RE2 runs it, in time linear in the text; only one with back-references,
/// which RE2 cannot have, goes to PCRE2 within a budget of steps. Null: the pattern or a flag is wrong.
std::shared_ptr<Pattern const> compile_pattern(std::string const& pattern, std::string_view flags);

} // namespace alur::feel
