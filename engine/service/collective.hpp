#pragma once
#include "service/desk_tasks.hpp"

namespace alur::service {

/// One step completed for many cases with one input.
struct CompleteMany {
    std::vector<std::string> numbers; ///< of the cases, in the order in which they are done
    std::string step;
    feel::Value input; ///< a field that is left out takes each case's own preset
    std::string reason;
};

inline constexpr std::size_t kMostTogether = 200;

/// Completes the step for every case, in one transaction: at the first that is refused nothing is done for any, and the
/// error names the case in front of its reason. Fails as finish does. Invalid: no case, or more than kMostTogether.
Result<int> complete_many(Desk const& desk, SignedIn const& who, CompleteMany const& command, Instant now);

/// The steps at which cases wait for the officer's roles: {langkah: [{langkah, nama, jumlah, perkara: [{nomor, judul,
/// keadaan, sisa}]}]}, the most cases first.
Result<feel::Value> view_collective(Desk const& desk, Officer const& officer, Instant now);

/// One of these steps: {langkah, nama, perkara: […, dipilih], fields, hasil: [{nomor, judul, baik, kalimat}]}. Tables
/// are not among the fields: they belong to one case. With `check`, `hasil` says of each chosen case whether the step
/// would go through.
enum class CheckCases { No, Yes };
Result<feel::Value> view_collective_step(Desk const& desk, SignedIn const& who, CompleteMany const& command,
                                         CheckCases check, Instant now);

/// What the page asks for, for reading what was sent. NotFound: no case waits there for the officer.
Result<std::vector<InputField>> collective_fields(Desk const& desk, Officer const& officer, std::string_view step);

} // namespace alur::service
