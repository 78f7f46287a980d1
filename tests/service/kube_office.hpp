#pragma once
#include "feel/json.hpp"
#include "service/office.hpp"
#include "service/papers.hpp"
#include "service/start_case.hpp"
#include "service/work_outbox.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <unistd.h>

/// An office of the shipped pack in a folder of its own, gone with it.
struct KubeOffice {
    static inline int made = 0;
    std::filesystem::path const pack_root = std::filesystem::path(ALUR_SOURCE_DIR) / "workflows/kube";
    std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                   ("alur_office_" + std::to_string(::getpid()) + "_" + std::to_string(++made));
    alur::service::LoadedPack loaded;
    std::unique_ptr<alur::store::Database> database;
    std::unique_ptr<alur::service::Office> office;

    KubeOffice() {
        std::filesystem::create_directories(folder);
        auto pack = alur::service::load_pack(pack_root);
        REQUIRE(pack);
        REQUIRE_FALSE(pack->found.has_errors());
        loaded = std::move(*pack);
        auto opened = alur::store::Database::open(folder / "alur.db", {});
        REQUIRE(opened);
        database = std::move(*opened);
        office = std::make_unique<alur::service::Office>(loaded.pack, *database);
    }
    ~KubeOffice() {
        office.reset();
        database.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    alur::service::Pack& pack() { return loaded.pack; }

    /// Opens the programme of the year; answers its number.
    std::string start_programme(alur::Instant now) {
        auto const number =
            alur::service::start_case(*office, {"program", alur::feel::Value::context({}), "KATIM"}, now);
        REQUIRE(number);
        return *number;
    }

    /// Opens the case of the first proposal of the sample.
    std::string start_group(alur::Instant now) {
        auto const file = alur::format::read_text(pack_root / "sample/proposals.json");
        REQUIRE(file);
        auto const all = alur::feel::from_json(*file);
        REQUIRE(all);
        auto const first = all->at_path("proposals").items()[0];
        auto const number = alur::service::start_case(*office, {"kelompok", first, "PENDAMPING"}, now);
        if (!number) FAIL(number.error().message);
        return *number;
    }

    /// Does what waits in the outbox.
    void settle(alur::Instant now) {
        auto papers = alur::service::Papers::open(loaded.pack, folder);
        REQUIRE(papers);
        auto const done = alur::service::work_outbox(*office, *papers, now);
        if (!done) FAIL(done.error().message);
    }
};
