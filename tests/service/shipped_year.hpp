#pragma once
#include "feel/json.hpp"
#include "service/rehearse.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <functional>
#include <unistd.h>

/// The shipped pack and its year, for tests.
namespace alur::shipped {

namespace fs = std::filesystem;

inline fs::path const kPack = fs::path(ALUR_SOURCE_DIR) / "workflows/kube";

/// A folder that goes when the test ends.
struct Folder {
    static inline int made = 0;
    fs::path path =
        fs::temp_directory_path() / ("alur_rehearsal_" + std::to_string(::getpid()) + "_" + std::to_string(++made));
    Folder() { fs::remove_all(path), fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

inline feel::Value read_json(fs::path const& path) {
    auto const file = format::read_text(path);
    REQUIRE(file);
    auto value = feel::from_json(*file);
    REQUIRE(value);
    return *value;
}

inline std::string field(feel::Value const& context, std::string_view name) {
    return feel::to_text(context.at_path(name));
}

/// A shipped scenario, played.
struct Year {
    Folder folder;
    service::LoadedPack loaded;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<service::Office> office;
    service::RehearsalReport report;

    /// `change` may alter the pack before it is played.
    explicit Year(std::string const& scenario_file, std::function<void(service::Pack&)> const& change = {}) {
        auto pack = service::load_pack(kPack);
        REQUIRE(pack);
        for (auto const& found : pack->found.all()) UNSCOPED_INFO(render(found));
        REQUIRE_FALSE(pack->found.has_errors());
        loaded = std::move(*pack);
        if (change) change(loaded.pack);
        REQUIRE(service::load_input_tables(loaded.pack, kPack / "sample"));
        auto const file = format::read_text(kPack / "scenarios" / scenario_file);
        REQUIRE(file);
        auto scenario = service::read_scenario(*file, loaded.pack, kPack / "sample");
        REQUIRE(scenario);
        auto cases = service::read_cases(loaded.pack, *scenario, kPack / "sample");
        REQUIRE(cases);
        auto opened = store::Database::open(folder.path / "alur.db", {store::Durability::ProcessDeath, nullptr, ""});
        REQUIRE(opened);
        database = std::move(*opened);
        office = std::make_unique<service::Office>(loaded.pack, *database);
        auto papers = service::Papers::open(loaded.pack, folder.path);
        REQUIRE(papers);
        auto played =
            service::rehearse(*office, *papers, *scenario, std::move(*cases), folder.path, [](auto const&) {});
        if (!played) FAIL(played.error().message);
        report = std::move(*played);
    }
};

} // namespace alur::shipped
