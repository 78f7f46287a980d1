#pragma once
#include "feel/infer.hpp"
#include "service/pack.hpp"

#include <map>
#include <string>
#include <string_view>

namespace alur::service {

/// What the expressions of a pack see before there is a case: the same layers as when a case runs (surrounding_layers,
/// CaseStep::scope), with shapes in place of values. The variables of a case are the declared fields of all its steps
/// and messages, and what the process itself sets; any of them may still be missing. A
/// process without declared start data (`awal`) may have others besides.
class PackShapes {
  public:
    explicit PackShapes(Pack const& pack);

    /// Parameters, reference tables, functions of the host and of the pack.
    feel::StaticScope const& ground() const { return ground_; }
    /// What an expression about a case of that process sees.
    feel::StaticScope scope(std::string_view process) const;
    /// That (`around`), and the variables of the activities and sub-processes around a node.
    static feel::StaticScope scope(feel::StaticScope around, PackProcess const& process, model::NodeIndex node);
    /// A case as a context: its variables and what is known of it (`id`, `state` …).
    feel::Shape case_of(std::string_view process) const;
    feel::Shape variables(std::string_view process) const;
    /// The given fields as a context; `raw`: as they came, texts in place of dates.
    static feel::Shape record(std::vector<InputField> const& fields, bool raw);
    static feel::Shape field(InputField const& field, bool raw);

  private:
    using Variables = std::map<std::string, feel::Shape, std::less<>>;

    void lay_ground();
    void declare_fields();
    void follow_processes();
    void follow(PackProcess const& process, std::map<std::string, Variables, std::less<>>& into) const;
    void follow_messages(PackProcess const& process, model::NodeIndex node, feel::StaticScope const& around,
                         std::map<std::string, Variables, std::less<>>& into) const;
    feel::Shape result_shape(model::Node const& node, feel::StaticScope const& scope) const;
    feel::Shape children(std::string_view process) const;

    Pack const& pack_;
    feel::StaticScope ground_;
    std::map<std::string, Variables, std::less<>> declared_;
    std::map<std::string, Variables, std::less<>> known_;
};

/// Names and types in every expression of the pack — guards, deadlines, documents, fields, processes, letters, forms,
/// its own functions — checked against its fields, parameters and tables, before any case meets them.
void check_expressions(Pack const& pack, Diagnostics& found);

/// The functions of the host as shapes: a table, key, deadline or paper that is named but does not exist is reported.
feel::Shape host_function_shapes(Pack const& pack);

} // namespace alur::service
