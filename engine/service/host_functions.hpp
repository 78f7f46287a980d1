#pragma once
#include "feel/function_notes.hpp"
#include "service/pack.hpp"
#include "store/cases.hpp"
#include "store/session.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace alur::service {

/// What the functions of the host look into while one command runs. When it is done, `reader` is taken away and every
/// function that needs it answers null.
struct Lookup {
    Pack const* pack = nullptr;
    store::Reader* reader = nullptr;
    store::CaseId case_id;
    std::map<std::string, Day> pending; ///< due dates that the running step opens, before they are stored
    std::set<std::string> papers;       ///< ids of the papers that were asked for
};

/// Names of the functions, for the parser: some have spaces.
std::vector<std::string> const& host_function_names();

/// The same for officers; those with `_` for spaces are left out.
std::vector<feel::FunctionNote> host_function_notes();

/// The functions as one FEEL layer:
/// `cari(tabel, kunci)` row or null · `kembar(kunci, nilai)` other cases that hold the value, list of {perkara,
/// keadaan, lingkup, nomor, lebih_dahulu} · `tenggat(id)` newest due date of the case · `nomor surat terbit(id)`,
/// `tanggal surat terbit(id)` of the case's newest document · `hari kerja(tanggal)`, `tambah hari kerja(tanggal, n)`,
/// `hitung hari kerja(dari, sampai)`, each also with `_` for spaces. Behind them stand the
/// decisions of the pack, as functions of their inputs, then the pack's own functions.
feel::Value host_functions(std::shared_ptr<Lookup> const& lookup);

} // namespace alur::service
