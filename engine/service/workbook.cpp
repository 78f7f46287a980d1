#include "service/workbook.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"

#include <atomic>
#include <filesystem>

namespace alur::service {

namespace {

/// A file beside the database, gone with it: personal data stay in the office's own folder.
class ScratchFile {
  public:
    explicit ScratchFile(Office& office) {
        static std::atomic<unsigned> count{0};
        path_ = office.database().file().parent_path() / ("daftar-" + std::to_string(++count) + ".xlsx");
    }
    ScratchFile(ScratchFile const&) = delete;
    ScratchFile& operator=(ScratchFile const&) = delete;
    ~ScratchFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    std::filesystem::path const& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace

Result<std::string> table_workbook(Office& office, std::string_view title, std::vector<sheet::RecapColumn> columns,
                                   std::vector<std::vector<feel::Value>> const& rows, Instant now) {
    auto const& pack = office.pack();
    ScratchFile const file(office);
    sheet::RecapHead head;
    auto const name = pack.reference.at_path("office.office_line");
    if (name.is_string()) head.lines.push_back(upper_ascii(name.as_string()));
    head.lines.emplace_back(title);
    head.lines.push_back("Keadaan per " + tanggal(day_of(now, pack.zone)));
    head.created = now;
    head.zone = pack.zone;
    auto writer = sheet::RecapWriter::create(file.path(), std::move(head), std::move(columns));
    if (!writer) return writer.error();
    for (auto const& row : rows)
        if (auto const done = writer->row(row); !done) return done.error();
    if (auto const done = writer->finish(); !done) return done.error();
    return format::read_bytes(file.path().string());
}

} // namespace alur::service
