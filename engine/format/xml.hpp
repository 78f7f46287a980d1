#pragma once
#include "core/result.hpp"
#include "format/file.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alur::format {

struct XmlAttribute {
    std::string name;  ///< as written, with prefix
    std::string space; ///< namespace URI, "" when none
    std::string local; ///< without prefix
    std::string value;
    Place place;
};

/// An element, or a piece of text when `name` is empty. Namespaces are resolved; prefixes and everything unknown are
/// kept, so that writing the tree gives back what was read.
struct XmlNode {
    std::string name;
    std::string space;
    std::string local;
    std::string text; ///< text nodes and comments only
    bool comment = false;
    bool cdata = false; ///< a text node that stood in a CDATA section
    std::vector<XmlAttribute> attributes;
    std::vector<XmlNode> children;
    Place place; ///< of the `<`, or of the first character of a text

    bool is_element() const { return !name.empty(); }
    /// Value of the attribute without namespace, or null.
    std::string const* attribute(std::string_view local_name) const;
    XmlAttribute const* find_attribute(std::string_view local_name) const;
    /// First child element of that local name (any namespace when `in_space` is empty), or null.
    XmlNode const* child(std::string_view local_name, std::string_view in_space = {}) const;
    /// All text below, joined.
    std::string content() const;
};

/// Reads a document; the root element comes back, comments inside it are kept. Invalid, with line and column: malformed
/// XML, a DOCTYPE, entities other than the five of XML, elements nested more than 200 deep, more than 2 million nodes.
Result<XmlNode> parse_xml(SourceFile const& file);
/// The tree as a UTF-8 document with an XML declaration.
std::string write_xml(XmlNode const& root);

} // namespace alur::format
