#include "sheet/trip_help.hpp"

#include <chrono>

using namespace alur;
using namespace alur::sheet_test;

namespace {

/// The same sequence on every machine.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
    std::size_t below(std::size_t n) {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return n == 0 ? 0 : static_cast<std::size_t>(state_ % n);
    }

  private:
    std::uint64_t state_;
};

/// A few bytes changed, a piece cut out, doubled or moved.
std::string mutated(std::string bytes, Dice& dice) {
    for (auto times = 1 + dice.below(4); times > 0 && bytes.size() > 8; --times) {
        auto const at = dice.below(bytes.size());
        auto const size = 1 + dice.below(std::min<std::size_t>(bytes.size() - at, 40));
        switch (dice.below(5)) {
        case 0: bytes[at] = static_cast<char>(dice.below(256)); break;
        case 1: bytes[at] = static_cast<char>(bytes[at] ^ 1 << dice.below(8)); break;
        case 2: bytes.erase(at, size); break;
        case 3: bytes.insert(dice.below(bytes.size()), bytes.substr(at, size)); break;
        default: bytes[at] = "0123456789<>\"&/="[dice.below(16)]; break;
        }
    }
    return bytes;
}

/// Some letters and digits changed inside the cells' contents: what a careless hand does.
std::string retyped(std::string xml, Dice& dice) {
    for (int times = 0; times < 12; ++times) {
        auto const at = dice.below(xml.size());
        auto const open = xml.rfind('>', at);
        auto const close = xml.find('<', at);
        if (open == std::string::npos || close == std::string::npos || xml.rfind('<', at) > open) continue;
        for (auto i = open + 1; i < close; ++i)
            if (std::isalnum(static_cast<unsigned char>(xml[i])) && dice.below(3) == 0)
                xml[i] = "0123456789abcxyz"[dice.below(16)];
    }
    return xml;
}

} // namespace

TEST_CASE("four hundred mutated workbooks: refused, marked or accepted whole, never half", "[sheet]") {
    Trip trip;
    auto const expected = trip.expected();
    std::vector<std::string> sources;
    for (auto const* const name :
         {"openpyxl.xlsx", "exceljs.xlsx", "sheetjs.xlsx", "libreoffice.xlsx", "libreoffice.ods"})
        sources.push_back(bytes_of(fs::path(ALUR_SOURCE_DIR) / "tests/sheet/data" / name));
    sources.push_back(zipped(trip.parts()));
    int refused = 0, marked = 0, accepted = 0;
    auto slowest = std::chrono::steady_clock::duration::zero();
    for (int i = 0; i < 400; ++i) {
        INFO("mutation " << i);
        Dice dice(static_cast<std::uint64_t>(i) + 1);
        auto const& source = sources[static_cast<std::size_t>(i) % sources.size()];
        auto const inside = i % 4 != 0;
        std::string bytes;
        if (i % 4 == 1) {
            auto parts = parts_of(source);
            for (auto& [name, text] : parts)
                if (name.starts_with("xl/worksheets/sheet") || name == "xl/sharedStrings.xml" || name == "content.xml")
                    text = retyped(text, dice);
            bytes = zipped(parts);
        } else if (inside) { // in a part, with the zip around it whole: what a checksum does not catch
            auto parts = parts_of(source);
            auto at = parts.begin();
            std::advance(at, static_cast<std::ptrdiff_t>(dice.below(parts.size())));
            at->second = mutated(at->second, dice);
            bytes = zipped(parts);
        } else {
            bytes = mutated(source, dice);
        }
        auto const start = std::chrono::steady_clock::now();
        auto const returned = trip.read(bytes, "");
        slowest = std::max(slowest, std::chrono::steady_clock::now() - start);
        if (!returned) {
            ++refused;
            CHECK_FALSE(returned.error().message.empty());
        } else if (!returned->accepted()) {
            ++marked;
            for (auto const& fault : returned->faults) CHECK_FALSE(fault.message.empty());
            CHECK(sheet::write_marked_copy(*returned, trip.data, {}, trip.folder / "salinan.xlsx"));
        } else {
            ++accepted;
            // Every row it has passes the form's own check again.
            CHECK(form::check(returned->filled, trip.data).empty());
            if (!inside) CHECK(feel::to_json(form::to_value(returned->filled)) == expected);
        }
    }
    CAPTURE(refused, marked, accepted);
    CHECK(refused > 50);
    CHECK(marked > 5);
    CHECK(accepted > 50);
    CHECK(slowest < std::chrono::seconds(5));
}
