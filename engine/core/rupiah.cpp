#include "core/rupiah.hpp"

#include "core/indonesian.hpp"

namespace alur {

std::string to_text(Rupiah amount) {
    auto const digits = grouped(amount.amount());
    return amount.amount() < 0 ? "-Rp" + digits.substr(1) + ",00" : "Rp" + digits + ",00";
}

std::string in_words(Rupiah amount) { return terbilang(amount.amount()) + " rupiah"; }

} // namespace alur
