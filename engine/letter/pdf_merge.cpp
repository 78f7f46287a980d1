#include "letter/pdf_merge.hpp"

#include "core/hash.hpp"
#include "letter/podofo_library.hpp"

namespace alur::letter {

namespace {

void quiet() {
    PoDoFo::PdfError::EnableLogging(false);
    PoDoFo::PdfError::EnableDebug(false);
}

Error unreadable(std::string log) {
    auto error = invalid("berkas PDF tidak dapat dibaca untuk dicetak bersama");
    error.log = "PoDoFo: " + std::move(log);
    return error;
}

void load(PoDoFo::PdfMemDocument& document, std::string const& bytes) {
    document.LoadFromBuffer(bytes.data(), static_cast<long>(bytes.size()));
}

} // namespace

Result<int> count_pages(std::string const& pdf) {
    quiet();
    try {
        PoDoFo::PdfMemDocument document;
        load(document, pdf);
        return document.GetPageCount();
    } catch (PoDoFo::PdfError const& error) {
        return unreadable(error.what() ? error.what() : "unknown");
    } catch (std::exception const& error) {
        return unreadable(error.what());
    }
}

Result<std::string> merge_for_print(std::vector<std::string> const& files) {
    quiet();
    if (files.empty()) return invalid("tidak ada surat untuk dicetak");
    try {
        PoDoFo::PdfMemDocument all;
        all.SetPdfVersion(PoDoFo::ePdfVersion_1_7);
        all.SetWriteMode(PoDoFo::ePdfWriteMode_Clean);
        std::string hashes;
        for (auto const& bytes : files) {
            PoDoFo::PdfMemDocument one;
            load(one, bytes);
            all.Append(one);
            hashes += sha256(bytes);
        }
        // Signature fields have no form to belong to any more.
        for (int i = 0; i < all.GetPageCount(); ++i) {
            auto& page = all.GetPage(i)->GetObject()->GetDictionary();
            for (auto const* key : {"Annots", "StructParents", "Tabs"}) page.RemoveKey(PoDoFo::PdfName(key));
        }
        // The library puts the wall clock there.
        auto& info = all.GetInfo()->GetObject()->GetDictionary();
        info.Clear();
        info.AddKey(PoDoFo::PdfName("AlurContent"), PoDoFo::PdfString(sha256(hashes)));
        PoDoFo::PdfRefCountedBuffer buffer;
        PoDoFo::PdfOutputDevice device(&buffer);
        all.Write(&device);
        return std::string(buffer.GetBuffer(), static_cast<std::size_t>(device.GetLength()));
    } catch (PoDoFo::PdfError const& error) {
        return unreadable(error.what() ? error.what() : "unknown");
    } catch (std::exception const& error) {
        return unreadable(error.what());
    }
}

} // namespace alur::letter
