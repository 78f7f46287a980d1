#pragma once
#include "feel/value.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace alur::http {

/// Addresses of the built-in files below `aset/`, each with its version, for templates: {alur_css, htmx_js …}; "" for
/// one that is not built in.
feel::Value asset_addresses();
/// The file behind `/aset/NAME`, compressed when the browser takes that; 404 when there is none.
Response asset(Request const& request);

} // namespace alur::http
