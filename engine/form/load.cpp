#include "form/load.hpp"

#include "core/hash.hpp"
#include "core/text.hpp"
#include "form/node_reader.hpp"

namespace alur::form {

using format::YamlNode;

namespace {

Signature load_signature(NodeReader& read, YamlNode const& node) {
    Signature signature;
    if (!read.mapping(node, "tanda tangan", {"side", "line", "dated", "title", "name", "id"}, {"title", "name"}))
        return signature;
    if (auto const side = read.word(node, "side", {"left", "center", "right"}); side >= 0)
        signature.side = static_cast<Side>(side);
    signature.dated = read.boolean(node, "dated");
    signature.line = read.literal_or_feel(node, "line");
    signature.title = read.literal_or_feel(node, "title");
    signature.name = read.literal_or_feel(node, "name");
    signature.id = read.literal_or_feel(node, "id");
    return signature;
}

std::vector<Definition> load_definitions(NodeReader& read, YamlNode const& node, std::string_view key) {
    std::vector<Definition> all;
    auto const* const child = node.find(key);
    if (!child) return all;
    if (!child->is_mapping()) {
        read.fault("not-a-mapping", child->place, "\"" + std::string(key) + "\" harus berupa nama dan ungkapan");
        return all;
    }
    for (auto const& [name, value] : child->entries) {
        if (!is_identifier(name.scalar))
            read.fault("name", name.place, "\"" + name.scalar + "\" bukan nama: hanya huruf, angka, dan _");
        if (!value.is_scalar()) {
            read.fault("not-a-scalar", value.place, "ungkapan untuk \"" + name.scalar + "\" harus berupa satu nilai");
            continue;
        }
        all.push_back({name.scalar, read.expression_in(value)});
    }
    return all;
}

void check_id(NodeReader& read, YamlNode const& root, Form const& form, std::string const& file) {
    auto const* const id = root.find("id");
    if (!id) return;
    if (form.id.empty() || form.id.size() > 20)
        read.fault("id", id->place, "id formulir kosong atau lebih dari 20 huruf");
    auto const slash = file.rfind('/');
    auto const name = slash == std::string::npos ? file : file.substr(slash + 1);
    if (!name.starts_with(form.id + "_") && name != form.id + ".yaml")
        read.fault("id", id->place, "nama berkas tidak diawali dengan id \"" + form.id + "\"");
}

} // namespace

int Sheet::column(std::string_view column_key) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].key == column_key) return static_cast<int>(i);
    return -1;
}

Sheet const* Form::sheet(std::string_view sheet_key) const {
    for (auto const& sheet : sheets)
        if (sheet.key == sheet_key) return &sheet;
    return nullptr;
}

Result<Form> load_form(format::SourceFile const& file, LoadOptions const& options) {
    auto const tree = format::parse_yaml(file);
    if (!tree) return tree.error();
    auto const& root = *tree;
    Diagnostics found;
    auto with_file = options;
    with_file.file = std::make_shared<std::string const>(file.text);
    NodeReader read(with_file, found);
    Form form;
    form.file = file.name;
    form.checksum = sha256(file.text);
    if (read.mapping(root, "formulir",
                     {"id", "title", "purpose", "paper", "orientation", "header", "header_side", "logo", "subtitle",
                      "place_date", "define", "sheets", "signatures", "gives"},
                     {"id", "title", "sheets"})) {
        form.id = read.text(root, "id");
        check_id(read, root, form, file.name);
        form.title = read.text(root, "title");
        form.purpose = read.text(root, "purpose");
        if (read.word(root, "paper", {"F4", "A4"}) == 1) form.paper = Paper::A4;
        if (read.word(root, "orientation", {"portrait", "landscape"}) == 1) form.orientation = Orientation::Landscape;
        for (auto const& line : read.sequence(root, "header")) form.header.push_back(read.literal_or_feel_in(line));
        if (auto const side = read.word(root, "header_side", {"left", "center", "right"}); side >= 0)
            form.header_side = static_cast<Side>(side);
        form.logo = read.text(root, "logo");
        if (!form.logo.empty() && (!form.logo.ends_with(".png") || form.logo.find('/') != std::string::npos))
            read.fault("logo", root.find("logo")->place, "lambang harus nama berkas .png di folder formulir ini");
        form.subtitle = read.literal_or_feel(root, "subtitle");
        form.place_date = read.literal_or_feel(root, "place_date");
        form.define = load_definitions(read, root, "define");
        for (auto const& sheet : read.sequence(root, "sheets")) form.sheets.push_back(load_sheet(read, sheet));
        if (form.sheets.empty() || form.sheets.size() > 30)
            read.fault("sheets", root.find("sheets") ? root.find("sheets")->place : root.place,
                       "formulir memerlukan 1 sampai 30 lembar");
        for (auto const& item : read.sequence(root, "signatures"))
            form.signatures.push_back(load_signature(read, item));
        form.gives = load_definitions(read, root, "gives");
        check_references(form, found);
    }
    if (found.has_errors()) {
        found.sort();
        auto error = invalid(file.name + ": formulir tidak dapat dibaca");
        error.found = std::move(found);
        return error;
    }
    return form;
}

} // namespace alur::form
