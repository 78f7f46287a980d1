#pragma once
// One evaluation of a DMN model. For this module alone.
#include "model/dmn_model.hpp"

#include <deque>

namespace alur::model::dmn {

class Run;

/// A model within a run, with the inputs it sees and the values found so far. An imported model has a frame of its own
/// below the one that imports it, since two imports of one model may have different inputs; so has every call of a
/// decision service.
struct Frame {
    Frame(Definitions const& of, feel::Scope given) : model(of), inputs(std::move(given)), imports(of.imports.size()) {}

    Definitions const& model;
    feel::Scope inputs;
    std::string prefix; ///< names of the imports on the way here, each with a point behind it
    std::unordered_map<Element const*, feel::Value> values;
    std::vector<Frame*> imports;
};

/// Everything one evaluation shares. Function values that it hands out know it weakly: called after its end they give
/// null.
class Run : public std::enable_shared_from_this<Run> {
  public:
    Run(std::shared_ptr<Definitions const> model, feel::Limits const& limits);

    Frame& open(Definitions const& model, feel::Scope inputs);
    Frame& imported(Frame& frame, int import);

    // dmn_evaluate.cpp: the requirements graph
    feel::Value value_of(Frame& frame, Element const& element);
    /// The scope in which an element's logic is evaluated: what it requires.
    feel::Scope scope_of(Frame& frame, Element const& element);

    // dmn_functions.cpp
    feel::Value knowledge_function(Frame& frame, Element const& element);
    feel::Value service_function(Frame& frame, Element const& element);
    feel::Value call_knowledge(Frame& frame, Element const& element, std::span<feel::Value const> arguments);
    feel::Value call_service(Frame& frame, Element const& element, std::span<feel::Value const> arguments);
    feel::Value call_external(Element const& element, std::span<feel::Value const> arguments);
    feel::Value call(feel::Value const& function, std::span<feel::Value const> arguments);
    static std::vector<std::string> parameters_of(Element const& element);
    feel::Value boxed_function(Frame& frame, FunctionDefinition const& function, feel::Scope const& scope,
                               std::string const& name);

    // dmn_boxed.cpp
    feel::Value boxed(Frame& frame, BoxedPtr const& boxed, feel::Scope& scope, std::string const& name = {});
    feel::Value cell(Cell const& cell, feel::Scope const& scope);
    /// An expression of our own over named values.
    feel::Value expression(feel::Expression const& expression, feel::Scope const& scope);
    bool test(Cell const& cell, feel::Value const& input, feel::Scope const& scope);

    // dmn_table.cpp
    feel::Value table(Frame& frame, DecisionTable const& table, Place const& place, feel::Scope const& scope);

    // dmn_constraints.cpp
    /// The value as that type: converted when need be; null, with the reason reported, when it is no such value.
    feel::Value typed(feel::Value value, Definitions const& model, std::string const& type_ref, Place const& place,
                      std::string const& what);
    /// Like typed; false when the value is refused.
    bool accept(feel::Value& value, Definitions const& model, std::string const& type_ref, Place const& place,
                std::string const& what);

    void problem(Place const& place, std::string message);
    void unsupported(Place const& place, std::string message);
    /// False when the budget or the stack is used up; then everything answers null.
    bool may_go_on();

    Answer answer;

  private:
    bool allowed(feel::Value const& value, Definitions const& model, std::string_view type_ref, int depth);
    bool allowed(feel::Value const& value, ItemDefinition const& item, Definitions const& home, int depth);
    feel::Value take(feel::Outcome outcome);
    feel::Value decision(Frame& frame, Element const& element);
    feel::Value input(Frame& frame, Element const& element);

    std::shared_ptr<Definitions const> model_;
    feel::Limits limits_;
    std::deque<Frame> frames_;
    std::int64_t evaluations_ = 0;
    char const* stack_ = nullptr;
};

} // namespace alur::model::dmn
