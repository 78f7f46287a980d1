#include "service/service_tasks.hpp"

#include "service/case_step.hpp"
#include "service/decisions.hpp"

#include <algorithm>

namespace alur::service {

namespace {

std::vector<std::string> const kTypes{"alur:letter", "alur:form"};

std::string header(model::Node const& node, std::string_view key) {
    for (auto const& [name, value] : node.headers)
        if (name == key) return value;
    return {};
}

class Checker {
  public:
    Checker(Pack const& pack, Diagnostics& found) : pack_(pack), found_(found) {}

    void check(model::Node const& node) {
        using model::NodeKind;
        if (node.kind == NodeKind::BusinessRuleTask && !node.called_decision.empty()) return decision(node);
        auto const called = node.kind == NodeKind::ServiceTask || node.kind == NodeKind::BusinessRuleTask ||
                            (node.kind == NodeKind::SendTask && (node.triggers.empty() || !node.task_type.empty()));
        if (called) type(node);
    }

  private:
    Diagnostic& mistake(model::Node const& node, std::string rule, std::string message, std::string hint) {
        auto& added = found_.error(std::move(rule), node.place, std::move(message), std::move(hint));
        added.element = node.id;
        return added;
    }
    static std::string maybe(std::string_view word, std::vector<std::string> const& known) {
        auto const near = nearest(word, known);
        return near.empty() ? "" : "mungkin maksudnya \"" + near + "\"";
    }

    void decision(model::Node const& node) {
        auto const& name = node.called_decision.plain;
        if (!node.called_decision.expression.empty() || has_decision(pack_, name)) return;
        std::vector<std::string> known;
        for (auto const& file : pack_.decisions)
            for (auto const& one : file.model.decisions()) known.push_back(one);
        auto const near = maybe(name, known);
        mistake(node, "unknown-decision", "keputusan '" + name + "' yang dipanggil \"" + node.id + "\" tidak ada",
                near.empty() ? "sebutkan berkas DMN-nya pada kunci 'keputusan' di pack.yaml" : near);
    }

    void type(model::Node const& node) {
        auto const& wanted = node.task_type.plain;
        if (!node.task_type.expression.empty()) {
            mistake(node, "service-type", "jenis tugas layanan \"" + node.id + "\" tidak boleh berupa rumus",
                    "tulis alur:letter atau alur:form");
            return;
        }
        if (std::find(kTypes.begin(), kTypes.end(), wanted) == kTypes.end()) {
            auto const near = maybe(wanted, kTypes);
            mistake(node, "service-type",
                    wanted.empty() ? "tugas layanan \"" + node.id + "\" tidak menyebut jenisnya"
                                   : "jenis tugas layanan '" + wanted + "' pada \"" + node.id + "\" tidak dikenal",
                    near.empty() ? "yang dikenal: alur:letter dan alur:form" : near);
            return;
        }
        auto const paper = header(node, "document");
        std::vector<std::string> known;
        if (wanted == "alur:letter")
            for (auto const& [id, letter] : pack_.letters) known.push_back(id);
        else
            for (auto const& [id, form] : pack_.forms) known.push_back(id);
        if (std::find(known.begin(), known.end(), paper) == known.end())
            mistake(node, "unknown-reference",
                    paper.empty() ? "tugas layanan \"" + node.id + "\" tidak menyebut dokumennya (tajuk 'document')"
                                  : "dokumen '" + paper + "' pada \"" + node.id + "\" tidak ada",
                    maybe(paper, known));
    }

    Pack const& pack_;
    Diagnostics& found_;
};

} // namespace

void check_service_tasks(Pack const& pack, Diagnostics& found) {
    Checker checker(pack, found);
    for (auto const& process : pack.processes)
        for (auto const& node : process.definitions->nodes) checker.check(node);
}

Result<> do_service(Office& office, store::Transaction& transaction, store::Work const& piece, Instant now) {
    auto const request = store::request_of(piece);
    if (!request) return request.error();
    auto const& call = std::get<runtime::ServiceCall>(*request);
    CaseStep step(office, transaction, now, "sistem");
    if (auto const loaded = step.load(piece.case_id.value_or(store::CaseId{})); !loaded) return loaded.error();
    auto const definitions = step.live().definitions;
    auto const* element = step.live().instance->find(call.element);
    if (!element || !runtime::is_open_service(*definitions, *element)) return store::finish_work(transaction, piece.id);
    auto const& node = definitions->node(call.node);
    if (std::find(kTypes.begin(), kTypes.end(), call.type) == kTypes.end())
        return invalid("tugas layanan jenis '" + call.type + "' pada \"" + node.id + "\" tidak dikenal");
    model::DocumentRule paper;
    paper.id = header(node, "document");
    paper.process = step.live().row.process;
    paper.step = node.id;
    paper.place = node.place;
    if (auto const ordered = step.issue(paper); !ordered) return ordered.error();
    auto const done = step.run(runtime::CompleteService{call.element, {}}, node.id, {}, "layanan " + call.type);
    if (!done) return done.error();
    return store::finish_work(transaction, piece.id);
}

} // namespace alur::service
