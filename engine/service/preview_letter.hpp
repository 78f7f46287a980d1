#pragma once
#include "service/papers.hpp"

namespace alur::service {

/// The letter as it would be today for that case, watermarked DRAF. It takes no number and is not stored.
/// NotFound: no such letter or case. Invalid: every field that the case cannot fill yet.
Result<Paper> preview_letter(Office& office, Papers& papers, std::string const& letter, std::string const& case_number,
                             Instant now);

} // namespace alur::service
