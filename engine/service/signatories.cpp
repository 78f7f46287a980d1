#include "service/signatories.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

/// "1 Januari 2026 s.d. 30 Juni 2026", "sampai 30 Juni 2026" …
std::string spoken(Period const& period) {
    if (!period.from && !period.until) return "tanpa batas waktu";
    if (!period.until) return "sejak " + tanggal(*period.from);
    if (!period.from) return "sampai " + tanggal(*period.until);
    return rentang_tanggal(*period.from, *period.until);
}

int rank(Official const& official) { return official.acting == "Plh." ? 2 : official.acting == "Plt." ? 1 : 0; }

bool overlap(Period const& a, Period const& b) {
    auto const ends_before = [](Period const& x, Period const& y) { return x.until && y.from && *x.until < *y.from; };
    return !ends_before(a, b) && !ends_before(b, a);
}

Delegation const* delegation_on(Pack const& pack, std::string_view role, Day day, std::string_view letter) {
    for (auto const& one : pack.delegations) {
        bool const this_letter =
            one.letters.empty() || std::find(one.letters.begin(), one.letters.end(), letter) != one.letters.end();
        if (one.role == role && one.period.holds(day) && this_letter && official_on(pack, one.to, day)) return &one;
    }
    return nullptr;
}

/// What is wrong with a staff number, "" when it may be one: eight digits of birth, six of appointment (PPPK: year and
/// 21), sex, serial.
std::string nip_problem(std::string const& nip) {
    if (nip.size() != 18 || nip.find_first_not_of("0123456789") != std::string::npos)
        return "bukan 18 angka tanpa spasi";
    auto const day = parse_day(nip.substr(0, 4) + "-" + nip.substr(4, 2) + "-" + nip.substr(6, 2));
    if (!day) return "angka 1-8 bukan tanggal lahir";
    auto const month = std::stoi(nip.substr(12, 2));
    if ((month < 1 || month > 12) && month != 21) return "angka 13-14 bukan bulan pengangkatan";
    if (nip[14] != '1' && nip[14] != '2') return "angka 15 bukan 1 (laki-laki) atau 2 (perempuan)";
    return "";
}

} // namespace

Official const* official_on(Pack const& pack, std::string_view role, Day day) {
    Official const* best = nullptr;
    for (auto const& one : pack.officials)
        if (one.role == role && one.period.holds(day) && (!best || rank(one) > rank(*best))) best = &one;
    return best;
}

Value officials_on(Pack const& pack, Day day, std::string_view letter) {
    std::vector<Value> out;
    std::vector<std::string> done;
    for (auto const& one : pack.officials) {
        if (std::find(done.begin(), done.end(), one.role) != done.end()) continue;
        done.push_back(one.role);
        auto const* holder = official_on(pack, one.role, day);
        auto const* delegation = delegation_on(pack, one.role, day, letter);
        if (holder && delegation) {
            auto const* delegate = official_on(pack, delegation->to, day);
            auto entry = delegate->context.with("role", Value::string(one.role));
            entry = entry.with("on_behalf", holder->context);
            if (auto const* between =
                    delegation->through.empty() ? nullptr : official_on(pack, delegation->through, day))
                entry = entry.with("through", between->context);
            out.push_back(std::move(entry));
        } else if (holder) {
            out.push_back(holder->context);
            // Posts that several people hold at once (verifiers, clerks) keep them all.
            if (holder->acting.empty())
                for (auto const& other : pack.officials)
                    if (&other != holder && other.role == one.role && other.acting.empty() && other.period.holds(day))
                        out.push_back(other.context);
        }
    }
    return Value::list(std::move(out));
}

Result<> check_signatories(Pack const& pack, letter::LetterTemplate const& letter, Day day) {
    auto roles = letter.signatories;
    roles.insert(roles.end(), letter.on_behalf.begin(), letter.on_behalf.end());
    for (auto const& role : roles) {
        if (official_on(pack, role, day)) continue;
        std::vector<std::string> periods;
        for (auto const& one : pack.officials)
            if (one.role == role)
                periods.push_back((one.acting.empty() ? "" : one.acting + " ") + one.name + ", " + spoken(one.period));
        return conflict("surat " + letter.id + " (" + letter.name + ") tidak dapat diberi nomor: pada " + tanggal(day) +
                        " tidak ada pejabat " + role + " yang berwenang menandatangani" +
                        (periods.empty() ? std::string() : " (" + join(periods, "; ") + ")") +
                        ". Lengkapi data pejabat, atau tunjuk Plt. atau Plh.");
    }
    return Done{};
}

void check_officials(Pack const& pack, Diagnostics& found) {
    auto const& all = pack.officials;
    auto const has_role = [&](std::string const& role) {
        return std::any_of(all.begin(), all.end(), [&](auto const& o) { return o.role == role; });
    };
    std::vector<std::string> signing;
    for (auto const& [id, letter] : pack.letters) {
        signing.insert(signing.end(), letter.form.signatories.begin(), letter.form.signatories.end());
        signing.insert(signing.end(), letter.form.on_behalf.begin(), letter.form.on_behalf.end());
        for (auto const& role : letter.form.signatories)
            if (!has_role(role))
                found.error("unknown-reference", {letter.source.name, 1, 1},
                            "penanda tangan '" + role + "' tidak ada pada data pejabat kantor");
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const& one = all[i];
        if (one.period.from && one.period.until && *one.period.until < *one.period.from)
            found.error("period", one.place, "masa jabatan " + one.name + " berakhir sebelum dimulai");
        if (!one.acting.empty() && one.decree.empty())
            found.error("decree", one.place,
                        one.acting + " " + one.position + " memerlukan nomor dan tanggal surat perintah (decree)");
        auto const nip = feel::to_text(one.context.find("nip") ? *one.context.find("nip") : Value());
        if (auto const problem = nip.empty() ? std::string() : nip_problem(nip); !problem.empty())
            found.error("nip", one.place, "NIP " + one.name + ": " + problem);
        if (std::find(signing.begin(), signing.end(), one.role) == signing.end()) continue;
        for (std::size_t k = i + 1; k < all.size(); ++k) {
            auto const& other = all[k];
            if (other.role != one.role || !overlap(one.period, other.period)) continue;
            bool const away = rank(one) != rank(other) && (rank(one) == 2 || rank(other) == 2);
            if (!away)
                found.error("two-holders", other.place,
                            "jabatan " + one.role + " dipegang " + one.name + " dan " + other.name +
                                " pada waktu yang sama",
                            "batasi masa jabatannya dengan from dan until");
        }
    }
    for (auto const& one : pack.delegations)
        for (auto const* role : {&one.role, &one.to, &one.through})
            if (!role->empty() && !has_role(*role))
                found.error("unknown-reference", one.place, "pejabat '" + *role + "' pada pelimpahan tidak ada");
}

} // namespace alur::service
