#pragma once
// The inside of a DMN model. For this module alone.
#include "feel/type.hpp"
#include "model/dmn.hpp"

#include <map>
#include <optional>
#include <unordered_map>
#include <variant>

namespace alur::model::dmn {

/// A FEEL text where it stands. Parsed once; `trouble` says why it could not be.
struct Cell {
    std::string text;
    Place place;
    std::string id;
    feel::Expression expression;
    std::string trouble;
    bool foreign = false; ///< another expression language

    bool blank() const;
};

/// An information item: variable, parameter, column, context entry.
struct Variable {
    std::string name;
    std::string type; ///< typeRef, "" when none
    Place place;
};

struct Boxed;
using BoxedPtr = std::unique_ptr<Boxed>;

struct ContextEntry {
    std::optional<Variable> variable; ///< none: the result of the context
    BoxedPtr value;
};
struct BoxedContext {
    std::vector<ContextEntry> entries;
};
struct Binding {
    Variable parameter;
    BoxedPtr value;
};
struct Invocation {
    BoxedPtr called;
    std::vector<Binding> bindings;
    feel::Expression call; ///< kCalled(parameter: kArgument + n, …), made when the cells are parsed
};
struct BoxedList {
    std::vector<BoxedPtr> items;
};
struct Relation {
    std::vector<Variable> columns;
    std::vector<std::vector<BoxedPtr>> rows;
    std::vector<Place> row_places;
};
struct FunctionDefinition {
    enum class Of { Feel, Java, Pmml };
    Of of = Of::Feel;
    std::vector<Variable> parameters;
    BoxedPtr body;
    feel::Expression external; ///< a Java function as FEEL writes it, made when the cells are parsed
};
struct Conditional {
    BoxedPtr condition, then, otherwise;
};
struct Filter {
    BoxedPtr in, match;
};
struct Iterator {
    enum class Of { For, Some, Every };
    Of of = Of::For;
    Variable variable;
    BoxedPtr in, body;
    bool uses_partial = false; ///< the body asks for the results so far
};

enum class HitPolicy { Unique, Any, Priority, First, Collect, RuleOrder, OutputOrder };
enum class Aggregation { None, Sum, Min, Max, Count };

struct InputClause {
    Cell expression;
    std::string type;
    std::optional<Cell> allowed;
    Place place;
};
struct OutputClause {
    std::string name;
    std::string type;
    std::optional<Cell> allowed; ///< as unary tests
    std::optional<Cell> order;   ///< those values as a list, highest priority first
    std::optional<Cell> fallback;
    Place place;
};
struct Rule {
    std::vector<Cell> inputs;
    std::vector<Cell> outputs;
    Place place;
};
struct DecisionTable {
    HitPolicy policy = HitPolicy::Unique;
    Aggregation aggregation = Aggregation::None;
    std::vector<InputClause> inputs;
    std::vector<OutputClause> outputs;
    std::vector<Rule> rules;
};

struct Boxed {
    std::string id;
    std::string type; ///< typeRef
    Place place;
    std::variant<std::monostate, Cell, BoxedContext, DecisionTable, Invocation, BoxedList, Relation, FunctionDefinition,
                 Conditional, Filter, Iterator>
        what;
};

struct Element;

/// A reference to an element of this model or of an imported one.
struct Reference {
    std::string href;
    Place place;
    Element const* target = nullptr;
    int import = -1; ///< index of the import the target lies in; -1: this model
};

/// A node of the requirements graph.
struct Element {
    enum class Of { Input, Decision, Knowledge, Service };
    Of of = Of::Input;
    std::string id;
    std::string name;
    Variable variable;
    Place place;
    std::vector<Reference> information; ///< required inputs and decisions
    std::vector<Reference> knowledge;   ///< required knowledge models and services
    BoxedPtr logic;                     ///< of a decision, or the FunctionDefinition of a knowledge model
    std::vector<Reference> outputs, encapsulated, input_decisions, input_data; ///< of a service
    Definitions const* home = nullptr;
    bool on_cycle = false;

    std::string const& scope_name() const { return variable.name.empty() ? name : variable.name; }
};

struct FunctionItem {
    std::string output;
    std::vector<Variable> parameters;
};

/// A declared type, as written.
struct ItemDefinition {
    std::string name;
    std::string type; ///< typeRef, "" when it has components or is a function
    bool collection = false;
    std::optional<Cell> allowed;    ///< allowedValues: of each item when it is a collection
    std::optional<Cell> constraint; ///< typeConstraint: of the whole
    std::vector<ItemDefinition> components;
    std::optional<FunctionItem> function;
    Place place;
};

struct Imported {
    Import import;
    std::shared_ptr<Definitions const> model;
};

struct Definitions {
    std::string name;
    std::string space;
    Place place;
    std::vector<Imported> imports;
    std::vector<ItemDefinition> items;
    std::vector<std::unique_ptr<Element>> elements;
    std::unordered_map<std::string, Element const*> by_id;
    std::unordered_map<std::string, Element const*> by_name;
    std::map<std::string, ItemDefinition const*, std::less<>> item_by_name;
    feel::Types types; ///< own and imported item definitions, these as `import.type`
    Diagnostics found;
};

struct FoundItem {
    ItemDefinition const* item = nullptr;
    Definitions const* home = nullptr;
};
/// The item definition of that typeRef, through imports.
FoundItem find_item(Definitions const& model, std::string_view type_ref);

/// Names inside the expressions that reading makes itself.
inline constexpr std::string_view kCalled = "alur_called";
inline constexpr std::string_view kArgument = "alur_argument_";

/// The type of that typeRef (a built-in or declared one); Any for "" and for what is not known.
feel::Type const& type_of(Definitions const& model, std::string_view type_ref);
bool is_known_type(Definitions const& model, std::string_view type_ref);

// The steps of reading.
void read_definitions(format::XmlNode const& root, Definitions& model);
BoxedPtr read_boxed_child(format::XmlNode const& parent, Diagnostics& found);
BoxedPtr read_boxed(format::XmlNode const& node, Diagnostics& found);
FunctionDefinition read_function(format::XmlNode const& node, Diagnostics& found);
Variable read_variable(format::XmlNode const& node);
Cell read_cell(format::XmlNode const& node); ///< of an element with a `text` child
bool is_boxed(format::XmlNode const& node);
/// A name with single spaces and none at its ends.
std::string name_of(std::string_view text);
void build_types(Definitions& model);
void bind_references(Definitions& model);
void mark_cycles(Definitions& model);
void parse_expressions(Definitions& model);

} // namespace alur::model::dmn
