#pragma once
#include "core/result.hpp"

#include <string>
#include <vector>

namespace alur::letter {

/// How many pages a file of ours has. Invalid: it cannot be read as a PDF.
Result<int> count_pages(std::string const& pdf);

/// The pages of all files behind each other, for one run of the printer: no archive, no tags, no signature fields. The
/// same files give the same bytes. Only for files that this program made. Invalid: one cannot be read as a PDF, or
/// there is none.
Result<std::string> merge_for_print(std::vector<std::string> const& files);

} // namespace alur::letter
