#include "service/withdraw_drafts.hpp"

#include "service/issue_documents.hpp"
#include "service/order_paper.hpp"
#include "service/work_outbox.hpp"
#include "store/documents.hpp"
#include "store/outbox.hpp"

#include <algorithm>
#include <set>

namespace alur::service {

namespace {

Result<> withdraw(store::Transaction& transaction, store::CaseRow const& row, std::set<std::string> const& ids) {
    if (ids.empty()) return Done{};
    auto const papers = store::documents_of_case(transaction, row.id);
    if (!papers) return papers.error();
    for (auto const& paper : *papers)
        if (paper.state == kDraftState && ids.contains(paper.document_id))
            if (auto const set = store::set_document_state(transaction, paper.id, kWithdrawnState); !set)
                return set.error();
    auto const waiting = store::all_work(transaction);
    if (!waiting) return waiting.error();
    for (auto const& piece : *waiting) {
        if (piece.case_id != row.id || piece.kind != kDocumentWork) continue;
        auto const order = parse_order(piece.payload);
        if (!order) return order.error();
        if (!order->draft || !ids.contains(order->document)) continue;
        if (auto const gone = store::finish_work(transaction, piece.id); !gone) return gone.error();
    }
    return Done{};
}

} // namespace

Result<> withdraw_drafts(Pack const& pack, store::Transaction& transaction, store::CaseRow const& row,
                         std::string_view element) {
    std::set<std::string> ids;
    for (auto const& rule : pack.documents)
        if (rule.process == row.process &&
            std::find(rule.withdrawn.begin(), rule.withdrawn.end(), element) != rule.withdrawn.end())
            ids.insert(rule.id);
    return withdraw(transaction, row, ids);
}

Result<> withdraw_all_drafts(Pack const& pack, store::Transaction& transaction, store::CaseRow const& row) {
    std::set<std::string> ids;
    for (auto const& rule : pack.documents)
        if (rule.process == row.process && rule.draft) ids.insert(rule.id);
    return withdraw(transaction, row, ids);
}

} // namespace alur::service
