#pragma once
#include "service/views.hpp"

namespace alur::service {

/// The code with which somebody outside asks how a case stands: from the office's secret and the case's number. ""
/// where the office has no secret; then nobody outside can ask.
Result<std::string> status_code(store::Reader& reader, std::string_view case_number);

/// How a case stands, for whoever holds its number and code, without an account: {nomor, judul, bilah, dibuka, berubah,
/// berakhir}. Nothing of a person. NotFound, with one sentence for an unknown number and a wrong code.
Result<feel::Value> view_status(Desk const& desk, std::string_view case_number, std::string_view code);

} // namespace alur::service
