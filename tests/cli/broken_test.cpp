#include "core/text.hpp"
#include "service/small_pack.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

// Broken and hostile files, each beside what the program says of it (tests/broken, name.expected). Every one goes
// through the real command: status 1, place and cause, nothing written.

using namespace alur;
using namespace alur::test;
namespace fs = std::filesystem;

namespace {

fs::path const kSource = ALUR_SOURCE_DIR;
fs::path const kBroken = kSource / "tests/broken";

struct Said {
    int status = 0;
    std::string text; ///< both streams
};

Said run(std::string const& words) {
    auto const ran = run_shell(ALUR_PROGRAM " " + words + " 2>&1");
    return {ran.status, ran.out};
}

/// Every file of a folder with its content.
std::map<std::string, std::string> contents(fs::path const& folder) {
    std::map<std::string, std::string> out;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        auto const name = entry.path().string();
        if (entry.is_regular_file() && !name.ends_with("-lock") && !name.ends_with("-shm"))
            out[name] = *format::read_bytes(entry.path());
    }
    return out;
}

/// A workplace with the small pack, an office, a good letter and the sample of the shipped pack.
class Workplace {
  public:
    Workplace() {
        fs::copy_file(kSource / "tests/letter/samples/nota.md", pack.folder.path("nota.md"));
        fs::copy_file(kSource / "templates/kube/layouts.yaml", pack.folder.path("layouts.yaml"));
        fs::copy(kSource / "workflows/kube/sample", pack.folder.path("usulan"), fs::copy_options::recursive);
        data_ = pack.folder.write("data.json", "{}");
    }

    std::string out() const { return pack.folder.path("hasil"); }

    /// The command line that meets the file; the file is put where it belongs first.
    std::string command_for(fs::path const& file) {
        auto const name = file.filename().string();
        auto const kind = name.substr(0, name.find('_'));
        auto const place = [&](std::string const& where) {
            fs::copy_file(file, pack.folder.path(where), fs::copy_options::overwrite_existing);
            return pack.folder.path(where);
        };
        if (kind == "bpmn") return "bpmn check " + place(name);
        if (kind == "dmn") return "dmn check " + place(name);
        if (kind == "letter") return "template render " + place(name) + " --data " + data_ + " -o " + out();
        if (kind == "data")
            return "template render " + pack.folder.path("nota.md") + " --data " + place(name) + " -o " + out();
        if (kind == "layouts") {
            place("layouts.yaml");
            return "template render " + pack.folder.path("nota.md") + " --data " + data_ + " -o " + out();
        }
        if (kind == "scenario") {
            fs::create_directories(pack.root() + "/scenarios");
            return "rehearse --scenario " + place("workflows/uji/scenarios/" + name) + " --input " +
                   pack.folder.path("usulan") + " --out " + out();
        }
        if (kind == "image") {
            place("lambang.png");
            return "template render " + pack.folder.path("nota.md") + " --data " + data_ + " -o " + out();
        }
        if (kind == "font") {
            place("rusak.ttf");
            auto text = format::read_text(pack.folder.path("layouts.yaml"))->text;
            text = replace_all(text, "    - /usr/share/fonts/truetype/liberation\n",
                               "    - " + pack.folder.path("") + "\n    - /usr/share/fonts/truetype/liberation\n");
            text = replace_all(text, "LiberationSans-Regular.ttf", "rusak.ttf");
            pack.folder.write("layouts.yaml", text);
            return "template render " + pack.folder.path("nota.md") + " --data " + data_ + " -o " + out();
        }
        if (kind == "input" || kind == "start") {
            auto const office = pack.folder.path("kantor");
            auto const person = pack.folder.write("orang.json", R"({"nama":"Sari","nilai":1000})");
            REQUIRE(run("init " + office + " --pack " + pack.root()).status == 0);
            REQUIRE(run("case start permohonan --data " + office + " --input " + person).status == 0);
            return (kind == "input" ? "task complete P-1 periksa --role STAF --data "
                                    : "case start permohonan --data ") +
                   office + " --input " + place(name);
        }
        static std::map<std::string, std::string> const kInput{
            {"proposals", "proposals.json"}, {"dtsen", "dtsen-extract.csv"}, {"scores", "field-scores.json"}};
        if (auto const input = kInput.find(kind); input != kInput.end()) {
            place("usulan/" + input->second);
            return "rehearse --scenario " + (kSource / "workflows/kube/scenarios/tahun-penuh.yaml").string() +
                   " --input " + pack.folder.path("usulan") + " --out " + out();
        }
        static std::map<std::string, std::string> const kInPack{
            {"guards", "guards.csv"},
            {"deadlines", "deadlines.csv"},
            {"holidays", "holidays-2026.csv"},
            {"documents", "documents.csv"},
            {"parameters", "parameters.csv"},
            {"reminders", "reminders.csv"},
            {"goods", "goods.csv"},
            {"pack", "pack.yaml"},
            {"steps", "steps.yaml"},
            {"process", "permohonan.bpmn"},
            {"form", "../../forms/uji/B01_lembar_pemeriksaan.yaml"}};
        auto const target = kInPack.find(kind);
        if (target == kInPack.end()) FAIL("no command for " + name);
        place("workflows/uji/" + target->second);
        return "check " + pack.root();
    }

