#pragma once
#include "form/form.hpp"
#include "form/load.hpp"
#include "format/yaml.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace alur::form {

/// Takes typed values out of YAML nodes and notes every fault; for the loader of this module.
class NodeReader {
  public:
    NodeReader(LoadOptions const& options, Diagnostics& found) : options_(options), found_(found) {}

    Diagnostics& found() { return found_; }
    void fault(std::string rule, Place const& place, std::string message, std::string hint = {}) {
        found_.error(std::move(rule), place, std::move(message), std::move(hint));
    }

    /// The node must be a mapping with these keys at most, and all of the `needed` ones.
    bool mapping(format::YamlNode const& node, std::string_view what, std::vector<std::string> const& allowed,
                 std::vector<std::string> const& needed);
    /// Children of a sequence; a fault when it is none. Empty when the key is not there.
    std::vector<format::YamlNode> const& sequence(format::YamlNode const& node, std::string_view key);

    std::string text(format::YamlNode const& node, std::string_view key);
    bool boolean(format::YamlNode const& node, std::string_view key);
    int integer(format::YamlNode const& node, std::string_view key, int least, int most, int otherwise);
    double number(format::YamlNode const& node, std::string_view key, double least, double most, double otherwise);
    std::vector<std::string> texts(format::YamlNode const& node, std::string_view key);
    /// One of the words; -1 when the key is not there or the word is wrong.
    int word(format::YamlNode const& node, std::string_view key, std::vector<std::string> const& words);

    feel::Expression expression(format::YamlNode const& node, std::string_view key);
    feel::Expression expression_in(format::YamlNode const& scalar);
    Text literal_or_feel(format::YamlNode const& node, std::string_view key);
    Text literal_or_feel_in(format::YamlNode const& scalar);
    Formula formula(format::YamlNode const& node, std::string_view key);
    Formula formula_in(format::YamlNode const& scalar);
    /// A name for references: letters, digits, _; not beginning with a digit.
    std::string identifier(format::YamlNode const& node, std::string_view key);

  private:
    LoadOptions const& options_;
    Diagnostics& found_;

    format::YamlNode const* scalar(format::YamlNode const& node, std::string_view key);
};

/// Where the text of a scalar begins: behind an opening quote.
Place text_place(format::YamlNode const& scalar);
bool is_identifier(std::string_view text);

Field load_field(NodeReader& read, format::YamlNode const& node, bool column);
Sheet load_sheet(NodeReader& read, format::YamlNode const& node);
Check load_check(NodeReader& read, format::YamlNode const& node, bool of_sheet);
/// Every reference of the form leads somewhere, and no two things share a name.
void check_references(Form const& form, Diagnostics& found);

} // namespace alur::form
