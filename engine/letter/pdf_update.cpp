#include "letter/pdf_update.hpp"

#include "core/hash.hpp"

#include <array>
#include <cstdio>

namespace alur::letter {

PdfUpdate::PdfUpdate(PdfFile const& file) : file_(file), next_(file.size()) {}

int PdfUpdate::add() { return next_++; }

void PdfUpdate::set(int object, std::string syntax) { objects_[object] = std::move(syntax); }

void PdfUpdate::set_stream(int object, std::string_view entries, std::string_view bytes) {
    std::string out = "<<";
    out += entries;
    out += " /Length " + std::to_string(bytes.size()) + ">>\nstream\n";
    out += bytes;
    objects_[object] = out + "\nendstream";
}

void PdfUpdate::set_trailer(std::string key, std::string syntax) { trailer_[std::move(key)] = std::move(syntax); }

PdfUpdate::Saved PdfUpdate::save() const {
    Saved saved;
    auto& out = saved.bytes;
    out = file_.bytes();
    if (!out.ends_with('\n')) out += '\n';
    std::map<int, std::size_t> offsets;
    std::string added;
    for (auto const& [number, syntax] : objects_) {
        offsets[number] = out.size();
        auto const* old = file_.object(number);
        out += std::to_string(number) + " " + std::to_string(old ? old->generation : 0) + " obj\n";
        saved.places[number] = out.size();
        out += syntax + "\nendobj\n";
        added += syntax;
    }
    bool const as_stream = file_.sections().front().is_stream;
    auto const start = out.size();
    auto const table = next_;
    if (as_stream) offsets[table] = start;

    auto entries = trailer_;
    auto const& old = file_.trailer();
    for (auto const* key : {"Root", "Info"})
        if (auto const* value = old.find(key); value && !entries.contains(key)) entries[key] = pdf_syntax(*value);
    if (!entries.contains("ID")) {
        // The first part names the document for good, the second this save.
        auto const& id = file_.get(old, "ID");
        auto const save = sha256(sha256(file_.bytes()) + added).substr(0, 32);
        auto const first = id.items.size() == 2 ? pdf_syntax(id.items[0]) : "<" + save + ">";
        entries["ID"] = "[" + first + " <" + save + ">]";
    }
    entries["Prev"] = std::to_string(file_.sections().front().offset);
    entries["Size"] = std::to_string(next_ + (as_stream ? 1 : 0));

    std::string dictionary, rows, index;
    for (auto const& [key, value] : entries)
        if (!value.empty()) dictionary += "/" + key + " " + value + " ";
    for (auto it = offsets.begin(); it != offsets.end();) {
        auto last = it;
        auto count = 0;
        while (last != offsets.end() && last->first == it->first + count) ++last, ++count;
        auto const head = std::to_string(it->first) + " " + std::to_string(count);
        index += head + " ";
        if (!as_stream) rows += head + "\n";
        for (; it != last; ++it) {
            auto const* before = file_.object(it->first);
            auto const generation = before ? before->generation : 0;
            if (as_stream) {
                rows += '\x01';
                for (unsigned shift = 32; shift > 0;) rows += static_cast<char>((it->second >> (shift -= 8)) & 255U);
                rows += static_cast<char>(generation >> 8);
                rows += static_cast<char>(generation & 255);
                continue;
            }
            std::array<char, 24> row{};
            std::snprintf(row.data(), row.size(), "%010zu %05d n \n", it->second, generation);
            rows += row.data();
        }
    }
    if (as_stream)
        out += std::to_string(table) + " 0 obj\n<</Type /XRef /W [1 4 2] /Index [" + index + "] " + dictionary +
               "/Length " + std::to_string(rows.size()) + ">>\nstream\n" + rows + "\nendstream\nendobj\n";
    else
        out += "xref\n" + rows + "trailer\n<<" + dictionary + ">>\n";
    out += "startxref\n" + std::to_string(start) + "\n%%EOF\n";
    return saved;
}

} // namespace alur::letter
