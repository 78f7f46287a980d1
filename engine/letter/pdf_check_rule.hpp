#pragma once
#include "letter/pdf_facts.hpp"
#include "letter/pdf_reader.hpp"
#include "letter/pdf_structure.hpp"
#include "letter/xmp_reader.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alur::letter {

/// What every rule looks at; read once.
struct CheckInput {
    PdfFile const& file;
    std::vector<int> pages;          ///< object numbers
    std::vector<ContentFacts> facts; ///< by page
    Structure structure;
    Xmp xmp;
};

/// Where a rule says what it found; after some it only counts.
class CheckSink {
  public:
    void add(std::string message);
    std::vector<std::string> take();

  private:
    std::vector<std::string> found_;
    std::size_t more_ = 0;
};

struct CheckRule {
    std::string_view id;
    std::string_view clause;
    void (*look)(CheckInput const&, CheckSink&);
};

std::span<CheckRule const> check_file_rules();
std::span<CheckRule const> check_graphics_rules();
std::span<CheckRule const> check_font_rules();
std::span<CheckRule const> check_form_rules();
std::span<CheckRule const> check_metadata_rules();
std::span<CheckRule const> check_tag_rules();

/// "objek 12"
std::string object_place(int number);
std::string page_place(std::size_t index);

} // namespace alur::letter
