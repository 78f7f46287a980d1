#include "letter/pdf_writer.hpp"

#include "core/text.hpp"
#include "letter/podofo_library.hpp"

#include <unordered_map>

namespace alur::letter {

namespace {

PoDoFo::PdfVariant raw(std::string_view value) {
    return PoDoFo::PdfVariant(PoDoFo::PdfData(value.data(), value.size()));
}

} // namespace

struct PdfWriter::State {
    PoDoFo::PdfMemDocument document;
    std::unordered_map<int, PoDoFo::PdfObject*> objects;
    std::string failure;
};

PdfWriter::PdfWriter() : state_(std::make_unique<State>()) {
    PoDoFo::PdfError::EnableLogging(false);
    PoDoFo::PdfError::EnableDebug(false);
    state_->document.SetPdfVersion(PoDoFo::ePdfVersion_1_7);
    state_->document.SetWriteMode(PoDoFo::ePdfWriteMode_Clean);
}
PdfWriter::~PdfWriter() = default;

int PdfWriter::add() {
    auto* object = state_->document.GetObjects().CreateObject();
    auto const number = static_cast<int>(object->Reference().ObjectNumber());
    state_->objects.emplace(number, object);
    return number;
}

void PdfWriter::set(int object, std::string_view value) {
    static_cast<PoDoFo::PdfVariant&>(*state_->objects.at(object)) = raw(value);
}

void PdfWriter::set_stream(int object, Entries const& entries, std::string_view bytes) {
    try {
        auto* o = state_->objects.at(object);
        for (auto const& [key, value] : entries) o->GetDictionary().AddKey(PoDoFo::PdfName(key.c_str()), raw(value));
        PoDoFo::PdfMemoryInputStream in(bytes.data(), static_cast<PoDoFo::pdf_long>(bytes.size()));
        o->GetStream()->SetRawData(&in, static_cast<PoDoFo::pdf_long>(bytes.size()));
    } catch (PoDoFo::PdfError const& error) {
        state_->failure = error.what() ? error.what() : "PoDoFo";
    }
}

int PdfWriter::pages_object() const {
    return static_cast<int>(state_->document.GetCatalog()->GetIndirectKey("Pages")->Reference().ObjectNumber());
}

void PdfWriter::set_pages(Entries const& entries) {
    auto* pages = state_->document.GetCatalog()->GetIndirectKey("Pages");
    for (auto const& [key, value] : entries) pages->GetDictionary().AddKey(PoDoFo::PdfName(key.c_str()), raw(value));
}

void PdfWriter::set_catalog(Entries const& entries) {
    for (auto const& [key, value] : entries)
        state_->document.GetCatalog()->GetDictionary().AddKey(PoDoFo::PdfName(key.c_str()), raw(value));
}

Result<std::string> PdfWriter::finish(Entries const& info, std::string_view unique) {
    auto const failed = [&](std::string const& log) {
        auto error = unavailable("berkas PDF tidak dapat ditulis");
        error.log = "PoDoFo: " + log;
        return error;
    };
    if (!state_->failure.empty()) return failed(state_->failure);
    try {
        auto& dictionary = state_->document.GetInfo()->GetObject()->GetDictionary();
        dictionary.Clear(); // the library puts its own producer and the wall clock there
        for (auto const& [key, value] : info) dictionary.AddKey(PoDoFo::PdfName(key.c_str()), raw(text(value)));
        dictionary.AddKey(PoDoFo::PdfName("AlurContent"), raw(text(unique)));
        PoDoFo::PdfRefCountedBuffer buffer;
        PoDoFo::PdfOutputDevice device(&buffer);
        state_->document.Write(&device);
        return std::string(buffer.GetBuffer(), static_cast<std::size_t>(device.GetLength()));
    } catch (PoDoFo::PdfError const& error) {
        return failed(error.what() ? error.what() : "unknown");
    } catch (std::exception const& error) {
        return failed(error.what());
    }
}

std::string PdfWriter::text(std::string_view utf8) {
    bool plain = true;
    for (unsigned char const c : utf8) plain = plain && c >= 0x20 && c < 0x7F;
    std::string out;
    if (plain) {
        out = "(";
        for (char const c : utf8) {
            if (c == '(' || c == ')' || c == '\\') out += '\\';
            out += c;
        }
        return out + ")";
    }
    constexpr char kHex[] = "0123456789ABCDEF";
    out = "<FEFF";
    auto const unit = [&](unsigned u) {
        for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(u >> static_cast<unsigned>(shift)) & 15U];
    };
    for (char32_t const c : to_code_points(utf8)) {
        if (c < 0x10000) {
            unit(static_cast<unsigned>(c));
        } else {
            auto const v = static_cast<unsigned>(c) - 0x10000U;
            unit(0xD800U + (v >> 10U));
            unit(0xDC00U + (v & 0x3FFU));
        }
    }
    return out + ">";
}

std::string PdfWriter::name(std::string_view name) {
    std::string out = "/";
    constexpr char kHex[] = "0123456789ABCDEF";
    for (unsigned char const c : name) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.' || c == '+';
        if (plain) {
            out += static_cast<char>(c);
        } else {
            out += '#';
            out += kHex[c >> 4U];
            out += kHex[c & 15U];
        }
    }
    return out;
}

} // namespace alur::letter
