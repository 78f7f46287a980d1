#pragma once
#include "core/result.hpp"
#include "format/xml.hpp"
#include "model/process.hpp"

#include <functional>

namespace alur::model {

/// A BPMN file as Alur holds it: the whole document, so that nothing is lost when it is written again, and the
/// processes in it as the engine runs them.
struct BpmnFile {
    format::XmlNode document;
    Definitions definitions;
    Diagnostics found;       ///< every mistake and warning, sorted by place
    Diagnostics unsupported; ///< what stands in an executable process and cannot be executed here, by name
    bool ok() const { return !found.has_errors() && unsupported.empty(); }
};

struct BpmnOptions {
    /// A process to be treated as executable whatever its isExecutable says: its mistakes are errors.
    std::string run;
    /// Names with spaces in them that expressions may use: functions and parameters that the host brings along.
    std::vector<std::string> names;
    /// Is there a file of that name beside this one? Asked about imports; unset: they are not checked.
    std::function<bool(std::string const&)> exists;
};

/// Reads and checks a BPMN file. Mistakes in the model stand in `found`. Invalid: the text is no XML, or no BPMN
/// definitions at all.
Result<BpmnFile> read_bpmn(format::SourceFile const& file, BpmnOptions const& options = {});

/// The same document as BPMN XML: no element, attribute, extension or diagram shape is lost.
std::string write_bpmn(BpmnFile const& file);

/// The bytes of an XML file as UTF-8: UTF-16 by its byte order mark, ISO-8859-1 and Windows-1252 by its declaration.
/// Other bytes stay as they are.
std::string xml_as_utf8(std::string bytes);

} // namespace alur::model
