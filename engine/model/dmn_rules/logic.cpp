#include "model/dmn_rules/rules.hpp"

namespace alur::model::dmn {

void check_logic(Definitions const& model, Diagnostics& found) {
    for (auto const& element : model.elements) {
        if (element->of == Element::Of::Decision && !element->logic)
            found
                .warning("logic-missing", element->place,
                         "keputusan \"" + element->name + "\" tanpa isi: nilainya harus diberikan dari luar")
                .element = element->id;
        if (element->of == Element::Of::Knowledge && !std::get<FunctionDefinition>(element->logic->what).body)
            found
                .error("logic-missing", element->place, "model pengetahuan \"" + element->name + "\" tanpa isi",
                       "isi <encapsulatedLogic>")
                .element = element->id;
        if (element->of == Element::Of::Service && element->outputs.empty())
            found
                .error("output-missing", element->place, "layanan keputusan \"" + element->name + "\" tanpa keluaran",
                       "isi <outputDecision>")
                .element = element->id;
    }
}

} // namespace alur::model::dmn
