#pragma once
#include "service/views.hpp"
#include "store/documents.hpp"
#include "store/number_register.hpp"

namespace alur::service {

struct LettersQuery {
    int year = 0; ///< 0: the year of `now`
    std::string series;
    std::string state;
    std::string words;
    bool unsigned_only = false; ///< letters that wait for a signature
    int page = 0;
};

/// The register of outgoing letters: {surat: […], tahun, tahun_lain: […], seri: […], keadaan: […], surat_dapat: […],
/// menunggu, selanjutnya, boleh_pesan, boleh_sisip}. Lines of cases of other areas are left out.
Result<feel::Value> view_letters(Desk const& desk, Officer const& officer, LettersQuery const& query, Instant now);
/// The same lines, all of them, as a workbook.
Result<std::string> letters_workbook(Desk const& desk, Officer const& officer, LettersQuery query, Instant now);

/// One line of the register by its name in addresses (`SURAT-2026-147`, `SURAT-2026-147a`), with its versions, what
/// was done to it, and what the officer may do now. NotFound: no such line, or of another area.
Result<feel::Value> view_letter(Desk const& desk, Officer const& officer, std::string_view name);
/// A version of that letter.
Result<store::Document> letter_file(Desk const& desk, Officer const& officer, std::string_view name,
                                    store::DocumentRow id);
/// The number as printed, of a line that the officer may see and whose letter they may handle. Forbidden otherwise.
Result<std::string> handled_number(Desk const& desk, Officer const& officer, std::string_view name);
std::string letter_name(store::NumberKey const& key);

} // namespace alur::service
