#pragma once
#include "service/office.hpp"

namespace alur::service {

/// A draft that waits for a signature is needed no more once one of the elements of its row (`withdrawn`) is completed:
/// it becomes `DITARIK`, and one that is still to be made is not made. Drafts hold no number, so none is lost.
Result<> withdraw_drafts(Pack const& pack, store::Transaction& transaction, store::CaseRow const& row,
                         std::string_view element);
/// The same for every draft of a case that is over.
Result<> withdraw_all_drafts(Pack const& pack, store::Transaction& transaction, store::CaseRow const& row);

} // namespace alur::service
