#pragma once
#include <string>
#include <vector>

namespace alur::feel {

/// One way to call a built-in function, in words for officers.
struct FunctionNote {
    std::string name;
    std::string call;    ///< `substring(string, start position, [length])`
    std::string gives;   ///< `teks`, `daftar bilangan`
    std::string note;    ///< what it does; those of the standard have none
    std::string example; ///< an expression, "" for none
    std::string result;  ///< what the example gives, as text
};

/// All of them: our own for Indonesian offices first, then those of the standard by subject.
std::vector<FunctionNote> function_notes();

} // namespace alur::feel
