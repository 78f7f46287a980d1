#pragma once
#include "service/office.hpp"
#include "service/papers.hpp"
#include "store/outbox.hpp"

#include <condition_variable>
#include <span>
#include <thread>

namespace alur::service {

struct MadePaper {
    PaperOrder order;
    Paper paper;
};

/// Makes the papers that pieces of the outbox order, side by side on the processors there are, and hands them over one
/// by one in the order of the pieces, each as it is made when those before it are kept already.
class PaperLine {
  public:
    PaperLine(Office& office, Papers& papers, std::span<store::Work const> pieces);
    PaperLine(PaperLine const&) = delete;
    PaperLine& operator=(PaperLine const&) = delete;
    ~PaperLine();

    /// The next one; the caller has kept those before. To be called once a piece. Errors: as Papers::make, of this
    /// piece alone.
    Result<MadePaper> next();

  private:
    static constexpr std::size_t kAhead = 4; ///< made papers that wait at most

    Result<MadePaper> make(store::Work const& piece);
    void work();

    Office& office_;
    Papers& papers_;
    std::span<store::Work const> pieces_;
    std::set<std::string> kept_; ///< ids of the papers handed over
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::optional<Result<MadePaper>>> made_;
    std::size_t begun_ = 0;
    std::size_t taken_ = 0;
    std::vector<std::thread> threads_;
};

} // namespace alur::service
