#pragma once
#include "service/complete_task.hpp"
#include "service/papers.hpp"

namespace alur::service {

/// What completing a task would do, as it stands now.
struct Foreseen {
    std::vector<runtime::Finding> findings;
    std::string obstacle; ///< why it would be refused although the input is right; "" for nothing but the findings
    std::vector<std::string> next;  ///< names of the tasks that would wait afterwards and do not wait now
    std::string state;              ///< of the case afterwards; "" when it was not looked at
    std::vector<PaperOrder> papers; ///< that would be made of this case, in order; no number is in them
};

/// Takes the step and takes it back: nothing stays, no number is used. Where a guard blocks, only the findings are
/// told. Fails as complete_task does for the input.
Result<Foreseen> foresee(Office& office, CompleteTask const& command, Instant now);

/// One of `foresee(…).papers`, made as it would be, letters watermarked DRAF. NotFound: there are fewer. Conflict: the
/// step would be refused. Invalid: a value the paper needs is missing, or the input is wrong.
Result<Paper> foresee_paper(Office& office, Papers& papers, CompleteTask const& command, std::size_t which,
                            Instant now);

} // namespace alur::service
