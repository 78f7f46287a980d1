#pragma once
#include "letter/paragraph.hpp"
#include "letter/template.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// A letter with every value in place: what it says, not yet where it stands.
namespace alur::letter {

struct Span {
    std::string text;
    bool bold = false;
    bool italic = false;
    bool underline = false;
    bool open = false; ///< still to be settled: red
};
using Text = std::vector<Span>;

std::string plain(Text const& text);

struct Block;

struct Paragraph {
    Text text;
    std::optional<Align> align; ///< nothing: as the layout says
};

struct Heading {
    int level = 2;
    Text text;
};

enum class Marks { Number, NumberBracket, Letter, Dash };

struct List {
    Marks marks = Marks::Number;
    int start = 1;
    std::vector<std::vector<Block>> items;
};

struct Cell {
    Text text;
    int columns = 1;
};

struct Table {
    std::vector<Align> aligns;
    std::vector<Cell> header;
    std::vector<std::vector<Cell>> rows;
    std::vector<double> widths; ///< cm, 0: what is left; empty: by content
    double row_height = 0;      ///< cm that a row has at least: room for a pen
    bool ruled = true;
};

/// Rows with aligned colons.
struct Labelled {
    struct Row {
        Text label;
        std::vector<Block> content;
    };
    std::vector<Row> rows;
};

struct Command {
    enum class Kind { PageBreak, Signatures, Rule, CutLine, Space } kind = Kind::PageBreak;
    double cm = 0;
};

struct Block {
    std::variant<Paragraph, Heading, List, Table, Labelled, Command> what;
};

struct Annex {
    Text title;
    bool landscape = false;
    bool is_signed = true;
    std::vector<Block> blocks;
};

struct Addressee {
    std::string to, through, place;
};

enum class Side { Left, Right, Middle };

struct Signature {
    std::vector<std::string> as;    ///< "Mengetahui,"
    std::vector<std::string> title; ///< "a.n. KEPALA DINAS SOSIAL" "KEPALA BIDANG …,"
    std::string name, rank, nip, note;
    Side side = Side::Right;
    bool stamp_duty = false;
    std::string spoken_title; ///< of the one who signs, as in running text
};

enum class PlaceDate { None, Plain, Decided, Published };

struct Letter {
    std::string id, name;
    LayoutKind layout = LayoutKind::Korespondensi;
    Letterhead letterhead = Letterhead::Dinas;
    std::vector<std::string> letterhead_lines;
    std::string paper; ///< "" as the layouts say
    std::string urgency, enclosure, subject;
    std::vector<Addressee> addressees;
    std::string from;
    std::vector<std::string> copies;
    std::vector<std::string> title, numbers;
    std::string about, authority;
    std::string place, date;
    PlaceDate place_date = PlaceDate::None;
    std::string amount;
    std::string closing; ///< "" for none
    int copies_on_page = 1;
    SigningMode signing = SigningMode::Wet;
    std::vector<Signature> signatures;
    std::vector<Block> body;
    std::vector<Annex> annexes;
};

} // namespace alur::letter
