#pragma once
#include "service/pack.hpp"

namespace alur::service {

/// The fields of a step or message for a page, in order, as a list of contexts: {nama, label, jenis, wajib, bersyarat,
/// tampil, nilai, pilihan: [{nilai, dipilih}], galat, kolom: [label], baris: [{no, sel: [field]}]}. Values come from
/// `input`, else from the presets; `tampil` says whether the field's condition holds with them. `wrong` are the
/// diagnostics of check_input, each goes to its field.
feel::Value view_fields(std::vector<InputField> const& fields, feel::Value const& input, feel::Scope& scope,
                        feel::Limits const& limits, Diagnostics const& wrong);

/// What an officer hands in who leaves every preset as it is.
feel::Value preset_input(std::vector<InputField> const& fields, feel::Scope& scope, feel::Limits const& limits);

} // namespace alur::service
