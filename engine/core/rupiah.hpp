#pragma once
#include <compare>
#include <cstdint>
#include <string>

namespace alur {

/// Whole rupiah. Money never passes through floating point.
class Rupiah {
  public:
    constexpr Rupiah() = default;
    constexpr explicit Rupiah(std::int64_t amount) : amount_(amount) {}
    constexpr std::int64_t amount() const { return amount_; }
    auto operator<=>(Rupiah const&) const = default;

  private:
    std::int64_t amount_ = 0;
};

/// `Rp20.000.000,00`; a negative amount has its sign in front: `-Rp5,00`.
std::string to_text(Rupiah amount);
/// `dua puluh juta rupiah`
std::string in_words(Rupiah amount);

} // namespace alur
