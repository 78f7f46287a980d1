#pragma once
#include <functional>
#include <string>

namespace alur::channel {

/// What became of one attempt to send. Accepted: the other side has it. Temporary: it has not, and trying later may
/// help. Permanent: it has not, and never will. Unknown: it was handed over whole and no answer came; it may have it.
enum class Fate { Accepted, Temporary, Permanent, Unknown };

struct Outcome {
    Fate fate = Fate::Temporary;
    int code = 0;     ///< of the protocol (SMTP, HTTP), 0 when none came
    std::string text; ///< the other side's own words, or what went wrong on the way
};

/// Called once, at the last instant at which the other side certainly has nothing yet. When it answers false the
/// attempt is given up and nothing is handed over.
using BeforeHandover = std::function<bool()>;

/// How long one attempt may take.
struct Patience {
    int connect_seconds = 15;
    int total_seconds = 60;
};

} // namespace alur::channel
