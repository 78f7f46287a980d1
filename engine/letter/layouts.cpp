#include "letter/layouts.hpp"

#include "core/text.hpp"
#include "format/yaml.hpp"

#include <charconv>
#include <optional>

namespace alur::letter {

namespace {

using format::YamlNode;
constexpr double kMm = 72.0 / 25.4;

struct Measure {
    char const* key;
    double LayoutSpec::*member;
    double unit; ///< points of one unit
    double least, most;
};

constexpr Measure kMeasures[] = {
    {"ukuran", &LayoutSpec::size, 1, 8, 16},
    {"ukuran_tabel", &LayoutSpec::table_size, 1, 7, 16},
    {"ukuran_tabel_terkecil", &LayoutSpec::table_least, 1, 6, 16},
    {"ukuran_lampiran", &LayoutSpec::annex_size, 1, 7, 16},
    {"jarak_baris", &LayoutSpec::spacing, 1, 0.9, 2.5},
    {"jarak_baris_blok", &LayoutSpec::block_spacing, 1, 0.9, 2.5},
    {"jarak_paragraf", &LayoutSpec::paragraph_gap, 1, 0, 24},
    {"jarak_blok", &LayoutSpec::block_gap, 1, 0, 48},
    {"margin_kiri", &LayoutSpec::left, kMm, 5, 80},
    {"margin_kanan", &LayoutSpec::right, kMm, 5, 80},
    {"margin_atas", &LayoutSpec::top, kMm, 5, 80},
    {"margin_bawah", &LayoutSpec::bottom, kMm, 5, 80},
    {"kop_dari_tepi", &LayoutSpec::letterhead_top, kMm, 3, 60},
    {"nomor_halaman_dari_tepi", &LayoutSpec::page_number_top, kMm, 3, 60},
    {"indentasi", &LayoutSpec::first_indent, kMm, 0, 40},
    {"indentasi_daftar", &LayoutSpec::list_indent, kMm, 3, 30},
    {"kolom_label", &LayoutSpec::label, kMm, 5, 80},
    {"kolom_titik_dua", &LayoutSpec::colon, kMm, 2, 20},
    {"kolom_isi", &LayoutSpec::value_limit, kMm, 20, 200},
    {"kolom_label_isi", &LayoutSpec::body_label, kMm, 0, 80},
    {"kolom_kanan", &LayoutSpec::right_column, kMm, 20, 180},
    {"lebar_lambang", &LayoutSpec::logo_width, kMm, 5, 60},
    {"tinggi_lambang", &LayoutSpec::logo_height, kMm, 5, 60},
    {"ruang_tanda_tangan", &LayoutSpec::sign_space, kMm, 5, 60},
    {"lebar_tanda_tangan", &LayoutSpec::sign_width, kMm, 30, 120},
    {"lebar_kotak_tte", &LayoutSpec::box_width, kMm, 40, 120},
    {"tinggi_kotak_tte", &LayoutSpec::box_height, kMm, 15, 60},
    {"kode_qr", &LayoutSpec::qr, kMm, 12, 50},
    {"lebar_meterai", &LayoutSpec::duty_width, kMm, 10, 60},
    {"tinggi_meterai", &LayoutSpec::duty_height, kMm, 10, 60},
    {"tinggi_kaki_tte", &LayoutSpec::footer_height, kMm, 4, 30},
};

struct Switch {
    char const* key;
    bool LayoutSpec::*member;
};
constexpr Switch kSwitches[] = {
    {"tanggal_sebaris_nomor", &LayoutSpec::date_beside_number},
    {"judul_bergaris_bawah", &LayoutSpec::underline_title},
    {"tentang_huruf_besar", &LayoutSpec::caps_about},
};

class Reader {
  public:
    Reader(LayoutBook& book, Diagnostics& found) : book_(book), found_(found) {}

