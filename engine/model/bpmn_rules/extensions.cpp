#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// An extension that must be understood is not understood here.
void check_extensions(RuleContext const& context) {
    for (auto const* element : context.document.all("extension"))
        if (flag(*element, "mustUnderstand", false))
            context.mistake(*element, "EXT005-extension-not-understood",
                            "ekstensi \"" + attribute_or(*element, "definition") +
                                "\" wajib dipahami, tetapi tidak dikenal di sini",
                            "hapus mustUnderstand atau ekstensinya");
}

} // namespace alur::model
