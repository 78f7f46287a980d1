#pragma once
#include "service/papers.hpp"
#include "store/documents.hpp"

namespace alur::service {

/// Which letters are printed together. Every condition narrows; at least one is given.
struct BatchChoice {
    std::string letter;      ///< id of the letter
    std::string case_number; ///< of this case and the cases below it
    std::optional<Day> from; ///< dates of the letters, both included
    std::optional<Day> until;
};

struct PrintedBatch {
    struct File {
        std::string name; ///< starts with its place in the list: `01 …`
        std::string bytes;
    };
    std::string merged;      ///< cover list, then all letters, for one run of the printer
    std::vector<File> files; ///< the letters by themselves, in the order of the list
};

/// The numbered letters that the choice names, by date and number; each file is its newest version (signed or scanned),
/// the merged one is printed as it was made, void ones are left out. NotFound: there is none. Invalid: nothing was
/// chosen.
Result<PrintedBatch> print_batch(Office& office, Papers& papers, BatchChoice const& choice, std::string const& actor,
                                 Instant now);

} // namespace alur::service
