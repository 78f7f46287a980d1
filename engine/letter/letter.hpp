#pragma once
#include "core/time.hpp"
#include "feel/feel.hpp"
#include "letter/template.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace alur::letter {

enum class Watermark { None, Draft, Copy };

/// What is fixed when a letter is issued. `number` and `date` come into the scope as `nomor_surat` and `tanggal_surat`,
/// on top of everything else; both are optional for a draft ("……" stands in their place).
struct Issue {
    std::string number;
    std::optional<Day> date;
    Watermark watermark = Watermark::Draft;
    std::string snapshot;                    ///< JSON kept inside the PDF; may be ""
    std::optional<std::string> verification; ///< address behind the QR code
    std::string code;                        ///< the same to be typed, printed beside it; may be ""
    Instant created{};                       ///< the PDF's creation date
    ZoneOffset zone{};
};

struct Pdf {
    std::string bytes;
    int pages = 0;
    std::vector<std::string> warnings; ///< for the officer: no logo …
    std::string subject;               ///< Hal, or the subject of a decree, or the title
    std::vector<std::string> addressees;
    std::string signer; ///< names in the signature blocks, in their order
};

struct TypesetterState;

/// Makes letters. Loads layouts and fonts once; keeps shaped words and cut fonts (bounded). One for each thread.
class Typesetter {
  public:
    /// `folder` holds layouts.yaml and the logo. NotFound: a font or the colour profile is not installed. Invalid: the
    /// layouts, with places.
    static Result<Typesetter> open(std::filesystem::path const& folder);
    Typesetter(Typesetter&&) noexcept;
    Typesetter& operator=(Typesetter&&) noexcept;
    ~Typesetter();

    /// The same letter, data and issue give the same bytes. Invalid: every field without a value, an official who is
    /// not there, a letter no font has, something still to be settled in a final letter.
    Result<Pdf> render(LetterTemplate const& letter, feel::Scope const& data, Issue const& issue);
    /// The text of the pages alone, as it stands on them.
    Result<std::string> text(LetterTemplate const& letter, feel::Scope const& data, Issue const& issue);
    /// The page dump of page.hpp, for tests.
    Result<std::string> dump(LetterTemplate const& letter, feel::Scope const& data, Issue const& issue);
    /// As render, in the conformance that PDF/A-1 validators know, without attachment.
    Result<Pdf> render_a1b(LetterTemplate const& letter, feel::Scope const& data, Issue const& issue);

  private:
    Typesetter();
    std::unique_ptr<TypesetterState> state_;
};

} // namespace alur::letter
