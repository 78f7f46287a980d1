#include "runtime/run.hpp"

#include <algorithm>

namespace alur::runtime {

namespace {

constexpr std::uint32_t kOpenEnd = 0xffffffff;
constexpr std::int64_t kMostItems = 100'000;

} // namespace

/// Variables that conditions of a loop may ask for.
std::vector<feel::Value> Run::with_counters(ElementId id) const {
    auto const* loop = instance_.find_loop(id);
    auto const number_of = [](std::uint32_t n) { return feel::Value::number(static_cast<std::int64_t>(n)); };
    std::vector<feel::Value::Entry> entries;
    entries.emplace_back("loopCounter", number_of(loop->started));
    if (loop->total != kOpenEnd) entries.emplace_back("numberOfInstances", number_of(loop->total));
    entries.emplace_back("numberOfActiveInstances", number_of(loop->started - loop->ended));
    entries.emplace_back("numberOfCompletedInstances", number_of(loop->ended));
    entries.emplace_back("numberOfTerminatedInstances", number_of(0));
    return {feel::Value::context(std::move(entries))};
}

void Run::start_loop(ElementId id) {
    auto const& node = node_of(*instance_.find(id));
    move(id, ElementState::Active);
    if (node.loop) {
        auto const& loop = *node.loop;
        auto const most =
            loop.maximum > 0 && loop.maximum < kOpenEnd ? static_cast<std::uint32_t>(loop.maximum) : kOpenEnd;
        emit(LoopStarted{id, {}, most});
        auto const goes =
            !loop.test_before || loop.condition.empty() || is_met(loop.condition, id, node, with_counters(id));
        if (failure_) return;
        if (goes)
            start_item(id);
        else
            end_loop(id);
        return;
    }
    auto const& many = *node.many;
    feel::Value items;
    std::int64_t total = 0;
    if (!many.collection.empty()) {
        items = evaluate(many.collection, id, node);
        if (failure_) return;
        if (!items.is_list()) {
            fail(node, "daftar ulangan pada \"" + node.id + "\" bukan daftar: " + feel::to_text(items),
                 many.collection.place);
            return;
        }
        total = static_cast<std::int64_t>(items.items().size());
    } else {
        auto const value = evaluate(many.cardinality, id, node);
        if (failure_) return;
        total = value.as_integer().value_or(-1);
        if (!value.is_number() || total < 0) {
            fail(node,
                 "jumlah ulangan pada \"" + node.id + "\" bukan bilangan bulat tak negatif: " + feel::to_text(value),
                 many.cardinality.place);
            return;
        }
    }
    if (total > kMostItems) {
        fail(node, "ulangan pada \"" + node.id + "\" lebih dari 100.000");
        return;
    }
    emit(LoopStarted{id, items, static_cast<std::uint32_t>(total)});
    if (total == 0) {
        end_loop(id);
        return;
    }
    for (std::int64_t i = 0; i < (many.sequential ? 1 : total) && !failure_; ++i) start_item(id);
}

void Run::start_item(ElementId id) {
    auto const* loop = instance_.find_loop(id);
    auto const index = loop->started + 1;
    auto const node_index = instance_.find(id)->node;
    auto const& node = definitions_.node(node_index);
    std::vector<feel::Value::Entry> entries;
    if (node.many && !node.many->element.empty() && loop->items.is_list())
        entries.emplace_back(node.many->element, loop->items.items()[index - 1]);
    entries.emplace_back("loopCounter", feel::Value::number(static_cast<std::int64_t>(index)));
    auto const item = place(id, node_index, model::kNone, ElementRole::Item, index);
    emit(VariablesSet{item, feel::Value::context(std::move(entries))});
    ready_.push_back(item);
}

void Run::end_item(ElementId item, feel::Value const& output) {
    auto const id = instance_.find(item)->parent;
    auto const index = instance_.find(item)->index;
    auto const& node = node_of(*instance_.find(id));
    leave(item, Outcome::Completed);
    emit(LoopItemEnded{id, index, output});
    auto const* loop = instance_.find_loop(id);
    if (node.loop) {
        auto const goes = loop->ended < loop->total &&
                          (node.loop->condition.empty() || is_met(node.loop->condition, id, node, with_counters(id)));
        if (failure_) return;
        if (goes)
            start_item(id);
        else
            end_loop(id);
        return;
    }
    auto const& many = *node.many;
    for (auto const& thrown : many.throws) {
        if (many.behavior == "One" && loop->ended > 1) break;
        if (!thrown.condition.empty() && !is_met(thrown.condition, id, node, with_counters(id))) continue;
        if (failure_ || !throw_trigger(id, thrown.trigger) || failure_) return;
        loop = instance_.find_loop(id);
    }
    auto const enough = !many.completion.empty() && is_met(many.completion, id, node, with_counters(id));
    if (failure_) return;
    if (enough) cancel_children(id);
    if (enough || loop->ended == loop->total)
        end_loop(id);
    else if (many.sequential)
        start_item(id);
}

void Run::end_loop(ElementId id) {
    auto const* element = instance_.find(id);
    auto const& node = node_of(*element);
    if (node.many && !node.many->output.empty()) {
        auto outputs = instance_.find_loop(id)->outputs;
        outputs.resize(instance_.find_loop(id)->total);
        assign(element->parent, feel::Value().with(node.many->output, feel::Value::list(std::move(outputs))));
    }
    record_compensation(*instance_.find(id));
    auto const scope = instance_.find(id)->parent;
    auto const* around = scope == kRoot ? nullptr : instance_.find(scope);
    auto const ad_hoc = around && node_of(*around).kind == NodeKind::AdHocSubProcess;
    pass(id);
    if (ad_hoc && !failure_) ad_hoc_progress(scope);
}

} // namespace alur::runtime
