#include "service/issue_documents.hpp"

#include "core/text.hpp"
#include "feel/json.hpp"
#include "store/number_register.hpp"
#include "store/outbox.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

/// `{klasifikasi}/{urut:4}/{kode_unit}/{tahun}` filled; an unknown field stays as it is, the pack's check has refused
/// it.
std::string format_number(std::string pattern, std::string const& classification, int number, std::string const& unit,
                          int year) {
    auto const digits = std::to_string(number);
    pattern = replace_all(std::move(pattern), "{klasifikasi}", classification);
    pattern = replace_all(std::move(pattern), "{kode_unit}", unit);
    pattern = replace_all(std::move(pattern), "{tahun}", std::to_string(year));
    for (std::size_t width = 1; width <= 6; ++width)
        pattern = replace_all(std::move(pattern), "{urut:" + std::to_string(width) + "}",
                              std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits);
    return replace_all(std::move(pattern), "{urut}", digits);
}

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
        auto const letter = context_.office.pack().letters.find(rule_.id);
        order.draft = rule_.draft;
        if (!rule_.draft && letter != context_.office.pack().letters.end() &&
            letter->second.form.series != letter::Series::None)
            if (auto const taken = take_number(order, letter->second.form); !taken) return taken.error();
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

    Result<> take_number(PaperOrder& order, letter::LetterTemplate const& form) {
        auto const& pack = context_.office.pack();
        order.series = std::string(letter::to_text(form.series));
        order.year = static_cast<int>(std::chrono::year_month_day(order.date).year());
        auto const next = store::next_number(context_.transaction, order.series, order.year);
        if (!next) return next.error();
        order.sequence = *next;
        auto const pattern = pack.number_patterns.find(order.series);
        if (pattern == pack.number_patterns.end())
            return wrong(rule_.when, "pola nomor seri " + order.series + " tidak ditetapkan");
        auto const unit = pack.reference.at_path("office.unit_code");
        order.number =
            format_number(pattern->second, form.classification, order.sequence, feel::to_text(unit), order.year);
        store::NumberEntry entry;
        entry.series = order.series;
        entry.year = order.year;
        entry.number = order.sequence;
        entry.text = order.number;
        entry.letter = order.document;
        entry.date = order.date;
        entry.subject = form.name;
        entry.addressee = join(order.links, ", ");
        entry.case_id = context_.live.row.id;
        entry.taken_at = context_.now;
        entry.actor = context_.actor;
        return store::add_number(context_.transaction, entry);
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
                                         {"year", Value::number(order.year)},
                                         {"sequence", Value::number(order.sequence)},
                                         {"actor", Value::string(order.actor)},
                                         {"draft", Value::boolean(order.draft)}}));
}

Result<PaperOrder> parse_order(std::string_view json) {
    auto const value = feel::from_json(json);
    if (!value || !value->is_context()) return unavailable("pesanan dokumen yang tersimpan rusak");
    auto const text = [&](std::string_view name) { return feel::to_text(value->at_path(name)); };
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
    order.year = static_cast<int>(number("year"));
    order.sequence = static_cast<int>(number("sequence"));
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
