#pragma once
#include "format/csv.hpp"
#include "format/yaml.hpp"
#include "service/pack.hpp"

#include <optional>

namespace alur::service {

/// Reads the files of a pack into a LoadedPack: every mistake is added with its place and reading goes on.
class PackReader {
  public:
    explicit PackReader(LoadedPack& loaded) : loaded_(loaded), pack_(loaded.pack), found_(loaded.found) {}

    /// The front page and all that it names.
    void read();

  private:
    std::optional<format::SourceFile> text(std::string const& path, Place const& named_at);
    std::optional<format::CsvTable> table(std::string const& path, Place const& named_at);
    std::optional<format::YamlNode> yaml(std::string const& path, Place const& named_at);
    void add(Error const& error, Place const& place);

    // of the front page
    std::string const& word(format::YamlNode const& mapping, std::string_view key, bool required = true);
    Place place_of(format::YamlNode const& mapping, std::string_view key) const;
    std::vector<std::string> words(format::YamlNode const& mapping, std::string_view key) const;
    feel::Expression expression(format::YamlNode const& mapping, std::string_view key);
    feel::Expression expression(format::YamlNode const& scalar);
    feel::ParseOptions options(std::string const& file) const;

    void read_zone(format::YamlNode const& front);
    void read_parameters(format::YamlNode const& front);
    void read_tables(format::YamlNode const& front);
    void read_office(format::YamlNode const& front);
    void read_decisions(format::YamlNode const& front);
    void read_officials(format::YamlNode const& office);
    void read_numbering(format::YamlNode const& front);
    std::optional<Day> day(format::YamlNode const& mapping, std::string_view key);
    void read_functions(format::YamlNode const& front);
    void read_calendar(format::YamlNode const& front);
    void read_processes(format::YamlNode const& front);
    void read_process(format::YamlNode const& entry);
    void read_messages(format::YamlNode const& front);
    void read_columns(format::YamlNode const& front);
    void read_unique(format::YamlNode const& front);
    void read_rules(format::YamlNode const& front);
    void read_reminders(format::YamlNode const& front);
    void read_channels(format::YamlNode const& front);
    void read_number_patterns(format::YamlNode const& front);
    void read_papers(format::YamlNode const& front);
    void read_desk(format::YamlNode const& front);
    void read_inputs(format::YamlNode const& front);
    using FieldsByStep = std::map<std::string, std::vector<InputField>>;
    std::vector<InputField> read_fields(format::YamlNode const& list, FieldsByStep const& above);
    InputField read_field(format::YamlNode const& entry, FieldsByStep const& above);
    std::vector<InputField> columns_of(format::YamlNode const& name, FieldsByStep const& above);

    std::map<std::string, std::shared_ptr<std::string const>> sources_; ///< files read, for exact places
    LoadedPack& loaded_;
    Pack& pack_;
    Diagnostics& found_;
};

/// A keyed table from its CSV file. Adds an error for a key that stands twice.
void fill_table(KeyedTable& table, format::CsvTable const& csv, Diagnostics& found);

/// References between the files of a pack that was read: steps, roles, states, letters, forms, deadlines, fields.
void check_references(Pack const& pack, Diagnostics& found);

} // namespace alur::service
