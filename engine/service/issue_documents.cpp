#include "service/issue_documents.hpp"

#include "core/text.hpp"
#include "feel/json.hpp"
#include "service/letter_number.hpp"
#include "service/order_paper.hpp"
#include "service/signatories.hpp"
#include "store/outbox.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

class Issuer {
  public:
    Issuer(IssueContext const& context, model::DocumentRule const& rule, feel::Scope& scope)
        : context_(context), rule_(rule), scope_(scope) {
        limits_.now = context.now;
        limits_.zone = context.office.pack().zone;
    }

    Result<> run() {
        if (!rule_.each.empty()) {
            auto const list = value_of(rule_.each);
            if (!list) return list.error();
            if (list->is_null()) return Done{};
            if (!list->is_list()) return wrong(rule_.each, "kolom each tidak memberi daftar");
            for (auto const& item : list->items()) {
                scope_.push(Value::context({{"item", item}}));
                auto const issued = issue_one(feel::to_text(item.find("id") ? *item.find("id") : Value()));
                scope_.pop();
                if (!issued) return issued.error();
            }
            return Done{};
        }
        return issue_one("");
    }

  private:
    Result<> issue_one(std::string subject) {
        if (!rule_.when.empty()) {
            auto const wanted = value_of(rule_.when);
            if (!wanted) return wanted.error();
            if (!wanted->is_true()) return Done{};
        }
        PaperOrder order;
        order.document = rule_.id;
        order.element = rule_.step;
        order.case_number = context_.live.row.number;
        order.version = context_.live.row.version;
        order.subject = std::move(subject);
        order.date = day_of(context_.now, context_.office.pack().zone);
        order.actor = context_.actor;
        if (auto const linked = link(order); !linked) return linked.error();
        order.draft = rule_.draft;
        auto const& pack = context_.office.pack();
        if (auto const letter = pack.letters.find(rule_.id); letter != pack.letters.end() && !rule_.draft) {
            if (letter->second.form.series != letter::Series::None) return number(order, letter->second);
            if (auto const may = check_signatories(pack, letter->second.form, order.date); !may) return may.error();
        }
        store::Work work;
        work.case_id = context_.live.row.id;
        work.kind = std::string(kDocumentWork);
        work.not_before = work.queued_at = context_.now;
        work.payload = to_json(order);
        auto const queued = store::queue_work(context_.transaction, work);
        if (!queued) return queued.error();
        return Done{};
    }

    Result<> link(PaperOrder& order) {
        order.links.push_back(order.subject.empty() ? order.case_number : order.subject);
        if (rule_.links.empty()) return Done{};
        auto const list = value_of(rule_.links);
        if (!list) return list.error();
        if (!list->is_list()) return wrong(rule_.links, "kolom links tidak memberi daftar");
        for (auto const& item : list->items()) {
            auto number = feel::to_text(item);
            if (std::find(order.links.begin(), order.links.end(), number) == order.links.end())
                order.links.push_back(std::move(number));
        }
        return Done{};
    }

    Result<> number(PaperOrder& order, PackLetter const& letter) {
        auto const entry = take_number(
            context_.office, context_.transaction,
            {letter, order.date, context_.live.row.id, join(order.links, ", "), context_.actor}, context_.now);
        if (!entry) return entry.error();
        return queue_numbered(context_.transaction, std::move(order), *entry, context_.now);
    }

    Result<Value> value_of(feel::Expression const& expression) {
        auto outcome = feel::evaluate(expression, scope_, limits_);
        if (!outcome.exhausted && (!outcome.value.is_null() || outcome.problems.empty()))
            return std::move(outcome.value);
        return wrong(expression,
                     outcome.problems.empty() ? "terlalu panjang dihitung" : outcome.problems.front().message);
    }

    Error wrong(feel::Expression const& expression, std::string const& what) const {
        auto const message = "dokumen " + rule_.id + " pada langkah " + rule_.step + ": " + what;
        auto error = invalid(message);
        error.found.error("document", expression.empty() ? rule_.place : expression.place(), message);
        return error;
    }

    IssueContext const& context_;
    model::DocumentRule const& rule_;
    feel::Scope& scope_;
    feel::Limits limits_;
};

} // namespace

std::string to_json(PaperOrder const& order) {
    std::vector<Value> links;
    for (auto const& link : order.links) links.push_back(Value::string(link));
    return feel::to_json(Value::context({{"document", Value::string(order.document)},
                                         {"element", Value::string(order.element)},
                                         {"case", Value::string(order.case_number)},
                                         {"version", Value::number(order.version)},
                                         {"subject", Value::string(order.subject)},
                                         {"links", Value::list(std::move(links))},
                                         {"number", Value::string(order.number)},
                                         {"date", Value::date(order.date)},
                                         {"series", Value::string(order.series)},
                                         {"unit", Value::string(order.unit)},
                                         {"year", Value::number(order.year)},
                                         {"sequence", Value::number(order.sequence)},
                                         {"suffix", Value::string(order.suffix)},
                                         {"code", Value::string(order.code)},
                                         {"actor", Value::string(order.actor)},
                                         {"draft", Value::boolean(order.draft)}}));
}

Result<PaperOrder> parse_order(std::string_view json) {
    auto const value = feel::from_json(json);
    if (!value || !value->is_context()) return unavailable("pesanan dokumen yang tersimpan rusak");
    auto const text = [&](std::string_view name) {
        auto const found = value->at_path(name);
        return found.is_null() ? std::string() : feel::to_text(found);
    };
    auto const number = [&](std::string_view name) { return value->at_path(name).as_integer().value_or(0); };
    PaperOrder order;
    order.document = text("document");
    order.element = text("element");
    order.case_number = text("case");
    order.version = number("version");
    order.subject = text("subject");
    if (auto const links = value->at_path("links"); links.is_list())
        for (auto const& link : links.items()) order.links.push_back(feel::to_text(link));
    order.number = text("number");
    if (auto const date = value->at_path("date"); date.kind() == feel::Kind::Date) order.date = date.as_day();
    order.series = text("series");
    order.unit = text("unit");
    order.year = static_cast<int>(number("year"));
    order.sequence = static_cast<int>(number("sequence"));
    order.suffix = text("suffix");
    order.code = text("code");
    order.actor = text("actor");
    order.draft = value->at_path("draft").is_true();
    return order;
}

Result<> issue_document(IssueContext const& context, model::DocumentRule const& rule, feel::Scope& scope) {
    return Issuer(context, rule, scope).run();
}

Result<> issue_documents(IssueContext const& context, std::string_view element, feel::Scope& scope) {
    for (auto const& rule : context.office.pack().documents) {
        if (rule.process != context.live.row.process || rule.step != element) continue;
        if (auto const issued = Issuer(context, rule, scope).run(); !issued) return issued.error();
    }
    return Done{};
}

} // namespace alur::service
