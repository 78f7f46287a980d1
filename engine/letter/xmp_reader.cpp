#include "letter/xmp_reader.hpp"

#include "core/text.hpp"
#include "format/xml.hpp"

namespace alur::letter {

namespace {

constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kXmlns = "http://www.w3.org/2000/xmlns/";

/// The first item of a list, else the text.
std::string text_of(format::XmlNode const& node) {
    for (auto const& list : node.children)
        if (list.space == kRdf)
            for (auto const& item : list.children)
                if (item.local == "li") return std::string(trim(item.content()));
    return std::string(trim(node.content()));
}

void collect_schemas(format::XmlNode const& node, std::set<std::string>& out) {
    if (node.local == "namespaceURI") out.insert(std::string(trim(node.content())));
    for (auto const& attribute : node.attributes)
        if (attribute.local == "namespaceURI") out.insert(attribute.value);
    for (auto const& child : node.children) collect_schemas(child, out);
}

} // namespace

std::string const* Xmp::find(std::string_view space, std::string_view local) const {
    auto const it = properties.find(std::string(space) + std::string(local));
    return it == properties.end() ? nullptr : &it->second;
}

Xmp read_xmp(std::string const& packet) {
    Xmp out;
    out.present = true;
    auto const head = packet.substr(0, packet.find("?>"));
    out.odd_packet = head.find("bytes=") != std::string::npos || head.find("encoding=") != std::string::npos;
    auto const root = format::parse_xml({"xmp", packet});
    if (!root || !is_utf8(packet)) return out;
    out.readable = true;
    auto const* rdf = root->local == "RDF" ? &*root : root->child("RDF", kRdf);
    if (!rdf) return out;
    for (auto const& description : rdf->children) {
        for (auto const& attribute : description.attributes)
            if (!attribute.space.empty() && attribute.space != kRdf && attribute.space != kXmlns)
                out.properties.emplace(attribute.space + attribute.local, attribute.value);
        for (auto const& property : description.children) {
            if (!property.is_element()) continue;
            if (property.space == kXmpExtension) collect_schemas(property, out.schemas);
            out.properties.emplace(property.space + property.local, text_of(property));
        }
    }
    return out;
}

} // namespace alur::letter
