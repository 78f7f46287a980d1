#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace alur::esign {

/// What opens a signing key: held only while a call runs, wiped when it goes, printed by nobody. It can be moved, not
/// copied.
class PassPhrase {
  public:
    PassPhrase() = default;
    explicit PassPhrase(std::string text) : text_(std::move(text)) {}
    PassPhrase(PassPhrase&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
    PassPhrase& operator=(PassPhrase&& other) noexcept {
        wipe();
        text_ = std::move(other.text_);
        other.wipe();
        return *this;
    }
    PassPhrase(PassPhrase const&) = delete;
    PassPhrase& operator=(PassPhrase const&) = delete;
    ~PassPhrase() { wipe(); }

    std::string_view reveal() const { return text_; }
    bool empty() const { return text_.empty(); }
    /// The text with every trace of the phrase taken out: what a server answers may quote what it was sent.
    std::string without(std::string text) const {
        for (std::size_t at = 0; !text_.empty() && (at = text.find(text_, at)) != std::string::npos;)
            text.replace(at, text_.size(), "…");
        return text;
    }

  private:
    void wipe() {
        for (auto& c : text_) *static_cast<char volatile*>(&c) = 0;
        text_.clear();
    }
    std::string text_;
};

} // namespace alur::esign
