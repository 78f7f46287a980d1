#include "letter/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace alur::letter {

QrModules qr_modules(std::string const& content) {
    struct Free {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };
    QrModules out;
    if (content.empty() || content.size() > 1000) return out;
    std::unique_ptr<QRcode, Free> const code(QRcode_encodeString8bit(content.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return out;
    out.size = code->width;
    auto const count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    out.dark.resize(count);
    for (std::size_t i = 0; i < count; ++i) out.dark[i] = (code->data[i] & 1U) != 0;
    return out;
}

} // namespace alur::letter
