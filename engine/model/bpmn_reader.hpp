#pragma once
#include "core/result.hpp"
#include "format/xml.hpp"
#include "model/process.hpp"

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

/// Reads and checks a BPMN file. Mistakes in the model stand in `found`. Invalid: the text is no XML, or no BPMN
/// definitions at all.
Result<BpmnFile> read_bpmn(format::SourceFile const& file);

/// The same document as BPMN XML: no element, attribute, extension or diagram shape is lost.
std::string write_bpmn(BpmnFile const& file);

} // namespace alur::model
