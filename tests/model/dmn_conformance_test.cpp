// The given half of the DMN TCK: every case of every directory, with a count a directory.
#include "model/dmn_help.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>

using namespace alur;
using namespace alur::model::dmn;
namespace fs = std::filesystem;

namespace {

fs::path suite() {
    auto const* given = std::getenv("ALUR_CONFORMANCE");
    return fs::path(given ? given : ALUR_SOURCE_DIR "/../shared/conformance") / "dmn-tck";
}

bool is_nil(format::XmlNode const& node) {
    auto const* nil = node.attribute("nil");
    if (nil) return *nil == "true" || *nil == "1";
    for (auto const& attribute : node.attributes)
        if (attribute.local == "nil") return attribute.value == "true" || attribute.value == "1";
    return false;
}

std::string type_of_value(format::XmlNode const& node) {
    for (auto const& attribute : node.attributes)
        if (attribute.local == "type") return attribute.value.substr(attribute.value.find(':') + 1);
    return {};
}

feel::Value tagged(std::string const& tag, std::string const& text) {
    auto value = feel::from_json("{\"$" + tag + "\":" + feel::json_string(text) + "}");
    return value ? *value : feel::Value();
}

bool has_only(std::string const& text, std::string_view allowed) {
    return !text.empty() && text.find_first_not_of(allowed) == std::string::npos;
}

feel::Value scalar(format::XmlNode const& node) {
    if (is_nil(node)) return {};
    auto const type = type_of_value(node);
    auto const raw = node.content();
    auto const text = std::string(trim(raw));
    auto const number = feel::Decimal::parse(text);
    if (type == "string") return feel::Value::string(raw);
    if (type == "boolean") return feel::Value::boolean(text == "true" || text == "1");
    if (type == "date" || type == "time" || type == "dateTime") return tagged(type, text);
    if (type.find("uration") != std::string::npos)
        return tagged(text.find_first_of("DTHS") != std::string::npos ? "daysTimeDuration" : "yearsMonthsDuration",
                      text);
    if (!type.empty()) return number ? feel::Value::number(*number) : feel::Value();
    if (text == "true" || text == "false") return feel::Value::boolean(text == "true");
    if (number && has_only(text, "-0123456789.")) return feel::Value::number(*number);
    return feel::Value::string(raw);
}

feel::Value value_in(format::XmlNode const& node) {
    if (is_nil(node)) return {};
    std::vector<feel::Value::Entry> entries;
    for (auto const& child : node.children) {
        if (child.local == "value") return scalar(child);
        if (child.local == "list") {
            if (is_nil(child)) return {};
            std::vector<feel::Value> items;
            for (auto const& item : child.children)
                if (item.local == "item") items.push_back(value_in(item));
            return feel::Value::list(std::move(items));
        }
        if (child.local == "component") entries.emplace_back(*child.attribute("name"), value_in(child));
    }
    return entries.empty() ? feel::Value() : feel::Value::context(std::move(entries));
}

/// As the suite's own runner: numbers to 8 digits behind the point, contexts in any order.
bool same(feel::Value const& want, feel::Value const& got) {
    if (want.is_number() && got.is_number()) {
        auto const a = want.as_number().to_double();
        auto const b = got.as_number().to_double();
        return std::abs(a - b) <= 1e-8 * std::max({1.0, std::abs(a), std::abs(b)});
    }
    if (want.is_list() && got.is_list())
        return want.items().size() == got.items().size() &&
               std::equal(want.items().begin(), want.items().end(), got.items().begin(), same);
    if (want.is_context() && got.is_context())
        return want.entries().size() == got.entries().size() &&
               std::all_of(want.entries().begin(), want.entries().end(), [&](auto const& entry) {
                   auto const* other = got.find(entry.first);
                   return other && same(entry.second, *other);
               });
    if (want.is_null() || got.is_null()) return want.is_null() && got.is_null();
    return want.equals(got) || (want.is_string() && feel::to_text(got) == want.as_string());
}

Result<format::XmlNode> read_xml(fs::path const& path) {
    auto const text = format::read_text(path);
    if (!text) return text.error();
    return format::parse_xml(*text);
}

Result<format::XmlNode> find_beside(fs::path const& folder, Import const& import) {
    for (auto const& file : fs::directory_iterator(folder)) {
        if (file.path().extension() != ".dmn") continue;
        auto root = read_xml(file.path());
        if (root && root->attribute("namespace") && *root->attribute("namespace") == import.space) return root;
    }
    return not_found(import.space);
}

struct Count {
    int right = 0;
    int all = 0;
};

bool holds(Model const& model, format::XmlNode const& test) {
    std::vector<feel::Value::Entry> inputs;
    for (auto const& child : test.children)
        if (child.local == "inputNode") inputs.emplace_back(*child.attribute("name"), value_in(child));
    feel::Scope const scope(feel::Value::context(std::move(inputs)));
    auto const* service = test.attribute("invocableName");
    feel::Limits limits;
    limits.now = Instant{std::chrono::milliseconds{1'790'000'000'000}};
    for (auto const& child : test.children) {
        if (child.local != "resultNode") continue;
        auto const* expected = child.child("expected");
        auto const answer = evaluate(model, service ? *service : *child.attribute("name"), scope, limits);
        if (!answer || !same(expected ? value_in(*expected) : feel::Value(), answer->value)) return false;
    }
    return true;
}

Count run_directory(fs::path const& folder, std::vector<std::string>& wrong) {
    Count count;
    for (auto const& file : fs::directory_iterator(folder)) {
        if (file.path().filename().string().find("-test-") == std::string::npos) continue;
        auto const tests = read_xml(file.path());
        REQUIRE(tests);
        auto const root = read_xml(folder / std::string(trim(tests->child("modelName")->content())));
        REQUIRE(root);
        auto const model = read_dmn(*root, [&](Import const& import) { return find_beside(folder, import); });
        for (auto const& test : tests->children) {
            if (test.local != "testCase") continue;
            ++count.all;
            if (model && holds(*model, test))
                ++count.right;
            else
                wrong.push_back(folder.filename().string() + " " +
                                (test.attribute("id") ? *test.attribute("id") : "?"));
        }
    }
    return count;
}

void run_level(std::string const& level) {
    auto const folder = suite() / level;
    if (!fs::is_directory(folder)) {
        WARN("the DMN TCK is not at " + folder.string() + ": skipped");
        return;
    }
    std::vector<fs::path> folders;
    for (auto const& entry_of : fs::directory_iterator(folder))
        if (entry_of.is_directory()) folders.push_back(entry_of.path());
    std::sort(folders.begin(), folders.end());
    std::vector<std::string> wrong;
    Count total;
    for (auto const& one : folders) {
        auto const count = run_directory(one, wrong);
        std::cout << level << '/' << one.filename().string() << ": " << count.right << " of " << count.all << '\n';
        total.right += count.right;
        total.all += count.all;
    }
    std::cout << level << ": " << total.right << " of " << total.all << '\n';
    CHECK(wrong == std::vector<std::string>{});
    CHECK(total.all > 0);
}

} // namespace

TEST_CASE("every given case of compliance level 2", "[dmn][conformance]") { run_level("compliance-level-2"); }

TEST_CASE("every given case of compliance level 3", "[dmn][conformance]") { run_level("compliance-level-3"); }
