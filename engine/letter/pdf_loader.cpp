#include "letter/pdf_loader.hpp"

#include <algorithm>

namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

constexpr std::size_t kMostSections = 1000;
constexpr int kMostObjects = 2'000'000; // the format itself ends at 8,388,607
constexpr std::int64_t kNoOffset = -1;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Moves over one line end; false when none stands here.
bool line_end(std::string_view bytes, std::size_t& at) {
    if (at < bytes.size() && bytes[at] == '\r') {
        ++at;
        if (at < bytes.size() && bytes[at] == '\n') ++at;
        return true;
    }
    if (at < bytes.size() && bytes[at] == '\n') {
        ++at;
        return true;
    }
    return false;
}

} // namespace

PdfLoader::PdfLoader(std::string_view bytes) : may_look_at_(bytes.size() * 20 + 100'000) { file_.bytes_ = bytes; }

Result<PdfFile> PdfLoader::load() {
    auto const bytes = file_.bytes_;
    auto const refused = [](std::string_view what) {
        return invalid("berkas bukan PDF yang utuh: " + std::string(what) +
                       "; mintalah berkas aslinya kepada pengirim");
    };
    auto const at = bytes.rfind("startxref");
    if (at == std::string_view::npos) return refused("penunjuk tabel objek (startxref) tidak ada");
    PdfLexer lexer(bytes, at + 9);
    lexer.skip_space();
    auto const offset = lexer.digits();
    if (!offset) return refused("penunjuk tabel objek (startxref) tidak terbaca");
    waiting_.push_back(static_cast<std::size_t>(*offset));
    while (!waiting_.empty()) {
        auto const next = waiting_.back();
        waiting_.pop_back();
        if (!seen_.insert(next).second) return refused("tabel objek menunjuk dirinya sendiri");
        if (file_.sections_.size() >= kMostSections) return refused("terlalu banyak bagian tabel objek");
        if (!read_section(next)) return refused("tabel objek pada bita " + std::to_string(next) + " tidak terbaca");
    }
    for (auto const& [number, entry] : entries_) {
        if (!entry.in_use || entry.packed) continue;
        PdfObject object;
        if (read_object(number, entry, object))
            file_.objects_.emplace(number, std::move(object));
        else
            file_.missing_.push_back(number);
        if (looked_at_ > may_look_at_) return refused("tabelnya menunjuk bita yang sama berkali-kali");
    }
    read_packed();
    if (!file_.catalog().is(Kind::Dictionary)) return refused("katalog (/Root) tidak ada");
    return std::move(file_);
}

void PdfLoader::note(int number, Entry entry, PdfSection& section) {
    if (number < 0 || number > kMostObjects) return;
    section.objects.push_back(number);
    entries_.emplace(number, entry); // the newest section came first
    file_.size_ = std::max(file_.size_, number + 1);
}

bool PdfLoader::read_section(std::size_t offset) {
    if (offset >= file_.bytes_.size()) return false;
    PdfSection section;
    section.offset = offset;
    PdfLexer lexer(file_.bytes_, offset);
    bool const is_table = file_.bytes_.substr(offset, 4) == "xref";
    if (is_table ? !read_table(lexer, section) : !read_stream_section(section)) return false;
    auto const offset_in = [&](char const* key) -> std::int64_t {
        auto const* value = section.trailer.find(key);
        return value && value->is(Kind::Integer) && value->integer >= 0 ? value->integer : kNoOffset;
    };
    // Last in, first out: the stream of a hybrid file counts before the older sections.
    if (auto const previous = offset_in("Prev"); previous != kNoOffset)
        waiting_.push_back(static_cast<std::size_t>(previous));
    if (auto const hybrid = offset_in("XRefStm"); is_table && hybrid != kNoOffset)
        waiting_.push_back(static_cast<std::size_t>(hybrid));
    file_.sections_.push_back(std::move(section));
    return true;
}

bool PdfLoader::read_table(PdfLexer& lexer, PdfSection& section) {
    auto const bytes = file_.bytes_;
    auto at = lexer.at() + 4;
    if (!line_end(bytes, at)) section.loose_lines = true;
    lexer.go_to(at);
    while (true) {
        auto const before = lexer.at();
        lexer.skip_space();
        auto const first = lexer.digits();
        if (!first) break;
        if (lexer.at() >= bytes.size() || bytes[lexer.at()] != ' ') section.loose_lines = true;
        if (bytes.substr(before, 1) == " ") section.loose_lines = true;
        lexer.skip_space();
        auto const count = lexer.digits();
        if (!count || *count > kMostObjects || *first > kMostObjects) return false;
        at = lexer.at();
        if (!line_end(bytes, at)) section.loose_lines = true;
        lexer.go_to(at);
        for (std::int64_t i = 0; i < *count; ++i) {
            lexer.skip_space();
            auto const start = lexer.at();
            auto const offset = lexer.digits();
            lexer.skip_space();
            auto const generation = lexer.digits();
            auto const kind = lexer.keyword();
            if (!offset || !generation || (kind != "n" && kind != "f")) return false;
            auto const end = bytes.substr(lexer.at(), 2);
            bool const strict = lexer.at() - start == 18 && (end == " \n" || end == " \r" || end == "\r\n");
            if (strict) lexer.go_to(start + 20);
            section.loose_lines = section.loose_lines || !strict;
            note(static_cast<int>(*first + i),
                 {kind == "n", static_cast<std::size_t>(*offset), static_cast<int>(*generation), false, 0}, section);
        }
    }
    if (lexer.keyword() != "trailer") return false;
    auto trailer = lexer.value();
    if (!trailer || !trailer->is(Kind::Dictionary)) return false;
    looked_at_ += lexer.at() - section.offset;
    if (looked_at_ > may_look_at_) return false;
    section.trailer = std::move(*trailer);
    return true;
}

bool PdfLoader::read_stream_section(PdfSection& section) {
    section.is_stream = true;
    PdfObject object;
    if (!read_object(-1, {true, section.offset, 0, false, 0}, object) || !object.is_stream) return false;
    if (!object.value.find("W") || !object.value.find("Size")) return false;
    auto const data = file_.stream(object);
    auto const& widths = *object.value.find("W");
    if (!data || !widths.is(Kind::Array) || widths.items.size() < 3) return false;
    std::size_t width[3] = {};
    for (std::size_t i = 0; i < 3; ++i) {
        auto const w = widths.items[i].integer;
        if (w < 0 || w > 8) return false;
        width[i] = static_cast<std::size_t>(w);
    }
    auto const line = width[0] + width[1] + width[2];
    if (line == 0) return false;
    std::vector<std::int64_t> index;
    if (auto const* given = object.value.find("Index"); given && given->is(Kind::Array))
        for (auto const& item : given->items) index.push_back(item.integer);
    else
        index = {0, object.value.find("Size")->integer};
    std::size_t at = 0;
    auto const field = [&](std::size_t size, std::uint64_t otherwise) {
        if (size == 0) return otherwise;
        std::uint64_t out = 0;
        for (std::size_t i = 0; i < size; ++i) out = (out << 8U) | static_cast<unsigned char>((*data)[at++]);
        return out;
    };
    for (std::size_t i = 0; i + 1 < index.size(); i += 2)
        for (std::int64_t k = 0; k < index[i + 1] && at + line <= data->size(); ++k) {
            auto const kind = field(width[0], 1);
            auto const second = field(width[1], 0), third = field(width[2], 0);
            auto const number = index[i] + k;
            if (number < 0 || number > kMostObjects) return false;
            Entry entry;
            entry.in_use = kind == 1 || kind == 2;
            entry.packed = kind == 2;
            entry.offset = static_cast<std::size_t>(second);
            if (kind == 2)
                entry.index = static_cast<std::size_t>(third);
            else
                entry.generation = static_cast<int>(third & 0xFFFFU);
            note(static_cast<int>(number), entry, section);
        }
    section.trailer = object.value;
    return true;
}

bool PdfLoader::read_object(int number, Entry const& entry, PdfObject& out) {
    auto const bytes = file_.bytes_;
    if (entry.offset >= bytes.size() || looked_at_ > may_look_at_) return false;
    PdfLexer lexer(bytes, entry.offset);
    struct Count {
        ~Count() { total += lexer.at() - from; }
        std::size_t& total;
        PdfLexer const& lexer;
        std::size_t from;
    } const counted{looked_at_, lexer, entry.offset};
    out.offset = entry.offset;
    auto const found = lexer.digits();
    if (!found || (number >= 0 && *found != number)) return false;
    out.number = static_cast<int>(*found);
    auto one_space = [&] {
        auto const from = lexer.at();
        lexer.skip_space();
        return lexer.at() == from + 1 && bytes[from] == ' ';
    };
    out.loose_lines = (entry.offset > 0 && !is_line_end(bytes[entry.offset - 1])) || !one_space();
    lexer.skip_space();
    auto const generation = lexer.digits();
    if (!generation || *generation > 65535) return false;
    out.generation = static_cast<int>(*generation);
    out.loose_lines = !one_space() || out.loose_lines;
    if (lexer.keyword() != "obj") return false;
    auto at = lexer.at();
    out.loose_lines = !line_end(bytes, at) || out.loose_lines;
    auto value = lexer.value();
    out.value = value ? std::move(*value) : PdfValue{}; // an empty object is null
    auto word = lexer.keyword();
    if (word == "stream" && out.value.is(Kind::Dictionary)) {
        read_stream(lexer, out);
        if (!out.is_stream) return false;
        word = lexer.keyword();
    }
    if (word != "endobj") return false;
    out.loose_lines = !is_line_end(bytes[lexer.at() - word.size() - 1]) || out.loose_lines;
    out.end = lexer.at();
    at = lexer.at();
    out.loose_lines = !line_end(bytes, at) || out.loose_lines;
    out.faults = lexer.faults();
    return true;
}

void PdfLoader::read_stream(PdfLexer& lexer, PdfObject& out) {
    auto const bytes = file_.bytes_;
    auto at = lexer.at();
    if (at < bytes.size() && bytes[at] == '\r' && (at + 1 >= bytes.size() || bytes[at + 1] != '\n'))
        out.loose_stream = true; // a lone CR may be data
    if (!line_end(bytes, at)) out.loose_stream = true;
    auto const length = length_of(out.value);
    auto end = length && *length >= 0 && static_cast<std::size_t>(*length) <= bytes.size() - at
                   ? at + static_cast<std::size_t>(*length)
                   : std::string_view::npos;
    auto const ends_at = [&](std::size_t place) {
        auto behind = place;
        line_end(bytes, behind);
        return bytes.substr(behind, 9) == "endstream" ? behind : std::string_view::npos;
    };
    if (end == std::string_view::npos || ends_at(end) == std::string_view::npos) {
        out.loose_stream = true;
        auto const found = bytes.find("endstream", at);
        if (found == std::string_view::npos) {
            looked_at_ += bytes.size() - at;
            return;
        }
        end = found;
        while (end > at && is_line_end(bytes[end - 1]) && found - end < 2) --end;
    }
    auto const behind = ends_at(end);
    if (behind == end) out.loose_stream = true; // no line end before endstream
    out.is_stream = true;
    out.raw = bytes.substr(at, end - at);
    lexer.go_to(behind == std::string_view::npos ? end : behind);
    if (lexer.keyword() != "endstream") out.is_stream = false;
}

std::optional<std::int64_t> PdfLoader::length_of(PdfValue const& dictionary) {
    auto const* value = dictionary.find("Length");
    if (!value) return std::nullopt;
    if (value->is(Kind::Integer)) return value->integer;
    if (!value->is(Kind::Reference)) return std::nullopt;
    auto const entry = entries_.find(static_cast<int>(value->integer));
    if (entry == entries_.end() || !entry->second.in_use || entry->second.packed) return std::nullopt;
    PdfLexer lexer(file_.bytes_, entry->second.offset);
    lexer.digits();
    lexer.skip_space();
    lexer.digits();
    if (lexer.keyword() != "obj") return std::nullopt;
    auto const length = lexer.value(false);
    return length && length->is(Kind::Integer) ? std::optional(length->integer) : std::nullopt;
}

void PdfLoader::read_packed() {
    std::map<int, std::vector<std::pair<int, std::size_t>>> wanted; // object stream → objects
    for (auto const& [number, entry] : entries_)
        if (entry.in_use && entry.packed) wanted[static_cast<int>(entry.offset)].emplace_back(number, entry.index);
    for (auto const& [container, members] : wanted) {
        auto const* holder = file_.object(container);
        auto const data = holder ? file_.stream(*holder) : std::nullopt;
        std::map<int, std::size_t> places;
        if (data) {
            auto const first = file_.get(holder->value, "First").integer, count = file_.get(holder->value, "N").integer;
            PdfLexer head(*data);
            for (std::int64_t i = 0; i < count; ++i) {
                head.skip_space();
                auto const number = head.digits();
                head.skip_space();
                auto const offset = head.digits();
                if (!number || !offset || first < 0) break;
                places.emplace(static_cast<int>(*number), static_cast<std::size_t>(first + *offset));
            }
        }
        for (auto const& [number, index] : members) {
            auto const place = places.find(number);
            if (place == places.end() || place->second >= data->size()) {
                file_.missing_.push_back(number);
                continue;
            }
            PdfLexer lexer(*data, place->second);
            PdfObject object;
            object.number = number;
            object.packed = true;
            object.offset = holder->offset;
            if (auto value = lexer.value()) object.value = std::move(*value);
            object.faults = lexer.faults();
            looked_at_ += lexer.at() - place->second;
            if (looked_at_ > may_look_at_) return;
            file_.objects_.emplace(number, std::move(object));
        }
    }
}

} // namespace alur::letter