    /// Names of this run's folders, taken out of what was said.
    std::string cleaned(std::string text) const {
        text = replace_all(std::move(text), pack.folder.path(""), "@/");
        return replace_all(std::move(text), kSource.string() + "/", "");
    }

    SmallPack pack;

  private:
    std::string data_;
};

std::string repeated(std::string const& text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

} // namespace

TEST_CASE("each broken file is refused whole with the message beside it", "[cli][broken]") {
    std::vector<fs::path> files;
    for (auto const& entry : fs::directory_iterator(kBroken))
        if (entry.path().extension() != ".expected") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    REQUIRE(files.size() >= 40);
    for (auto const& file : files) {
        INFO(file.filename().string());
        Workplace workplace;
        auto const command = workplace.command_for(file);
        auto const before = contents(workplace.pack.folder.path(""));
        auto const said = run(command);
        auto const text = workplace.cleaned(said.text);
        CAPTURE(text);
        CHECK(said.status == 1);
        CHECK(contents(workplace.pack.folder.path("")) == before);
        auto expected = file;
        expected += ".expected";
        if (std::getenv("UPDATE_GOLDEN")) {
            REQUIRE(format::write_file(expected, text));
            continue;
        }
        auto const wanted = format::read_bytes(expected);
        REQUIRE(wanted);
        CHECK(text == *wanted);
    }
}

TEST_CASE("NUL bytes and broken UTF-8 are refused in every kind of file with their place", "[cli][broken]") {
    struct Kind {
        std::string name; ///< as a file of tests/broken is named
        std::string good; ///< file to spoil
    };
    std::vector<Kind> const kinds{{"bpmn_x.bpmn", "tests/pack/workflows/uji/permohonan.bpmn"},
                                  {"letter_x.md", "tests/letter/samples/nota.md"},
                                  {"data_x.json", "workflows/kube/sample/field-scores.json"},
                                  {"guards_x.csv", "tests/pack/workflows/uji/guards.csv"},
                                  {"holidays_x.csv", "tests/pack/workflows/uji/holidays-2026.csv"},
                                  {"pack_x.yaml", "tests/pack/workflows/uji/pack.yaml"},
                                  {"steps_x.yaml", "tests/pack/workflows/uji/steps.yaml"},
                                  {"form_x.yaml", "tests/pack/forms/uji/B01_lembar_pemeriksaan.yaml"},
                                  {"process_x.bpmn", "tests/pack/workflows/uji/permohonan.bpmn"},
                                  {"proposals_x.json", "workflows/kube/sample/proposals.json"},
                                  {"dtsen_x.csv", "workflows/kube/sample/dtsen-extract.csv"}};
    std::vector<std::pair<std::string, std::string>> const faults{{std::string(1, '\0'), "NUL"}, {"\xC3\x28", "UTF-8"}};
    for (auto const& kind : kinds)
        for (auto const& [bytes, word] : faults) {
            CAPTURE(kind.name, word);
            Workplace workplace;
            auto text = *format::read_bytes(kSource / kind.good);
            // On the second line, so that a place that is only guessed shows.
            auto const line = text.find('\n') + 1;
            text.insert(line + 3, bytes);
            TemporaryFolder const folder;
            auto const command = workplace.command_for(folder.write(kind.name, text));
            auto const before = contents(workplace.pack.folder.path(""));
            auto const said = run(command);
            CAPTURE(said.text);
            CHECK(said.status == 1);
            CHECK(said.text.find(word) != std::string::npos);
            CHECK(said.text.find(":2:4") != std::string::npos);
            CHECK(contents(workplace.pack.folder.path("")) == before);
        }
}

