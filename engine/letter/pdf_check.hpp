#pragma once
#include "core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::letter {

/// One rule of the archive and accessibility standards that a file breaks.
struct CheckFinding {
    std::string_view rule;   ///< short name, "file-id"
    std::string_view clause; ///< "ISO 19005-3 6.1.3"
    std::string message;     ///< what is wrong and where, for officers
};

struct CheckRuleName {
    std::string_view rule;
    std::string_view clause;
};

/// Holds a PDF against PDF/A-3b (ISO 19005-3) and PDF/UA-1 (ISO 14289-1): every finding, in the order of the rules;
/// none for a file that keeps them all. Says nothing about what a machine cannot see, such as whether a text describes
/// its picture. Invalid: the file cannot be read as a PDF at all.
Result<std::vector<CheckFinding>> check_pdf(std::string_view pdf);
/// Every rule, in order.
std::vector<CheckRuleName> check_rules();

} // namespace alur::letter
