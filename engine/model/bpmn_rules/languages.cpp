#include "model/bpmn_rules/rules.hpp"

#include <cctype>

namespace alur::model {

namespace {

/// A URI by its characters and its scheme; a relative reference has no scheme and is no language name.
bool is_uri(std::string_view text) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || std::isalpha(static_cast<unsigned char>(text[0])) == 0)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (i < colon) {
            if (std::isalnum(c) == 0 && c != '+' && c != '-' && c != '.') return false;
        } else if (c == '%') {
            if (i + 2 >= text.size() || std::isxdigit(static_cast<unsigned char>(text[i + 1])) == 0 ||
                std::isxdigit(static_cast<unsigned char>(text[i + 2])) == 0)
                return false;
        } else if (c <= ' ' || c >= 0x7f ||
                   std::string_view("\"<>\\^`{|}").find(static_cast<char>(c)) != std::string_view::npos) {
            return false;
        }
    }
    return true;
}

} // namespace

/// The language of an expression is a URI.
void check_languages(RuleContext const& context) {
    for (auto const* element : context.document.elements())
        for (auto const* attribute : {"language", "expressionLanguage", "typeLanguage"}) {
            if (std::string_view(attribute) == "language" && element->local == "script") continue;
            auto const* language = element->attribute(attribute);
            if (language && !is_uri(*language) && *language != "feel" && *language != "FEEL")
                context.mistake(*element, "EXT014-language-uri",
                                std::string(attribute) + " \"" + *language + "\" bukan URI",
                                "tulis https://www.omg.org/spec/DMN/20191111/FEEL/ atau hapus atributnya");
        }
}

} // namespace alur::model
