#include "cli/office_at.hpp"

#include "feel/json.hpp"
#include "service/work_outbox.hpp"

namespace alur::cli {

namespace fs = std::filesystem;

Instant SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

namespace {

/// The folder of the pack that an office works with.
Result<std::string> pack_of(fs::path const& folder) {
    auto const named = format::read_text(folder / "paket.txt");
    if (!named) return not_found(folder.string() + ": belum ada kantor di sini; buat dengan 'alur init'");
    std::string name = named->text;
    while (name.ends_with('\n')) name.pop_back();
    return name;
}

} // namespace

Result<std::unique_ptr<store::Database>> open_records(fs::path const& folder) {
    if (auto const named = pack_of(folder); !named) return named.error();
    return store::Database::open(folder / "alur.db", {});
}

Result<std::unique_ptr<OpenOffice>> open_office(fs::path const& folder) {
    auto const named = pack_of(folder);
    if (!named) return named.error();
    auto const& name = *named;
    auto open = std::make_unique<OpenOffice>();
    open->folder = folder;
    auto loaded = service::load_pack(name);
    if (!loaded) return loaded.error();
    if (loaded->found.has_errors()) {
        auto error = invalid("paket " + name + " memuat kesalahan; perbaiki lebih dahulu (alur check " + name + ")");
        error.found = loaded->found;
        return error;
    }
    open->loaded = std::move(*loaded);
    auto database = store::Database::open(folder / "alur.db", {});
    if (!database) return database.error();
    open->database = std::move(*database);
    open->office = std::make_unique<service::Office>(open->loaded.pack, *open->database);
    return open;
}

Result<> settle(OpenOffice& open) {
    auto papers = service::Papers::open(open.loaded.pack, open.folder);
    if (!papers) return papers.error();
    auto const done = service::work_outbox(*open.office, *papers, open.clock.now());
    if (!done) {
        // What the officer asked for is stored by now; only what follows from it is not.
        auto error = done.error();
        error.message = "perintah sudah disimpan, tetapi pekerjaan sesudahnya belum dapat dilakukan: " + error.message +
                        ". Perbaiki sebabnya, lalu jalankan 'alur work retry'.";
        return error;
    }
    return Done{};
}

Error about_input(Error error, std::optional<std::string> const& path) {
    if (!path || error.found.empty()) return error;
    Diagnostics named;
    for (auto diagnostic : error.found.all()) {
        if (diagnostic.place.line == 0) diagnostic.place.file = *path;
        named.add(std::move(diagnostic));
    }
    error.found = std::move(named);
    error.message = *path + ": tidak ada yang diubah";
    return error;
}

Result<feel::Value> read_input(std::string const& path) {
    if (path.empty()) return feel::Value::context({});
    auto const file = format::read_text(path);
    if (!file) return file.error();
    auto value = feel::from_json(*file);
    if (!value) return value.error();
    if (!value->is_context()) return invalid(path + ": isinya harus berupa objek JSON");
    return value;
}

} // namespace alur::cli
