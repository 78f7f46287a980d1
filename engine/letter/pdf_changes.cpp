#include "letter/pdf_changes.hpp"

#include "letter/pdf_signature_fields.hpp"

#include <algorithm>
#include <set>

namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

void collect(PdfValue const& value, std::vector<int>& out) {
    if (value.is(Kind::Reference)) out.push_back(static_cast<int>(value.integer));
    for (auto const& item : value.items) collect(item, out);
    for (auto const& [key, entry] : value.entries)
        if (key != "Parent" && key != "P" && key != "StructParent") collect(entry, out);
}

/// Everything the value leads to.
std::set<int> reach(PdfFile const& file, PdfValue const& from) {
    std::set<int> out;
    std::vector<int> open;
    collect(from, open);
    while (!open.empty()) {
        auto const number = open.back();
        open.pop_back();
        auto const* object = file.object(number);
        if (!object || file.get(object->value, "Type").is_name("Page") || !out.insert(number).second) continue;
        collect(object->value, open);
    }
    return out;
}

class Comparison {
  public:
    Comparison(PdfFile const& before, PdfFile const& after) : before_(before), after_(after) {}

    std::vector<PdfChange> run() {
        for (auto const& [number, old] : before_.objects()) {
            if (is_table(old)) continue;
            auto const* now = after_.object(number);
            if (!now || now->value != old.value || now->raw != old.raw || now->is_stream != old.is_stream)
                changed_.insert(number);
        }
        fill_ins();
        auto const root = [](PdfFile const& file) { return file.trailer().find("Root"); };
        if (!root(after_) || *root(after_) != *root(before_))
            add("pangkal dokumen (katalog) diganti dengan yang lain", false);
        signatures();
        catalog();
        pages();
        for (auto const number : changed_) other(number);
        return std::move(out_);
    }

  private:
    static bool is_table(PdfObject const& object) {
        auto const* type = object.value.find("Type");
        return object.is_stream && type && (type->is_name("XRef") || type->is_name("ObjStm"));
    }

    /// Objects that did not exist but were pointed at: making one changes what points at it.
    void fill_ins() {
        std::vector<int> pointed_at;
        for (auto const& [number, old] : before_.objects()) collect(old.value, pointed_at);
        std::sort(pointed_at.begin(), pointed_at.end());
        for (auto const& [number, now] : after_.objects())
            if (!before_.object(number) && std::binary_search(pointed_at.begin(), pointed_at.end(), number))
                add("objek " + std::to_string(number) + " yang semula tidak ada kini berisi", false);
    }

    void add(std::string what, bool harmless) {
        if (said_.insert(what).second) out_.push_back({std::move(what), harmless});
    }

    /// The keys in which two dictionaries differ.
    std::set<std::string> differences(PdfValue const& a, PdfValue const& b) const {
        std::set<std::string> out;
        for (auto const* side : {&a, &b})
            for (auto const& [key, value] : side->entries) {
                auto const *x = a.find(key), *y = b.find(key);
                if (!x || !y || *x != *y) out.insert(key);
            }
        return out;
    }
    std::set<std::string> differences(int number) const {
        auto const *a = before_.object(number), *b = after_.object(number);
        return a && b ? differences(a->value, b->value) : std::set<std::string>{"(hilang)"};
    }
    static bool only(std::set<std::string> const& keys, std::set<std::string> const& allowed) {
        return std::all_of(keys.begin(), keys.end(), [&](auto const& key) { return allowed.contains(key); });
    }

    void signatures() {
        std::set<int> known;
        for (auto const& slot : signature_slots(before_)) {
            known.insert(slot.object);
            if (!changed_.contains(slot.object)) continue;
            auto const keys = differences(slot.object);
            if (slot.dictionary) {
                add("tanda tangan di bidang " + slot.name + " diganti", false);
            } else if (only(keys, {"V", "AP", "Lock", "M", "F"})) {
                add("bidang " + slot.name + " ditandatangani" + (keys.contains("AP") ? " dan diberi gambar" : ""),
                    true);
            } else {
                add("bidang " + slot.name + " diubah letak atau sifatnya", false);
            }
            changed_.erase(slot.object);
        }
        for (auto const& slot : signature_slots(after_)) {
            fields_.insert(slot.object);
            if (known.contains(slot.object)) continue;
            auto const& box = after_.get(after_.object(slot.object)->value, "Rect").items;
            bool const unseen = box.size() != 4 || (box[0].real == box[2].real || box[1].real == box[3].real);
            add("bidang tanda tangan " + slot.name + " ditambahkan" + (unseen ? "" : " di atas halaman"), unseen);
        }
    }

