#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace alur::runtime {

/// Writes numbers in seven-bit groups, the lowest first, and texts behind their length.
class Writer {
  public:
    explicit Writer(std::string& out) : out_(out) {}
    void byte(std::uint8_t value) { out_ += static_cast<char>(value); }
    void number(std::uint64_t value) {
        while (value >= 0x80) {
            byte(static_cast<std::uint8_t>(value | 0x80U));
            value >>= 7U;
        }
        byte(static_cast<std::uint8_t>(value));
    }
    /// Small whichever its sign.
    void signed_number(std::int64_t value) {
        auto const bits = static_cast<std::uint64_t>(value);
        number((bits << 1U) ^ (value < 0 ? ~std::uint64_t{0} : std::uint64_t{0}));
    }
    void text(std::string_view value) {
        number(value.size());
        out_ += value;
    }

  private:
    std::string& out_;
};

/// The way back. Damage is remembered; after it everything reads as 0 or "".
class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}
    bool ok() const { return ok_; }
    bool at_end() const { return ok_ && rest_.empty(); }
    void damage() { ok_ = false; }
    std::uint8_t byte() {
        if (!ok_ || rest_.empty()) {
            damage();
            return 0;
        }
        auto const value = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            auto const next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7fU) << shift;
            if ((next & 0x80U) == 0) return value;
        }
        damage();
        return 0;
    }
    std::int64_t signed_number() {
        auto const value = number();
        return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
    }
    /// How many things follow; never more than bytes are left.
    std::size_t count() {
        auto const value = number();
        if (value > rest_.size()) damage();
        return ok_ ? static_cast<std::size_t>(value) : 0;
    }
    std::string text() {
        auto const length = count();
        std::string value(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return value;
    }

  private:
    std::string_view rest_;
    bool ok_ = true;
};

} // namespace alur::runtime
