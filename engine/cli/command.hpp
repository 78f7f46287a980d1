#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alur::cli {

/// Exit statuses of every command: done; understood and refused; wrong use; cannot do this (said honestly, never
/// guessed).
enum Exit : int { kDone = 0, kRefused = 1, kUsage = 2, kUnsupported = 3 };

/// The words behind the command's name, taken apart. Options are `--name VALUE` or `--name`; `-o FILE` is `--out FILE`;
/// a single
/// `-` is a positional word; everything behind `--` is positional.
class Arguments {
  public:
    /// `flags` are the options that take no value; `options` those that take one. Anything else is remembered as wrong
    /// use.
    Arguments(std::vector<std::string> words, std::vector<std::string> flags, std::vector<std::string> options);

    bool has(std::string_view flag) const;
    std::optional<std::string> option(std::string_view name) const;
    std::vector<std::string> const& positional() const { return positional_; }
    /// What was wrong with the words, "" when nothing was.
    std::string const& wrong() const { return wrong_; }

  private:
    std::vector<std::pair<std::string, std::string>> given_;
    std::vector<std::string> positional_;
    std::string wrong_;
};

/// One command of `alur`. `name` may be two words (`bpmn check`). `run` gets the words behind the name and answers an
/// Exit.
struct Command {
    std::string_view name;
    std::string_view usage;   ///< one line: `alur feel 'EXPR' [--context C.json]`
    std::string_view summary; ///< one line, Indonesian
    std::string_view help;    ///< more lines, may be empty
    int (*run)(std::vector<std::string> words);
};

/// Prints the message and the usage to standard error; answers kUsage.
int wrong_use(Command const& command, std::string_view message);

} // namespace alur::cli