    void catalog() {
        auto const* reference = before_.trailer().find("Root");
        auto const number = reference ? static_cast<int>(reference->integer) : 0;
        auto const form_object = [](PdfFile const& file) {
            auto const* form = file.catalog().find("AcroForm");
            return form && form->is(Kind::Reference) ? static_cast<int>(form->integer) : 0;
        };
        auto const form = form_object(before_);
        if (changed_.contains(form)) {
            form_changes(before_.object(form)->value, after_.object(form) ? after_.object(form)->value : PdfValue{});
            changed_.erase(form);
        }
        if (!changed_.contains(number)) return;
        changed_.erase(number);
        for (auto const& key : differences(before_.catalog(), after_.catalog())) {
            if (key == "DSS")
                add("data untuk pemeriksaan jangka panjang (DSS) ditambahkan", true);
            else if (key == "Extensions" || key == "Version")
                add("keterangan versi berkas diubah", true);
            else if (key == "AcroForm")
                form_changes(before_.get(before_.catalog(), "AcroForm"), after_.get(after_.catalog(), "AcroForm"));
            else if (key == "Metadata")
                add("keterangan dokumen (XMP) diganti", false);
            else if (key == "Pages")
                add("daftar halaman diganti", false);
            else
                add("katalog diubah (" + key + ")", false);
        }
    }

    void form_changes(PdfValue const& a, PdfValue const& b) {
        for (auto const& key : differences(a, b)) {
            if (key == "SigFlags" || key == "DR" || key == "DA") continue;
            if (key != "Fields") {
                add("formulir diubah (" + key + ")", false);
                continue;
            }
            auto const &old = before_.get(a, "Fields").items, &now = after_.get(b, "Fields").items;
            for (auto const& field : old)
                if (std::find(now.begin(), now.end(), field) == now.end()) add("bidang isian dihapus", false);
            for (auto const& field : now)
                if (std::find(old.begin(), old.end(), field) == old.end() &&
                    !fields_.contains(static_cast<int>(field.integer)))
                    add("bidang isian ditambahkan", false);
        }
    }

    void pages() {
        auto const before = before_.pages(), after = after_.pages();
        if (before.size() != after.size())
            add("jumlah halaman berubah dari " + std::to_string(before.size()) + " menjadi " +
                    std::to_string(after.size()),
                false);
        for (std::size_t i = 0; i < before.size(); ++i) {
            auto const where = "isi halaman " + std::to_string(i + 1);
            if (i < after.size() && before[i] != after[i]) add(where + " diganti dengan halaman lain", false);
            auto const& page = before_.object(before[i])->value;
            auto const* now = after_.object(before[i]);
            if (changed_.erase(before[i]) > 0) {
                for (auto const& key : now ? differences(page, now->value) : std::set<std::string>{"(hilang)"})
                    if (key != "Annots") add(where + " berubah (" + key + ")", false);
                if (now) annotations(page, now->value, i);
            }
            for (auto const* key : {"Contents", "Resources"}) {
                auto const* value = page.find(key);
                if (!value) continue;
                for (auto const number : reach(before_, *value))
                    if (changed_.erase(number) > 0) add(where + " berubah", false);
            }
            for (auto const number : reach(before_, before_.get(page, "Annots")))
                if (changed_.erase(number) > 0)
                    add("catatan atau isian di halaman " + std::to_string(i + 1) + " berubah", false);
        }
    }

    void annotations(PdfValue const& a, PdfValue const& b, std::size_t page) {
        auto const &old = before_.get(a, "Annots").items, &now = after_.get(b, "Annots").items;
        for (auto const& item : old)
            if (std::find(now.begin(), now.end(), item) == now.end())
                add("catatan di halaman " + std::to_string(page + 1) + " dihapus", false);
        for (auto const& item : now)
            if (std::find(old.begin(), old.end(), item) == old.end() &&
                !fields_.contains(static_cast<int>(item.integer)))
                add("catatan ditambahkan di halaman " + std::to_string(page + 1), false);
    }

    void other(int number) {
        auto const& object = *before_.object(number);
        auto const* info = before_.trailer().find("Info");
        auto const& type = before_.get(object.value, "Type");
        if (info && info->is(Kind::Reference) && info->integer == number) {
            bool const dates = only(differences(number), {"ModDate", "Producer"});
            add(dates ? "tanggal perubahan dokumen diperbarui" : "keterangan dokumen (judul, pembuat) berubah", dates);
        } else if (type.is_name("StructElem") || type.is_name("StructTreeRoot"))
            add("susunan baca dokumen berubah", false);
        else if (type.is_name("Metadata"))
            add("keterangan dokumen (XMP) berubah", false);
        else if (type.is_name("EmbeddedFile") || type.is_name("Filespec"))
            add("lampiran di dalam berkas berubah", false);
        else if (type.is_name("Sig") || type.is_name("DocTimeStamp"))
            add("sebuah tanda tangan diubah", false);
        else if (type.is_name("DSS"))
            add("data untuk pemeriksaan jangka panjang (DSS) ditambahkan", true);
        else
            add("objek " + std::to_string(number) + " berubah", false);
    }

    PdfFile const& before_;
    PdfFile const& after_;
    std::set<int> changed_, fields_;
    std::set<std::string> said_;
    std::vector<PdfChange> out_;
};

} // namespace

std::vector<PdfChange> pdf_changes(PdfFile const& before, PdfFile const& after) {
    return Comparison(before, after).run();
}

} // namespace alur::letter
