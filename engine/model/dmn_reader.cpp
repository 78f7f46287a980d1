#include "core/text.hpp"
#include "model/dmn_model.hpp"

#include <array>
#include <set>

namespace alur::model::dmn {

namespace {

// 1.2, 1.3, 1.4, 1.5; what 1.6 adds is ignored.
constexpr std::array<std::string_view, 5> kSpaces{
    "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/",
    "https://www.omg.org/spec/DMN/20240513/MODEL/"};

std::string attribute(format::XmlNode const& node, std::string_view name) {
    auto const* value = node.attribute(name);
    return value ? *value : std::string{};
}

bool flag(format::XmlNode const& node, std::string_view name) {
    auto const value = attribute(node, name);
    return value == "true" || value == "1";
}

std::optional<Cell> optional_cell(format::XmlNode const& node, std::string_view child) {
    auto const* found = node.child(child, node.space);
    if (!found) return std::nullopt;
    auto cell = read_cell(*found);
    if (cell.blank()) return std::nullopt;
    return cell;
}

ItemDefinition read_item(format::XmlNode const& node) {
    ItemDefinition item;
    item.name = name_of(attribute(node, "name"));
    item.place = node.place;
    item.collection = flag(node, "isCollection");
    if (auto const* type = node.child("typeRef", node.space)) item.type = name_of(type->content());
    item.allowed = optional_cell(node, "allowedValues");
    item.constraint = optional_cell(node, "typeConstraint");
    for (auto const& child : node.children) {
        if (!child.is_element() || child.space != node.space) continue;
        if (child.local == "itemComponent") item.components.push_back(read_item(child));
        if (child.local == "functionItem") {
            FunctionItem function;
            function.output = name_of(attribute(child, "outputTypeRef"));
            for (auto const& parameter : child.children)
                if (parameter.is_element() && parameter.local == "parameters")
                    function.parameters.push_back(read_variable(parameter));
            item.function = std::move(function);
        }
    }
    return item;
}

/// `<informationRequirement><requiredInput href="#x"/></informationRequirement>` and the like.
void read_requirements(format::XmlNode const& node, Element& element) {
    for (auto const& child : node.children) {
        if (!child.is_element() || child.space != node.space) continue;
        auto* list = child.local == "informationRequirement" ? &element.information
                     : child.local == "knowledgeRequirement" ? &element.knowledge
                                                             : nullptr;
        if (!list) continue;
        for (auto const& required : child.children)
            if (required.is_element() && required.attribute("href"))
                list->push_back({*required.attribute("href"), required.find_attribute("href")->place});
    }
}

void read_service(format::XmlNode const& node, Element& element) {
    for (auto const& child : node.children) {
        auto const* href = child.is_element() ? child.find_attribute("href") : nullptr;
        if (!href) continue;
        Reference reference{href->value, href->place};
        if (child.local == "outputDecision")
            element.outputs.push_back(std::move(reference));
        else if (child.local == "encapsulatedDecision")
            element.encapsulated.push_back(std::move(reference));
        else if (child.local == "inputDecision")
            element.input_decisions.push_back(std::move(reference));
        else if (child.local == "inputData")
            element.input_data.push_back(std::move(reference));
    }
}

/// The element, or nothing when the node is none of the requirements graph.
std::unique_ptr<Element> read_element(format::XmlNode const& node, Definitions& model) {
    auto element = std::make_unique<Element>();
    if (node.local == "inputData")
        element->of = Element::Of::Input;
    else if (node.local == "decision")
        element->of = Element::Of::Decision;
    else if (node.local == "businessKnowledgeModel")
        element->of = Element::Of::Knowledge;
    else if (node.local == "decisionService")
        element->of = Element::Of::Service;
    else
        return nullptr;
    element->id = attribute(node, "id");
    element->name = name_of(attribute(node, "name"));
    element->place = node.place;
    element->home = &model;
    if (auto const* variable = node.child("variable", node.space)) element->variable = read_variable(*variable);
    read_requirements(node, *element);
    switch (element->of) {
    case Element::Of::Input: break;
    case Element::Of::Decision: element->logic = read_boxed_child(node, model.found); break;
    case Element::Of::Knowledge: {
        element->logic = std::make_unique<Boxed>();
        element->logic->place = node.place;
        if (auto const* logic = node.child("encapsulatedLogic", node.space)) {
            element->logic->place = logic->place;
            element->logic->type = name_of(attribute(*logic, "typeRef"));
            element->logic->what = read_function(*logic, model.found);
        } else
            element->logic->what = FunctionDefinition{};
        break;
    }
    case Element::Of::Service: read_service(node, *element); break;
    }
    return element;
}

void add_element(std::unique_ptr<Element> element, Definitions& model) {
    if (element->name.empty())
        model.found.error("name-missing", element->place, "unsur ini tidak bernama", "isi atribut name").element =
            element->id;
    if (!element->id.empty() && !model.by_id.emplace(element->id, element.get()).second)
        model.found.error("id-double", element->place, "id \"" + element->id + "\" dipakai lebih dari satu kali")
            .element = element->id;
    if (!element->name.empty() && !model.by_name.emplace(element->name, element.get()).second)
        model.found.error("name-double", element->place, "nama \"" + element->name + "\" dipakai lebih dari satu kali")
            .element = element->id;
    model.elements.push_back(std::move(element));
}

bool is_dmn_import(format::XmlNode const& node) {
    auto const type = attribute(node, "importType");
    return type.empty() || type.find("/DMN/") != std::string::npos;
}

/// Reads a model and what it imports; each namespace is read once, and none may come back to itself.
class Reader {
  public:
    explicit Reader(FindImport const& find) : find_(find) {}

