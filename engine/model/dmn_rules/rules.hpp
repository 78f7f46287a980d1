#pragma once
// What `check` asks of a DMN model beyond what reading finds, one rule a file. For this module alone.
#include "model/dmn_model.hpp"

namespace alur::model::dmn {

using DmnRule = void (*)(Definitions const&, Diagnostics&);

/// Names in expressions that are neither declared, required nor built in.
void check_names(Definitions const&, Diagnostics&);
/// Operands, arguments, inputs and outputs whose kinds can only give null (feel::infer).
void check_kinds(Definitions const&, Diagnostics&);
/// Types that are neither built in nor declared.
void check_types(Definitions const&, Diagnostics&);
/// Decisions and knowledge models without logic, services without output.
void check_logic(Definitions const&, Diagnostics&);
/// Several outputs have names of their own; an aggregation has one output.
void check_outputs(Definitions const&, Diagnostics&);
/// PRIORITY and OUTPUT ORDER need an order of values.
void check_priorities(Definitions const&, Diagnostics&);
/// Rules of a UNIQUE table that can hold together; rules that can never be reached in a FIRST table.
void check_overlaps(Definitions const&, Diagnostics&);

/// Calls `use(boxed, names in scope)` for every boxed expression of the element, outermost first; names are those that
/// its surroundings bring.
using Names = std::vector<std::string>;
void each_boxed(Element const& element, std::function<void(Boxed const&, Names const&)> const& use);
/// Every decision table of the model with the element it stands in.
void each_table(Definitions const& model,
                std::function<void(DecisionTable const&, Boxed const&, Element const&)> const& use);

} // namespace alur::model::dmn
