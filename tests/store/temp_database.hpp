#pragma once
#include "store/database.hpp"

#include <filesystem>
#include <string>
#include <unistd.h>

namespace alur::store {

/// A folder of its own for one test, gone with it.
class TempFolder {
  public:
    TempFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "alur-store-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    TempFolder(TempFolder const&) = delete;
    TempFolder& operator=(TempFolder const&) = delete;
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path file(std::string const& name = "alur.db") const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

/// A database in a folder of its own.
struct TempDatabase {
    explicit TempDatabase(DatabaseOptions options = {}) : options_(options) { open(); }
    Database& operator*() { return *database; }
    Database* operator->() { return database.get(); }
    void open() { database = std::move(Database::open(folder.file(), options_)).value(); }
    void reopen() {
        database.reset();
        open();
    }

    TempFolder folder;
    DatabaseOptions options_;
    std::unique_ptr<Database> database;
};

inline Instant const kMorning = *parse_instant("2026-03-09T09:00:00+07:00");

} // namespace alur::store
