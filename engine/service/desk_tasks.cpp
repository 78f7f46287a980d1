#include "service/desk_tasks.hpp"

#include "core/hash.hpp"
#include "core/text.hpp"
#include "feel/json.hpp"
#include "service/case_step.hpp"
#include "service/fields_view.hpp"
#include "store/definitions.hpp"
#include "store/drafts.hpp"
#include "store/tasks.hpp"

#include <algorithm>
#include <array>

namespace alur::service {

namespace {

using feel::Value;

/// The waiting task of a step of a case the officer may see.
Result<store::TaskRow> waiting(Desk const& desk, store::Reader& reader, Officer const& officer, std::string_view number,
                               std::string_view step) {
    auto const live = visible_case(desk, reader, officer, number);
    if (!live) return live.error();
    auto const* element = runtime::find_open(*live->definitions, *live->instance, step);
    if (!element)
        return not_found("langkah " + std::string(step) + " pada perkara " + std::string(number) +
                         " tidak sedang menunggu");
    return store::find_task(reader, live->row.id, element->id);
}

/// The beginnings of the files an office sends, and their kinds.
struct FileKind {
    std::string_view begins;
    std::string_view media_type;
    std::string_view ending;
};
constexpr std::array kFileKinds{
    FileKind{"%PDF-", "application/pdf", ".pdf"},
    FileKind{"\x89PNG\r\n\x1a\n", "image/png", ".png"},
    FileKind{"\xff\xd8\xff", "image/jpeg", ".jpg"},
    FileKind{"\xff\xd8\xff", "image/jpeg", ".jpeg"},
    FileKind{"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
    FileKind{"PK\x03\x04", "application/vnd.oasis.opendocument.spreadsheet", ".ods"},
    FileKind{"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
    FileKind{"PK\x03\x04", "application/vnd.oasis.opendocument.text", ".odt"},
};

std::optional<std::string> media_type_of(std::string_view file_name, std::string_view bytes) {
    auto const name = lower_ascii(file_name);
    for (auto const& kind : kFileKinds)
        if (bytes.starts_with(kind.begins) && name.ends_with(kind.ending)) return std::string(kind.media_type);
    return std::nullopt;
}

/// Only the last part of what a browser called the file, without signs that a path could be made of.
std::string plain_name(std::string_view given) {
    auto const slash = given.find_last_of("/\\");
    auto name = std::string(slash == std::string_view::npos ? given : given.substr(slash + 1));
    std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"'; });
    return name.substr(0, 150);
}

store::Document uploaded(Desk const& desk, Officer const& officer, std::string_view id, std::string name,
                         std::string media_type, std::string bytes, Instant now) {
    store::Document document;
    document.document_id = id;
    document.kind = store::DocumentKind::Upload;
    document.state = "UNGGAHAN";
    document.date = day_of(now, desk.pack().zone);
    document.file_name = std::move(name);
    document.media_type = std::move(media_type);
    document.made_at = now;
    document.made_by = officer.name;
    document.snapshot = "{}";
    document.content = std::move(bytes);
    return document;
}

} // namespace

Result<> require_role(Desk const& desk, Officer const& officer, std::vector<std::string> const& roles) {
    if (officer.holds(roles)) return Done{};
    std::vector<std::string> titles;
    for (auto const& role : roles) titles.push_back(desk.role_title(role));
    return forbidden("tugas ini untuk peran " + join(titles, ", ") + "; Anda hanya dapat melihatnya");
}

Result<> keep_workbook(Desk const& desk, store::Transaction& transaction, store::TaskRow const& task,
                       std::string_view step, std::string_view form, std::string const& file_name, std::string bytes,
                       Officer const& officer, Instant now) {
    auto const name = plain_name(file_name);
    auto const media_type = media_type_of(name, bytes);
    if (!media_type) return invalid("berkas " + name + " bukan buku kerja XLSX atau ODS");
    auto const kept = store::documents_of_case(transaction, task.case_id);
    if (!kept) return kept.error();
    auto const hash = sha256(bytes);
    if (std::any_of(kept->begin(), kept->end(), [&](auto const& one) { return one.sha256 == hash; })) return Done{};
    auto const stored =
        store::add_document(transaction, uploaded(desk, officer, form, name, *media_type, std::move(bytes), now),
                            {{task.case_id, std::string(step)}});
    if (!stored) return stored.error();
    return Done{};
}

Result<> claim(Desk const& desk, Officer const& officer, std::string_view number, std::string_view step, Instant now) {
    if (auto const allowed = require(desk.pack(), officer, Action::ClaimTask); !allowed) return allowed.error();
    return desk.office().database().write([&](store::Transaction& t) -> Result<> {
        auto const task = waiting(desk, t, officer, number, step);
        if (!task) return task.error();
        if (!officer.holds(task->roles)) return forbidden("tugas ini untuk peran " + join(task->roles, ", "));
        return store::claim_task(t, task->case_id, task->id, officer.name, now);
    });
}

Result<> release(Desk const& desk, Officer const& officer, std::string_view number, std::string_view step) {
    if (auto const allowed = require(desk.pack(), officer, Action::ClaimTask); !allowed) return allowed.error();
    return desk.office().database().write([&](store::Transaction& t) -> Result<> {
        auto const task = waiting(desk, t, officer, number, step);
        if (!task) return task.error();
        if (task->claimed_by && *task->claimed_by != officer.name)
            if (auto const allowed = require(desk.pack(), officer, Action::HandOver); !allowed) return allowed.error();
        return store::release_task(t, task->case_id, task->id);
    });
}

Result<> hand_over(Desk const& desk, Officer const& officer, std::string_view number, std::string_view step,
                   std::string_view to, Instant now) {
    return desk.office().database().write([&](store::Transaction& t) -> Result<> {
        auto const task = waiting(desk, t, officer, number, step);
        if (!task) return task.error();
        if (!task->claimed_by || *task->claimed_by != officer.name)
            if (auto const allowed = require(desk.pack(), officer, Action::HandOver); !allowed) return allowed.error();
        auto const all = store::all_officers(t);
        if (!all) return all.error();
        auto const taker = std::find_if(all->begin(), all->end(),
                                        [&](auto const& account) { return account.active && account.name == to; });
        if (taker == all->end()) return not_found("petugas '" + std::string(to) + "' tidak ada atau tidak aktif");
        if (!Officer{taker->name, taker->roles}.holds(task->roles))
            return invalid(taker->name + " tidak memegang peran tugas ini (" + join(task->roles, ", ") + ")");
        if (auto const released = store::release_task(t, task->case_id, task->id); !released) return released.error();
        return store::claim_task(t, task->case_id, task->id, taker->name, now);
    });
}

Result<std::vector<std::string>> takers(Desk const& desk, std::string_view number, std::string_view step) {
    return desk.office().database().read([&](store::Reader& reader) -> Result<std::vector<std::string>> {
        auto const live = desk.office().find(reader, number);
        if (!live) return live.error();
        auto const* element = runtime::find_open(*live->definitions, *live->instance, step);
        if (!element) return not_found("langkah itu tidak sedang menunggu");
        auto const task = store::find_task(reader, live->row.id, element->id);
        if (!task) return task.error();
        auto const all = store::all_officers(reader);
        if (!all) return all.error();
        std::vector<std::string> out;
        for (auto const& account : *all)
            if (account.active && Officer{account.name, account.roles}.holds(task->roles)) out.push_back(account.name);
        return out;
    });
}

Result<> keep_draft(Desk const& desk, SignedIn const& who, std::string_view number, std::string_view step,
                    Value const& input, Instant now) {
    return desk.office().database().write([&](store::Transaction& t) -> Result<> {
        auto const task = waiting(desk, t, who.officer, number, step);
        if (!task) return task.error();
        return store::keep_draft(t, task->case_id, task->id, who.id, feel::to_json(input), now);
    });
}

Result<std::vector<InputField>> fields_of(Desk const& desk, Officer const& officer, std::string_view number,
                                          std::string_view step) {
    return desk.office().database().read([&](store::Reader& reader) -> Result<std::vector<InputField>> {
        auto const task = waiting(desk, reader, officer, number, step);
        if (!task) return task.error();
        auto const row = store::find_case(reader, task->case_id);
        if (!row) return row.error();
        return desk.pack().fields(row->process, step);
    });
}

Result<TaskCompleted> finish(Desk const& desk, SignedIn const& who, std::string_view number, std::string_view step,
                             Value const& input, std::string_view reason, Instant now) {
    auto const task = desk.office().database().read(
        [&](store::Reader& reader) { return waiting(desk, reader, who.officer, number, step); });
    if (!task) return task.error();
    if (task->claimed_by && *task->claimed_by != who.officer.name)
        return conflict("tugas ini sudah diambil " + *task->claimed_by +
                        "; mintalah tugas itu dikembalikan atau dialihkan lebih dahulu");
    auto done = complete_task(desk.office(),
                              {std::string(number), std::string(step), input, std::string(reason), who.officer}, now);
    if (!done) return done.error();
    auto const dropped = desk.office().database().write(
        [&](store::Transaction& t) { return store::drop_draft(t, task->case_id, task->id, who.id); });
    if (!dropped) return dropped.error();
    return done;
}

Result<std::string> keep_upload(Desk const& desk, Officer const& officer, std::string_view number,
                                std::string_view step, std::string_view field, std::string file_name, std::string bytes,
                                Instant now) {
    auto const name = plain_name(file_name);
    if (bytes.empty() || name.empty()) return invalid("berkas kosong; pilih berkas lain");
    if (bytes.size() > kLargestUpload) return invalid("berkas " + name + " lebih dari 10 MB; perkecil lebih dahulu");
    auto const media_type = media_type_of(name, bytes);
    if (!media_type)
        return invalid("berkas " + name +
                       " bukan PDF, PNG, JPEG, XLSX, ODS, DOCX, atau ODT; simpan ulang dalam salah "
                       "satu bentuk itu");
    return desk.office().database().write([&](store::Transaction& t) -> Result<std::string> {
        auto const task = waiting(desk, t, officer, number, step);
        if (!task) return task.error();
        if (!officer.holds(task->roles)) return forbidden("tugas ini untuk peran " + join(task->roles, ", "));
        auto const stored =
            store::add_document(t, uploaded(desk, officer, field, name, *media_type, std::move(bytes), now),
                                {{task->case_id, std::string(step)}});
        if (!stored) return stored.error();
        return name;
    });
}

Result<store::Document> document_of(Desk const& desk, Officer const& officer, std::string_view number,
                                    store::DocumentRow id) {
    return desk.office().database().read([&](store::Reader& reader) -> Result<store::Document> {
        auto const live = visible_case(desk, reader, officer, number);
        if (!live) return live.error();
        auto const links = store::cases_of_document(reader, id);
        if (!links) return links.error();
        if (std::none_of(links->begin(), links->end(), [&](auto const& link) { return link.case_id == live->row.id; }))
            return not_found("dokumen itu bukan milik perkara " + std::string(number));
        return store::find_document(reader, id);
    });
}

Result<std::string> diagram_of(Desk const& desk, Officer const& officer, std::string_view number) {
    return desk.office().database().read([&](store::Reader& reader) -> Result<std::string> {
        auto const live = visible_case(desk, reader, officer, number);
        if (!live) return live.error();
        auto const definition = store::find_definition(reader, live->row.definition);
        if (!definition) return definition.error();
        return definition->content;
    });
}

Result<Value> disclose_case(Desk const& desk, Officer const& officer, std::string_view number, std::string_view reason,
                            Instant now) {
    if (auto const allowed = require(desk.pack(), officer, Action::Disclose); !allowed) return allowed.error();
    auto const words = trim(reason);
    if (code_point_count(words) < 5) return invalid("sebutkan alasan melihat data pribadi, paling sedikit lima huruf");
    auto const logged = desk.office().database().write([&](store::Transaction& t) -> Result<> {
        auto const live = visible_case(desk, t, officer, number);
        if (!live) return live.error();
        return store::log_disclosure(t, {live->row.id, now, officer.name, std::string(words)});
    });
    if (!logged) return logged.error();
    return view_case(desk, officer, number, Disclosed::Yes, now);
}

Result<std::vector<InputField>> message_fields(Desk const& desk, Officer const& officer, std::string_view number,
                                               std::string_view message) {
    return desk.office().database().read([&](store::Reader& reader) -> Result<std::vector<InputField>> {
        auto const live = visible_case(desk, reader, officer, number);
        if (!live) return live.error();
        auto const* declared = desk.pack().message(live->row.process, message);
        if (!declared) return not_found("kejadian '" + std::string(message) + "' tidak dikenal");
        return desk.pack().fields(live->row.process, "pesan/" + declared->fields);
    });
}

Result<Value> view_message(Desk const& desk, Officer const& officer, std::string_view number, std::string_view message,
                           std::optional<Value> const& input, Diagnostics const& wrong, Instant now) {
    return desk.office().database().write([&](store::Transaction& t) -> Result<Value> {
        auto const live = visible_case(desk, t, officer, number);
        if (!live) return live.error();
        auto const* declared = desk.pack().message(live->row.process, message);
        if (!declared) return not_found("kejadian '" + std::string(message) + "' tidak dikenal");
        if (!officer.holds(declared->roles))
            return forbidden("kejadian ini dicatat oleh peran " + join(declared->roles, ", "));
        CaseStep around(desk.office(), t, now, officer.name);
        if (auto const loaded = around.load(live->row.id); !loaded) return loaded.error();
        auto scope = around.scope();
        if (!scope) return scope.error();
        auto const& fields = desk.pack().fields(live->row.process, "pesan/" + declared->fields);
        return Value::context(
            {{"nomor", text(live->row.number)},
             {"judul", text(live->row.title)},
             {"pesan", text(message)},
             {"nama", text(declared->title)},
             {"fields", view_fields(fields, input.value_or(Value::context({})), *scope, around.limits(), wrong)}});
    });
}

} // namespace alur::service
