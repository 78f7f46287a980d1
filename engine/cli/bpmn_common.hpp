#pragma once
#include "core/result.hpp"
#include "feel/value.hpp"
#include "format/file.hpp"
#include "model/bpmn_reader.hpp"

#include <string>

namespace alur::cli {

/// A BPMN file with its text, for messages.
struct LoadedBpmn {
    format::SourceFile source;
    model::BpmnFile file;
};

/// Reads and checks the file; imports are looked for beside it. `run` is a process to be treated as executable.
Result<LoadedBpmn> load_bpmn(std::string const& path, std::string const& run = {});

/// `{"ok":…,"processes":[…],"diagnostics":[…]}`
feel::Value check_report(LoadedBpmn const& loaded);
/// The same for a file that could not be read at all.
feel::Value check_report(Error const& error);

/// One line of JSON on standard output.
void print_json(feel::Value const& value);
/// Each with its line and caret on standard error.
void print_diagnostics(Diagnostics const& found, std::string_view text);

/// What kept a file from being read: its places, or the sentence when there are none.
void print_error(Error const& error);

} // namespace alur::cli
