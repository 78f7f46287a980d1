#pragma once
#include "form/fill.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alur::sheet {

/// A cell of a worksheet; both count from 0.
struct Spot {
    std::uint32_t row = 0;
    std::uint16_t column = 0;
    auto operator<=>(Spot const&) const = default;
};

std::string column_letters(std::uint16_t column);      ///< 0 → A, 26 → AA
std::string spot_name(Spot spot);                      ///< B7
std::string absolute_name(Spot spot);                  ///< $B$7
std::string quoted_sheet(std::string_view sheet_name); ///< 'Rekap Kategori'

/// Columns a block of text is spread over.
struct Span {
    std::uint16_t first = 0, last = 0;
};

/// Where everything of one filled sheet stands in its worksheet. Pure arithmetic; nothing is written.
struct Layout {
    Layout(form::Filled const& filled, form::FilledSheet const& sheet);

    std::uint16_t columns = 2;   ///< of the table, or the two of a list
    std::vector<double> widths;  ///< characters
    std::uint32_t title_row = 0; ///< the header lines stand above it
    std::uint32_t subtitle_row = 0;
    std::uint32_t head_row = 0;   ///< first head field
    std::uint32_t header_row = 0; ///< of the table or the list
    std::uint32_t first_row = 0;  ///< of the data or the list fields
    std::uint32_t rows = 0;
    std::uint32_t totals_row = 0;
    std::uint32_t signatures_row = 0; ///< the first free row when nobody signs
    std::uint32_t end_row = 0;        ///< behind the last row of all
    Span head_label, head_value;
    Span left, center, right; ///< where signatures stand

    Spot head(std::size_t index) const { return {head_row + static_cast<std::uint32_t>(index), head_value.first}; }
    Spot field(std::size_t index) const { return {first_row + static_cast<std::uint32_t>(index), 1}; }
    Spot cell(std::size_t row, std::size_t column) const {
        return {first_row + static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column)};
    }
    Spot total(std::size_t row, std::size_t column) const {
        return {totals_row + static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column)};
    }
    std::uint32_t last_row() const { return first_row + (rows > 0 ? rows - 1 : 0); }
};

/// Rows of one block of signatures: the line, the title, room for the signature, the name, the number.
constexpr std::uint32_t kSignatureRows = 8;

/// Signatures that share a line: never two of one side.
std::vector<std::vector<form::FilledSignature const*>> signature_lines(form::Filled const& filled);

enum class AddressStyle { Plain, FixedColumn };

/// Turns the references of one formula's place into addresses.
class LayoutAddresses final : public form::Addresses {
  public:
    LayoutAddresses(form::Filled const& filled, std::vector<Layout> const& layouts)
        : filled_(filled), layouts_(layouts) {}
    /// The formula's own sheet, and its row of the table (-1: none). `in_fields`: `{key}` names a head or list field.
    void stand(std::size_t sheet, int row, AddressStyle style = AddressStyle::Plain) {
        sheet_ = sheet;
        row_ = row;
        style_ = style;
    }
    std::string address(form::Reference const& reference) const override;

  private:
    form::Filled const& filled_;
    std::vector<Layout> const& layouts_;
    std::size_t sheet_ = 0;
    int row_ = -1;
    AddressStyle style_ = AddressStyle::Plain;

    std::string previous_name(std::string const& name) const;
};

/// Where the named cell stands in that sheet; false when it has none.
bool find_named(form::FilledSheet const& sheet, Layout const& layout, std::string_view name, Spot& spot);

} // namespace alur::sheet