TEST_CASE("what is nested without end or larger than any file is refused quickly, without a crash", "[cli][broken]") {
    constexpr std::size_t kDeep = 100'000;
    constexpr std::size_t kLarge = 20'000'000;
    std::string const bpmn =
        R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="u"><process id="p" isExecutable="true">)";
    std::string const front = "---\nid: N01\nnama: Uji\nlayout: nota\nseri: none\n---\n";
    std::map<std::string, std::string> const files{
        {"data_deep.json", repeated("[", kDeep)},
        {"data_deep_objects.json", repeated("{\"a\":", kDeep)},
        {"data_large.json", "{\"a\":\"" + std::string(kLarge, 'x') + "\"}"},
        {"proposals_deep.json", repeated("[", kDeep)},
        {"proposals_large.json", "{\"proposals\":[\"" + std::string(kLarge, 'x') + "\"]}"},
        {"bpmn_deep.bpmn", bpmn + repeated("<subProcess id=\"s\">", kDeep)},
        {"bpmn_large.bpmn", bpmn + "<documentation>" + std::string(kLarge, 'x') + "</documentation>"},
        {"bpmn_expression.bpmn", bpmn +
                                     "<startEvent id=\"a\"/><userTask id=\"b\"/><sequenceFlow id=\"f\" sourceRef=\"a\" "
                                     "targetRef=\"b\"><conditionExpression>=" +
                                     repeated("(", kDeep) +
                                     "</conditionExpression></sequenceFlow></process></definitions>"},
        {"dmn_deep.dmn",
         R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="d" namespace="u">)" +
             repeated("<decision><context>", kDeep)},
        {"pack_deep.yaml", "id: " + repeated("[", kDeep)},
        {"pack_deep_blocks.yaml",
         [] {
             std::string out;
             for (std::size_t i = 0; i < 2'000; ++i) out += std::string(i, ' ') + "a:\n";
             return out;
         }()},
        {"pack_large.yaml", "id: uji\nnama: " + std::string(kLarge, 'x') + "\nzona: [\n"},
        {"form_deep.yaml", "id: " + repeated("{a: ", kDeep)},
        {"guards_large.csv", "guard_id,steps\nA-1,\"" + std::string(kLarge, 'x')},
        {"goods_many.csv", "kode,nama\n" + repeated("A1,x\n", 100'000)},
        {"letter_deep.md", front + repeated("> ", kDeep) + "x\n"},
        {"letter_deep_ifs.md", front + repeated("{{#if true}}", kDeep)},
        {"letter_deep_expression.md", front + "{{" + repeated("(", kDeep) + "}}"},
        {"letter_large.md", front + std::string(kLarge, 'x') + "{{"},
    };
    for (auto const& [name, text] : files) {
        INFO(name);
        Workplace workplace;
        TemporaryFolder const folder;
        auto const command = workplace.command_for(folder.write(name, text));
        auto const before = contents(workplace.pack.folder.path(""));
        // Ten seconds of processor time are far more than refusing takes, also under the sanitizers.
        auto const ran = run_shell("ulimit -t 20; " ALUR_PROGRAM " " + command + " 2>&1");
        auto const said = ran.out.substr(0, 2'000);
        CAPTURE(said);
        CHECK(ran.status == 1);
        CHECK(ran.out.size() < 100'000);
        CHECK((said.find(folder.path("")) != std::string::npos ||
               said.find(workplace.pack.folder.path("")) != std::string::npos));
        CHECK(contents(workplace.pack.folder.path("")) == before);
    }
}
