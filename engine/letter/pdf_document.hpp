#pragma once
#include "core/time.hpp"
#include "letter/fonts.hpp"
#include "letter/page.hpp"

#include <optional>
#include <string>

namespace alur::letter {

/// How far the file goes to please an archive. A1b exists so that a validator for that part can judge what both share.
enum class Conformance { A3b, A1b };

struct DocumentFacts {
    std::string title;
    std::string creator = "Alur";
    Instant created{};
    ZoneOffset zone{};
    std::string snapshot;            ///< JSON, embedded as an associated file; "" for none
    std::string_view colour_profile; ///< ICC, deflated
    Conformance conformance = Conformance::A3b;
};

/// Pages as a tagged PDF/A file. Same pages and facts, same bytes. Unavailable: a font cannot be embedded.
Result<std::string> write_document(Pages const& pages, FontBook& fonts, DocumentFacts const& facts);

} // namespace alur::letter
