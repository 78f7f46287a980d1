#pragma once
#include "runtime/instance.hpp"
#include "service/pack.hpp"
#include "store/cases.hpp"
#include "store/database.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace alur::service {

/// Who does something: a name for the journal and the roles that person holds.
struct Officer {
    std::string name;
    std::vector<std::string> roles;
    std::vector<std::string> areas = {}; ///< of the cases they see; none: all
    bool holds(std::vector<std::string> const& wanted) const;
};

/// A case as it stands: its row and the instance its journal adds up to.
struct LiveCase {
    store::CaseRow row;
    std::shared_ptr<model::Definitions const> definitions;
    std::shared_ptr<runtime::Instance const> instance;
};

/// One office at work: its pack and its database, with the cases and process revisions that were read last kept at
/// hand. Safe to use from many threads.
class Office {
  public:
    Office(Pack const& pack, store::Database& database) : pack_(pack), database_(database) {}
    Office(Office const&) = delete;
    Office& operator=(Office const&) = delete;

    Pack const& pack() const { return pack_; }
    store::Database& database() { return database_; }
    /// Held by whoever sends messages: one sender at a time.
    std::mutex& sending() { return sending_; }

    /// NotFound: no such case. Unavailable: what is stored is damaged.
    Result<LiveCase> find(store::Reader& reader, store::CaseId id);
    Result<LiveCase> find(store::Reader& reader, std::string_view number);
    /// All cases below a programme case, by id.
    Result<std::vector<LiveCase>> children(store::Reader& reader, store::CaseId parent);
    /// Gives back the memory of the cases kept at hand; who asks for one again gets it from the database.
    void forget();
    /// The process revision a case began with.
    Result<std::shared_ptr<model::Definitions const>> definitions(store::Reader& reader, store::DefinitionId id);

  private:
    struct Kept {
        std::int64_t version;
        std::shared_ptr<runtime::Instance const> instance;
    };
    Result<LiveCase> revive(store::Reader& reader, store::Case stored);

    static constexpr std::size_t kMostKept = 4'096;
    Pack const& pack_;
    store::Database& database_;
    std::mutex mutex_;
    std::mutex sending_;
    std::unordered_map<std::int64_t, Kept> kept_;
    std::unordered_map<std::int64_t, std::shared_ptr<model::Definitions const>> definitions_;
};

/// The case as other cases and papers see it: its variables, then `id`, `state`, `path`, `process`, `opened`.
feel::Value case_context(LiveCase const& live, ZoneOffset zone);
/// The same facts about the case alone, as `perkara` shows them.
feel::Value about_case(store::CaseRow const& row, model::Definitions const& definitions,
                       runtime::Instance const& instance, ZoneOffset zone);

} // namespace alur::service