    Result<std::shared_ptr<Definitions const>> read(format::XmlNode const& root, int depth) {
        if (root.local != "definitions" || std::find(kSpaces.begin(), kSpaces.end(), root.space) == kSpaces.end())
            return refused("not-dmn", root.place, "berkas ini bukan model DMN 1.2 sampai 1.5",
                           "akar berkas harus <definitions xmlns=\"" + std::string(kSpaces[3]) + "\">");
        auto model = std::make_shared<Definitions>();
        model->name = attribute(root, "name");
        model->space = attribute(root, "namespace");
        model->place = root.place;
        open_.insert(model->space);
        for (auto const& child : root.children)
            if (child.is_element() && child.local == "import" && child.space == root.space && is_dmn_import(child)) {
                auto imported = read_import(child, depth);
                if (!imported) return imported.error();
                model->imports.push_back(std::move(*imported));
            }
        open_.erase(model->space);
        read_definitions(root, *model);
        build_types(*model);
        bind_references(*model);
        mark_cycles(*model);
        parse_expressions(*model);
        return std::shared_ptr<Definitions const>(std::move(model));
    }

  private:
    static Error refused(std::string rule, Place const& place, std::string message, std::string hint = {}) {
        auto error = invalid(message);
        error.found.error(std::move(rule), place, std::move(message), std::move(hint));
        return error;
    }

    Result<Imported> read_import(format::XmlNode const& node, int depth) {
        Imported out;
        out.import = {name_of(attribute(node, "name")), attribute(node, "namespace"), attribute(node, "locationURI"),
                      node.place};
        if (auto const known = done_.find(out.import.space); known != done_.end()) {
            out.model = known->second;
            return out;
        }
        if (open_.contains(out.import.space) || depth > 20)
            return refused("import-cycle", node.place,
                           "model \"" + out.import.space + "\" saling mengimpor dengan model ini");
        if (!find_)
            return refused("import-missing", node.place, "model yang diimpor tidak disertakan: " + out.import.space);
        auto const root = find_(out.import);
        if (!root)
            return refused("import-missing", node.place,
                           "model yang diimpor tidak dapat dibaca: " + root.error().message,
                           "letakkan berkasnya di samping model ini atau isi locationURI");
        auto model = read(*root, depth + 1);
        if (!model) return model.error();
        out.model = done_[out.import.space] = *model;
        return out;
    }

    FindImport const& find_;
    std::set<std::string> open_;
    std::map<std::string, std::shared_ptr<Definitions const>> done_;
};

} // namespace

void read_definitions(format::XmlNode const& root, Definitions& model) {
    for (auto const& child : root.children) {
        if (!child.is_element() || child.space != root.space) continue;
        if (child.local == "itemDefinition")
            model.items.push_back(read_item(child));
        else if (auto element = read_element(child, model))
            add_element(std::move(element), model);
    }
}

Result<Model> read_dmn(format::XmlNode const& root, FindImport const& find_import) {
    auto read = Reader(find_import).read(root, 0);
    if (!read) return read.error();
    return Model{*read};
}

std::string const& Model::name() const { return definitions_->name; }
Diagnostics const& Model::found() const { return definitions_->found; }

namespace {

std::vector<std::string> names_of(Definitions const& model, Element::Of of) {
    std::vector<std::string> names;
    for (auto const& element : model.elements)
        if (element->of == of) names.push_back(element->name);
    return names;
}

} // namespace

std::vector<std::string> Model::decisions() const { return names_of(*definitions_, Element::Of::Decision); }
std::vector<std::string> Model::services() const { return names_of(*definitions_, Element::Of::Service); }
std::vector<std::string> Model::inputs() const { return names_of(*definitions_, Element::Of::Input); }

} // namespace alur::model::dmn
