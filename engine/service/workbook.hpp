#pragma once
#include "service/office.hpp"
#include "sheet/recap.hpp"

namespace alur::service {

/// A table of a page as a workbook, its bytes. Unavailable: the disk.
Result<std::string> table_workbook(Office& office, std::string_view title, std::vector<sheet::RecapColumn> columns,
                                   std::vector<std::vector<feel::Value>> const& rows, Instant now);

} // namespace alur::service
