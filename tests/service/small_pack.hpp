#pragma once
#include "cli/program.hpp"
#include "format/file.hpp"
#include "service/pack.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

namespace alur::test {

/// The small pack of tests/pack in a folder of its own, for tests that change it or work with it.
class SmallPack {
  public:
    SmallPack() {
        namespace fs = std::filesystem;
        fs::path const source = ALUR_SOURCE_DIR;
        fs::copy(source / "tests/pack", folder.path(""), fs::copy_options::recursive);
        fs::create_directories(folder.path("templates/uji"));
        fs::copy_file(source / "templates/kube/layouts.yaml", folder.path("templates/uji/layouts.yaml"));
    }
    std::string root() const { return folder.path("workflows/uji"); }
    void write(std::string const& name, std::string const& text) const {
        REQUIRE(format::write_file(root() + "/" + name, text));
    }
    std::string text(std::string const& name) const {
        auto const file = format::read_text(root() + "/" + name);
        REQUIRE(file);
        return file->text;
    }
    /// Adds lines to the end of a file of the pack.
    void append(std::string const& name, std::string const& more) const { write(name, text(name) + more); }
    service::LoadedPack load() const {
        auto loaded = service::load_pack(root());
        REQUIRE(loaded);
        for (auto const& found : loaded->found.all()) UNSCOPED_INFO(render(found));
        REQUIRE_FALSE(loaded->found.has_errors());
        return std::move(*loaded);
    }

    TemporaryFolder folder;
};

} // namespace alur::test
