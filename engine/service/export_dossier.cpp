#include "service/export_dossier.hpp"

#include "core/hash.hpp"
#include "core/text.hpp"
#include "format/file.hpp"
#include "sheet/scratch.hpp"
#include "sheet/zip_writer.hpp"
#include "store/definitions.hpp"
#include "store/documents.hpp"
#include "store/drafts.hpp"

namespace alur::service {

namespace {

using feel::Value;

std::string csv(std::string_view words) { return "\"" + replace_all(std::string(words), "\"", "\"\"") + "\""; }

std::string file_safe(std::string_view words) {
    std::string out;
    for (char const c : words)
        out += static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos
                   ? '-'
                   : c;
    return out;
}

/// What the browser and every file system make of the ending.
std::string ending_of(std::string_view file_name) {
    auto const dot = file_name.rfind('.');
    if (dot == std::string_view::npos || file_name.size() - dot > 6) return {};
    return lower_ascii(file_safe(file_name.substr(dot)));
}

/// The journal of the case page as lines, the oldest first.
std::string journal_text(Value const& page) {
    std::string out =
        std::string(page.at_path("nomor").as_string()) + " " + std::string(page.at_path("judul").as_string()) + "\n\n";
    auto const entries = page.at_path("jurnal");
    for (auto index = entries.items().size(); index-- > 0;) {
        auto const& entry = entries.items()[index];
        out += feel::to_text(*entry.find("kapan")) + ", " + feel::to_text(*entry.find("oleh")) + "\n";
        for (auto const& line : entry.find("kejadian")->items()) out += "  " + feel::to_text(line) + "\n";
        if (auto const reason = feel::to_text(*entry.find("alasan")); !reason.empty())
            out += "  Alasan: " + reason + "\n";
    }
    return out;
}

/// Writes parts and remembers their hashes.
class Parts {
  public:
    explicit Parts(sheet::ZipWriter& zip) : zip_(zip) {}
    Result<> add(std::string const& name, std::string_view bytes, std::string const& facts) {
        auto const hash = sha256(bytes);
        sums_ += hash + "  " + name + "\n";
        index_ += csv(name) + ";" + facts + ";" + hash + ";" + std::to_string(bytes.size()) + "\r\n";
        return zip_.part(name, bytes);
    }
    Result<> finish() {
        auto const index = "\xEF\xBB\xBF"
                           "berkas;kode;nama;nomor;tanggal;versi;keadaan;sha256;ukuran\r\n" +
                           index_;
        if (auto const put = zip_.part("indeks.csv", index); !put) return put.error();
        if (auto const put = zip_.part("SHA256SUMS", sums_ + sha256(index) + "  indeks.csv\n"); !put)
            return put.error();
        return zip_.finish();
    }

  private:
    sheet::ZipWriter& zip_;
    std::string index_;
    std::string sums_;
};

Result<> put_papers(Desk const& desk, store::Reader& reader, store::CaseId id, Parts& parts) {
    auto const papers = store::documents_of_case(reader, id);
    if (!papers) return papers.error();
    std::size_t bytes = 0;
    int count = 0;
    for (auto const& listed : *papers) {
        auto const paper = store::find_document(reader, listed.id);
        if (!paper) return paper.error();
        bytes += paper->content.size();
        if (bytes > kLargestDossier)
            return invalid("dokumen perkara ini lebih dari 200 MB; unduh satu per satu dari halaman perkara");
        auto const name = desk.paper_name(listed.document_id);
        auto const order = std::to_string(++count);
        auto const file = "dokumen/" + std::string(order.size() < 3 ? 3 - order.size() : 0, '0') + order + " " +
                          file_safe(listed.document_id == name ? name : listed.document_id + " " + name) +
                          ending_of(listed.file_name);
        auto const facts = csv(listed.document_id) + ";" + csv(name) + ";" + csv(listed.number.value_or("")) + ";" +
                           (listed.date ? iso(*listed.date) : "") + ";" + std::to_string(listed.version) + ";" +
                           csv(listed.state);
        if (auto const put = parts.add(file, paper->content, facts); !put) return put.error();
    }
    return Done{};
}

} // namespace

Result<Dossier> export_dossier(Desk const& desk, Officer const& officer, std::string_view number,
                               std::string_view reason, std::filesystem::path const& scratch, Instant now) {
    if (auto const allowed = require(desk.pack(), officer, Action::ExportDossier); !allowed) return allowed.error();
    auto const words = std::string(trim(reason));
    if (code_point_count(words) < 5)
        return invalid("sebutkan alasan mengunduh berkas perkara, paling sedikit lima huruf");
    auto const page = view_case(desk, officer, number, Disclosed::No, now);
    if (!page) return page.error();
    auto const id = desk.office().database().write([&](store::Transaction& t) -> Result<store::CaseId> {
        auto const live = visible_case(desk, t, officer, number);
        if (!live) return live.error();
        auto const logged =
            store::log_disclosure(t, {live->row.id, now, officer.name, "unduh berkas perkara: " + words});
        if (!logged) return logged.error();
        return live->row.id;
    });
    if (!id) return id.error();
    sheet::ScratchFile const file(scratch);
    auto zip = sheet::ZipWriter::create(file.path());
    if (!zip) return zip.error();
    auto const written = desk.office().database().read([&](store::Reader& reader) -> Result<> {
        Parts parts(*zip);
        if (auto const put = put_papers(desk, reader, *id, parts); !put) return put.error();
        if (auto const put = parts.add("jurnal.txt", journal_text(*page), ";jurnal;;;;"); !put) return put.error();
        auto const row = store::find_case(reader, *id);
        if (!row) return row.error();
        auto const definition = store::find_definition(reader, row->definition);
        if (!definition) return definition.error();
        if (auto const put = parts.add("proses.bpmn", definition->content, ";bagan proses;;;;"); !put)
            return put.error();
        return parts.finish();
    });
    if (!written) return written.error();
    auto bytes = format::read_bytes(file.path(), 2 * kLargestDossier);
    if (!bytes) return bytes.error();
    return Dossier{file_safe(number) + " " + iso(day_of(now, desk.pack().zone)) + ".zip", std::move(*bytes)};
}

} // namespace alur::service
