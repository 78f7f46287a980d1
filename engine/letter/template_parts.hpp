#pragma once
#include "letter/template.hpp"
#include "letter/tree.hpp"
#include "merge/merge.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace alur::letter {

using MaybeText = std::optional<merge::Template>;

/// `setiap: LIST as NAME` and `jika: FEEL`.
struct Repeat {
    feel::Expression list, when;
    std::string item;
};

struct AddresseePart {
    Repeat repeat;
    MaybeText to, through, place;
};

struct CopyPart {
    Repeat repeat;
    MaybeText text;
};

struct SignaturePart {
    Repeat repeat;
    Place place_in_file;
    std::string role, on_behalf, through; ///< peran, an, ub
    std::vector<merge::Template> as, title;
    MaybeText name, rank, nip, note;
    std::optional<Side> side;
    bool stamp_duty = false;
};

/// Everything in a letter file that needs a case to become text.
struct TemplateParts {
    std::string paper, urgency = "Biasa";
    std::vector<merge::Template> letterhead_lines, title, numbers;
    bool own_number = false;
    MaybeText enclosure, subject, from, about, authority, place, date, amount, closing;
    bool no_closing = false;
    std::optional<PlaceDate> place_date;
    int copies_on_page = 1;
    std::vector<AddresseePart> addressees;
    std::vector<CopyPart> copies;
    std::vector<SignaturePart> signatures;
    std::vector<std::pair<std::string, feel::Expression>> data; ///< only those that are used, in the order of the file
    merge::Template body;
    std::vector<FieldUse> fields; ///< by path; the first use of each
};

} // namespace alur::letter
