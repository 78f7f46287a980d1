#pragma once
#include "feel/builtin.hpp"

namespace alur::feel {

/// A function `external {java: {class: …, method signature: …}}`: there is no JVM; the usual ones of java.lang are done
/// here, any other gives null with a reason. `how` is the context behind `external`.
Value call_external(Call& call, Value const& how, Arguments arguments);

} // namespace alur::feel
