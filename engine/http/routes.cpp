#include "http/routes.hpp"

#include "core/text.hpp"

#include <array>

namespace alur::http {

namespace {

Response show_start(Visit const&) { return see_other("/meja"); }

constexpr std::array kRoutes{
    Route{"GET", "/", Access::Officers, show_start},
    Route{"GET", "/masuk", Access::Anybody, show_sign_in},
    Route{"POST", "/masuk", Access::Anybody, sign_in},
    Route{"POST", "/keluar", Access::Officers, sign_out},
    Route{"GET", "/sandi", Access::Officers, show_password},
    Route{"POST", "/sandi", Access::Officers, change_password},
    Route{"GET", "/meja", Access::Officers, show_inbox},
    Route{"GET", "/perkara", Access::Officers, show_cases},
    Route{"GET", "/baru", Access::Officers, show_new_case},
    Route{"POST", "/baru", Access::Officers, open_case},
    Route{"GET", "/perkara/*", Access::Officers, show_case},
    Route{"POST", "/perkara/*/buka", Access::Officers, disclose},
    Route{"GET", "/perkara/*/bagan", Access::Officers, show_diagram},
    Route{"GET", "/perkara/*/dokumen/*", Access::Officers, show_document},
    Route{"GET", "/perkara/*/tugas/*", Access::Officers, show_task},
    Route{"POST", "/perkara/*/tugas/*", Access::Officers, complete_task},
    Route{"POST", "/perkara/*/tugas/*/periksa", Access::Officers, check_task},
    Route{"POST", "/perkara/*/tugas/*/ambil", Access::Officers, claim_task},
    Route{"POST", "/perkara/*/tugas/*/kembalikan", Access::Officers, release_task},
    Route{"POST", "/perkara/*/tugas/*/alihkan", Access::Officers, hand_over_task},
    Route{"GET", "/perkara/*/tugas/*/formulir/*", Access::Officers, send_workbook},
    Route{"POST", "/perkara/*/tugas/*/formulir", Access::Officers, take_workbook},
    Route{"GET", "/perkara/*/tugas/*/salinan", Access::Officers, send_marked_copy},
    Route{"POST", "/perkara/*/tugas/*/pratinjau", Access::Officers, begin_preview},
    Route{"GET", "/perkara/*/tugas/*/pratinjau", Access::Officers, show_preview},
    Route{"GET", "/perkara/*/tugas/*/pratinjau/*", Access::Officers, send_preview},
    Route{"POST", "/perkara/*/berkas", Access::Officers, send_dossier},
    Route{"GET", "/bersama", Access::Officers, show_collective},
    Route{"GET", "/bersama/*", Access::Officers, show_collective_step},
    Route{"POST", "/bersama/*", Access::Officers, complete_collective},
    Route{"GET", "/perkara/*/kejadian/*", Access::Officers, show_message},
    Route{"POST", "/perkara/*/kejadian/*", Access::Officers, record_message},
    Route{"GET", "/surat", Access::Officers, show_letters},
    Route{"GET", "/surat/register.xlsx", Access::Officers, show_letters_workbook},
    Route{"POST", "/surat/pesan", Access::Officers, reserve_number},
    Route{"GET", "/surat/sisip", Access::Officers, show_backdate},
    Route{"POST", "/surat/sisip", Access::Officers, backdate_letter},
    Route{"GET", "/surat/*", Access::Officers, show_letter},
    Route{"GET", "/surat/*/berkas/*", Access::Officers, show_letter_file},
    Route{"POST", "/surat/*/batal", Access::Officers, void_letter},
    Route{"POST", "/surat/*/pindai", Access::Officers, attach_scan},
    Route{"POST", "/surat/*/terbit", Access::Officers, publish_letter},
    Route{"GET", "/papan", Access::Officers, show_board},
    Route{"GET", "/papan/excel/*", Access::Officers, show_board_workbook},
    Route{"GET", "/v", Access::Anybody, show_verify},
    Route{"GET", "/v/*", Access::Anybody, show_verify},
    Route{"POST", "/v", Access::Anybody, verify_file},
    Route{"GET", "/cek", Access::Anybody, show_status},
    Route{"POST", "/cek", Access::Anybody, ask_status},
    Route{"GET", "/kalender", Access::Officers, show_calendar},
    Route{"POST", "/kalender", Access::Officers, make_calendar},
    Route{"GET", "/kalender/*", Access::Anybody, send_calendar},
    Route{"GET", "/akun", Access::Officers, show_accounts},
    Route{"POST", "/akun", Access::Officers, add_account},
    Route{"POST", "/akun/*", Access::Officers, change_account},
};

bool fits(std::string_view pattern, std::vector<std::string> const& parts) {
    std::size_t index = 0;
    for (auto const& wanted : split(pattern.substr(1), '/')) {
        if (wanted.empty()) continue;
        if (index >= parts.size() || (wanted != "*" && wanted != parts[index])) return false;
        ++index;
    }
    return index == parts.size();
}

} // namespace

std::span<Route const> routes() { return kRoutes; }

Route const* find_route(Request const& request, bool& known_path) {
    known_path = false;
    auto const method = request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
    for (auto const& route : kRoutes) {
        if (!fits(route.pattern, request.parts)) continue;
        known_path = true;
        if (route.method == method) return &route;
    }
    return nullptr;
}

} // namespace alur::http
