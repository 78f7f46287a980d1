#include "letter/template_reader.hpp"

#include "core/text.hpp"
#include "letter/markdown.hpp"

#include <algorithm>

namespace alur::letter {

using format::YamlNode;

namespace {

/// Place of the first character of a scalar's text.
Place text_place(YamlNode const& node) {
    auto place = node.place;
    if (node.quoted) ++place.column;
    return place;
}

std::string head_of(std::string const& path) { return path.substr(0, path.find('.')); }

} // namespace

void TemplateReader::missing(Node const& map, char const* key) {
    found_.error("missing-key", map.place, std::string("kunci \"") + key + "\" tidak ada");
}

void TemplateReader::wrong_type(Node const& node, std::string const& wanted) {
    found_.error("wrong-type", node.place, "di sini diharapkan " + wanted);
}

void TemplateReader::take(Error const& error, Place const& place) {
    if (error.found.empty())
        found_.error("expression", place, error.message);
    else
        found_.add(error.found);
}

YamlNode const* TemplateReader::get(Node const& map, char const* key, bool required) {
    auto const* node = map.find(key);
    if (node && node->kind == YamlNode::Kind::Null) {
        found_.error("empty-key", node->place, std::string("kunci \"") + key + "\" tidak berisi");
        return nullptr;
    }
    if (!node && required) missing(map, key);
    return node;
}

std::string TemplateReader::word(Node const& map, char const* key, bool required) {
    auto const* node = get(map, key, required);
    if (!node) return {};
    if (!node->is_scalar()) {
        wrong_type(*node, "satu teks");
        return {};
    }
    return std::string(trim(node->scalar));
}

std::string TemplateReader::choice(Node const& map, char const* key, std::vector<std::string> const& allowed,
                                   bool required) {
    auto const value = word(map, key, required);
    if (value.empty()) return {};
    if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return value;
    auto const near = nearest(value, allowed);
    found_.error("unknown-word", map.find(key)->place, std::string(key) + " \"" + value + "\" tidak dikenal",
                 near.empty() ? "pilihan: " + join(allowed, ", ") : "mungkin maksudnya \"" + near + "\"");
    return {};
}

std::vector<std::string> TemplateReader::words(Node const& map, char const* key) {
    std::vector<std::string> out;
    auto const* node = get(map, key);
    if (!node) return out;
    if (node->is_scalar()) out.push_back(node->scalar);
    for (auto const& item : node->items) {
        if (item.is_scalar())
            out.push_back(item.scalar);
        else
            wrong_type(item, "satu teks");
    }
    return out;
}

std::optional<merge::Template> TemplateReader::parse_line(Node const& node) {
    if (!node.is_scalar()) {
        wrong_type(node, "satu teks");
        return std::nullopt;
    }
    auto parsed = merge::parse(node.scalar, {text_place(node), {}, text_});
    if (!parsed) {
        take(parsed.error(), node.place);
        return std::nullopt;
    }
    return std::move(*parsed);
}

MaybeText TemplateReader::line(Node const& map, char const* key, bool required) {
    auto const* node = get(map, key, required);
    return node ? parse_line(*node) : std::nullopt;
}

std::vector<merge::Template> TemplateReader::lines(Node const& map, char const* key, bool required) {
    std::vector<merge::Template> out;
    auto const* node = get(map, key, required);
    if (!node) return out;
    if (node->is_mapping()) wrong_type(*node, "satu teks atau daftar teks");
    if (node->is_scalar())
        if (auto one = parse_line(*node)) out.push_back(std::move(*one));
    for (auto const& item : node->items)
        if (auto one = parse_line(item)) out.push_back(std::move(*one));
    return out;
}

feel::Expression TemplateReader::expression(Node const& node) {
    if (!node.is_scalar()) {
        wrong_type(node, "ungkapan FEEL");
        return {};
    }
    auto parsed = feel::parse(node.scalar, {{}, text_place(node), {}, text_});
    if (!parsed) {
        take(parsed.error(), node.place);
        return {};
    }
    return *parsed;
}

Repeat TemplateReader::repeat(Node const& map) {
    Repeat out;
    if (auto const* node = get(map, "setiap")) {
        auto const& s = node->scalar;
        auto const as = s.rfind(" as ");
        out.item = as == std::string::npos ? std::string() : std::string(trim(std::string_view(s).substr(as + 4)));
        bool const plain_name =
            !out.item.empty() &&
            out.item.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
                std::string::npos;
        if (!node->is_scalar() || !plain_name) {
            found_.error("wrong-type", node->place, "setiap ditulis DAFTAR as NAMA", "misalnya: setiap: petugas as p");
        } else {
            auto list = *node;
            list.scalar = s.substr(0, as);
            out.list = expression(list);
        }
    }
    if (auto const* node = get(map, "jika")) out.when = expression(*node);
    return out;
}

bool TemplateReader::yes(Node const& map, char const* key) { return choice(map, key, {"ya", "tidak"}, false) == "ya"; }

void TemplateReader::use_path(FieldUse use, Repeat const* repeat) {
    if (repeat && !repeat->item.empty() && head_of(use.path) == repeat->item) {
        auto const lists = feel::free_paths(repeat->list);
        if (lists.size() != 1) return;
        use.path = lists.front() + use.path.substr(repeat->item.size());
    }
    auto const [known, added] = uses_.emplace(use.path, use);
    if (!added && known->second.in_filter && !use.in_filter) known->second = std::move(use);
}
void TemplateReader::use(merge::Template const& text, Repeat const* repeat) {
    for (auto const& field : text.fields()) use_path({field.path, field.place, field.in_filter}, repeat);
}
void TemplateReader::use(feel::Expression const& expression, Repeat const* repeat) {
    if (expression.empty()) return;
    for (auto const& path : feel::free_paths(expression)) use_path({path, expression.place()}, repeat);
    for (auto const& path : feel::filter_paths(expression)) use_path({path, expression.place(), true}, repeat);
}

void TemplateReader::addressees(Node const& head, TemplateParts& parts, bool required) {
    auto const* node = get(head, "tujuan", required);
    if (!node) return;
    if (!node->is_sequence()) return wrong_type(*node, "daftar alamat (baris yang dimulai dengan \"- \")");
    for (auto const& item : node->items) {
        AddresseePart part;
        if (item.is_mapping()) {
            format::refuse_unknown_keys(item, {"kepada", "melalui", "di", "setiap", "jika"}, found_);
            part.repeat = repeat(item);
            part.to = line(item, "kepada", true);
            part.through = line(item, "melalui");
            part.place = line(item, "di");
        } else {
            part.to = parse_line(item);
        }
        parts.addressees.push_back(std::move(part));
    }
}

void TemplateReader::copies(Node const& head, TemplateParts& parts) {
    auto const* node = get(head, "tembusan");
    if (!node) return;
    if (!node->is_sequence()) return wrong_type(*node, "daftar (baris yang dimulai dengan \"- \")");
    for (auto const& item : node->items) {
        CopyPart part;
        if (item.is_mapping()) {
            format::refuse_unknown_keys(item, {"teks", "setiap", "jika"}, found_);
            part.repeat = repeat(item);
            part.text = line(item, "teks", true);
        } else {
            part.text = parse_line(item);
        }
        parts.copies.push_back(std::move(part));
    }
}

void TemplateReader::signatures(Node const& head, LetterTemplate& letter, TemplateParts& parts) {
    auto const* node = get(head, "penanda_tangan", true);
    if (!node) return;
    if (!node->is_sequence() || node->items.empty())
        return wrong_type(*node, "daftar penanda tangan (baris yang dimulai dengan \"- \")");
    auto const add_role = [](std::vector<std::string>& roles, std::string const& role) {
        if (!role.empty() && std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
    };
    for (auto const& item : node->items) {
        if (!item.is_mapping()) {
            wrong_type(item, "pasangan kunci dan nilai, misalnya \"peran: KADIS\"");
            continue;
        }
        format::refuse_unknown_keys(item,
                                    {"peran", "an", "ub", "sebagai", "jabatan", "nama", "pangkat", "nip", "keterangan",
                                     "posisi", "meterai", "setiap", "jika"},
                                    found_);
        SignaturePart part;
        part.place_in_file = item.place;
        part.repeat = repeat(item);
        part.role = word(item, "peran");
        part.on_behalf = word(item, "an");
        part.through = word(item, "ub");
        part.as = lines(item, "sebagai");
        part.title = lines(item, "jabatan");
        part.name = line(item, "nama");
        part.rank = line(item, "pangkat");
        part.nip = line(item, "nip");
        part.note = line(item, "keterangan");
        part.stamp_duty = yes(item, "meterai");
        auto const side = choice(item, "posisi", {"kanan", "kiri", "tengah"}, false);
        if (!side.empty()) part.side = side == "kanan" ? Side::Right : side == "kiri" ? Side::Left : Side::Middle;
        if (part.role.empty() && !item.find("nama"))
            found_.error("missing-key", item.place, "penanda tangan tanpa \"peran\" memerlukan \"nama\"");
        if (!part.through.empty() && part.on_behalf.empty())
            found_.error("missing-key", item.place, "\"ub\" hanya dipakai bersama \"an\"");
        if (!part.on_behalf.empty() && part.role.empty())
            found_.error("missing-key", item.place, "\"an\" hanya dipakai bersama \"peran\"");
        add_role(letter.signatories, part.role);
        add_role(letter.on_behalf, part.on_behalf);
        add_role(letter.on_behalf, part.through);
        parts.signatures.push_back(std::move(part));
    }
}

void TemplateReader::data(Node const& head, TemplateParts& parts) {
    auto const* node = get(head, "data");
    if (!node) return;
    if (!node->is_mapping()) return wrong_type(*node, "pasangan nama dan ungkapan FEEL");
    for (auto const& [key, value] : node->entries) {
        parts.data.emplace_back(key.scalar, expression(value));
        data_places_.emplace_back(key.scalar, key.place);
    }
}

void TemplateReader::read(Node const& head, LetterTemplate& letter, TemplateParts& parts) {
    if (!head.is_mapping()) {
        found_.error("front-matter", {file_, 1, 1},
                     "berkas surat harus dimulai dengan kepala YAML di antara dua baris ---");
        return;
    }
    format::refuse_unknown_keys(head,
                                {"id",       "nama",    "layout",  "klasifikasi", "seri",           "konsep",
                                 "paraf",    "catatan", "kop",     "kop_teks",    "kertas",         "sifat",
                                 "lampiran", "hal",     "tujuan",  "dari",        "tembusan",       "judul",
                                 "nomor",    "tentang", "pejabat", "tempat",      "tanggal",        "tempat_tanggal",
                                 "jumlah",   "penutup", "salinan", "mode_ttd",    "penanda_tangan", "data"},
                                found_);
    letter.id = word(head, "id", true);
    letter.name = word(head, "nama", true);
    std::vector<std::string> kinds;
    for (int k = 0; k < 7; ++k) kinds.emplace_back(to_text(static_cast<LayoutKind>(k)));
    auto const kind = choice(head, "layout", kinds, true);
    for (std::size_t k = 0; k < kinds.size(); ++k)
        if (kinds[k] == kind) letter.layout = static_cast<LayoutKind>(k);
    std::vector<std::string> series;
    for (int k = 0; k < 6; ++k) series.emplace_back(to_text(static_cast<Series>(k)));
    auto const seri = choice(head, "seri", series, true);
    for (std::size_t k = 0; k < series.size(); ++k)
        if (series[k] == seri) letter.series = static_cast<Series>(k);
    letter.classification = word(head, "klasifikasi", !seri.empty() && letter.series != Series::None);
    letter.drafter = word(head, "konsep");
    letter.initials = words(head, "paraf");
    word(head, "catatan");
    auto const kop = choice(head, "kop", {"dinas", "desa", "kelompok", "none"}, false);
    letter.letterhead = kop == "desa"       ? Letterhead::Desa
                        : kop == "kelompok" ? Letterhead::Kelompok
                        : kop == "none"     ? Letterhead::None
                                            : Letterhead::Dinas;
    bool const own_head = letter.letterhead == Letterhead::Desa || letter.letterhead == Letterhead::Kelompok;
    parts.letterhead_lines = lines(head, "kop_teks", own_head);
    if (!own_head && head.find("kop_teks"))
        found_.error("unused-key", head.find("kop_teks")->place,
                     "kop_teks hanya dipakai dengan kop desa atau kelompok");
    parts.paper = choice(head, "kertas", {"F4", "A4"}, false);
    if (auto const s = choice(head, "sifat", {"Biasa", "Penting", "Segera", "Amat Segera", "Rahasia"}, false);
        !s.empty())
        parts.urgency = s;
    bool const addressed = letter.layout == LayoutKind::Korespondensi || letter.layout == LayoutKind::Nota;
    parts.enclosure = line(head, "lampiran");
    parts.subject = line(head, "hal", addressed);
    addressees(head, parts, addressed);
    parts.from = line(head, "dari");
    copies(head, parts);
    bool const titled = letter.layout == LayoutKind::Judul || letter.layout == LayoutKind::Keputusan ||
                        letter.layout == LayoutKind::Kuitansi || letter.layout == LayoutKind::Perjanjian ||
                        (letter.layout == LayoutKind::Pernyataan && !head.find("hal"));
    parts.title = lines(head, "judul", titled);
    parts.own_number = head.find("nomor") != nullptr;
    parts.numbers = lines(head, "nomor");
    parts.about = line(head, "tentang", letter.layout == LayoutKind::Keputusan);
    parts.authority = line(head, "pejabat");
    parts.place = line(head, "tempat");
    parts.date = line(head, "tanggal");
    auto const when = choice(head, "tempat_tanggal", {"tanpa", "biasa", "ditetapkan", "dikeluarkan"}, false);
    if (!when.empty())
        parts.place_date = when == "tanpa"        ? PlaceDate::None
                           : when == "biasa"      ? PlaceDate::Plain
                           : when == "ditetapkan" ? PlaceDate::Decided
                                                  : PlaceDate::Published;
    parts.amount = line(head, "jumlah", letter.layout == LayoutKind::Kuitansi);
    if (auto const* node = head.find("penutup")) {
        parts.no_closing = node->scalar == "none";
        if (!parts.no_closing) parts.closing = line(head, "penutup");
    }
    parts.copies_on_page = choice(head, "salinan", {"1", "2"}, false) == "2" ? 2 : 1;
    letter.signing =
        choice(head, "mode_ttd", {"TTE", "BASAH"}, true) == "TTE" ? SigningMode::Electronic : SigningMode::Wet;
    signatures(head, letter, parts);
    data(head, parts);
}

void TemplateReader::read_body(std::string const& body, int first_line, TemplateParts& parts) {
    check_commands(body, file_, first_line, found_);
    if (trim(body).empty()) found_.error("empty-body", {file_, first_line, 1}, "isi surat kosong");
    auto parsed = merge::parse(body, {{file_, first_line, 1}, {}, text_});
    if (!parsed)
        take(parsed.error(), {file_, first_line, 1});
    else
        parts.body = std::move(*parsed);
}

void TemplateReader::settle_fields(TemplateParts& parts) {
    use(parts.body);
    for (auto const* many : {&parts.letterhead_lines, &parts.title, &parts.numbers})
        for (auto const& one : *many) use(one);
    for (auto const* one : {&parts.enclosure, &parts.subject, &parts.from, &parts.about, &parts.authority, &parts.place,
                            &parts.date, &parts.amount, &parts.closing})
        if (*one) use(**one);
    auto const use_repeat = [&](Repeat const& r) {
        use(r.list);
        use(r.when, &r);
    };
    for (auto const& a : parts.addressees) {
        use_repeat(a.repeat);
        for (auto const* one : {&a.to, &a.through, &a.place})
            if (*one) use(**one, &a.repeat);
    }
    for (auto const& c : parts.copies) {
        use_repeat(c.repeat);
        if (c.text) use(*c.text, &c.repeat);
    }
    for (auto const& s : parts.signatures) {
        use_repeat(s.repeat);
        for (auto const* many : {&s.as, &s.title})
            for (auto const& one : *many) use(one, &s.repeat);
        for (auto const* one : {&s.name, &s.rank, &s.nip, &s.note})
            if (*one) use(**one, &s.repeat);
    }
    // From the last entry back: an entry is used when the text or a later entry names it.
    std::vector<std::pair<std::string, feel::Expression>> used;
    for (auto i = parts.data.size(); i-- > 0;) {
        auto& [name, value] = parts.data[i];
        auto const own = [&name = name](auto const& use) { return head_of(use.first) == name; };
        if (std::none_of(uses_.begin(), uses_.end(), own)) {
            found_.warning("unused-data", data_places_[i].second, "data \"" + name + "\" tidak dipakai di surat ini");
            continue;
        }
        std::erase_if(uses_, own);
        use(value);
        used.insert(used.begin(), std::move(parts.data[i]));
    }
    parts.data = std::move(used);
    for (auto& [path, use] : uses_) parts.fields.push_back(std::move(use));
}

} // namespace alur::letter
