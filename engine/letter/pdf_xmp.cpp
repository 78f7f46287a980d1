#include "letter/pdf_xmp.hpp"

#include "core/text.hpp"

namespace alur::letter {

namespace {

std::string seconds(Instant instant, ZoneOffset zone) {
    auto text = iso(std::chrono::floor<std::chrono::seconds>(instant), zone);
    if (!text.empty() && text.back() == 'Z') text = text.substr(0, text.size() - 1) + "+00:00";
    return text;
}

} // namespace

std::string pdf_date(Instant instant, ZoneOffset zone) {
    auto const text = seconds(instant, zone); // 2026-04-01T12:00:00+07:00
    std::string out = "D:";
    for (std::size_t i = 0; i < 19; ++i)
        if (text[i] >= '0' && text[i] <= '9') out += text[i];
    return out + text.substr(19, 3) + "'" + text.substr(23, 2) + "'";
}

std::string xmp_packet(DocumentFacts const& facts, std::string const& producer) {
    auto const date = seconds(facts.created, facts.zone);
    bool const a3 = facts.conformance == Conformance::A3b;
    std::string out =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
        "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"";
    if (a3) out += " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"";
    out += ">\n<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escape_markup(facts.title) +
           "</rdf:li></rdf:Alt></dc:title>\n";
    if (a3) out += "<dc:language><rdf:Bag><rdf:li>id-ID</rdf:li></rdf:Bag></dc:language>\n";
    out += "<xmp:CreateDate>" + date + "</xmp:CreateDate>\n<xmp:ModifyDate>" + date +
           "</xmp:ModifyDate>\n<xmp:CreatorTool>" + escape_markup(facts.creator) +
           "</xmp:CreatorTool>\n<pdf:Producer>" + escape_markup(producer) + "</pdf:Producer>\n<pdfaid:part>" +
           (a3 ? "3" : "1") + "</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n";
    if (a3) out += "<pdfuaid:part>1</pdfuaid:part>\n";
    out += "</rdf:Description>\n";
    if (a3)
        out +=
            "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
            "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
            "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
            "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n<pdfaSchema:schema>PDF/UA "
            "identification "
            "schema</pdfaSchema:schema>\n<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</"
            "pdfaSchema:namespaceURI>\n"
            "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n<pdfaSchema:property><rdf:Seq><rdf:li "
            "rdf:parseType=\"Resource\">\n<pdfaProperty:name>part</pdfaProperty:name>\n<pdfaProperty:valueType>Integer"
            "</pdfaProperty:valueType>\n<pdfaProperty:category>internal</"
            "pdfaProperty:category>\n<pdfaProperty:description>Part of ISO "
            "14289 to which the file "
            "conforms</pdfaProperty:description>\n</rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li></rdf:Bag>"
            "</pdfaExtension:schemas>\n</rdf:Description>\n";
    return out + "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

} // namespace alur::letter
