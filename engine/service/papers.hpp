#pragma once
#include "letter/letter.hpp"
#include "service/issue_documents.hpp"

#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace alur::service {

/// A paper that was made: its file.
struct Paper {
    std::string name; ///< file name for people
    std::string media_type;
    std::string bytes;
    std::string snapshot; ///< JSON of the data it shows
    // Of a letter, for the register:
    std::string subject;
    std::string addressee;
    std::string signer;
    int pages = 0;
    /// Ids of the letters and forms it was made by looking at: made anew, it may say more once those are there. The
    /// agenda looks at all: kEveryPaper.
    std::set<std::string> looked_at;
};
inline constexpr char kEveryPaper[] = "*";

/// Makes papers from orders: letters as PDF, forms as workbooks. Keeps fonts and layouts at hand. Any number of threads
/// may make papers at once.
class Papers {
  public:
    /// Unavailable: fonts or layouts cannot be read.
    static Result<Papers> open(Pack const& pack, std::filesystem::path scratch);

    /// Makes the paper from the case as it stood at the order's version. Invalid: a value the paper needs is missing.
    Result<Paper> make(Office& office, store::Reader& reader, PaperOrder const& order);
    /// The letter as it would be, watermarked DRAF, without a number; the order's date stands in it. Invalid: as make.
    Result<Paper> preview(Office& office, store::Reader& reader, PaperOrder const& order);
    /// Makes a form from values of the caller's own (a register, a recap) on top of the pack's.
    Result<Paper> make_form(Pack const& pack, std::string const& form, feel::Value const& data,
                            std::string const& case_number, Instant now);

    /// The cover of letters printed together, as PDF; `letters` are contexts of nomor_surat, tanggal, hal, tujuan,
    /// halaman.
    Result<std::string> cover(Pack const& pack, feel::Value const& letters, std::string const& officer, Instant now);

    /// The folder for files while they are made.
    std::filesystem::path const& scratch() const { return scratch_; }

  private:
    /// Typesetters that nobody uses just now; a thread takes one, and opens another when there is none.
    struct Idle {
        std::mutex mutex;
        std::vector<letter::Typesetter> typesetters;
    };
    Papers(std::filesystem::path templates, letter::Typesetter first, std::filesystem::path scratch);
    Result<letter::Pdf> typeset(letter::LetterTemplate const& letter, feel::Scope const& data,
                                letter::Issue const& issue);
    Result<Paper> make(Office& office, store::Reader& reader, PaperOrder const& order, letter::Watermark watermark);
    Result<Paper> letter(Pack const& pack, PackLetter const& letter, feel::Scope& scope, PaperOrder const& order,
                         letter::Watermark watermark);
    Result<Paper> workbook(Pack const& pack, PackForm const& form, feel::Scope& scope, std::string const& case_number,
                           Instant created);

    std::filesystem::path templates_;
    std::unique_ptr<Idle> idle_;
    std::filesystem::path scratch_; ///< folder for a workbook while it is written
};

} // namespace alur::service
