#pragma once
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "format/csv.hpp"

#include <string>
#include <vector>

namespace alur::model {

/// A paper that a step owes, a row of `documents.csv`.
struct DocumentRule {
    std::string id; ///< id of a letter or a form
    std::string name;
    std::string process;
    std::string step;       ///< element whose completion makes the paper
    feel::Expression when;  ///< the paper is made unless this is given and not true
    feel::Expression each;  ///< list of case contexts: one paper for each, linked to it; empty: one for the case itself
    feel::Expression links; ///< list of case numbers a collective paper belongs to
    Place place;
    bool draft = false; ///< only a draft to be signed: no number, a watermark, and no part of the dossier
    std::vector<std::string> withdrawn = {}; ///< elements whose completion makes an unsigned draft needless
};

Result<std::vector<DocumentRule>> read_documents(format::CsvTable const& table, feel::ParseOptions const& options);

} // namespace alur::model
