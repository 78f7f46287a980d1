#pragma once
#include "feel/feel.hpp"
#include "service/host_functions.hpp"
#include "service/office.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alur::service {

/// Kind of outbox work that makes one paper.
inline constexpr std::string_view kDocumentWork = "document";

/// What issuing needs to know of the step that asks for it.
struct IssueContext {
    Office& office;
    store::Transaction& transaction;
    LiveCase const& live;
    std::shared_ptr<Lookup> const& lookup;
    feel::Value const& functions;
    Instant now;
    std::string const& actor;
};

/// One paper to be made after the commit, as its outbox entry carries it.
struct PaperOrder {
    std::string document;           ///< id of the letter or form
    std::string element;            ///< the step that owes it
    std::string case_number;        ///< whose data it is made from …
    std::int64_t version = 0;       ///< … as they stood at that version
    std::string subject;            ///< number of the case below it that the paper is about, "" for the case itself
    std::vector<std::string> links; ///< numbers of the cases it belongs to
    std::string number;             ///< "" for papers outside the register
    Day date{};
    std::string series;
    std::string unit;
    int year = 0;
    int sequence = 0;
    std::string suffix; ///< of a back-dated number
    std::string code;   ///< by which the letter is verified, "" for papers outside the register
    std::string actor;
    bool draft = false; ///< to be signed: outside the register, marked as a draft
};
std::string to_json(PaperOrder const& order);
Result<PaperOrder> parse_order(std::string_view json);

/// Orders every paper that the completed element owes: checks `when`, goes through `each`, takes the number of a letter
/// from the register in this transaction. Invalid: an expression of the rule could not be evaluated, with its place.
Result<> issue_documents(IssueContext const& context, std::string_view element, feel::Scope& scope);

/// Orders one paper by one rule, in the same way.
Result<> issue_document(IssueContext const& context, model::DocumentRule const& rule, feel::Scope& scope);

} // namespace alur::service
