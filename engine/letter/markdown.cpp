#include "letter/markdown.hpp"

#include "core/text.hpp"
#include "letter/command_line.hpp"
#include "letter/markdown_lines.hpp"
#include "letter/setter.hpp"

#include <md4c.h>

#include <functional>
#include <memory>

namespace alur::letter {

namespace {

constexpr int kMostDepth = 12;
constexpr int kMostColumns = 24;

struct Frame {
    std::vector<Block>* into;
};

/// Takes md4c's events and builds blocks.
class Builder {
  public:
    Builder(merge::Merged const& merged, BodyTree& out) : merged_(merged), out_(out) {
        stack_.push_back({&out_.blocks});
    }

    std::string const& wrong() const { return wrong_; }

    int enter(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
        case MD_BLOCK_UL: return open_list(Marks::Dash, 1);
        case MD_BLOCK_OL: {
            auto const* ol = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
            return open_list(ol->mark_delimiter == ')' ? Marks::NumberBracket : Marks::Number,
                             static_cast<int>(std::min(ol->start, 99'999U)));
        }
        case MD_BLOCK_LI: {
            auto& list = lists_.back();
            list->items.emplace_back();
            stack_.push_back({&list->items.back()});
            return 0;
        }
        case MD_BLOCK_H: level_ = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level); return 0;
        case MD_BLOCK_TABLE:
            flush_item_text();
            table_ = {};
            return 0;
        case MD_BLOCK_TR: row_.clear(); return 0;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD: {
            auto const align = static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align;
            if (type == MD_BLOCK_TH)
                table_.aligns.push_back(align == MD_ALIGN_RIGHT    ? Align::Right
                                        : align == MD_ALIGN_CENTER ? Align::Centre
                                                                   : Align::Left);
            text_.clear();
            return 0;
        }
        case MD_BLOCK_HR: {
            flush_item_text();
            Command c;
            c.kind = Command::Kind::Rule;
            add({c});
            return 0;
        }
        default: return 0;
        }
    }

    int leave(MD_BLOCKTYPE type) {
        switch (type) {
        case MD_BLOCK_UL:
        case MD_BLOCK_OL: {
            auto list = std::move(lists_.back());
            lists_.pop_back();
            add_list(std::move(*list));
            return 0;
        }
        case MD_BLOCK_LI:
            flush_item_text();
            stack_.pop_back();
            return 0;
        case MD_BLOCK_P:
        case MD_BLOCK_CODE: add_paragraph(); return 0;
        case MD_BLOCK_H:
            add({Heading{level_, std::move(text_)}});
            text_.clear();
            return 0;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD: add_cell(); return 0;
        case MD_BLOCK_TR:
            if (in_head_)
                table_.header = std::move(row_);
            else
                table_.rows.push_back(std::move(row_));
            row_.clear();
            return 0;
        case MD_BLOCK_THEAD: in_head_ = false; return 0;
        case MD_BLOCK_TABLE: add_table(); return 0;
        default: return 0;
        }
    }

    void enter_head() { in_head_ = true; }

    void span(MD_SPANTYPE type, int by) {
        if (type == MD_SPAN_STRONG) bold_ += by;
        if (type == MD_SPAN_EM) italic_ += by;
        if (type == MD_SPAN_U) underline_ += by;
    }

    void text(MD_TEXTTYPE type, std::string_view piece) {
        if (type == MD_TEXT_BR) return put("\n");
        if (type == MD_TEXT_SOFTBR) return put(" ");
        if (type == MD_TEXT_NULLCHAR) return;
        // Values come in here and nowhere else; the marks of the line pass are found in the template's own text only.
        std::size_t from = 0;
        for (std::size_t i = 0; i + 2 < piece.size(); ++i) {
            if (piece[i] != '\xEE' || piece[i + 1] != '\x80') continue;
            put_values(piece.substr(from, i - from));
            mark(piece.substr(i, 3));
            from = i + 3;
            i += 2;
        }
        put_values(piece.substr(from));
    }

  private:
    void put_values(std::string_view piece) {
        if (piece.empty()) return;
        template_text_ += piece;
        put(clean(merge::fill(piece, merged_.values)));
    }

    void mark(std::string_view m) {
        if (m == kLetterMark) {
            if (!lists_.empty()) lists_.back()->marks = Marks::Letter;
        } else if (m == kLabelMark) {
            labels_.push_back(std::move(text_));
            text_.clear();
        } else if (m == kRowEnd) {
            values_.push_back(std::move(text_));
            text_.clear();
            after_row_ = true;
        } else if (m == kCommandMark) {
            is_command_ = true;
        } else if (m == kOpenMark) {
            ++open_;
            put("[");
        } else if (m == kCloseMark) {
            put("]");
            if (open_ > 0) --open_;
        }
    }

    void put(std::string_view piece) {
        if (after_row_ && (piece == " " || piece == "\n")) return;
        after_row_ = false;
        if (text_.empty() || text_.back().bold != (bold_ > 0) || text_.back().italic != (italic_ > 0) ||
            text_.back().underline != (underline_ > 0) || text_.back().open != (open_ > 0))
            text_.push_back({"", bold_ > 0, italic_ > 0, underline_ > 0, open_ > 0});
        text_.back().text += piece;
    }

    void reset_text() {
        text_.clear();
        template_text_.clear();
        labels_.clear();
        values_.clear();
        is_command_ = false;
        after_row_ = false;
        open_ = 0;
    }

    void add(Block block) { stack_.back().into->push_back(std::move(block)); }

    int open_list(Marks marks, int start) {
        flush_item_text();
        if (static_cast<int>(lists_.size()) >= kMostDepth) {
            wrong_ = "daftar bersarang lebih dari " + std::to_string(kMostDepth) + " tingkat";
            return 1;
        }
        lists_.push_back(std::make_unique<List>());
        lists_.back()->marks = marks;
        lists_.back()->start = start;
        return 0;
    }

    /// Tight items have their text without a paragraph around it.
    void flush_item_text() {
        if (!text_.empty() || !labels_.empty()) add_paragraph();
    }

    void add_paragraph() {
        if (is_command_) return run_command();
        if (!labels_.empty()) {
            Labelled rows;
            for (std::size_t i = 0; i < labels_.size(); ++i) {
                std::vector<Block> content;
                if (i < values_.size() && !plain(values_[i]).empty())
                    content.push_back({Paragraph{std::move(values_[i]), std::nullopt}});
                rows.rows.push_back({std::move(labels_[i]), std::move(content)});
            }
            add({std::move(rows)});
        } else if (!plain(text_).empty()) {
            add({Paragraph{std::move(text_), align_next_}});
            align_next_.reset();
        }
        reset_text();
    }

    /// A list directly behind a row that ends in a colon, or has no text, belongs to the row.
    void add_list(List list) {
        auto& into = *stack_.back().into;
        if (!into.empty()) {
            if (auto* rows = std::get_if<Labelled>(&into.back().what)) {
                auto& row = rows->rows.back();
                bool takes = row.content.empty();
                if (row.content.size() == 1)
                    if (auto const* p = std::get_if<Paragraph>(&row.content.front().what)) {
                        auto const says = plain(p->text);
                        takes = !says.empty() && says.back() == ':';
                    }
                if (takes) {
                    row.content.push_back({std::move(list)});
                    return;
                }
            }
        }
        add({std::move(list)});
    }

    void add_cell() {
        auto const says = template_text_;
        auto const trimmed = std::string(trim(says));
        if (!in_head_ && trimmed == "<" && !row_.empty()) {
            row_.back().columns += 1;
        } else {
            Cell cell;
            if (!in_head_ && trimmed == "#")
                cell.text = words(std::to_string(table_.rows.size() + 1));
            else
                cell.text = std::move(text_);
            row_.push_back(std::move(cell));
        }
        reset_text();
    }

    void add_table() {
        table_.widths = std::move(columns_next_);
        table_.row_height = std::exchange(row_height_next_, 0.0);
        table_.ruled = ruled_next_;
        columns_next_.clear();
        ruled_next_ = true;
        if (static_cast<int>(table_.aligns.size()) > kMostColumns)
            wrong_ = "tabel lebih dari " + std::to_string(kMostColumns) + " kolom";
        auto& into = *stack_.back().into;
        // As a list does, a table behind a label without text stands beside it.
        if (!into.empty())
            if (auto* rows = std::get_if<Labelled>(&into.back().what); rows && rows->rows.back().content.empty()) {
                rows->rows.back().content.push_back({std::move(table_)});
                return;
            }
        add({std::move(table_)});
    }

    void run_command() {
        auto const line = "[" + plain(text_) + "]";
        reset_text();
        std::string hint;
        auto const command = parse_command(line, wrong_, hint);
        if (!command) return;
        using Kind = CommandLine::Kind;
        Command c;
        switch (command->kind) {
        case Kind::Annex: {
            Annex annex;
            annex.title = words(command->title);
            annex.landscape = command->landscape;
            annex.is_signed = command->is_signed;
            if (stack_.size() > 1) {
                wrong_ = "[lampiran: …] tidak boleh berada di dalam daftar";
                return;
            }
            out_.annexes.push_back(std::move(annex));
            stack_.back().into = &out_.annexes.back().blocks;
            return;
        }
        case Kind::AlignNext: align_next_ = command->align; return;
        case Kind::Columns: columns_next_ = command->columns; return;
        case Kind::RowHeight: row_height_next_ = command->cm; return;
        case Kind::Unruled: ruled_next_ = false; return;
        case Kind::PageBreak: c.kind = Command::Kind::PageBreak; break;
        case Kind::Signatures: c.kind = Command::Kind::Signatures; break;
        case Kind::Space:
            c.kind = Command::Kind::Space;
            c.cm = command->cm;
            break;
        case Kind::Rule: c.kind = Command::Kind::Rule; break;
        case Kind::CutLine: c.kind = Command::Kind::CutLine; break;
        }
        add({c});
    }

    merge::Merged const& merged_;
    BodyTree& out_;
    std::vector<Frame> stack_;
    std::vector<std::unique_ptr<List>> lists_;
    Table table_;
    std::vector<Cell> row_;
    Text text_;
    std::string template_text_;
    std::vector<Text> labels_, values_;
    std::optional<Align> align_next_;
    std::vector<double> columns_next_;
    double row_height_next_ = 0;
    bool ruled_next_ = true, in_head_ = false, is_command_ = false, after_row_ = false;
    int bold_ = 0, italic_ = 0, underline_ = 0, open_ = 0, level_ = 2;
    std::string wrong_;
};

Builder* self(void* data) { return static_cast<Builder*>(data); }

} // namespace

std::string clean(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c == '\t' || c == '\r' || c == '\n') {
            if (out.empty() || out.back() != ' ') out += ' ';
        } else if (c < 0x20 || c == 0x7F) {
            continue;
        } else if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            ++i; // C1 controls
        } else if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xAD) {
            ++i; // soft hyphens are ours
        } else if (c == 0xE2 && i + 2 < text.size() && text[i + 1] == '\x80' &&
                   ((static_cast<unsigned char>(text[i + 2]) >= 0x8B &&
                     static_cast<unsigned char>(text[i + 2]) <= 0x8F) ||
                    (static_cast<unsigned char>(text[i + 2]) >= 0xA8 &&
                     static_cast<unsigned char>(text[i + 2]) <= 0xAE))) {
            i += 2; // zero width, direction, line and paragraph separators
        } else if (c == 0xE2 && i + 2 < text.size() && text[i + 1] == '\x81' &&
                   static_cast<unsigned char>(text[i + 2]) >= 0xA0) {
            i += 2; // word joiner, isolates
        } else if (c == 0xEF && text.substr(i, 3) == "\xEF\xBB\xBF") {
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string plain_line(merge::Merged const& merged) {
    auto out = clean(merge::plain(merged));
    std::string tidy;
    for (char const c : out)
        if (c != ' ' || (!tidy.empty() && tidy.back() != ' ')) tidy += c;
    while (!tidy.empty() && tidy.back() == ' ') tidy.pop_back();
    return tidy;
}

Result<BodyTree> read_body(merge::Merged const& merged, std::string const& file) {
    BodyTree out;
    out.annexes.reserve(64);
    auto const source = mark_lines(merged.text);
    Builder builder(merged, out);
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_UNDERLINE;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
        if (type == MD_BLOCK_THEAD) self(data)->enter_head();
        return self(data)->enter(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) { return self(data)->leave(type); };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* data) {
        self(data)->span(type, 1);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* data) {
        self(data)->span(type, -1);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, MD_CHAR const* text, MD_SIZE size, void* data) {
        self(data)->text(type, {text, size});
        return 0;
    };
    auto const result = md_parse(source.data(), static_cast<MD_SIZE>(source.size()), &parser, &builder);
    if (out.annexes.size() > 64) return invalid(file + ": lebih dari 64 lampiran dalam satu surat");
    if (result != 0 || !builder.wrong().empty())
        return invalid(file + ": " + (builder.wrong().empty() ? "isi surat tidak dapat dibaca" : builder.wrong()));
    return out;
}

void check_commands(std::string_view body, std::string const& file, int first_line, Diagnostics& found) {
    int number = first_line;
    for (auto const& line : split(body, '\n')) {
        auto const trimmed = trim(line);
        if (is_command_line(trimmed)) {
            std::string wrong, hint;
            auto const column = static_cast<int>(line.find('[')) + 1;
            if (!parse_command(trimmed, wrong, hint))
                found.error("unknown-command", {file, number, column}, wrong, hint);
        }
        if (has_mark(line))
            found.error("private-use", {file, number, 1},
                        "huruf U+E000 sampai U+E03F tidak boleh dipakai di berkas surat");
        ++number;
    }
}

} // namespace alur::letter
