#include "service/save_list.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "sheet/recap.hpp"
#include "store/cases.hpp"
#include "store/deadlines.hpp"
#include "store/documents.hpp"
#include "store/number_register.hpp"
#include "store/tasks.hpp"

#include <algorithm>
#include <array>

namespace alur::service {

namespace {

using feel::Value;
using form::FieldType;
using sheet::RecapColumn;

constexpr std::array<std::pair<ListKind, std::string_view>, 5> kWords{{{ListKind::Cases, "perkara"},
                                                                       {ListKind::Tasks, "tugas"},
                                                                       {ListKind::Deadlines, "tenggat"},
                                                                       {ListKind::Register, "register"},
                                                                       {ListKind::Documents, "dokumen"}}};

struct Shape {
    std::string title;
    std::string sheet;
    std::vector<RecapColumn> columns;
};

RecapColumn text(std::string header, double width) { return {std::move(header), FieldType::Text, width, false}; }
RecapColumn code(std::string header, double width) { return {std::move(header), FieldType::Code, width, false}; }
RecapColumn day(std::string header) { return {std::move(header), FieldType::Date, 13, false}; }
RecapColumn instant(std::string header) { return {std::move(header), FieldType::DateTime, 18, false}; }

Shape shape_of(ListKind kind) {
    RecapColumn const number{"No", FieldType::Int, 6, false};
    switch (kind) {
    case ListKind::Cases:
        return {"DAFTAR PERKARA",
                "Perkara",
                {number,
                 code("Nomor perkara", 24),
                 text("Nama", 36),
                 text("Proses", 14),
                 text("Keadaan", 24),
                 instant("Dibuka"),
                 instant("Berakhir"),
                 {"Langkah", FieldType::Int, 9, false}}};
    case ListKind::Tasks:
        return {"DAFTAR TUGAS YANG MENUNGGU",
                "Tugas",
                {number, code("Nomor perkara", 24), text("Nama", 36), code("Langkah", 12), text("Tugas", 36),
                 text("Peran", 22), instant("Sejak"), instant("Tenggat"), text("Dikerjakan oleh", 20)}};
    case ListKind::Deadlines:
        return {"DAFTAR TENGGAT",
                "Tenggat",
                {number,
                 code("Nomor perkara", 24),
                 text("Nama", 36),
                 code("Tenggat", 10),
                 {"Ke", FieldType::Int, 5, false},
                 text("Keadaan", 12),
                 day("Dihitung sejak"),
                 day("Jatuh tempo"),
                 instant("Selesai"),
                 text("Pemilik", 22),
                 text("Atasan", 22)}};
    case ListKind::Register:
        return {"REGISTER SURAT KELUAR",
                "Register",
                {number,
                 text("Seri", 17),
                 {"No urut", FieldType::Int, 8, false},
                 code("Nomor lengkap", 34),
                 day("Tanggal surat"),
                 code("Jenis", 10),
                 text("Hal/Tentang", 44),
                 text("Tujuan", 38),
                 text("Keadaan", 12),
                 text("Alasan", 24),
                 instant("Diambil"),
                 text("Oleh", 26)}};
    case ListKind::Documents:
        return {"DAFTAR DOKUMEN",
                "Dokumen",
                {number,
                 code("Nomor perkara", 24),
                 code("Jenis", 10),
                 {"Versi", FieldType::Int, 7, false},
                 text("Keadaan", 12),
                 code("Nomor", 34),
                 day("Tanggal"),
                 text("Nama berkas", 50),
                 instant("Dibuat"),
                 text("Oleh", 26),
                 code("SHA-256", 68)}};
    }
    return {};
}

/// Goes through the office's data page by page and hands rows to the writer.
class ListWalk {
  public:
    ListWalk(store::Reader& reader, ListRequest const& request, sheet::RecapWriter& out)
        : reader_(reader), request_(request), out_(out) {}

    Result<std::uint64_t> run() {
        if (request_.kind == ListKind::Register) {
            if (auto const done = numbers(); !done) return done.error();
            return rows_;
        }
        store::CaseFilter filter;
        filter.process = request_.process;
        for (;;) {
            auto const page = store::list_cases(reader_, filter);
            if (!page) return page.error();
            for (auto const& row : *page)
                if (auto const done = of_case(row); !done) return done.error();
            if (page->size() < static_cast<std::size_t>(filter.limit)) return rows_;
            filter.after = page->back().id;
        }
    }

  private:
    store::Reader& reader_;
    ListRequest const& request_;
    sheet::RecapWriter& out_;
    std::uint64_t rows_ = 0;

