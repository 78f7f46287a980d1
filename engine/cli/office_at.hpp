#pragma once
#include "cli/command.hpp"
#include "core/time.hpp"
#include "service/papers.hpp"

#include <memory>

namespace alur::cli {

/// The real clock; nothing else in the program asks the time.
class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

/// An office opened from a data folder: its pack, its database and the clock. Members refer to each other, so it stays
/// where it is.
struct OpenOffice {
    service::LoadedPack loaded;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<service::Office> office;
    std::filesystem::path folder;
    SystemClock clock;
};

/// Opens the office in `folder`, which `alur init` made. Errors are those of load_pack and Database::open; a pack with
/// mistakes is Invalid.
Result<std::unique_ptr<OpenOffice>> open_office(std::filesystem::path const& folder);

/// Only the database of the office in `folder`, for commands that list: the pack is not read, which takes longer than
/// everything else they do. NotFound: no office there; otherwise the errors of Database::open.
Result<std::unique_ptr<store::Database>> open_records(std::filesystem::path const& folder);

/// Does what waits in the outbox, papers included.
Result<> settle(OpenOffice& open);

/// Reads the office's own file of channels (`kanal.yaml` in its folder) over the pack's, and the secrets they name. To
/// be called before anything is sent. Invalid: a mistake in that file, a secret that is missing or open to all.
Result<> ready_channels(OpenOffice& open);

/// A JSON file as a context; "" gives an empty one.
Result<feel::Value> read_input(std::string const& path);

/// The error of a use case that was given a file's content: what was found in the input is said of that file.
Error about_input(Error error, std::optional<std::string> const& path);

} // namespace alur::cli