    void read(YamlNode const& root) {
        std::vector<std::string> keys{"kertas",       "ukuran_kertas", "fon",     "lambang", "lambang_teks",
                                      "profil_warna", "kaki_tte",      "penutup", "bawaan"};
        for (int k = 0; k < 7; ++k) keys.emplace_back(to_text(static_cast<LayoutKind>(k)));
        format::refuse_unknown_keys(root, keys, found_);
        papers(root);
        fonts(root);
        text(root, "lambang", book_.logo);
        text(root, "lambang_teks", book_.logo_text);
        text(root, "penutup", book_.closing);
        if (auto const* paths = root.find("profil_warna")) book_.colour_profiles = texts(*paths);
        if (auto const* lines = root.find("kaki_tte")) book_.footer = texts(*lines);
        LayoutSpec base;
        auto const* defaults = root.find("bawaan");
        if (!defaults) {
            found_.error("missing-key", root.place, "kunci \"bawaan\" tidak ada");
            return;
        }
        for (auto const& m : kMeasures)
            if (!defaults->find(m.key))
                found_.error("missing-key", defaults->place,
                             std::string("ukuran \"") + m.key + "\" tidak ada di bawaan");
        spec(*defaults, base);
        for (int k = 0; k < 7; ++k) {
            auto& own = book_.specs[static_cast<std::size_t>(k)];
            own = base;
            auto const* node = root.find(to_text(static_cast<LayoutKind>(k)));
            if (node) spec(*node, own);
            auto const place = node ? node->place : defaults->place;
            for (auto const& paper : book_.papers)
                if (own.left + own.right + 60 * kMm > paper.width || own.top + own.bottom + 60 * kMm > paper.height)
                    found_.error("no-room", place, "margin tidak menyisakan ruang pada kertas " + paper.name);
        }
    }

  private:
    void text(YamlNode const& node, char const* key, std::string& out) {
        if (auto const* value = node.find(key)) {
            if (value->is_scalar())
                out = value->scalar;
            else
                found_.error("wrong-type", value->place, std::string("\"") + key + "\" harus berupa teks");
        }
    }

    std::vector<std::string> texts(YamlNode const& node) {
        std::vector<std::string> out;
        if (node.is_scalar()) out.push_back(node.scalar);
        for (auto const& item : node.items) {
            if (item.is_scalar())
                out.push_back(item.scalar);
            else
                found_.error("wrong-type", item.place, "harus berupa teks");
        }
        return out;
    }

