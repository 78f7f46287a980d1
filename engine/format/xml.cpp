#include "format/xml.hpp"

#include "core/text.hpp"

#include <expat.h>

namespace alur::format {

namespace {

constexpr int kMostDepth = 200;
constexpr int kMostNodes = 2'000'000;
constexpr char kSeparator = '\x01';

/// Builds the tree while expat reads. The first mistake stops the parser; its message is kept.
struct Builder {
    XML_Parser parser = nullptr;
    std::string file;
    XmlNode root;
    std::vector<XmlNode*> open;
    std::vector<std::pair<std::string, std::string>> declared; ///< xmlns attributes of the element about to start
    int nodes = 0;
    bool in_cdata = false;
    std::string refusal_rule;
    std::string refusal;
    Place refusal_place;

    Place here() const {
        return {file, static_cast<int>(XML_GetCurrentLineNumber(parser)),
                static_cast<int>(XML_GetCurrentColumnNumber(parser)) + 1};
    }

    void refuse(std::string rule, std::string message) {
        if (!refusal.empty()) return;
        refusal_rule = std::move(rule);
        refusal = std::move(message);
        refusal_place = here();
        XML_StopParser(parser, XML_FALSE);
    }

    bool count() {
        if (++nodes > kMostNodes) refuse("xml-size", "dokumen XML terlalu besar");
        return refusal.empty();
    }
};

/// `uri SEP local SEP prefix` as expat gives it.
void split_name(char const* raw, std::string& name, std::string& space, std::string& local) {
    auto const parts = split(raw, kSeparator);
    if (parts.size() == 1) {
        name = local = parts[0];
        return;
    }
    space = parts[0];
    local = parts[1];
    name = parts.size() > 2 ? parts[2] + ':' + local : local;
}

void on_namespace(void* data, char const* prefix, char const* uri) {
    auto& builder = *static_cast<Builder*>(data);
    builder.declared.emplace_back(prefix ? std::string("xmlns:") + prefix : "xmlns", uri ? uri : "");
}

void on_start(void* data, char const* raw_name, char const** raw_attributes) {
    auto& builder = *static_cast<Builder*>(data);
    if (!builder.count()) return;
    if (static_cast<int>(builder.open.size()) >= kMostDepth) {
        builder.refuse("xml-depth", "unsur XML bersarang lebih dari " + std::to_string(kMostDepth) + " tingkat");
        return;
    }
    XmlNode node;
    node.place = builder.here();
    split_name(raw_name, node.name, node.space, node.local);
    for (auto& [name, uri] : builder.declared)
        node.attributes.push_back({name, "http://www.w3.org/2000/xmlns/", name, uri, node.place});
    builder.declared.clear();
    for (auto const* pair = raw_attributes; *pair; pair += 2) {
        XmlAttribute attribute;
        split_name(pair[0], attribute.name, attribute.space, attribute.local);
        attribute.value = pair[1];
        attribute.place = node.place;
        node.attributes.push_back(std::move(attribute));
    }
    if (builder.open.empty()) {
        builder.root = std::move(node);
        builder.open.push_back(&builder.root);
        return;
    }
    auto& siblings = builder.open.back()->children;
    siblings.push_back(std::move(node));
    builder.open.push_back(&siblings.back());
}

void on_end(void* data, char const* /*name*/) {
    auto& builder = *static_cast<Builder*>(data);
    if (!builder.open.empty()) builder.open.pop_back();
}

void on_text(void* data, char const* text, int length) {
    auto& builder = *static_cast<Builder*>(data);
    if (builder.open.empty()) return;
    auto& siblings = builder.open.back()->children;
    if (!siblings.empty() && !siblings.back().is_element() && !siblings.back().comment &&
        siblings.back().cdata == builder.in_cdata) {
        siblings.back().text.append(text, static_cast<std::size_t>(length));
        return;
    }
    if (!builder.count()) return;
    XmlNode node;
    node.text.assign(text, static_cast<std::size_t>(length));
    node.cdata = builder.in_cdata;
    node.place = builder.here();
    siblings.push_back(std::move(node));
}

void on_comment(void* data, char const* text) {
    auto& builder = *static_cast<Builder*>(data);
    if (builder.open.empty() || !builder.count()) return;
    XmlNode node;
    node.text = text;
    node.comment = true;
    node.place = builder.here();
    builder.open.back()->children.push_back(std::move(node));
}

void on_cdata_start(void* data) { static_cast<Builder*>(data)->in_cdata = true; }
void on_cdata_end(void* data) { static_cast<Builder*>(data)->in_cdata = false; }

void on_doctype(void* data, char const* /*name*/, char const* /*system*/, char const* /*public_id*/, int /*internal*/) {
    static_cast<Builder*>(data)->refuse("xml-doctype", "DOCTYPE tidak diterima; hapus baris <!DOCTYPE …>");
}

/// expat's column counts bytes; ours counts code points.
int code_point_column(std::string_view text, int line, int byte_column) {
    for (int n = 1; n < line; ++n) {
        auto const end = text.find('\n');
        if (end == std::string_view::npos) return byte_column;
        text.remove_prefix(end + 1);
    }
    return 1 +
           static_cast<int>(code_point_count(text.substr(0, static_cast<std::size_t>(std::max(byte_column - 1, 0)))));
}

void write_escaped(std::string& out, std::string_view text, bool attribute) {
    for (char const c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += attribute ? "&quot;" : "\""; break;
        case '\n': out += attribute ? "&#10;" : "\n"; break;
        case '\t': out += attribute ? "&#9;" : "\t"; break;
        case '\r': out += "&#13;"; break;
        default: out += c;
        }
    }
}

void write_node(std::string& out, XmlNode const& node) {
    if (node.comment) {
        out += "<!--" + node.text + "-->";
        return;
    }
    if (!node.is_element()) {
        if (node.cdata)
            out += "<![CDATA[" + node.text + "]]>";
        else
            write_escaped(out, node.text, false);
        return;
    }
    out += '<' + node.name;
    for (auto const& attribute : node.attributes) {
        out += ' ' + attribute.name + "=\"";
        write_escaped(out, attribute.value, true);
        out += '"';
    }
    if (node.children.empty()) {
        out += " />";
        return;
    }
    out += '>';
    for (auto const& child : node.children) write_node(out, child);
    out += "</" + node.name + '>';
}

void collect(std::string& out, XmlNode const& node) {
    if (!node.is_element() && !node.comment) out += node.text;
    for (auto const& child : node.children) collect(out, child);
}

} // namespace

