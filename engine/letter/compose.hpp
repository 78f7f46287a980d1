#pragma once
#include "letter/paginate.hpp"

namespace alur::letter {

/// What the layout needs to know beside the letter itself.
struct Marking {
    std::string watermark;    ///< "DRAF", "SALINAN" …, "" for none
    bool is_draft = true;     ///< no signature field, no real QR code
    std::string verification; ///< address behind the QR code, "" for none
    std::string code;         ///< the same to be typed, "" for none
    Image const* logo = nullptr;
};

/// Place and date above a signature block: none in its row, printed above it, or its height left free.
enum class Dating { None, Printed, LeftFree };

/// Sets one letter. The parts are called by the layout kind's function in the order of the page.
class Composer {
  public:
    /// Narrow: the space for a pen is as small as it may be.
    enum class Spacing { Usual, Narrow };

    Composer(Letter const& letter, LayoutBook const& book, FontBook& fonts, Marking const& marking, Pages& pages,
             std::u32string& missing, Spacing spacing);

    Letter const& letter() const { return letter_; }
    LayoutSpec const& spec() const { return spec_; }
    Setter& setter() { return setter_; }
    Galley& galley() { return section_.galley; }
    Section& section() { return section_; }
    double width() const { return width_; }

    Flow body_flow() const;
    Flow block_flow() const; ///< single-spaced, left, no indent

    // Parts, top to bottom.
    void letterhead();
    void space(double points);
    void full_rule();
    void title(); ///< title, NOMOR, TENTANG
    void centred(std::vector<std::string> const& lines, double size, bool bold, bool underline, double gap,
                 TagKind kind);
    void opening();              ///< date, Nomor, Sifat, Lampiran, Hal
    void addressees();           ///< Yth.
    void body(Flow const& flow); ///< blocks; the signatures where [tanda tangan] stands
    void closing();
    void signatures(bool with_date = true); ///< unless they stand in the body
    void copies();                          ///< Tembusan

    /// Rows "label : text" of plain strings.
    void rows(std::vector<std::pair<std::string, std::string>> const& pairs, double label, double value_width,
              double gap);
    Slab signature_rows(double width, bool with_date);
    bool needs_address_annex() const { return letter_.addressees.size() > 3; }

    /// Pages of the text without the annexes; 1 or more.
    std::size_t text_pages() const;
    /// Everything above as pages, then the annexes, page numbers, footers, watermark.
    void finish();

  private:
    void annex(Annex const& annex, std::size_t number, std::size_t count);
    void address_annex(std::size_t number, std::size_t count);
    void annex_heading(Section& section, double width, std::string const& title, std::size_t number, std::size_t count);
    void begin_section(bool landscape, double first_top);
    double squeeze() const;
    void close_section();
    bool close_doubled();
    void decorate(std::size_t page_index);
    std::vector<Slab> signature_block(Signature const& signature, double x, double width, Align align, Dating dating,
                                      double& head, int index);

    Letter const& letter_;
    LayoutBook const& book_;
    LayoutSpec const& spec_;
    Marking const& marking_;
    Pages& pages_;
    Setter setter_;
    PaperSize paper_;
    Section section_;
    double width_ = 0;
    int section_tag_ = 0;
    bool signed_in_body_ = false;
    Spacing spacing_;
};

/// One for each layout kind, in layout_<kind>.cpp.
void lay_out_korespondensi(Composer& page);
void lay_out_nota(Composer& page);
void lay_out_judul(Composer& page);
void lay_out_keputusan(Composer& page);
void lay_out_pernyataan(Composer& page);
void lay_out_kuitansi(Composer& page);
void lay_out_perjanjian(Composer& page);

/// The whole letter. Invalid: a letter that no font has.
Result<Pages> lay_out(Letter const& letter, LayoutBook const& book, FontBook& fonts, Marking const& marking);

} // namespace alur::letter
