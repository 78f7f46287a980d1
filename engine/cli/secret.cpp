#include "cli/secret.hpp"

#include "format/file.hpp"

#include <cstdlib>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace alur::cli {

Result<std::string> read_secret(std::optional<std::string> const& file, std::string const& question) {
    if (file) {
        auto const text = format::read_text(*file, 4096);
        if (!text) return text.error();
        return text->text.substr(0, text->text.find_first_of("\r\n"));
    }
    if (auto const* given = std::getenv("ALUR_FRASA_SANDI")) return std::string(given);
    termios shown{};
    if (tcgetattr(STDIN_FILENO, &shown) != 0)
        return invalid("frasa sandi tidak diberikan; sebutkan berkasnya dengan --pass-file, isi ALUR_FRASA_SANDI, "
                       "atau jalankan di terminal");
    std::cerr << question << ": ";
    auto hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::string out;
    std::getline(std::cin, out);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::cerr << '\n';
    return out;
}

} // namespace alur::cli
