#include "service/order_paper.hpp"

#include "service/verification_code.hpp"
#include "store/outbox.hpp"

namespace alur::service {

Result<PaperOrder> order_for_case(Office& office, store::Reader& reader, std::string const& document,
                                  std::string const& case_number) {
    auto const row = store::find_case_by_number(reader, case_number);
    if (!row) return row.error();
    PaperOrder order;
    order.document = document;
    order.case_number = case_number;
    order.version = row->version;
    order.links = {case_number};
    auto const& rules = office.pack().documents;
    auto const same = [&](std::string const& process) {
        for (auto const& rule : rules)
            if (rule.id == document && rule.process == process) return &rule;
        return static_cast<model::DocumentRule const*>(nullptr);
    };
    if (auto const* rule = same(row->process)) {
        order.element = rule->step;
        return order;
    }
    if (!row->parent) return order;
    auto const parent = store::find_case(reader, *row->parent);
    if (!parent) return parent.error();
    if (auto const* rule = same(parent->process)) {
        order.element = rule->step;
        order.case_number = parent->number;
        order.version = parent->version;
        if (!rule->each.empty()) order.subject = case_number;
    }
    return order;
}

Result<> queue_numbered(store::Transaction& transaction, PaperOrder order, store::NumberEntry const& entry,
                        Instant now) {
    order.number = entry.text;
    order.date = entry.date;
    order.series = entry.series;
    order.unit = entry.unit;
    order.year = entry.year;
    order.sequence = entry.number;
    order.suffix = entry.suffix;
    auto const code = verification_code(transaction, order);
    if (!code) return code.error();
    order.code = *code;
    auto const owner = store::find_case_by_number(transaction, order.case_number);
    if (!owner) return owner.error();
    store::Work work;
    work.case_id = owner->id;
    work.kind = std::string(kDocumentWork);
    work.not_before = work.queued_at = now;
    work.payload = to_json(order);
    auto const queued = store::queue_work(transaction, work);
    if (!queued) return queued.error();
    return Done{};
}

} // namespace alur::service
