#pragma once
#include "format/yaml.hpp"
#include "letter/template_parts.hpp"

#include <map>
#include <string>
#include <vector>

namespace alur::letter {

/// Reads the front matter of one letter and collects what is wrong with it.
class TemplateReader {
  public:
    TemplateReader(format::SourceFile const& file, Diagnostics& found)
        : file_(file.name), text_(std::make_shared<std::string const>(file.text)), found_(found) {}

    void read(format::YamlNode const& head, LetterTemplate& letter, TemplateParts& parts);
    void read_body(std::string const& body, int first_line, TemplateParts& parts);
    /// What the letter takes from outside; drops `data` that nothing uses (with a warning).
    void settle_fields(TemplateParts& parts);

  private:
    using Node = format::YamlNode;
    Node const* get(Node const& map, char const* key, bool required = false);
    std::string word(Node const& map, char const* key, bool required = false);
    std::string choice(Node const& map, char const* key, std::vector<std::string> const& allowed, bool required);
    std::vector<std::string> words(Node const& map, char const* key);
    MaybeText line(Node const& map, char const* key, bool required = false);
    std::vector<merge::Template> lines(Node const& map, char const* key, bool required = false);
    std::optional<merge::Template> parse_line(Node const& node);
    feel::Expression expression(Node const& node);
    Repeat repeat(Node const& map);
    bool yes(Node const& map, char const* key);
    void addressees(Node const& head, TemplateParts& parts, bool required);
    void copies(Node const& head, TemplateParts& parts);
    void signatures(Node const& head, LetterTemplate& letter, TemplateParts& parts);
    void data(Node const& head, TemplateParts& parts);
    void use(merge::Template const& text, Repeat const* repeat = nullptr);
    void use(feel::Expression const& expression, Repeat const* repeat = nullptr);
    void use_path(FieldUse use, Repeat const* repeat);
    void missing(Node const& map, char const* key);
    void wrong_type(Node const& node, std::string const& wanted);
    void take(Error const& error, Place const& place);

    std::string const& file_;
    std::shared_ptr<std::string const> text_; ///< of the file, for exact places
    Diagnostics& found_;
    std::map<std::string, FieldUse> uses_; ///< by path
    std::vector<std::pair<std::string, Place>> data_places_;
};

} // namespace alur::letter
