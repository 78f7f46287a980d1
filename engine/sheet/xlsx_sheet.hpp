#pragma once
#include "sheet/xlsx_page.hpp"

namespace alur::sheet {

/// One worksheet, from the letterhead to the signatures.
void write_sheet(Page& page, Meta const& meta);

} // namespace alur::sheet
