#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// A table of days off that was applied while the office works: its whole text, by whom and when.
struct AppliedDecree {
    DecreeRow id;
    std::string name; ///< of the decree
    std::string file;
    Instant applied_at{};
    std::string actor;
    std::string content;
};

/// Keeps it (the id given is not looked at); answers its id.
Result<DecreeRow> add_decree(Transaction& transaction, AppliedDecree const& decree);
/// In the order of applying.
Result<std::vector<AppliedDecree>> applied_decrees(Reader& reader);

} // namespace alur::store
