#pragma once
#include "cli/bpmn_world.hpp"
#include "store/database.hpp"
#include "store/ids.hpp"

#include <memory>

namespace alur::cli {

/// The database behind `bpmn run --db`: every step of every case is in it, durably, before it is acknowledged.
class BpmnRunStore {
  public:
    /// Fails as store::Database::open does.
    static Result<std::unique_ptr<BpmnRunStore>> open(std::string const& path);

    /// From now on the world's steps are kept here.
    void follow(BpmnWorld& world, LoadedBpmn const& loaded);
    /// Takes up the newest run that was kept of this file. NotFound: there is none.
    Result<> resume(BpmnWorld& world, LoadedBpmn const& loaded);

  private:
    explicit BpmnRunStore(std::unique_ptr<store::Database> database) : database_(std::move(database)) {}
    Result<> keep_step(BpmnWorld const& world, LoadedBpmn const& loaded, std::size_t owner, runtime::Step const& step);

    std::unique_ptr<store::Database> database_;
    std::vector<std::pair<store::CaseId, std::int64_t>> cases_; ///< row and version, by number in the world
};

} // namespace alur::cli
