#include "service/withdraw_drafts.hpp"

#include "service/issue_documents.hpp"
#include "service/order_paper.hpp"
#include "service/small_office.hpp"
#include "service/work_outbox.hpp"
#include "store/documents.hpp"
#include "store/outbox.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::shipped;

namespace {

Instant const kMorning = time("2026-09-07T09:00:00+07:00");

/// A paper of the case in some state.
store::DocumentRow add_paper(SmallOffice& office, std::string const& id, std::string const& state) {
    return office.write([&](store::Transaction& t) -> Result<store::DocumentRow> {
        store::Document paper;
        paper.document_id = id;
        paper.kind = store::DocumentKind::Letter;
        paper.state = state;
        paper.file_name = id + ".pdf";
        paper.media_type = "application/pdf";
        paper.made_at = kMorning;
        paper.snapshot = "{}";
        paper.content = id + state;
        auto const stored = store::add_document(t, paper, {{office.row(office.group).id, "hitung_teguran"}});
        if (!stored) return stored.error();
        return stored->id;
    });
}

std::string state_of(SmallOffice& office, store::DocumentRow id) {
    return office.read([&](store::Reader& r) { return store::find_document(r, id); }).state;
}

void queue_paper(SmallOffice& office, std::string const& id, bool draft) {
    office.write([&](store::Transaction& t) {
        service::PaperOrder order;
        order.document = id;
        order.case_number = office.group;
        order.draft = draft;
        store::Work work;
        work.case_id = office.row(office.group).id;
        work.kind = std::string(service::kDocumentWork);
        work.payload = service::to_json(order);
        return store::queue_work(t, work);
    });
}

std::vector<std::string> waiting(SmallOffice& office) {
    std::vector<std::string> out;
    for (auto const& piece : office.read([](store::Reader& r) { return store::all_work(r); }))
        if (piece.kind == service::kDocumentWork)
            if (auto const order = service::parse_order(piece.payload); order && order->document.starts_with("L4"))
                out.push_back(order->document + (order->draft ? " konsep" : ""));
    return out;
}

} // namespace

TEST_CASE("a warning that was not signed is withdrawn when the report comes", "[service]") {
    SmallOffice office(kMorning);
    auto const draft = add_paper(office, "L40", service::kDraftState);
    auto const issued = add_paper(office, "L40", "TERBIT");
    auto const other = add_paper(office, "L16", service::kDraftState);
    queue_paper(office, "L41", true);
    queue_paper(office, "L41", false);
    auto const withdraw = [&](std::string_view element) {
        auto const row = office.row(office.group);
        must(office.database->write(
            [&](store::Transaction& t) { return service::withdraw_drafts(office.pack(), t, row, element); }));
    };
    withdraw("S5-02");
    CHECK(state_of(office, draft) == service::kDraftState);
    CHECK(waiting(office).size() == 2);
    withdraw("S5-03");
    CHECK(state_of(office, draft) == service::kWithdrawnState);
    CHECK(state_of(office, issued) == "TERBIT");
    CHECK(state_of(office, other) == service::kDraftState);
    CHECK(waiting(office) == std::vector<std::string>{"L41"});
}

TEST_CASE("a case that is over leaves no draft to be signed", "[service]") {
    SmallOffice office(kMorning);
    auto const draft = add_paper(office, "L42", service::kDraftState);
    auto const row = office.row(office.group);
    must(office.database->write(
        [&](store::Transaction& t) { return service::withdraw_all_drafts(office.pack(), t, row); }));
    CHECK(state_of(office, draft) == service::kWithdrawnState);
}
