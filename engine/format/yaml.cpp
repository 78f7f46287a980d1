#include "format/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>

namespace alur::format {

namespace {

constexpr std::size_t kMostDepth = 100;

Place to_place(std::string const& file, YAML::Mark const& mark) { return {file, mark.line + 1, mark.column + 1}; }

/// Receives yaml-cpp's events and builds our tree; every refusal is noted with its place and reading goes on.
class TreeBuilder final : public YAML::EventHandler {
  public:
    TreeBuilder(std::string file, Diagnostics& found) : file_(std::move(file)), found_(found) {}

    YamlNode take() { return std::move(root_); }

    void OnDocumentStart(YAML::Mark const& /*mark*/) override {}
    void OnDocumentEnd() override {}
    void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        YamlNode node;
        node.place = to_place(file_, mark);
        put(std::move(node));
    }
    void OnAlias(YAML::Mark const& mark, YAML::anchor_t /*anchor*/) override {
        found_.error("yaml-alias", to_place(file_, mark), "alias (*nama) tidak diterima; tulis nilainya");
        put({});
    }
    void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  std::string const& value) override {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        YamlNode node;
        node.kind = YamlNode::Kind::Scalar;
        node.scalar = value;
        node.quoted = tag == "!";
        node.place = to_place(file_, mark);
        // An unquoted `~` or `null` is text of one's own for us only when quoted.
        if (!node.quoted && (value == "~" || value == "null")) node.kind = YamlNode::Kind::Null;
        put(std::move(node));
    }
    void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, YamlNode::Kind::Sequence);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, YamlNode::Kind::Mapping);
    }
    void OnMapEnd() override { close(); }

  private:
    struct Frame {
        YamlNode node;
        YamlNode key;
        bool has_key = false;
    };

    void refuse_anchor(YAML::Mark const& mark, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor)
            found_.error("yaml-anchor", to_place(file_, mark), "jangkar (&nama) tidak diterima; tulis nilainya");
    }
    void refuse_tag(YAML::Mark const& mark, std::string const& tag) {
        if (!tag.empty() && tag != "?" && tag != "!")
            found_.error("yaml-tag", to_place(file_, mark), "tag '" + tag + "' tidak diterima");
    }

    void open(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor, YamlNode::Kind kind) {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        Frame frame;
        frame.node.kind = kind;
        frame.node.place = to_place(file_, mark);
        frames_.push_back(std::move(frame));
    }

    void close() {
        auto node = std::move(frames_.back().node);
        frames_.pop_back();
        put(std::move(node));
    }

    void put(YamlNode node) {
        if (frames_.empty()) {
            root_ = std::move(node);
            return;
        }
        auto& frame = frames_.back();
        if (frame.node.is_sequence()) {
            frame.node.items.push_back(std::move(node));
            return;
        }
        if (!frame.has_key) {
            if (!node.is_scalar())
                found_.error("yaml-key", node.place, "kunci harus berupa teks");
            else if (frame.node.find(node.scalar))
                found_.error("duplicate-key", node.place, "kunci '" + node.scalar + "' ditulis dua kali");
            frame.key = std::move(node);
            frame.has_key = true;
            return;
        }
        frame.node.entries.push_back({std::move(frame.key), std::move(node)});
        frame.has_key = false;
    }

    std::string file_;
    Diagnostics& found_;
    std::vector<Frame> frames_;
    YamlNode root_;
};

/// Deepest nesting the text could have: flow brackets and indentation steps. yaml-cpp recurses, so this is looked at
/// first.
bool too_deep(std::string_view text) {
    std::size_t brackets = 0;
    std::vector<std::size_t> indents;
    bool line_start = true;
    std::size_t indent = 0;
    for (char const c : text) {
        if (c == '\n') {
            line_start = true;
            indent = 0;
            continue;
        }
        if (line_start && (c == ' ' || c == '-' || c == '?' || c == ':')) {
            // Each "- " of a compact nested sequence opens a level of its own.
            if (c != ' ') {
                while (!indents.empty() && indents.back() >= indent) indents.pop_back();
                indents.push_back(indent);
            }
            ++indent;
            if (indents.size() > kMostDepth) return true;
            continue;
        }
        if (line_start) {
            line_start = false;
            while (!indents.empty() && indents.back() >= indent) indents.pop_back();
            indents.push_back(indent);
        }
        if (c == '[' || c == '{') ++brackets;
        if ((c == ']' || c == '}') && brackets > 0) --brackets;
        if (brackets > kMostDepth || indents.size() > kMostDepth) return true;
    }
    return false;
}

} // namespace

YamlNode const* YamlNode::find(std::string_view key) const {
    for (auto const& [name, value] : entries)
        if (name.scalar == key) return &value;
    return nullptr;
}

Result<YamlNode> parse_yaml(SourceFile const& file) {
    Diagnostics found;
    if (too_deep(file.text)) {
        auto error = invalid(file.name + ": bersarang terlalu dalam");
        error.found.error("yaml-depth", {file.name, 1, 1},
                          "YAML bersarang lebih dari " + std::to_string(kMostDepth) + " tingkat");
        return error;
    }
    TreeBuilder builder(file.name, found);
    try {
        std::istringstream in(file.text);
        YAML::Parser parser(in);
        parser.HandleNextDocument(builder);
    } catch (YAML::ParserException const& e) {
        found.error("yaml", to_place(file.name, e.mark), "YAML tidak sah: " + e.msg);
    } catch (std::exception const& e) {
        found.error("yaml", {file.name, 1, 1}, std::string("YAML tidak sah: ") + e.what());
    }
    if (found.has_errors()) {
        auto error = invalid(file.name + ": " + found.all().front().message);
        error.found = std::move(found);
        return error;
    }
    auto root = builder.take();
    if (root.place.line == 0) root.place = {file.name, 1, 1}; // nothing in the file
    return root;
}

void refuse_unknown_keys(YamlNode const& mapping, std::vector<std::string> const& allowed, Diagnostics& found) {
    for (auto const& [key, value] : mapping.entries) {
        if (std::find(allowed.begin(), allowed.end(), key.scalar) != allowed.end()) continue;
        auto const near = nearest(key.scalar, allowed);
        found.error("unknown-key", key.place, "kunci '" + key.scalar + "' tidak dikenal",
                    near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
    }
}

Result<FrontMatter> split_front_matter(SourceFile const& file) {
    FrontMatter result;
    constexpr std::string_view kFence = "---";
    std::string_view const text = file.text;
    auto const line_end = [&](std::size_t at) { return std::min(text.find('\n', at), text.size()); };
    auto const is_fence = [&](std::size_t at) {
        auto line = text.substr(at, line_end(at) - at);
        while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
        return line == kFence;
    };
    if (!is_fence(0)) {
        result.body = file.text;
        return result;
    }
    int line = 2;
    for (auto at = line_end(0) + 1; at < text.size(); at = line_end(at) + 1, ++line) {
        if (!is_fence(at)) continue;
        // The fence's line is kept empty so that places in the head stay those of the file.
        auto head = parse_yaml({file.name, "\n" + std::string(text.substr(line_end(0) + 1, at - line_end(0) - 1))});
        if (!head) return head.error();
        result.head = std::move(*head);
        auto const body = std::min(line_end(at) + 1, text.size());
        result.body = std::string(text.substr(body));
        result.body_line = line + 1;
        return result;
    }
    auto error = invalid(file.name + ": kepala berkas tidak ditutup");
    error.found.error("front-matter", {file.name, 1, 1},
                      "kepala berkas yang dibuka dengan '---' tidak ditutup dengan '---'");
    return error;
}

} // namespace alur::format
