#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// What a file imports is there to be read.
void check_imports(RuleContext const& context) {
    for (auto const* element : context.document.all("import")) {
        auto const location = attribute_or(*element, "location");
        if (location.empty() ||
            (context.exists && location.find("://") == std::string::npos && !context.exists(location)))
            context.mistake(*element, "EXT001-import", "berkas yang diimpor tidak ada: \"" + location + "\"",
                            "letakkan berkas itu di samping berkas ini atau hapus <import>");
    }
}

} // namespace alur::model
