#include "form/node_reader.hpp"

#include <algorithm>
#include <charconv>

namespace alur::form {

using format::YamlNode;

bool is_identifier(std::string_view text) {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    auto const part = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
    return !text.empty() && letter(text[0]) && std::all_of(text.begin(), text.end(), part);
}

Place text_place(YamlNode const& scalar) {
    auto place = scalar.place;
    if (scalar.quoted) ++place.column;
    return place;
}

bool NodeReader::mapping(YamlNode const& node, std::string_view what, std::vector<std::string> const& allowed,
                         std::vector<std::string> const& needed) {
    if (!node.is_mapping()) {
        fault("not-a-mapping", node.place, std::string(what) + " harus berupa kunci dan nilai");
        return false;
    }
    format::refuse_unknown_keys(node, allowed, found_);
    for (auto const& key : needed)
        if (!node.find(key))
            fault("missing-key", node.place, std::string(what) + " belum memiliki kunci \"" + key + "\"");
    return true;
}

std::vector<YamlNode> const& NodeReader::sequence(YamlNode const& node, std::string_view key) {
    static std::vector<YamlNode> const none;
    auto const* const child = node.find(key);
    if (!child) return none;
    if (child->is_sequence()) return child->items;
    fault("not-a-list", child->place, "\"" + std::string(key) + "\" harus berupa daftar");
    return none;
}

YamlNode const* NodeReader::scalar(YamlNode const& node, std::string_view key) {
    auto const* const child = node.find(key);
    if (!child) return nullptr;
    if (child->is_scalar()) return child;
    fault("not-a-scalar", child->place, "\"" + std::string(key) + "\" harus berupa satu nilai",
          child->is_mapping() ? "tulis nilai yang memuat { di antara tanda petik" : "");
    return nullptr;
}

std::string NodeReader::text(YamlNode const& node, std::string_view key) {
    auto const* const value = scalar(node, key);
    return value ? value->scalar : std::string{};
}

bool NodeReader::boolean(YamlNode const& node, std::string_view key) {
    auto const* const value = scalar(node, key);
    if (!value || value->scalar == "false") return false;
    if (value->scalar == "true") return true;
    fault("not-a-boolean", value->place, "\"" + value->scalar + "\" bukan true atau false");
    return false;
}

double NodeReader::number(YamlNode const& node, std::string_view key, double least, double most, double otherwise) {
    auto const* const value = scalar(node, key);
    if (!value) return otherwise;
    auto const parsed = feel::Decimal::parse(value->scalar);
    auto const result = parsed ? parsed->to_double() : least - 1;
    if (result >= least && result <= most) return result;
    auto const shown = [](double d) { return std::to_string(static_cast<long>(d)); };
    fault("number", value->place,
          "\"" + value->scalar + "\" bukan bilangan dari " + shown(least) + " sampai " + shown(most));
    return otherwise;
}

int NodeReader::integer(YamlNode const& node, std::string_view key, int least, int most, int otherwise) {
    auto const* const value = scalar(node, key);
    if (!value) return otherwise;
    int result = 0;
    auto const* const end = value->scalar.data() + value->scalar.size();
    auto const read = std::from_chars(value->scalar.data(), end, result);
    if (read.ec == std::errc{} && read.ptr == end && result >= least && result <= most) return result;
    fault("number", value->place,
          "\"" + value->scalar + "\" bukan bilangan bulat dari " + std::to_string(least) + " sampai " +
              std::to_string(most));
    return otherwise;
}

std::vector<std::string> NodeReader::texts(YamlNode const& node, std::string_view key) {
    std::vector<std::string> all;
    for (auto const& item : sequence(node, key)) {
        if (item.is_scalar())
            all.push_back(item.scalar);
        else
            fault("not-a-scalar", item.place, "butir \"" + std::string(key) + "\" harus berupa satu nilai");
    }
    return all;
}

int NodeReader::word(YamlNode const& node, std::string_view key, std::vector<std::string> const& words) {
    auto const* const value = scalar(node, key);
    if (!value) return -1;
    auto const at = std::find(words.begin(), words.end(), value->scalar);
    if (at != words.end()) return static_cast<int>(at - words.begin());
    auto const near = nearest(value->scalar, words);
    std::string list;
    for (auto const& w : words) list += (list.empty() ? "" : ", ") + w;
    fault("unknown-word", value->place,
          std::string(key == "type" ? "tipe" : key) + " \"" + value->scalar + "\" tidak dikenal",
          near.empty() ? "pilih salah satu: " + list : "mungkin maksudnya \"" + near + "\"");
    return -1;
}

feel::Expression NodeReader::expression_in(YamlNode const& scalar) {
    feel::ParseOptions options;
    options.names = options_.names;
    options.place = text_place(scalar);
    options.file = options_.file;
    auto parsed = feel::parse(scalar.scalar, options);
    if (parsed) return std::move(parsed).value();
    found_.add(parsed.error().found);
    if (parsed.error().found.empty()) fault("feel", scalar.place, parsed.error().message);
    return {};
}

feel::Expression NodeReader::expression(YamlNode const& node, std::string_view key) {
    auto const* const value = scalar(node, key);
    return value ? expression_in(*value) : feel::Expression{};
}

Text NodeReader::literal_or_feel_in(YamlNode const& scalar) {
    Text text;
    if (!scalar.scalar.starts_with('=')) {
        text.literal = scalar.scalar;
        return text;
    }
    auto rest = scalar;
    rest.scalar.erase(0, 1);
    ++rest.place.column;
    text.expression = expression_in(rest);
    return text;
}

Text NodeReader::literal_or_feel(YamlNode const& node, std::string_view key) {
    auto const* const value = scalar(node, key);
    return value ? literal_or_feel_in(*value) : Text{};
}

Formula NodeReader::formula_in(YamlNode const& scalar) {
    auto parsed = parse_formula(scalar.scalar, text_place(scalar));
    if (parsed) return std::move(parsed).value();
    found_.add(parsed.error().found);
    return {};
}

Formula NodeReader::formula(YamlNode const& node, std::string_view key) {
    auto const* const value = scalar(node, key);
    return value ? formula_in(*value) : Formula{};
}

std::string NodeReader::identifier(YamlNode const& node, std::string_view key) {
    auto const* const value = scalar(node, key);
    if (!value) return {};
    if (!is_identifier(value->scalar))
        fault("name", value->place,
              "\"" + value->scalar + "\" bukan nama: hanya huruf, angka, dan _; tidak diawali angka");
    return value->scalar;
}

} // namespace alur::form
