#pragma once
#include "feel/json.hpp"
#include "form/load.hpp"
#include "format/file.hpp"
#include "sheet/return.hpp"
#include "sheet/xlsx_reader.hpp"
#include "sheet/xlsx_writer.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace alur::sheet_test {

namespace fs = std::filesystem;

/// A folder that goes when the test ends.
struct Folder {
    static inline int made = 0;
    fs::path path =
        fs::temp_directory_path() / ("alur_sheet_" + std::to_string(::getpid()) + "_" + std::to_string(++made));
    Folder() { fs::remove_all(path), fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    fs::path operator/(std::string const& name) const { return path / name; }
};

inline std::string bytes_of(fs::path const& path) {
    auto bytes = format::read_bytes(path);
    REQUIRE(bytes);
    return std::move(bytes).value();
}

inline void save(fs::path const& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline sheet::Workbook book_of(fs::path const& path) {
    auto book = sheet::read_workbook(bytes_of(path));
    if (!book) FAIL(path.string() + ": " + book.error().message);
    return std::move(book).value();
}

inline form::Form form_of(fs::path const& path) {
    auto const file = format::read_text(path);
    REQUIRE(file);
    auto form = form::load_form(*file);
    if (!form) FAIL(path.string() + ": " + form.error().message);
    return std::move(form).value();
}

inline form::Form form_of_text(std::string text, std::string const& name = "T01_uji.yaml") {
    auto form = form::load_form({name, std::move(text)});
    if (!form) {
        for (auto const& found : form.error().found.all()) UNSCOPED_INFO(render(found));
        FAIL(form.error().message);
    }
    return std::move(form).value();
}

/// The form files of the shipped packs, by name.
inline std::vector<fs::path> shipped_forms() {
    std::vector<fs::path> paths;
    for (auto const& entry : fs::recursive_directory_iterator(fs::path(ALUR_SOURCE_DIR) / "forms"))
        if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

inline feel::Scope scope_of(std::string_view json) {
    auto value = feel::from_json({"data.json", std::string(json)});
    REQUIRE(value);
    return feel::Scope(std::move(value).value());
}

} // namespace alur::sheet_test
