#pragma once
#include "service/accounts.hpp"
#include "service/office.hpp"
#include "service/rights.hpp"

#include <optional>

namespace alur::service {

/// What the pages know about the pack besides the cases: made once, then only read. Safe to use from many threads.
class Desk {
  public:
    explicit Desk(Office& office);

    Office& office() const { return office_; }
    Pack const& pack() const { return office_.pack(); }
    /// The name for people of a piece of data, by its path: `group.name`, `members.nik` for a column of a list. It
    /// comes from the step's fields, else from a form that shows it, else the last part of the path itself in words.
    std::string label(std::string_view path) const;
    bool masked(std::string_view key) const;
    /// The name of a paper: of the rules of documents, of the letter, of the form; of a file that was sent, of its
    /// field.
    std::string paper_name(std::string_view id) const;
    std::string role_title(std::string_view role) const;

  private:
    Office& office_;
    std::map<std::string, std::string, std::less<>> labels_;
    std::map<std::string, std::string, std::less<>> papers_;
};

/// Brings up to date what lists show of a case: its words, its area, the due dates of its tasks. Part of every step.
Result<> index_case(Office& office, store::Transaction& transaction, LiveCase const& live);
/// The same for every running case, once, for a database that an older program has filled. Answers how many.
Result<int> index_all_cases(Office& office, Instant now);

} // namespace alur::service
