#include "service/rights.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace alur::service {

namespace {

struct Named {
    Action action;
    std::string_view name;
    std::string_view what; ///< completes "tidak berhak …"
};

constexpr std::array kActions{
    Named{Action::SeeCases, "lihat_perkara", "melihat perkara"},
    Named{Action::OpenCase, "buka_perkara", "membuka perkara baru"},
    Named{Action::ClaimTask, "ambil_tugas", "mengambil tugas"},
    Named{Action::HandOver, "alihkan_tugas", "mengalihkan tugas"},
    Named{Action::Disclose, "buka_samaran", "melihat data yang disamarkan"},
    Named{Action::ExportDossier, "unduh_berkas", "mengunduh seluruh berkas perkara"},
    Named{Action::ManageAccounts, "kelola_akun", "mengelola akun"},
};

Named const& named(Action action) {
    return *std::find_if(kActions.begin(), kActions.end(), [&](Named const& n) { return n.action == action; });
}

} // namespace

std::string_view name_of(Action action) { return named(action).name; }

std::vector<std::string> action_names() {
    std::vector<std::string> out;
    for (auto const& one : kActions) out.emplace_back(one.name);
    return out;
}

bool may(Pack const& pack, Officer const& officer, Action action) {
    auto const row = pack.rights.find(name_of(action));
    auto const has = [&](std::string_view role) {
        return std::find(officer.roles.begin(), officer.roles.end(), role) != officer.roles.end();
    };
    if (row == pack.rights.end()) return has(kAdministrator);
    return std::any_of(row->second.begin(), row->second.end(),
                       [&](std::string const& role) { return role == "*" || has(role); });
}

Result<> require(Pack const& pack, Officer const& officer, Action action) {
    if (may(pack, officer, action)) return Done{};
    auto const row = pack.rights.find(name_of(action));
    return forbidden("Anda tidak berhak " + std::string(named(action).what) + "; yang berhak: " +
                     (row == pack.rights.end() ? std::string(kAdministrator) : join(row->second, ", ")) +
                     ". Mintalah kepada pengelola akun bila perlu.");
}

bool sees_area(Officer const& officer, std::string_view area) {
    return officer.areas.empty() || area.empty() ||
           std::find(officer.areas.begin(), officer.areas.end(), area) != officer.areas.end();
}

} // namespace alur::service
