#include "sheet/recap_parts.hpp"

#include "core/text.hpp"
#include "sheet/layout.hpp"

#include <cmath>

namespace alur::sheet {

using form::FieldType;

namespace {

constexpr char kDeclaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr char kMain[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr char kRelations[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr char kPackage[] = "http://schemas.openxmlformats.org/package/2006/";

std::string styles() {
    struct Format {
        int number, font, fill, border;
        char const* alignment;
    };
    // As RecapStyle: fonts 0 plain, 1 bold, 2 bold 12 pt; fills 2 the header's; borders 1 thin, 2 double above.
    static constexpr char kLeft[] = "<alignment horizontal=\"left\" vertical=\"center\" wrapText=\"1\" indent=\"1\"/>";
    static constexpr char kMiddle[] = "<alignment horizontal=\"center\" vertical=\"center\"/>";
    static constexpr char kRight[] = "<alignment horizontal=\"right\" vertical=\"center\" indent=\"1\"/>";
    static constexpr char kWrapped[] = "<alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/>";
    static Format const kFormats[] = {
        {0, 0, 0, 0, ""},       {0, 2, 0, 0, kMiddle},   {0, 1, 2, 1, kWrapped},  {0, 0, 0, 1, kLeft},
        {49, 0, 0, 1, kLeft},   {1, 0, 0, 1, kMiddle},   {4, 0, 0, 1, kRight},    {3, 0, 0, 1, kRight},
        {166, 0, 0, 1, kRight}, {164, 0, 0, 1, kMiddle}, {165, 0, 0, 1, kMiddle}, {20, 0, 0, 1, kMiddle},
        {0, 1, 0, 2, kLeft},    {1, 1, 0, 2, kMiddle},   {4, 1, 0, 2, kRight},    {3, 1, 0, 2, kRight}};
    std::string out = kDeclaration;
    out += "<styleSheet xmlns=\"" + std::string(kMain) + "\"><numFmts count=\"3\">";
    out += "<numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/>"
           "<numFmt numFmtId=\"165\" formatCode=\"dd\\-mm\\-yyyy\\ hh:mm\"/>"
           "<numFmt numFmtId=\"166\" formatCode=\"0.0%\"/></numFmts>";
    out += "<fonts count=\"3\"><font><sz val=\"10\"/><name val=\"Arial\"/></font>"
           "<font><b/><sz val=\"10\"/><name val=\"Arial\"/></font>"
           "<font><b/><sz val=\"12\"/><name val=\"Arial\"/></font></fonts>";
    out += "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
           "<fill><patternFill patternType=\"gray125\"/></fill>"
           "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFD9E1F2\"/></patternFill></fill></fills>";
    std::string const sides = "<left style=\"thin\"/><right style=\"thin\"/><top style=\"";
    out += "<borders count=\"3\"><border><left/><right/><top/><bottom/><diagonal/></border><border>" + sides +
           "thin\"/><bottom style=\"thin\"/><diagonal/></border><border>" + sides +
           "double\"/><bottom style=\"thin\"/><diagonal/></border></borders>";
    out += "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>";
    out += "<cellXfs count=\"" + std::to_string(std::size(kFormats)) + "\">";
    for (auto const& format : kFormats)
        out += "<xf numFmtId=\"" + std::to_string(format.number) + "\" fontId=\"" + std::to_string(format.font) +
               "\" fillId=\"" + std::to_string(format.fill) + "\" borderId=\"" + std::to_string(format.border) +
               "\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" "
               "applyAlignment=\"1\">" +
               format.alignment + "</xf>";
    return out +
           "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
           "</styleSheet>";
}

std::string relation(int id, std::string_view type, std::string_view target) {
    return "<Relationship Id=\"rId" + std::to_string(id) + "\" Type=\"" + std::string(type) + "\" Target=\"" +
           std::string(target) + "\"/>";
}

std::string last_letters(std::size_t columns) { return column_letters(static_cast<std::uint16_t>(columns - 1)); }

} // namespace

RecapStyle style_of(FieldType type) {
    switch (type) {
    case FieldType::Int: return RecapStyle::Int;
    case FieldType::Decimal: return RecapStyle::Decimal;
    case FieldType::Money: return RecapStyle::Money;
    case FieldType::Percent: return RecapStyle::Percent;
    case FieldType::Date: return RecapStyle::Date;
    case FieldType::DateTime: return RecapStyle::DateTime;
    case FieldType::Time: return RecapStyle::Time;
    default: return form::is_identity(type) ? RecapStyle::Identity : RecapStyle::Text;
    }
}

RecapStyle total_style_of(FieldType type) {
    return type == FieldType::Money     ? RecapStyle::TotalMoney
           : type == FieldType::Decimal ? RecapStyle::TotalDecimal
                                        : RecapStyle::TotalInt;
}

std::string recap_sheet_begin(std::vector<RecapColumn> const& columns, std::uint32_t header_row) {
    std::string out = kDeclaration;
    out += "<worksheet xmlns=\"" + std::string(kMain) + "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>";
    out += "<sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"><pane ySplit=\"" +
           std::to_string(header_row) + "\" topLeftCell=\"A" + std::to_string(header_row + 1) +
           "\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>";
    out += "<sheetFormatPr defaultRowHeight=\"15\"/><cols>";
    for (std::size_t c = 0; c < columns.size(); ++c) {
        auto const number = std::to_string(c + 1);
        auto const width = std::to_string(std::lround(columns[c].width * 100) / 100) + "." +
                           std::to_string(100 + std::lround(columns[c].width * 100) % 100).substr(1);
        out += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" + width + "\" customWidth=\"1\"/>";
    }
    return out + "</cols><sheetData>";
}

std::string recap_sheet_end(std::size_t columns, std::size_t title_lines, std::uint32_t header_row,
                            std::uint32_t last_row) {
    std::string out = "</sheetData><autoFilter ref=\"A" + std::to_string(header_row) + ":" + last_letters(columns) +
                      std::to_string(last_row) + "\"/>";
    if (columns > 1 && title_lines > 0) {
        out += "<mergeCells count=\"" + std::to_string(title_lines) + "\">";
        for (std::size_t line = 1; line <= title_lines; ++line)
            out += "<mergeCell ref=\"A" + std::to_string(line) + ":" + last_letters(columns) + std::to_string(line) +
                   "\"/>";
        out += "</mergeCells>";
    }
    return out +
           "<printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.59\" right=\"0.39\" top=\"0.59\" "
           "bottom=\"0.59\" header=\"0.3\" footer=\"0.24\"/><pageSetup paperSize=\"14\" orientation=\"landscape\" "
           "fitToHeight=\"0\"/><headerFooter><oddFooter>&amp;R&amp;8Halaman &amp;P dari "
           "&amp;N</oddFooter></headerFooter></worksheet>";
}

std::vector<std::pair<std::string, std::string>> recap_parts(RecapHead const& head, std::size_t columns,
                                                             std::uint32_t header_row, std::uint32_t last_row) {
    std::string const package = kPackage;
    std::string const office = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    auto const name = escape_markup(head.sheet);
    auto const header = std::to_string(header_row);
    auto const created = iso(head.created);
    return {{"[Content_Types].xml",
             std::string(kDeclaration) + "<Types xmlns=\"" + package +
                 "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
                 "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override "
                 "PartName=\"/xl/workbook.xml\" ContentType=\"" +
                 office + "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + office +
                 "worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" + office +
                 "styles+xml\"/><Override PartName=\"/docProps/core.xml\" "
                 "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"},
            {"_rels/.rels", std::string(kDeclaration) + "<Relationships xmlns=\"" + package + "relationships\">" +
                                relation(1, std::string(kRelations) + "/officeDocument", "xl/workbook.xml") +
                                relation(2, package + "relationships/metadata/core-properties", "docProps/core.xml") +
                                "</Relationships>"},
            {"xl/_rels/workbook.xml.rels",
             std::string(kDeclaration) + "<Relationships xmlns=\"" + package + "relationships\">" +
                 relation(1, std::string(kRelations) + "/worksheet", "worksheets/sheet1.xml") +
                 relation(2, std::string(kRelations) + "/styles", "styles.xml") + "</Relationships>"},
            {"xl/workbook.xml", std::string(kDeclaration) + "<workbook xmlns=\"" + kMain + "\" xmlns:r=\"" +
                                    kRelations + "\"><sheets><sheet name=\"" + name +
                                    "\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames><definedName "
                                    "name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">'" +
                                    name + "'!$A$" + header + ":$" + last_letters(columns) + "$" +
                                    std::to_string(last_row) +
                                    "</definedName><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'" +
                                    name + "'!$" + header + ":$" + header + "</definedName></definedNames></workbook>"},
            {"xl/styles.xml", styles()},
            {"docProps/core.xml",
             std::string(kDeclaration) + "<cp:coreProperties xmlns:cp=\"" + package +
                 "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                 "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                 "<dc:creator>" +
                 escape_markup(head.author) + "</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">" + created +
                 "</dcterms:created></cp:coreProperties>"}};
}

} // namespace alur::sheet
