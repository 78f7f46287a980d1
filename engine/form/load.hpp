#pragma once
#include "core/result.hpp"
#include "form/form.hpp"
#include "format/file.hpp"

#include <string>
#include <vector>

namespace alur::form {

struct LoadOptions {
    /// Names with spaces that the expressions may use (host functions such as `hari kerja`).
    std::vector<std::string> names;
};

/// Reads a form file; the syntax stands in form.hpp. Invalid: `found` has every fault with its line and column: an
/// unknown key with the nearest allowed one, a missing key, an unknown type, an expression or formula that cannot be
/// read, a reference that leads nowhere, two things of one name.
Result<Form> load_form(format::SourceFile const& file, LoadOptions const& options = {});

} // namespace alur::form
