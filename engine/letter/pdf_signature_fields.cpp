#include "letter/pdf_signature_fields.hpp"

#include <set>

namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

struct Walker {
    PdfFile const& file;
    std::vector<SignatureSlot>& out;
    std::set<int> seen;

    void walk(PdfValue const& reference, std::string const& above, bool above_is_signature, int depth) {
        if (!reference.is(Kind::Reference) || depth > 32) return;
        auto const number = static_cast<int>(reference.integer);
        auto const* object = file.object(number);
        if (!object || !seen.insert(number).second) return;
        auto const& kind = file.get(object->value, "FT");
        bool const is_signature = kind.is(Kind::Null) ? above_is_signature : kind.is_name("Sig");
        auto name = above;
        auto const& part = file.get(object->value, "T");
        if (part.is(Kind::String)) name += (name.empty() ? "" : ".") + pdf_text(part.text);
        auto const& kids = file.get(object->value, "Kids");
        bool deeper = false;
        for (auto const& kid : kids.items) {
            deeper = deeper || file.get(file.resolve(kid), "T").is(Kind::String);
            walk(kid, name, is_signature, depth + 1);
        }
        if (!is_signature || deeper || (!part.is(Kind::String) && depth > 0)) return;
        SignatureSlot slot;
        slot.object = number;
        slot.name = name;
        if (auto const* value = object->value.find("V"); value && !value->is(Kind::Null)) {
            slot.lost = !file.resolve(*value).is(Kind::Dictionary);
            slot.signature = file.object(value);
            if (!slot.lost) slot.dictionary = &file.resolve(*value);
        }
        out.push_back(std::move(slot));
    }
};

} // namespace

std::vector<SignatureSlot> signature_slots(PdfFile const& file) {
    std::vector<SignatureSlot> out;
    Walker walker{file, out, {}};
    for (auto const& field : file.get(file.get(file.catalog(), "AcroForm"), "Fields").items)
        walker.walk(field, "", false, 0);
    return out;
}

} // namespace alur::letter
