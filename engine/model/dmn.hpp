#pragma once
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "feel/type.hpp"
#include "format/xml.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Decisions as data: DMN 1.2 to 1.5 (tables, boxed expressions, knowledge models, services, item definitions).
/// Reading and evaluation are pure: no I/O, no clock. Files of other models are asked for through FindImport.
namespace alur::model::dmn {

struct Definitions; ///< the model as data; dmn_model.hpp

/// Another DMN model that this one takes elements and types from.
struct Import {
    std::string name;     ///< prefix of its elements here; may be empty
    std::string space;    ///< its namespace
    std::string location; ///< locationURI as written, often empty
    Place place;
};

/// Finds the file of an import (usually beside the model's own). NotFound: says where it was looked for.
using FindImport = std::function<Result<format::XmlNode>(Import const&)>;

/// What can be asked of a model: a decision, a business knowledge model or a decision service.
struct Callable {
    struct Parameter {
        std::string name;
        feel::Type type;
    };
    std::string id;
    std::string name;
    bool is_function = false;     ///< a knowledge model or a service: called with its parameters
    std::vector<Parameter> takes; ///< its parameters; of a decision the inputs it needs, directly or through others
    feel::Type gives;             ///< as declared; Any when nothing is
    Place place;
};

/// A model as it was read; immutable, shared, may be evaluated from several threads at once.
class Model {
  public:
    std::string const& name() const;
    std::vector<std::string> decisions() const; ///< names, in the order of the file
    std::vector<std::string> services() const;
    std::vector<Callable> callables() const; ///< of this model itself, in the order of the file
    std::vector<std::string> inputs() const; ///< names of the input data
    /// Mistakes that do not keep the rest of the model from working: expressions that do not parse, references to
    /// nothing, cycles. A part that has one evaluates to null.
    Diagnostics const& found() const;

    std::shared_ptr<Definitions const> definitions_; ///< for this module
};

/// Invalid: no DMN definitions (1.2 to 1.5); elements of no name; an import that cannot be found or read, or that comes
/// back to this model; more than 100,000 expressions. Everything else is in Model::found().
Result<Model> read_dmn(format::XmlNode const& root, FindImport const& find_import = {});

/// What an evaluation gives, and whether it needed something that is not implemented (functions of Java or PMML,
/// expressions in another language): the value is null then and `problems` says what.
struct Answer : feel::Outcome {
    bool unsupported = false;
};

/// The value of a decision, decision service or business knowledge model, by name or id. Inputs, and for a service or
/// knowledge model its parameters, are looked up by name in `inputs`; inputs of an imported model in the context of its
/// import's name. A missing or ill-typed input is null, with the reason among the problems.
/// NotFound: the model has no such element; the message names the nearest.
Result<Answer> evaluate(Model const& model, std::string_view name, feel::Scope const& inputs,
                        feel::Limits const& limits = {});

/// Everything that is wrong with the model, by place: what reading found, names nobody declares, unreachable and
/// overlapping rules, wrong hit policies, types that do not exist …
Diagnostics check(Model const& model);

} // namespace alur::model::dmn
