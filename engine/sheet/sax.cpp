#include "sheet/sax.hpp"

#include <expat.h>

#include <cstring>
#include <memory>

namespace alur::sheet {

namespace {

std::string_view local_name(char const* name) {
    auto const* const colon = std::strchr(name, ':');
    return colon ? colon + 1 : name;
}

struct Reading {
    SaxHandler& handler;
    XML_Parser parser;
    int depth = 0;

    void stop(std::string message) {
        if (handler.refusal.empty()) handler.refusal = std::move(message);
        XML_StopParser(parser, XML_FALSE);
    }
    void look() {
        if (!handler.refusal.empty()) XML_StopParser(parser, XML_FALSE);
    }
};

void on_open(void* user, char const* name, char const** attributes) {
    auto& reading = *static_cast<Reading*>(user);
    if (++reading.depth > 100) return reading.stop("XML bersarang terlalu dalam");
    reading.handler.open(local_name(name), SaxAttributes(attributes));
    reading.look();
}
void on_close(void* user, char const* name) {
    auto& reading = *static_cast<Reading*>(user);
    --reading.depth;
    reading.handler.close(local_name(name));
    reading.look();
}
void on_text(void* user, char const* text, int length) {
    auto& reading = *static_cast<Reading*>(user);
    reading.handler.text({text, static_cast<std::size_t>(length)});
    reading.look();
}
void on_doctype(void* user, char const*, char const*, char const*, int) {
    static_cast<Reading*>(user)->stop("berkas memuat DOCTYPE, yang tidak diterima");
}

} // namespace

std::string_view SaxAttributes::get(std::string_view name) const {
    for (auto const** at = raw_; *at; at += 2)
        if (local_name(*at) == name) return at[1];
    return {};
}

Result<> read_part(ZipArchive& archive, std::string_view part, SaxHandler& handler) {
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> const owner(XML_ParserCreate(nullptr),
                                                                                         XML_ParserFree);
    auto* const parser = owner.get();
    if (!parser) return unavailable("memori tidak cukup");
    Reading reading{handler, parser};
    XML_SetUserData(parser, &reading);
    XML_SetElementHandler(parser, on_open, on_close);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    bool good = true;
    auto const done = archive.unpack(part, [&](std::string_view piece) {
        good = XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), XML_FALSE) == XML_STATUS_OK;
        return good;
    });
    if (!done) return done.error();
    if (good) good = XML_Parse(parser, "", 0, XML_TRUE) == XML_STATUS_OK;
    if (!handler.refusal.empty()) return invalid(handler.refusal);
    if (!good)
        return invalid("bagian \"" + std::string(part) + "\" bukan XML yang utuh (baris " +
                       std::to_string(XML_GetCurrentLineNumber(parser)) + ")");
    return Done{};
}

} // namespace alur::sheet
