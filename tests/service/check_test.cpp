// Each file of broken/ is one slip in the shipped pack; what the check says stands beside it.
#include "core/text.hpp"
#include "service/decisions.hpp"
#include "service/pack.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace alur;
namespace fs = std::filesystem;

namespace {

fs::path const kSource = ALUR_SOURCE_DIR;

/// The shipped pack in a folder of its own, in which files may be spoilt.
struct Copy {
    fs::path root = fs::temp_directory_path() / ("alur_check_" + std::to_string(getpid()));
    Copy() {
        for (auto const* part : {"workflows/kube", "templates/kube", "forms/kube"}) {
            fs::create_directories(root / part);
            fs::copy(kSource / part, root / part, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        }
    }
    ~Copy() { fs::remove_all(root); }
    void restore(std::string const& file) const {
        fs::copy_file(kSource / file, root / file, fs::copy_options::overwrite_existing);
    }
};

std::string read(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// `file:`, `ganti:` and `dengan:`; the last two as often as one likes.
struct Slip {
    std::string file;
    std::vector<std::pair<std::string, std::string>> changes;
};

Slip read_slip(fs::path const& path) {
    Slip slip;
    for (auto const& line : split(read(path), '\n')) {
        auto const rest = [&](std::size_t width) { return line.substr(width); };
        if (line.starts_with("file: ")) slip.file = rest(6);
        if (line.starts_with("ganti: ")) slip.changes.emplace_back(rest(7), "");
        if (line.starts_with("dengan: ")) slip.changes.back().second = rest(8);
    }
    return slip;
}

/// What is said of the spoilt file with its lines counted from the slip (`slip:`, `slip+2:`): an edit elsewhere in the
/// pack moves nothing.
std::string from_slip(std::string const& said, std::string const& file, std::ptrdiff_t slip_line) {
    std::string out;
    for (auto const& line : split(said, '\n')) {
        if (!out.empty()) out += '\n';
        auto const start = file + ':';
        if (!line.starts_with(start)) {
            out += line;
            continue;
        }
        auto const end = line.find(':', start.size());
        auto const away = std::stol(line.substr(start.size(), end - start.size())) - slip_line;
        out += start + "slip" + (away > 0 ? "+" : "") + (away == 0 ? "" : std::to_string(away)) + line.substr(end);
    }
    return out;
}

/// Everything found, places relative to the copy; long lines are not part of the comparison, the caret is.
std::string check(fs::path const& root) {
    auto const loaded = service::load_pack(root / "workflows" / "kube");
    REQUIRE(loaded);
    std::string out;
    for (auto const& diagnostic : loaded->found.all()) {
        auto const text = loaded->texts.find(diagnostic.place.file);
        auto shown = render(diagnostic, text == loaded->texts.end() ? std::string_view{} : text->second);
        out += replace_all(std::move(shown), root.string() + "/", "") + "\n";
    }
    return out;
}

} // namespace

TEST_CASE("the shipped pack is checked without a word", "[check]") { CHECK(check(kSource) == ""); }

TEST_CASE("the weights of the decision table are those that are printed", "[check]") {
    auto const loaded = service::load_pack(kSource / "workflows" / "kube");
    REQUIRE(loaded);
    auto const& rows = loaded->pack.tables.at("field_indicators").all;
    feel::Limits const limits;
    std::vector<feel::Value> scored;
    for (auto const& row : rows.items())
        scored.push_back(
            feel::Value::context({{"code", *row.find("code")}, {"score", feel::Value::number(std::int64_t{5})}}));
    feel::Scope const scope(feel::Value::context({{"skor", feel::Value::list(scored)}}));
    auto const weights = service::decide(loaded->pack, "bobot_indikator", scope, limits);
    REQUIRE(weights);
    REQUIRE(weights->items().size() == rows.items().size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < rows.items().size(); ++i) {
        auto const& weight = weights->items()[i];
        CHECK(weight.find("kode")->as_string() == rows.items()[i].find("code")->as_string());
        CHECK(feel::to_text(*weight.find("bobot")) == rows.items()[i].find("weight")->as_string());
        sum += weight.find("bobot")->as_integer().value_or(0);
    }
    CHECK(sum == 100);
    auto const missing = service::decide(loaded->pack, "bobot", {}, limits);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == ErrorKind::NotFound);
}

TEST_CASE("each slip in a pack is found where it stands", "[check]") {
    Copy const copy;
    std::vector<fs::path> slips;
    for (auto const& entry : fs::directory_iterator(kSource / "tests/service/broken"))
        if (entry.path().extension() == ".slip") slips.push_back(entry.path());
    std::sort(slips.begin(), slips.end());
    REQUIRE(slips.size() >= 12);
    for (auto const& path : slips) {
        INFO(path.filename().string());
        auto const slip = read_slip(path);
        auto text = read(copy.root / slip.file);
        auto const slip_line =
            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find(slip.changes.at(0).first)),
                       '\n') +
            1;
        for (auto const& [from, to] : slip.changes) {
            REQUIRE(text.find(from) != std::string::npos);
            text = text.replace(text.find(from), from.size(), to);
        }
        std::ofstream(copy.root / slip.file, std::ios::binary) << text;
        auto const got = from_slip(check(copy.root), slip.file, slip_line);
        auto const expected = fs::path(path).replace_extension(".expected");
        if (std::getenv("UPDATE_GOLDEN")) std::ofstream(expected, std::ios::binary) << got;
        CHECK(got == read(expected));
        CHECK(!got.empty());
        copy.restore(slip.file);
    }
}