    Result<> row(std::vector<Value> values) {
        values.insert(values.begin(), Value::number(static_cast<std::int64_t>(++rows_)));
        return out_.row(values);
    }
    static Value words(std::string const& text) { return text.empty() ? Value{} : Value::string(text); }
    static Value number(std::int64_t value) { return Value::number(value); }
    Value moment(Instant at) const { return Value::date_time(at, request_.zone); }
    Value moment(std::optional<Instant> const& at) const { return at ? moment(*at) : Value{}; }

    Result<> of_case(store::CaseRow const& live) {
        switch (request_.kind) {
        case ListKind::Cases:
            return row({words(live.number), words(live.title), words(live.process), words(live.state),
                        moment(live.opened_at), moment(live.ended_at), number(live.version)});
        case ListKind::Tasks: return tasks(live);
        case ListKind::Deadlines: return deadlines(live);
        case ListKind::Documents: return documents(live);
        case ListKind::Register: break;
        }
        return Done{};
    }
    Result<> tasks(store::CaseRow const& live) {
        if (live.ended_at) return Done{};
        auto const found = store::tasks_of_case(reader_, live.id);
        if (!found) return found.error();
        for (auto const& task : *found)
            if (auto const done = row({words(live.number), words(live.title), words(task.element), words(task.name),
                                       words(join(task.roles, ", ")), moment(task.opened_at), moment(task.due_at),
                                       words(task.claimed_by.value_or(""))});
                !done)
                return done.error();
        return Done{};
    }
    Result<> deadlines(store::CaseRow const& live) {
        auto const found = store::deadlines_of_case(reader_, live.id);
        if (!found) return found.error();
        for (auto const& deadline : *found)
            if (auto const done =
                    row({words(live.number), words(live.title), words(deadline.deadline_id), number(deadline.seq),
                         words(std::string(store::to_text(deadline.state))), Value::date(deadline.trigger_date),
                         Value::date(deadline.due_date), moment(deadline.closed_at), words(join(deadline.owner, ", ")),
                         words(join(deadline.superior, ", "))});
                !done)
                return done.error();
        return Done{};
    }
    Result<> documents(store::CaseRow const& live) {
        auto const found = store::documents_of_case(reader_, live.id);
        if (!found) return found.error();
        for (auto const& document : *found)
            if (auto const done = row({words(live.number), words(document.document_id), number(document.version),
                                       words(document.state), words(document.number.value_or("")),
                                       document.date ? Value::date(*document.date) : Value{}, words(document.file_name),
                                       moment(document.made_at), words(document.made_by), words(document.sha256)});
                !done)
                return done.error();
        return Done{};
    }
    int year() const {
        if (request_.year) return *request_.year;
        return static_cast<int>(std::chrono::year_month_day(day_of(request_.now, request_.zone)).year());
    }
    Result<> numbers() {
        auto const found = store::numbers_of_year(reader_, year());
        if (!found) return found.error();
        for (auto const& entry : *found)
            if (auto const done = row({words(entry.series), number(entry.number), words(entry.text),
                                       Value::date(entry.date), words(entry.letter), words(entry.subject),
                                       words(entry.addressee), words(std::string(store::to_text(entry.state))),
                                       words(entry.reason), moment(entry.taken_at), words(entry.actor)});
                !done)
                return done.error();
        return Done{};
    }
};

} // namespace

std::optional<ListKind> list_kind(std::string_view word) {
    for (auto const& [kind, name] : kWords)
        if (name == word) return kind;
    return std::nullopt;
}

std::vector<std::string> list_words() {
    std::vector<std::string> words;
    for (auto const& [kind, name] : kWords) words.emplace_back(name);
    return words;
}

Result<SavedList> save_list(store::Database& database, ListRequest const& request, std::filesystem::path const& path) {
    auto shape = shape_of(request.kind);
    sheet::RecapHead head;
    if (!request.office.empty()) head.lines.push_back(upper_ascii(request.office));
    head.lines.push_back(shape.title);
    head.lines.push_back("Keadaan per " + tanggal(day_of(request.now, request.zone)));
    head.sheet = shape.sheet;
    head.created = request.now;
    head.zone = request.zone;
    auto writer = sheet::RecapWriter::create(path, std::move(head), std::move(shape.columns));
    if (!writer) return writer.error();
    SavedList saved;
    auto const walked = database.read([&](store::Reader& reader) -> Result<> {
        auto const rows = ListWalk(reader, request, *writer).run();
        if (!rows) return rows.error();
        saved.rows = *rows;
        return Done{};
    });
    if (!walked) return walked.error();
    auto hash = writer->finish();
    if (!hash) return hash.error();
    saved.sha256 = std::move(hash).value();
    return saved;
}

} // namespace alur::service
