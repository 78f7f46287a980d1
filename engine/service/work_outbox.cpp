#include "service/work_outbox.hpp"

#include "runtime/codec.hpp"
#include "service/case_step.hpp"
#include "service/letter_state.hpp"
#include "service/paper_line.hpp"
#include "service/recheck.hpp"
#include "service/service_tasks.hpp"
#include "service/start_case.hpp"
#include "store/definitions.hpp"
#include "store/documents.hpp"
#include "store/letters.hpp"
#include "store/messages.hpp"
#include "store/number_register.hpp"
#include "store/outbox.hpp"
#include "store/subscriptions.hpp"

namespace alur::service {

namespace {

constexpr int kBatch = 200;
constexpr std::chrono::minutes kPause{1};

/// One piece of work, done in one transaction.
class Worker {
  public:
    Worker(Office& office, Instant now) : office_(office), now_(now) {}

    /// Any piece but a paper.
    Result<> work(store::Work const& piece) {
        if (piece.kind == store::kMessageWork) return write([&](auto& t) { return message(t, piece); });
        if (piece.kind == store::kSignalWork) return write([&](auto& t) { return signal(t, piece); });
        if (piece.kind == store::kServiceWork)
            return write([&](auto& t) { return do_service(office_, t, piece, now_); });
        if (piece.kind == kRecheckWork) return write([&](auto& t) { return check_again(t, piece); });
        return unavailable("pekerjaan '" + piece.kind + "' tidak dikenal");
    }

    /// Keeps the paper that was made for this piece.
    Result<> document(store::Work const& piece, Result<MadePaper> const& made) {
        if (!made) return made.error();
        auto const& order = made->order;
        auto const& paper = made->paper;
        return write([&](store::Transaction& transaction) -> Result<> {
            auto const& pack = office_.pack();
            auto const letter = pack.letters.find(order.document);
            auto const& source =
                letter != pack.letters.end() ? letter->second.source : pack.forms.at(order.document).source;
            auto const kept = store::keep_definition(transaction, letter != pack.letters.end() ? "letter" : "form",
                                                     source.name, source.text, now_);
            if (!kept) return kept.error();
            store::Document document;
            document.document_id = order.document;
            document.kind = letter != pack.letters.end() ? store::DocumentKind::Letter : store::DocumentKind::Form;
            document.state = order.draft            ? kDraftState
                             : order.number.empty() ? "TERBIT"
                                                    : to_text(LetterState::Numbered);
            if (!order.number.empty()) document.number = order.number;
            document.date = order.date;
            document.file_name = paper.name;
            document.media_type = paper.media_type;
            document.made_at = now_;
            document.made_by = order.actor;
            document.template_used = *kept;
            document.snapshot = paper.snapshot;
            document.content = paper.bytes;
            std::vector<store::DocumentLink> links;
            auto owners = order.links;
            if (!order.subject.empty() || std::find(owners.begin(), owners.end(), order.case_number) == owners.end())
                owners.push_back(order.case_number);
            for (auto const& number : owners) {
                auto const found = store::find_case_by_number(transaction, number);
                if (!found) return found.error();
                links.push_back({found->id, order.element});
            }
            if (auto const replaced = replace_drafts(transaction, order.document, links.front().case_id); !replaced)
                return replaced.error();
            auto const stored = store::add_document(transaction, document, links);
            if (!stored) return stored.error();
            if (!order.number.empty())
                if (auto const entered = enter(transaction, order, paper, *stored); !entered) return entered.error();
            return store::finish_work(transaction, piece.id);
        });
    }

  private:
    template <class Work> Result<> write(Work&& work) { return office_.database().write(std::forward<Work>(work)); }

    /// Gives a command to one case inside the transaction.
    Result<> give(store::Transaction& transaction, store::CaseId id, runtime::Command const& command,
                  std::string_view element, feel::Value const& input, std::string const& why) {
        CaseStep step(office_, transaction, now_, "sistem");
        if (auto const loaded = step.load(id); !loaded) return loaded.error();
        return step.run(command, element, input, why);
    }

    Result<> message(store::Transaction& transaction, store::Work const& piece) {
        auto request = store::request_of(piece);
        if (!request) return request.error();
        auto const& sent = std::get<runtime::MessageSent>(*request);
        auto const waiting = store::waiting_for_message(transaction, sent.name, sent.key);
        if (!waiting) return waiting.error();
        if (waiting->empty()) {
            auto const begun = begin(transaction, piece, model::TriggerKind::Message, sent.name, sent.variables,
                                     runtime::CorrelateMessage{sent.name, sent.key, sent.variables});
            if (!begun) return begun.error();
            if (*begun > 0) return store::finish_work(transaction, piece.id);
            store::KeptMessage kept;
            kept.name = sent.name;
            kept.key = sent.key;
            kept.received_at = now_;
            runtime::encode(sent.variables, kept.payload);
            if (auto const stored = store::keep_message(transaction, kept); !stored) return stored.error();
            return store::finish_work(transaction, piece.id);
        }
        auto const& first = waiting->front();
        auto const given =
            give(transaction, first.case_id, runtime::CorrelateMessage{sent.name, first.key, sent.variables},
                 first.element, sent.variables, "pesan " + sent.name);
        if (!given) return given.error();
        return store::finish_work(transaction, piece.id);
    }

