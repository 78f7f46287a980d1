#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace alur {

/// A place in a declared file. Line and column count from 1, columns in code points; 0 means "the file as a whole".
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    auto operator<=>(Place const&) const = default;
};

enum class Severity { Error, Warning };

/// One mistake: where, what, and the way out. `rule` is a stable short name (`unknown-key`); `element` the id of the
/// BPMN or DMN element concerned, if any; `hint` the nearest allowed word or another way out, without "saran:".
struct Diagnostic {
    Severity severity = Severity::Error;
    std::string rule;
    Place place;
    std::string message;
    std::string hint;
    std::string element;
};

/// Every mistake found in one go. Readers add to it and go on.
class Diagnostics {
  public:
    Diagnostic& error(std::string rule, Place place, std::string message, std::string hint = {});
    Diagnostic& warning(std::string rule, Place place, std::string message, std::string hint = {});
    void add(Diagnostic diagnostic);
    void add(Diagnostics const& other);

    bool has_errors() const;
    bool empty() const { return all_.empty(); }
    std::size_t size() const { return all_.size(); }
    std::vector<Diagnostic> const& all() const { return all_; }
    /// By file, line, column; equal places keep their order.
    void sort();

  private:
    std::vector<Diagnostic> all_;
};

/// `file:line:column: message`, then the line, a caret and `saran: …` when the text of the file is given and the place
/// is in it.
std::string render(Diagnostic const& diagnostic, std::string_view text = {});

/// The candidate closest to `word` by edit distance, or "" when none is near enough to be a likely slip.
std::string nearest(std::string_view word, std::vector<std::string> const& candidates);

} // namespace alur
