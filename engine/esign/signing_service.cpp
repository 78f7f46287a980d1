#include "esign/signing_service.hpp"

#include <string_view>

namespace alur::esign {

Result<> check_answer(std::string const& sent, std::string const& answer) {
    if (!answer.starts_with("%PDF-")) return unavailable("jawaban layanan tanda tangan bukan berkas PDF");
    if (!answer.starts_with(sent))
        return unavailable("jawaban layanan tanda tangan bukan surat yang dikirim; surat asli tetap dipakai");
    auto const added = std::string_view(answer).substr(sent.size());
    if (added.find("/ByteRange") == std::string_view::npos || added.find("/Contents") == std::string_view::npos)
        return unavailable("jawaban layanan tanda tangan tidak memuat tanda tangan");
    auto const end = added.rfind("%%EOF");
    if (end == std::string_view::npos || added.size() - end > 8)
        return unavailable("jawaban layanan tanda tangan terpotong");
    return Done{};
}

} // namespace alur::esign
