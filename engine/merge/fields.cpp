#include "merge/tree.hpp"

#include <algorithm>
#include <map>

namespace alur::merge {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Where `path` stands in the expression; the place of the expression when it is not written that way.
Place place_in(Slot const& slot, std::string const& path) {
    auto place = slot.place;
    for (std::size_t i = 0; i < slot.source.size(); ++i) {
        auto const end = i + path.size();
        bool const begins = i == 0 || (!is_word(slot.source[i - 1]) && slot.source[i - 1] != '.');
        if (begins && slot.source.compare(i, path.size(), path) == 0 &&
            (end >= slot.source.size() || !is_word(slot.source[end])))
            return place;
        if (slot.source[i] == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(slot.source[i]) & 0xC0U) != 0x80U)
            ++place.column;
    }
    return slot.place;
}

class Collector {
  public:
    void walk(Body const& body) {
        for (auto const& piece : body.pieces) {
            if (auto const* output = std::get_if<Output>(&piece.what))
                add(output->slot);
            else if (auto const* choice = std::get_if<If>(&piece.what)) {
                for (auto const& branch : choice->branches) {
                    if (branch.condition) add(*branch.condition);
                    walk(branch.body);
                }
            } else if (auto const* loop = std::get_if<Loop>(&piece.what))
                walk_loop(*loop);
        }
    }

    std::vector<Field> fields;

  private:
    /// A loop's own names, and the outside path that each stands for ("" when none does).
    using Names = std::map<std::string, std::string>;

    void walk_loop(Loop const& loop) {
        add(loop.list);
        auto const outer = bound_;
        for (auto const* own : {"nomor", "pertama", "terakhir"}) bound_[own] = "";
        bound_[loop.item] = "";
        if (loop.list.is_plain()) bound_[loop.item] = outside(loop.list.paths.front(), outer).value_or("");
        walk(loop.body);
        bound_ = outer;
    }

    /// The path as seen from outside all loops; nothing when a loop's own name hides it.
    static std::optional<std::string> outside(std::string const& path, Names const& bound) {
        auto const dot = path.find('.');
        auto const found = bound.find(path.substr(0, dot));
        if (found == bound.end()) return path;
        if (found->second.empty() || dot == std::string::npos) return std::nullopt;
        return found->second + path.substr(dot);
    }

    void add(Slot const& slot) {
        for (auto const& path : slot.paths) {
            auto const seen = outside(path, bound_);
            if (seen) fields.push_back({*seen, place_in(slot, path)});
        }
        for (auto const& path : feel::filter_paths(slot.expression))
            if (auto const seen = outside(path, bound_)) fields.push_back({*seen, place_in(slot, path), true});
    }

    Names bound_;
};

} // namespace

std::vector<Field> Template::fields() const {
    Collector collector;
    if (body_) collector.walk(*body_);
    return std::move(collector.fields);
}

} // namespace alur::merge