    std::optional<double> number(YamlNode const& node, double least, double most) {
        double value = 0;
        auto const& s = node.scalar;
        auto const [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
        if (!node.is_scalar() || error != std::errc{} || end != s.data() + s.size()) {
            found_.error("wrong-type", node.place, "\"" + s + "\" bukan bilangan (pecahan ditulis dengan titik)");
            return std::nullopt;
        }
        if (!(value >= least && value <= most)) {
            auto const shown = [](double v) {
                auto t = std::to_string(v);
                t.erase(t.find_last_not_of('0') + 1);
                if (t.back() == '.') t.pop_back();
                return t;
            };
            found_.error("out-of-range", node.place, s + " di luar batas " + shown(least) + " sampai " + shown(most));
            return std::nullopt;
        }
        return value;
    }

    void spec(YamlNode const& node, LayoutSpec& out) {
        if (!node.is_mapping()) {
            found_.error("wrong-type", node.place, "ukuran tata letak harus berupa pasangan kunci dan nilai");
            return;
        }
        std::vector<std::string> keys{"fon", "fon_kop"};
        for (auto const& m : kMeasures) keys.emplace_back(m.key);
        for (auto const& s : kSwitches) keys.emplace_back(s.key);
        format::refuse_unknown_keys(node, keys, found_);
        for (auto const& m : kMeasures)
            if (auto const* value = node.find(m.key))
                if (auto const n = number(*value, m.least, m.most)) out.*m.member = *n * m.unit;
        for (auto const& s : kSwitches) {
            auto const* value = node.find(s.key);
            if (!value) continue;
            if (value->scalar != "ya" && value->scalar != "tidak") {
                found_.error("wrong-word", value->place, "\"" + value->scalar + "\" tidak dikenal",
                             "tulis ya atau tidak");
                continue;
            }
            out.*s.member = value->scalar == "ya";
        }
        family(node, "fon", out.family);
        family(node, "fon_kop", out.head_family);
        if (out.head_family.empty()) out.head_family = out.family;
    }

    void family(YamlNode const& node, char const* key, std::string& out) {
        auto const* value = node.find(key);
        if (!value) return;
        std::vector<std::string> names;
        bool known = false;
        for (auto const& f : book_.families) {
            names.push_back(f.name);
            known = known || f.name == value->scalar;
        }
        if (!known)
            found_.error("unknown-font", value->place,
                         "keluarga fon \"" + value->scalar + "\" tidak ada di fon.keluarga",
                         nearest(value->scalar, names));
        out = value->scalar;
    }

    void papers(YamlNode const& root) {
        if (auto const* sizes = root.find("ukuran_kertas"))
            for (auto const& [key, value] : sizes->entries) {
                if (!value.is_sequence() || value.items.size() != 2) {
                    found_.error("wrong-type", value.place, "ukuran kertas ditulis [lebar, tinggi] dalam milimeter");
                    continue;
                }
                auto const width = number(value.items[0], 100, 600), height = number(value.items[1], 100, 900);
                if (width && height) book_.papers.push_back({key.scalar, *width * kMm, *height * kMm});
            }
        if (book_.papers.empty()) book_.papers = {{"F4", 215 * kMm, 330 * kMm}, {"A4", 210 * kMm, 297 * kMm}};
        text(root, "kertas", book_.paper);
        std::vector<std::string> names;
        for (auto const& p : book_.papers) names.push_back(p.name);
        if (book_.find_paper(book_.paper).name != book_.paper) {
            auto const* chosen = root.find("kertas");
            found_.error("unknown-paper", chosen ? chosen->place : root.place,
                         "kertas \"" + book_.paper + "\" tidak ada di ukuran_kertas", nearest(book_.paper, names));
        }
    }

    void fonts(YamlNode const& root) {
        auto const* node = root.find("fon");
        if (!node || !node->is_mapping()) {
            found_.error("missing-key", root.place, "kunci \"fon\" tidak ada");
            return;
        }
        format::refuse_unknown_keys(*node, {"folder", "keluarga", "cadangan"}, found_);
        if (auto const* folders = node->find("folder")) book_.font_folders = texts(*folders);
        if (auto const* spare = node->find("cadangan")) book_.fallback = texts(*spare);
        auto const* families = node->find("keluarga");
        if (!families || families->entries.empty()) {
            found_.error("missing-key", node->place, "fon.keluarga tidak ada");
            return;
        }
        for (auto const& [name, files] : families->entries) {
            format::refuse_unknown_keys(files, {"tegak", "tebal", "miring", "tebal_miring"}, found_);
            FontFamily family{name.scalar, {}, {}, {}, {}};
            if (auto const* f = files.find("tegak")) family.regular = texts(*f);
            if (auto const* f = files.find("tebal")) family.bold = texts(*f);
            if (auto const* f = files.find("miring")) family.italic = texts(*f);
            if (auto const* f = files.find("tebal_miring")) family.bold_italic = texts(*f);
            if (family.regular.empty())
                found_.error("missing-key", name.place,
                             "keluarga fon \"" + name.scalar + "\" tidak punya berkas \"tegak\"");
            book_.families.push_back(std::move(family));
        }
    }

    LayoutBook& book_;
    Diagnostics& found_;
};

} // namespace

PaperSize const& LayoutBook::find_paper(std::string const& name) const {
    for (auto const& p : papers)
        if (p.name == name) return p;
    for (auto const& p : papers)
        if (p.name == paper) return p;
    return papers.front();
}

Result<LayoutBook> read_layouts(format::SourceFile const& file) {
    auto root = format::parse_yaml(file);
    if (!root) return root.error();
    LayoutBook book;
    Diagnostics found;
    if (!root->is_mapping()) {
        found.error("wrong-type", {file.name, 1, 1}, "berkas tata letak harus berupa pasangan kunci dan nilai");
    } else {
        Reader(book, found).read(*root);
    }
    if (found.has_errors()) {
        found.sort();
        auto error = invalid(file.name + " tidak dapat dipakai: " + std::to_string(found.size()) + " kesalahan");
        error.found = std::move(found);
        return error;
    }
    return book;
}

} // namespace alur::letter
