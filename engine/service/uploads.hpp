#pragma once
#include "store/documents.hpp"

#include <string>

namespace alur::service {

/// A file that comes with a step and is kept with the case.
struct Upload {
    std::string document_id; ///< of the form it is, or a word of the step
    std::string file_name;
    std::string media_type;
    std::string content;
};

/// Keeps it as a document of the case. Conflict: the case has accepted the very same file before.
Result<> keep_upload(store::Transaction& transaction, store::CaseId case_id, std::string_view element,
                     Upload const& upload, std::string_view officer, Instant now);

} // namespace alur::service
