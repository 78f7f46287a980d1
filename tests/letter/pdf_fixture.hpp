#pragma once
#include "letter/packing.hpp"
#include "letter/pdf_check.hpp"
#include "letter/pdf_update.hpp"
#include "letter_fixture.hpp"

#include <functional>
#include <set>

namespace letter_fixture {

/// A letter for electronic signatures with a table, a list, a QR code, a field and an attachment.
inline std::string signable_letter() {
    auto file = correspondence(
        "Dalam rangka penyelenggaraan kegiatan pemberdayaan masyarakat, perkembangan usaha bersama disampaikan kepada "
        "pemerintah kabupaten sesuai dengan ketentuan peraturan perundang-undangan yang berlaku.\n\n| No | Uraian "
        "|\n|---:|---|\n| # | Satu |\n| # | Dua |\n\n1. pertama;\n1. kedua.\n");
    return file.replace(file.find("mode_ttd: BASAH"), 15, "mode_ttd: TTE");
}

inline letter::Issue issued_with_attachment() {
    auto issue = issued();
    issue.snapshot = R"({"nama":"Sido Makmur"})";
    issue.verification = "https://dinsos.contoh.invalid/v/ABCD1234EFGH";
    return issue;
}

inline std::string const& good_pdf() {
    static std::string const bytes = [] {
        auto const made = typesetter().render(letter_of(signable_letter()), scope(), issued_with_attachment());
        if (!made) FAIL(made.error().message);
        return made->bytes;
    }();
    return bytes;
}

/// The good file changed object by object, in a further save.
class BrokenPdf {
  public:
    explicit BrokenPdf(std::string const& bytes = good_pdf()) : bytes_(bytes), file_(open(bytes_)), update_(file_) {}
    BrokenPdf(BrokenPdf const&) = delete;

    letter::PdfFile const& file() const { return file_; }
    letter::PdfUpdate& update() { return update_; }

    /// First object, by number, whose syntax holds all of the words.
    int object_with(std::vector<std::string> const& words) const {
        for (auto const& [number, object] : file_.objects()) {
            auto const text = letter::pdf_syntax(object.value);
            bool all = true;
            for (auto const& word : words) all = all && text.find(word) != std::string::npos;
            if (all) return number;
        }
        FAIL("no object with " << words.front());
        return 0;
    }
    int catalog() const { return static_cast<int>(file_.trailer().find("Root")->integer); }
    letter::PdfValue value(int object) const { return file_.object(object)->value; }

    void replace(int object, std::string const& from, std::string const& to) {
        auto text = letter::pdf_syntax(value(object));
        auto const at = text.find(from);
        if (at == std::string::npos) FAIL(from << " is not in " << text);
        update_.set(object, text.replace(at, from.size(), to));
    }
    /// Adds entries at the front of a dictionary.
    void add_entry(int object, std::string const& entry) { replace(object, "<<", "<<" + entry + " "); }

    int content() const {
        return static_cast<int>(file_.object(file_.pages().front())->value.find("Contents")->integer);
    }
    void append_content(std::string const& more) {
        auto const content_object = content();
        update_.set_stream(content_object, "/Filter /FlateDecode",
                           letter::deflated(*file_.stream(*file_.object(content_object)) + "\n" + more));
    }
    void replace_metadata(std::string const& from, std::string const& to) {
        auto const number = object_with({"/Type /Metadata"});
        auto xmp = *file_.stream(*file_.object(number));
        auto const at = xmp.find(from);
        if (at == std::string::npos) FAIL(from << " is not in the metadata");
        update_.set_stream(number, "/Type /Metadata /Subtype /XML", xmp.replace(at, from.size(), to));
    }
    std::string saved() const { return update_.save().bytes; }

  private:
    static letter::PdfFile open(std::string const& bytes) {
        auto file = letter::PdfFile::read(bytes);
        if (!file) FAIL(file.error().message);
        return std::move(*file);
    }
    std::string bytes_;
    letter::PdfFile file_;
    letter::PdfUpdate update_;
};

/// The names of the rules that the file breaks.
inline std::set<std::string> broken_rules(std::string const& bytes) {
    auto const found = letter::check_pdf(bytes);
    if (!found) return {"unreadable: " + found.error().message};
    std::set<std::string> out;
    for (auto const& f : *found) {
        UNSCOPED_INFO(f.rule << ": " << f.message);
        out.insert(std::string(f.rule));
    }
    return out;
}

} // namespace letter_fixture
