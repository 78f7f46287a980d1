#include "service/papers.hpp"

#include "core/text.hpp"
#include "feel/json.hpp"
#include "runtime/codec.hpp"
#include "service/case_step.hpp"
#include "service/letter_register.hpp"
#include "service/signatories.hpp"
#include "service/verification_code.hpp"
#include "sheet/xlsx_writer.hpp"
#include "store/journal.hpp"

namespace alur::service {

namespace {

using feel::Value;

/// The case as it stood at an earlier version: its journal, replayed that far.
Result<LiveCase> as_of(store::Reader& reader, LiveCase live, std::int64_t version) {
    if (live.row.version == version) return live;
    auto const journal = store::journal_of(reader, live.row.id);
    if (!journal) return journal.error();
    std::vector<runtime::Event> events;
    for (auto const& entry : *journal) {
        if (entry.seq > version) break;
        auto decoded = runtime::decode_events(entry.events);
        if (!decoded) return decoded.error();
        events.insert(events.end(), std::make_move_iterator(decoded->begin()), std::make_move_iterator(decoded->end()));
    }
    live.instance = std::make_shared<runtime::Instance const>(runtime::replay(events));
    live.row.version = version;
    live.row.state = live.instance->state();
    return live;
}

/// Only the entries that the paths name, so that a letter carries its own data and no more of the case.
Value only(feel::Scope const& scope, std::vector<std::string> const& paths) {
    auto out = Value::context({});
    for (auto const& path : paths) {
        auto const dot = path.find('.');
        auto const head = path.substr(0, dot);
        auto const* found = scope.find(head);
        if (!found || found->kind() == feel::Kind::Function) continue;
        if (dot == std::string::npos || !found->is_context()) {
            out = out.with(head, *found);
            continue;
        }
        // One level below the head is enough to leave out what the letter never reads.
        auto const rest = path.substr(dot + 1);
        auto const key = rest.substr(0, rest.find('.'));
        auto const* inner = found->find(key);
        if (!inner) continue;
        auto const* present = out.find(head);
        out = out.with(head, (present && present->is_context() ? *present : Value::context({})).with(key, *inner));
    }
    return out;
}

/// A name that every file system takes.
std::string file_safe(std::string_view text) {
    std::string out;
    for (char const c : text) out += std::string_view("/\\:*?\"<>|\t\n\r").find(c) == std::string_view::npos ? c : '-';
    return out;
}

/// The years of the register that a paper of a case may show: from the one it was opened in.
std::vector<int> years_between(Instant opened, Day last, ZoneOffset zone) {
    auto const year = [](Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); };
    std::vector<int> out;
    for (auto y = year(day_of(opened, zone)); y <= year(last); ++y) out.push_back(y);
    return out;
}

} // namespace

Result<Papers> Papers::open(Pack const& pack, std::filesystem::path scratch) {
    auto typesetter = letter::Typesetter::open(pack.templates);
    if (!typesetter) return typesetter.error();
    return Papers(pack.templates, std::move(*typesetter), std::move(scratch));
}

Papers::Papers(std::filesystem::path templates, letter::Typesetter first, std::filesystem::path scratch)
    : templates_(std::move(templates)), idle_(std::make_unique<Idle>()), scratch_(std::move(scratch)) {
    idle_->typesetters.push_back(std::move(first));
}

Result<letter::Pdf> Papers::typeset(letter::LetterTemplate const& letter, feel::Scope const& data,
                                    letter::Issue const& issue) {
    std::optional<letter::Typesetter> mine;
    {
        std::lock_guard const lock(idle_->mutex);
        if (!idle_->typesetters.empty()) {
            mine = std::move(idle_->typesetters.back());
            idle_->typesetters.pop_back();
        }
    }
    if (!mine) {
        auto another = letter::Typesetter::open(templates_);
        if (!another) return another.error();
        mine = std::move(*another);
    }
    auto pdf = mine->render(letter, data, issue);
    std::lock_guard const lock(idle_->mutex);
    idle_->typesetters.push_back(std::move(*mine));
    return pdf;
}

Result<Paper> Papers::make(Office& office, store::Reader& reader, PaperOrder const& order) {
    return make(office, reader, order, order.draft ? letter::Watermark::Draft : letter::Watermark::None);
}

Result<Paper> Papers::preview(Office& office, store::Reader& reader, PaperOrder const& order) {
    return make(office, reader, order, letter::Watermark::Draft);
}

