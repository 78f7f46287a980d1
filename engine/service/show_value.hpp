#pragma once
#include "service/desk.hpp"

namespace alur::service {

/// Whether masked data are shown as they are.
enum class Disclosed { No, Yes };

/// A single value as people read it: dates in words, amounts with points, `ya`/`tidak`, `—` for nothing.
std::string shown(feel::Value const& value, InputType type = InputType::Text);

/// A piece of data for a page: {label, jenis, teks} with jenis `teks`; `daftar` with `butir` (texts); `tabel` with
/// `kolom` (texts) and `baris` (lists of texts); `rincian` with `butir` of {label, teks}.
feel::Value shown_field(Desk const& desk, std::string_view key, std::string_view label, feel::Value const& value,
                        InputType type, Disclosed disclosed);

/// Text as a FEEL string value; a shorthand for views.
inline feel::Value text(std::string_view value) { return feel::Value::string(std::string(value)); }

} // namespace alur::service
