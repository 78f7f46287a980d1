#include "model/bpmn_rules/rules.hpp"

#include "model/timer_text.hpp"

namespace alur::model {

/// A time that is written out can be read.
void check_timers(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes)
        for (auto const& trigger : node.triggers) {
            if (trigger.kind != TriggerKind::Timer || !trigger.timer.expression.empty() || trigger.timer.plain.empty())
                continue;
            auto const& text = trigger.timer.plain;
            bool good = false;
            char const* hint = "";
            switch (trigger.timer_kind) {
            case TimerKind::Date:
                good = static_cast<bool>(parse_instant(text));
                hint = "tulis misalnya 2026-03-02T08:00:00+07:00, atau = dan ekspresi FEEL";
                break;
            case TimerKind::Duration:
                good = parse_span(text).has_value();
                hint = "tulis misalnya P14D atau PT5M, atau = dan ekspresi FEEL";
                break;
            case TimerKind::Cycle:
                good = parse_cycle(text, {}).has_value();
                hint = "tulis misalnya R3/PT10M, atau = dan ekspresi FEEL";
                break;
            }
            if (good) continue;
            auto place = node;
            place.place = trigger.timer.place;
            context.mistake(place, "timer-text", "waktu \"" + text + "\" pada \"" + node.id + "\" tidak dapat dibaca",
                            hint);
        }
}

} // namespace alur::model
