#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// Pages: plain lists of placed text, rules and pictures, with the structure they belong to. Lengths are points (1/72
/// inch); x runs right and y down from the upper left corner. Layout makes pages; the writer turns them into PDF.
namespace alur::letter {

using FontId = std::uint16_t;

enum class Ink : std::uint8_t { Black, Red, Grey, Pale };

/// The hyphen that a line break adds; it reads as U+00AD, so that readers join the word again.
constexpr std::uint16_t kSoftHyphen = 0xFFFF;

struct RunGlyph {
    std::uint16_t id = 0;
    float x = 0;       ///< from the run's origin
    float advance = 0; ///< natural advance
};

/// Glyphs of one font on one baseline.
struct TextRun {
    FontId font = 0;
    float size = 12;
    double x = 0;
    double y = 0; ///< baseline
    double width = 0;
    Ink ink = Ink::Black;
    std::string text; ///< what it says, for page dumps
    std::vector<RunGlyph> glyphs;
};

/// A filled rectangle: rules, underlines, bars.
struct Rule {
    double x = 0, y = 0, width = 0, height = 0;
    Ink ink = Ink::Black;
};

/// An outlined rectangle, or a line when its height is 0.
struct Frame {
    double x = 0, y = 0, width = 0, height = 0;
    double thickness = 0.5;
    bool dashed = false;
};

struct Picture {
    double x = 0, y = 0, width = 0, height = 0;
    int image = 0; ///< index in Pages::images
};

struct QrCode {
    double x = 0, y = 0, size = 0;
    std::string content;
};

/// Place of an empty signature field.
struct SignatureField {
    double x = 0, y = 0, width = 0, height = 0;
    std::string name;  ///< `ttd_1`
    std::string label; ///< spoken name
};

/// Large pale text across the page.
struct WatermarkText {
    FontId font = 0;
    std::string text;
};

constexpr int kArtifact = -1;

struct Item {
    std::variant<TextRun, Rule, Frame, Picture, QrCode, SignatureField, WatermarkText> what;
    int tag = kArtifact; ///< index in Pages::tags, or kArtifact for what carries no meaning
};

enum class TagKind : std::uint8_t {
    Document,
    Section,
    Heading1,
    Heading2,
    Paragraph,
    List,
    ListItem,
    Label,
    ListBody,
    Table,
    TableRow,
    HeaderCell,
    DataCell,
    Figure,
    Form
};

/// One element of the structure tree. Children follow in the order in which they were made.
struct Tag {
    TagKind kind = TagKind::Paragraph;
    int parent = -1;
    int columns = 1; ///< cells: how many they span
    std::string alt; ///< figures and forms
};

struct Page {
    double width = 0;
    double height = 0;
    std::vector<Item> items;
};

/// 8-bit picture: `colours` 3 bytes a dot, `alpha` 1 byte a dot or empty.
struct Image {
    int width = 0;
    int height = 0;
    std::string colours;
    std::string alpha;
    std::string packed_colours, packed_alpha; ///< the same, deflated once for all letters
    std::string alt;
};

struct Pages {
    std::vector<Page> pages;
    std::vector<Tag> tags; ///< tags[0] is the document
    std::vector<Image const*> images;
};

/// A page dump for tests: one line for each run and rule, in reading order, rounded to tenths of a point.
std::string dump(Pages const& pages);
/// The text alone, a line for each line of the pages.
std::string plain_text(Pages const& pages);

} // namespace alur::letter