    Result<> signal(store::Transaction& transaction, store::Work const& piece) {
        auto request = store::request_of(piece);
        if (!request) return request.error();
        auto const& sent = std::get<runtime::SignalSent>(*request);
        auto const waiting = store::waiting_for_signal(transaction, sent.name);
        if (!waiting) return waiting.error();
        store::CaseId last{};
        for (auto const& one : *waiting) {
            if (one.case_id == last || one.case_id == piece.case_id) continue;
            last = one.case_id;
            auto const given = give(transaction, one.case_id, runtime::BroadcastSignal{sent.name, sent.variables}, "",
                                    {}, "sinyal " + sent.name);
            if (!given) return given.error();
        }
        auto const begun = begin(transaction, piece, model::TriggerKind::Signal, sent.name, sent.variables,
                                 runtime::BroadcastSignal{sent.name, sent.variables});
        if (!begun) return begun.error();
        return store::finish_work(transaction, piece.id);
    }

    /// Opens the cases that this message (one) or signal (all) begins; never one of the sender's own process. Answers
    /// how many.
    Result<int> begin(store::Transaction& transaction, store::Work const& piece, model::TriggerKind kind,
                      std::string const& name, feel::Value const& variables, runtime::Command const& heard) {
        std::string sender;
        if (piece.case_id) {
            auto const row = store::find_case(transaction, *piece.case_id);
            if (!row) return row.error();
            sender = row->process;
        }
        int begun = 0;
        for (auto const& beginning : beginnings(office_.pack(), kind, name)) {
            if (beginning.process->id == sender) continue;
            auto const number =
                begin_case(office_, transaction, {beginning.process->id, variables, "sistem"}, beginning.node, now_);
            if (!number) return number.error();
            ++begun;
            if (beginning.listens) {
                auto const fresh = store::find_case_by_number(transaction, *number);
                if (!fresh) return fresh.error();
                if (auto const told = give(transaction, fresh->id, heard, "", variables, name); !told)
                    return told.error();
            }
            if (kind == model::TriggerKind::Message) break;
        }
        return begun;
    }

    Result<> check_again(store::Transaction& transaction, store::Work const& piece) {
        if (auto const checked = recheck(office_, transaction, piece, now_); !checked) return checked.error();
        return store::finish_work(transaction, piece.id);
    }

    /// What is made now stands in the place of earlier drafts of the same paper.
    static Result<> replace_drafts(store::Transaction& transaction, std::string const& id, store::CaseId owner) {
        auto const papers = store::documents_of_case(transaction, owner);
        if (!papers) return papers.error();
        for (auto const& paper : *papers)
            if (paper.document_id == id && paper.state == kDraftState)
                if (auto const set = store::set_document_state(transaction, paper.id, "DIGANTI"); !set)
                    return set.error();
        return Done{};
    }

    /// What the register and the trail of the letter say about the paper that was made.
    Result<> enter(store::Transaction& transaction, PaperOrder const& order, Paper const& paper,
                   store::DocumentSummary const& stored) {
        store::NumberKey const key{order.series, order.unit, order.year, order.sequence, order.suffix};
        auto attached = store::attach_document(transaction, key, stored.id);
        if (attached) attached = store::describe_number(transaction, key, paper.subject, paper.addressee, paper.signer);
        if (attached && !order.code.empty()) attached = store::keep_code(transaction, order.code, stored.id);
        if (!attached) return attached;
        return store::record_letter_act(transaction, stored.id, {stored.state, "", order.actor, now_});
    }

    Office& office_;
    Instant now_;
};

/// A failed piece stays queued. What the disk or memory refused comes again by itself; a mistake in the files waits for
/// an officer.
Error put_off(Office& office, store::Work const& piece, Error why, Instant now) {
    auto const again = why.kind == ErrorKind::Unavailable ? std::optional(now + kPause) : std::nullopt;
    static_cast<void>(office.database().write(
        [&](store::Transaction& transaction) { return store::fail_work(transaction, piece.id, why.message, again); }));
    return why;
}

} // namespace

Result<int> work_outbox(Office& office, Papers& papers, Instant now) {
    int done = 0;
    Worker worker(office, now);
    for (;;) {
        auto const due =
            office.database().read([&](store::Reader& reader) { return store::due_work(reader, now, kBatch); });
        if (!due) return due.error();
        if (due->empty()) return done;
        for (auto piece = due->begin(); piece != due->end();) {
            auto const end = std::find_if(piece, due->end(), [](auto const& one) { return one.kind != kDocumentWork; });
            PaperLine papers_made(office, papers, {piece, end});
            for (; piece != end; ++piece, ++done)
                if (auto const kept = worker.document(*piece, papers_made.next()); !kept)
                    return put_off(office, *piece, kept.error(), now);
            if (piece == due->end()) break;
            if (auto const worked = worker.work(*piece); !worked) return put_off(office, *piece, worked.error(), now);
            ++piece;
            ++done;
        }
    }
}

} // namespace alur::service
