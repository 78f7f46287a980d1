#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// A declared file as it was when it was used: a process, a letter, a form, a table. Named by its content, so the same
/// content is kept once and a running case or an issued letter can always find the revision it was made with.
struct Definition {
    DefinitionId id;
    std::string hash; ///< SHA-256
    std::string kind; ///< `bpmn`, `letter`, `form`, `pack` …: the service's word
    std::string name; ///< the path it had when first seen
    std::string content;
};

/// Keeps the content; content that is there already keeps its id, kind and name.
Result<DefinitionId> keep_definition(Transaction& transaction, std::string_view kind, std::string_view name,
                                     std::string const& content, Instant now);
/// NotFound: no such id.
Result<Definition> find_definition(Reader& reader, DefinitionId id);
/// Nothing when the content was never kept.
Result<std::optional<Definition>> find_definition_by_hash(Reader& reader, std::string_view hash);

} // namespace alur::store
