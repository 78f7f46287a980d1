#pragma once
#include <string>
#include <vector>

namespace alur::letter {

/// A QR code (level M): `size` rows of `size` modules, true is dark. Empty when the text does not fit.
struct QrModules {
    int size = 0;
    std::vector<bool> dark;
};
QrModules qr_modules(std::string const& content);

} // namespace alur::letter