Result<Paper> Papers::make(Office& office, store::Reader& reader, PaperOrder const& order,
                           letter::Watermark watermark) {
    auto const& pack = office.pack();
    auto found = office.find(reader, order.case_number);
    if (!found) return found.error();
    auto live = as_of(reader, std::move(*found), order.version);
    if (!live) return live.error();
    auto lookup = std::make_shared<Lookup>();
    lookup->pack = &pack;
    lookup->reader = &reader;
    lookup->case_id = live->row.id;
    auto const functions = host_functions(lookup);
    auto layers = surrounding_layers(office, reader, *live, functions);
    if (!layers) return layers.error();
    feel::Scope scope;
    for (auto& layer : *layers) scope.push(std::move(layer));
    scope.push(Value::context({{"officials", officials_on(pack, order.date, order.document)}}));
    scope.push(live->instance->variables());
    auto about = about_case(live->row, *live->definitions, *live->instance, pack.zone);
    if (!order.subject.empty()) {
        auto const subject = office.find(reader, order.subject);
        if (!subject) return subject.error();
        lookup->case_id = subject->row.id;
        scope.push(Value::context({{"item", case_context(*subject, pack.zone)}}));
        scope.push(subject->instance->variables());
        about = about_case(subject->row, *subject->definitions, *subject->instance, pack.zone);
    }
    scope.push(Value::context({{"perkara", about}}));
    auto paper = [&]() -> Result<Paper> {
        if (auto const letter = pack.letters.find(order.document); letter != pack.letters.end())
            return this->letter(pack, letter->second, scope, order, watermark);
        if (auto const form = pack.forms.find(order.document); form != pack.forms.end()) {
            if (order.document == pack.register_form) {
                lookup->papers.insert(kEveryPaper);
                auto rows = register_rows(reader, years_between(live->row.opened_at, order.date, pack.zone));
                if (!rows) return rows.error();
                scope.push(Value::context({{"register", std::move(*rows)}}));
            }
            return workbook(pack, form->second, scope, order.subject.empty() ? order.case_number : order.subject,
                            at(order.date, pack.send_time, pack.zone));
        }
        return not_found("dokumen '" + order.document + "' tidak ada dalam paket");
    }();
    lookup->reader = nullptr;
    if (paper) paper->looked_at = std::move(lookup->papers);
    return paper;
}

Result<Paper> Papers::letter(Pack const& pack, PackLetter const& letter, feel::Scope& scope, PaperOrder const& order,
                             letter::Watermark watermark) {
    letter::Issue issue;
    issue.number = order.number;
    issue.date = order.date;
    issue.watermark = watermark;
    issue.code = order.code;
    if (!order.code.empty()) issue.verification = verification_address(pack, order.code);
    issue.created = at(order.date, pack.send_time, pack.zone);
    issue.zone = pack.zone;
    // A draft has no number; the typesetter prints dots in its place.
    std::vector<Value::Entry> issued{{"tanggal_surat", Value::date(order.date)}};
    if (!order.number.empty() || watermark == letter::Watermark::None)
        issued.emplace_back("nomor_surat", Value::string(order.number));
    scope.push(Value::context(std::move(issued)));
    issue.snapshot = feel::to_json(only(scope, letter::fields(letter.form)));
    auto pdf = typeset(letter.form, scope, issue);
    scope.pop();
    if (!pdf) {
        auto error = pdf.error();
        error.message = order.document + " untuk " + (order.subject.empty() ? order.case_number : order.subject) +
                        ": " + error.message;
        return error;
    }
    Paper paper;
    paper.name = iso(order.date) + " " + letter.form.id + " " + file_safe(letter.form.name) +
                 (order.draft ? " (konsep).pdf" : ".pdf");
    paper.media_type = "application/pdf";
    paper.bytes = std::move(pdf->bytes);
    paper.snapshot = std::move(issue.snapshot);
    paper.subject = std::move(pdf->subject);
    paper.addressee = join(pdf->addressees, "; ");
    paper.signer = std::move(pdf->signer);
    paper.pages = pdf->pages;
    return paper;
}

Result<Paper> Papers::workbook(Pack const& pack, PackForm const& form, feel::Scope& scope,
                               std::string const& case_number, Instant created) {
    sheet::Meta meta;
    meta.case_id = case_number;
    meta.created = created;
    meta.zone = pack.zone;
    feel::Limits limits;
    limits.now = created;
    limits.zone = pack.zone;
    auto filled = form::fill(form.form, scope, limits);
    if (!filled) {
        auto error = filled.error();
        error.message = form.form.id + " untuk " + case_number + ": " + error.message;
        return error;
    }
    auto bytes = sheet::make_workbook(*filled, meta, scratch_);
    if (!bytes) return bytes.error();
    Paper paper;
    paper.name = iso(day_of(created, pack.zone)) + " " + file_safe(form.form.id + " " + form.form.title) + ".xlsx";
    paper.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    paper.bytes = std::move(*bytes);
    paper.snapshot = feel::to_json(form::to_value(*filled));
    return paper;
}

Result<Paper> Papers::make_form(Pack const& pack, std::string const& form, Value const& data,
                                std::string const& case_number, Instant now) {
    auto const found = pack.forms.find(form);
    if (found == pack.forms.end()) return not_found("formulir '" + form + "' tidak ada dalam paket");
    auto lookup = std::make_shared<Lookup>();
    lookup->pack = &pack;
    feel::Scope scope(pack.parameters);
    scope.push(pack.reference);
    scope.push(host_functions(lookup));
    scope.push(Value::context({{"officials", officials_on(pack, day_of(now, pack.zone), form)}}));
    scope.push(data);
    return workbook(pack, found->second, scope, case_number, now);
}

} // namespace alur::service
