#pragma once
#include "core/result.hpp"
#include "letter/tree.hpp"
#include "merge/merge.hpp"

#include <string_view>
#include <vector>

namespace alur::letter {

/// The body of a letter after merging: its blocks, then the annexes that `[lampiran: …]` begins.
struct BodyTree {
    std::vector<Block> blocks;
    std::vector<Annex> annexes;
};

/// Reads merged Markdown. Values (private-use characters) are put in place inside the text callback only, so they never
/// become markup. Raw HTML does not exist: `<` is a letter like others. Invalid: nesting over 12, a bad command.
Result<BodyTree> read_body(merge::Merged const& merged, std::string const& file);

/// One line of text, without any markup but the values.
std::string plain_line(merge::Merged const& merged);

/// Lines that are commands, for the check when a letter is read: unknown ones are added to `found`.
void check_commands(std::string_view body, std::string const& file, int first_line, Diagnostics& found);

/// A value as text for a page: control and direction characters are dropped, white space becomes a blank.
std::string clean(std::string_view text);

} // namespace alur::letter