XmlAttribute const* XmlNode::find_attribute(std::string_view local_name) const {
    for (auto const& attribute : attributes)
        if (attribute.local == local_name && attribute.space.empty()) return &attribute;
    return nullptr;
}

std::string const* XmlNode::attribute(std::string_view local_name) const {
    auto const* found = find_attribute(local_name);
    return found ? &found->value : nullptr;
}

XmlNode const* XmlNode::child(std::string_view local_name, std::string_view in_space) const {
    for (auto const& node : children)
        if (node.is_element() && node.local == local_name && (in_space.empty() || node.space == in_space)) return &node;
    return nullptr;
}

std::string XmlNode::content() const {
    std::string out;
    collect(out, *this);
    return out;
}

Result<XmlNode> parse_xml(SourceFile const& file) {
    Builder builder;
    builder.file = file.name;
    builder.parser = XML_ParserCreateNS("UTF-8", kSeparator);
    if (!builder.parser) return unavailable(file.name + ": memori tidak cukup");
    XML_SetUserData(builder.parser, &builder);
    XML_SetReturnNSTriplet(builder.parser, 1);
    XML_SetElementHandler(builder.parser, on_start, on_end);
    XML_SetCharacterDataHandler(builder.parser, on_text);
    XML_SetCommentHandler(builder.parser, on_comment);
    XML_SetCdataSectionHandler(builder.parser, on_cdata_start, on_cdata_end);
    XML_SetNamespaceDeclHandler(builder.parser, on_namespace, nullptr);
    XML_SetStartDoctypeDeclHandler(builder.parser, on_doctype);
    auto const status = XML_Parse(builder.parser, file.text.data(), static_cast<int>(file.text.size()), XML_TRUE);
    if (status != XML_STATUS_OK && builder.refusal.empty()) {
        builder.refusal_rule = "xml";
        builder.refusal = std::string("XML tidak sah: ") + XML_ErrorString(XML_GetErrorCode(builder.parser));
        builder.refusal_place = builder.here();
    }
    XML_ParserFree(builder.parser);
    if (builder.refusal.empty()) return std::move(builder.root);
    auto place = builder.refusal_place;
    place.column = code_point_column(file.text, place.line, place.column);
    auto error = invalid(file.name + ": " + builder.refusal);
    error.found.error(builder.refusal_rule, place, builder.refusal);
    return error;
}

std::string write_xml(XmlNode const& root) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    write_node(out, root);
    out += '\n';
    return out;
}

} // namespace alur::format
