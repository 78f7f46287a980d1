#pragma once
// Regular expressions as XPath has them (XPath and XQuery Functions 3.1, 5.6; XML Schema 2, appendix G), in the
// spelling of the libraries that run them. For this module alone.
#include <optional>
#include <string>
#include <string_view>

namespace alur::feel {

struct XPathPattern {
    std::string text;             ///< for RE2 or, with back-references, for PCRE2
    bool back_references = false; ///< \1 … outside of classes; RE2 has none
};

struct XPathFlags {
    bool ignore_case = false;
    bool ignore_space = false;
    bool dot_takes_all = false;
};

/// Nothing when the pattern is none: an unknown escape, a class that is not closed, a back-reference to a group that is
/// not closed before it …
std::optional<XPathPattern> xpath_pattern(std::string_view pattern, XPathFlags flags);

} // namespace alur::feel
