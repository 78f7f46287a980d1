#pragma once
#include "service/pack.hpp"

#include <map>

namespace alur::service {

/// What a page sent: name of the field to its texts. Names are `key` and, in a table, `key[0].column`.
using SentFields = std::map<std::string, std::vector<std::string>, std::less<>>;

/// The sent texts as values by the types of the fields: amounts with points, dates, times of day (`09.30`), ticks,
/// lines of a list. A text that is no such value stays text, so that check_input names it; an empty one is left out.
/// Rows of a table without any text are left out. Names that no field has are passed over.
feel::Value read_web_input(std::vector<InputField> const& fields, SentFields const& sent);

/// The text a field of a page shows for a value: `2026-02-12`, `20000000`, `12,5`, `09:30`, lines of a list.
std::string web_text(feel::Value const& value, InputType type);

} // namespace alur::service
