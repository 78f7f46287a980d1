#pragma once
#include "core/result.hpp"
#include "feel/infer.hpp"
#include "form/form.hpp"
#include "format/file.hpp"

#include <memory>
#include <string>
#include <vector>

namespace alur::form {

struct LoadOptions {
    /// Names with spaces that the expressions may use (host functions such as `hari kerja`).
    std::vector<std::string> names;
    std::shared_ptr<std::string const> file{}; ///< set by load_form itself
};

/// Reads a form file; the syntax stands in form.hpp. Invalid: `found` has every fault with its line and column: an
/// unknown key with the nearest allowed one, a missing key, an unknown type, an expression or formula that cannot be
/// read, a reference that leads nowhere, two things of one name.
Result<Form> load_form(format::SourceFile const& file, LoadOptions const& options = {});

/// What is surely wrong in the form's FEEL expressions with any case (feel::infer).
void check_expressions(Form const& form, feel::StaticScope scope, Diagnostics& found);

} // namespace alur::form
