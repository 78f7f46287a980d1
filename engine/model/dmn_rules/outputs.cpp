#include "model/dmn_rules/rules.hpp"

#include <set>

namespace alur::model::dmn {

void check_outputs(Definitions const& model, Diagnostics& found) {
    each_table(model, [&](DecisionTable const& table, Boxed const& boxed, Element const& element) {
        if (table.outputs.size() > 1 && table.aggregation != Aggregation::None)
            found
                .error("aggregation", boxed.place, "aggregation hanya untuk tabel dengan satu kolom keluaran",
                       "pisahkan menjadi beberapa tabel")
                .element = element.id;
        if (table.outputs.size() < 2) return;
        std::set<std::string> names;
        for (auto const& output : table.outputs) {
            if (output.name.empty())
                found.error("output-name", output.place, "kolom keluaran ini belum bernama", "isi atribut name")
                    .element = element.id;
            else if (!names.insert(output.name).second)
                found.error("output-name", output.place, "nama keluaran \"" + output.name + "\" dipakai dua kali")
                    .element = element.id;
        }
    });
}

void check_priorities(Definitions const& model, Diagnostics& found) {
    each_table(model, [&](DecisionTable const& table, Boxed const& boxed, Element const& element) {
        if (table.policy != HitPolicy::Priority && table.policy != HitPolicy::OutputOrder) return;
        for (auto const& output : table.outputs)
            if (output.order) return;
        found
            .warning("priority-order", boxed.place, "urutan nilai keluaran tabel ini tidak dinyatakan",
                     "isi <outputValues> menurut urutan prioritas")
            .element = element.id;
    });
}

} // namespace alur::model::dmn
