#include "feel/pattern.hpp"

#include "feel/xpath_pattern.hpp"

#include <optional>
#include <re2/re2.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace alur::feel {

namespace {

constexpr std::uint32_t kMostSteps = 200'000;
constexpr std::uint32_t kMostHeap = 8'192; ///< KiB

class LinearPattern final : public Pattern {
  public:
    LinearPattern(std::string const& text, RE2::Options const& options) : pattern_(text, options) {}
    bool ok() const { return pattern_.ok(); }
    std::size_t groups() const override { return static_cast<std::size_t>(pattern_.NumberOfCapturingGroups()); }
    bool is_literal() const override { return pattern_.options().literal(); }
    Search find(std::string_view text, std::size_t from, std::vector<std::string_view>& groups) const override {
        std::vector<re2::StringPiece> found(groups.size());
        if (from > text.size() || !pattern_.Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED,
                                                  found.data(), static_cast<int>(found.size()))) {
            return Search::None;
        }
        for (std::size_t i = 0; i < found.size(); ++i) {
            groups[i] =
                found[i].data() == nullptr ? std::string_view() : std::string_view(found[i].data(), found[i].size());
        }
        return Search::Found;
    }

  private:
    RE2 pattern_;
};

class BackReferencePattern final : public Pattern {
  public:
    BackReferencePattern(std::string const& text, std::uint32_t options) {
        int error = 0;
        PCRE2_SIZE at = 0;
        code_ = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), options | PCRE2_UTF | PCRE2_UCP,
                              &error, &at, nullptr);
        limits_ = pcre2_match_context_create(nullptr);
        pcre2_set_match_limit(limits_, kMostSteps);
        pcre2_set_heap_limit(limits_, kMostHeap);
        if (code_ != nullptr) {
            pcre2_pattern_info(code_, PCRE2_INFO_CAPTURECOUNT, &groups_);
        }
    }
    ~BackReferencePattern() override {
        pcre2_match_context_free(limits_);
        pcre2_code_free(code_);
    }
    BackReferencePattern(BackReferencePattern const&) = delete;
    BackReferencePattern& operator=(BackReferencePattern const&) = delete;

    bool ok() const { return code_ != nullptr; }
    std::size_t groups() const override { return groups_; }
    bool is_literal() const override { return false; }
    Search find(std::string_view text, std::size_t from, std::vector<std::string_view>& groups) const override {
        if (from > text.size()) {
            return Search::None;
        }
        auto* const found = pcre2_match_data_create_from_pattern(code_, nullptr);
        int const count =
            pcre2_match(code_, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from, 0, found, limits_);
        if (count > 0) {
            auto const* const ends = pcre2_get_ovector_pointer(found);
            for (std::size_t i = 0; i < groups.size(); ++i) {
                bool const took_part = i < static_cast<std::size_t>(count) && ends[2 * i] != PCRE2_UNSET;
                groups[i] = took_part ? text.substr(ends[2 * i], ends[2 * i + 1] - ends[2 * i]) : std::string_view();
            }
        }
        pcre2_match_data_free(found);
        return count > 0 ? Search::Found : count == PCRE2_ERROR_NOMATCH ? Search::None : Search::TooLong;
    }

  private:
    pcre2_code* code_ = nullptr;
    pcre2_match_context* limits_ = nullptr;
    std::uint32_t groups_ = 0;
};

template <class Made> std::shared_ptr<Pattern const> if_ok(std::shared_ptr<Made> made) {
    return made->ok() ? std::move(made) : nullptr;
}

} // namespace

std::shared_ptr<Pattern const> compile_pattern(std::string const& pattern, std::string_view flags) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    XPathFlags reading;
    bool lines = false;
    for (char const flag : flags) {
        switch (flag) {
        case 's': reading.dot_takes_all = true; break;
        case 'm': lines = true; break;
        case 'i': reading.ignore_case = true; break;
        case 'x': reading.ignore_space = true; break;
        case 'q': options.set_literal(true); break;
        default: return nullptr;
        }
    }
    options.set_case_sensitive(!reading.ignore_case);
    if (options.literal()) {
        return if_ok(std::make_shared<LinearPattern>(pattern, options));
    }
    auto const read = xpath_pattern(pattern, reading);
    if (!read) {
        return nullptr;
    }
    if (!read->back_references) {
        return if_ok(std::make_shared<LinearPattern>((lines ? "(?m)" : "") + read->text, options));
    }
    std::uint32_t const how = (lines ? PCRE2_MULTILINE : PCRE2_DOLLAR_ENDONLY) |
                              (reading.ignore_case ? PCRE2_CASELESS : 0U) | PCRE2_NO_AUTO_POSSESS;
    return if_ok(std::make_shared<BackReferencePattern>(read->text, how));
}

} // namespace alur::feel
