#include "feel/unicode.hpp"

#include "core/text.hpp"

#include <array>

namespace alur::feel {

namespace {

/// From `first` to `last` upper case lies `distance` before lower case; step 2: capital and small letters alternate.
struct Block {
    char32_t first;
    char32_t last;
    char32_t distance;
    bool alternating;
};
constexpr std::array<Block, 24> kBlocks{
    {{0x41, 0x5A, 32, false},   {0xC0, 0xD6, 32, false},   {0xD8, 0xDE, 32, false},   {0x100, 0x12F, 1, true},
     {0x132, 0x137, 1, true},   {0x139, 0x148, 1, true},   {0x14A, 0x177, 1, true},   {0x179, 0x17E, 1, true},
     {0x1CD, 0x1DC, 1, true},   {0x1DE, 0x1EF, 1, true},   {0x1F8, 0x21F, 1, true},   {0x222, 0x233, 1, true},
     {0x388, 0x38A, 37, false}, {0x391, 0x3A1, 32, false}, {0x3A3, 0x3AB, 32, false}, {0x400, 0x40F, 80, false},
     {0x410, 0x42F, 32, false}, {0x460, 0x481, 1, true},   {0x48A, 0x4BF, 1, true},   {0x4D0, 0x52F, 1, true},
     {0x531, 0x556, 48, false}, {0x1E00, 0x1E95, 1, true}, {0x1EA0, 0x1EFF, 1, true}, {0xFF21, 0xFF3A, 32, false}}};

char32_t change(char32_t c, bool to_upper) {
    for (Block const& block : kBlocks) {
        if (block.alternating) {
            if (c >= block.first && c <= block.last) {
                bool const is_upper = (c - block.first) % 2 == 0;
                return to_upper && !is_upper ? c - 1 : !to_upper && is_upper ? c + 1 : c;
            }
            continue;
        }
        if (!to_upper && c >= block.first && c <= block.last) {
            return c + block.distance;
        }
        if (to_upper && c >= block.first + block.distance && c <= block.last + block.distance) {
            return c - block.distance;
        }
    }
    constexpr std::array<std::array<char32_t, 2>, 4> kSingle{
        {{0x386, 0x3AC}, {0x178, 0xFF}, {0x38C, 0x3CC}, {0x38F, 0x3CE}}};
    for (auto const& [big, small] : kSingle) {
        if (c == (to_upper ? small : big)) {
            return to_upper ? big : small;
        }
    }
    return c;
}

std::string convert(std::string_view text, bool to_upper) {
    std::string out;
    for (char32_t const c : to_code_points(text)) {
        if (to_upper && c == 0xDF) {
            out += "SS";
        } else if (to_upper && c == 0x3C2) { // final sigma
            append_utf8(out, 0x3A3);
        } else {
            append_utf8(out, change(c, to_upper));
        }
    }
    return out;
}

} // namespace

std::string upper(std::string_view text) { return convert(text, true); }
std::string lower(std::string_view text) { return convert(text, false); }

} // namespace alur::feel
