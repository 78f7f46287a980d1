#pragma once
#include "core/result.hpp"
#include "format/file.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alur::format {

struct YamlEntry;

/// A YAML node; every scalar is text, typed later by the reader's own schema. Places are exact.
struct YamlNode {
    enum class Kind { Null, Scalar, Sequence, Mapping };
    Kind kind = Kind::Null;
    std::string scalar;
    bool quoted = false;            ///< the scalar stood in quotes or in a block
    std::vector<YamlNode> items;    ///< of a sequence
    std::vector<YamlEntry> entries; ///< of a mapping, in order; keys are scalars
    Place place;

    YamlNode const* find(std::string_view key) const;
    bool is_mapping() const { return kind == Kind::Mapping; }
    bool is_sequence() const { return kind == Kind::Sequence; }
    bool is_scalar() const { return kind == Kind::Scalar; }
};

struct YamlEntry {
    YamlNode key;
    YamlNode value;
};

/// Reads one document. Invalid, with line and column: malformed YAML, duplicate keys, anchors, aliases and tags,
/// nesting over 100.
Result<YamlNode> parse_yaml(SourceFile const& file);
/// Adds an `unknown-key` error, with the nearest allowed key, for every key of the mapping that is not allowed.
void refuse_unknown_keys(YamlNode const& mapping, std::vector<std::string> const& allowed, Diagnostics& found);

/// A text file that opens with `---` YAML `---`: its front matter and the body after it.
struct FrontMatter {
    YamlNode head; ///< Null when there is none
    std::string body;
    int body_line = 1; ///< line of the file on which the body begins
};
Result<FrontMatter> split_front_matter(SourceFile const& file);

} // namespace alur::format
