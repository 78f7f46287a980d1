#include "model/bpmn_rules/rules.hpp"

#include <algorithm>

namespace alur::model {

namespace {

/// `type/subtype`, with parameters behind a semicolon.
bool is_mime_type(std::string_view text) {
    text = text.substr(0, text.find(';'));
    auto const slash = text.find('/');
    auto const word = [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), [](unsigned char c) {
            return std::isalnum(c) != 0 ||
                   std::string_view("!#$&^_.+-").find(static_cast<char>(c)) != std::string_view::npos;
        });
    };
    return slash != std::string_view::npos && word(text.substr(0, slash)) && word(text.substr(slash + 1));
}

} // namespace

/// textFormat names a MIME type.
void check_text_formats(RuleContext const& context) {
    for (auto const* element : context.document.elements()) {
        auto const* format = element->attribute("textFormat");
        if (!format || is_mime_type(*format)) continue;
        if (element->local == "documentation")
            context.mistake(*element, "EXT004-documentation-mime-type",
                            "textFormat \"" + *format + "\" bukan jenis MIME", "tulis misalnya text/plain");
        if (element->local == "textAnnotation")
            context.mistake(*element, "EXT010-annotation-mime-type", "textFormat \"" + *format + "\" bukan jenis MIME",
                            "tulis misalnya text/plain");
    }
}

} // namespace alur::model
