#pragma once
#include "service/views.hpp"

#include <filesystem>

namespace alur::service {

/// A case with everything that belongs to it, for an auditor.
struct Dossier {
    std::string name; ///< file name; number of the case and the day, nothing personal
    std::string bytes;
};

/// Papers of a case taken together may have this much.
inline constexpr std::size_t kLargestDossier = 200U * 1024 * 1024;

/// The case as one zip: `indeks.csv` (each file with its number, version, state and SHA-256), `SHA256SUMS`,
/// `jurnal.txt` in words, `proses.bpmn` and the papers. Names in it hold nothing that people typed. Papers show
/// personal data, so it asks for a reason and writes it down as disclose_case does. Forbidden: no right. Invalid: no
/// reason, or larger than kLargestDossier. `scratch` is a folder for the file while it is made.
Result<Dossier> export_dossier(Desk const& desk, Officer const& officer, std::string_view number,
                               std::string_view reason, std::filesystem::path const& scratch, Instant now);

} // namespace alur::service
