#include "cli/bpmn_common.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"

#include <iostream>

namespace alur::cli {

namespace {

extern Command const kCommand;

int run_roundtrip(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"out"});
    if (!arguments.wrong().empty() || arguments.positional().size() != 1) return wrong_use(kCommand, arguments.wrong());
    auto const loaded = load_bpmn(arguments.positional().front());
    if (!loaded) {
        print_json(check_report(loaded.error()));
        print_error(loaded.error());
        return kRefused;
    }
    auto const text = model::write_bpmn(loaded->file);
    auto const out = arguments.option("out");
    if (!out) {
        std::cout << text;
        return kDone;
    }
    if (auto const written = format::write_file(*out, text); !written) {
        std::cerr << "alur: " << written.error().message << '\n';
        return kRefused;
    }
    return kDone;
}

Command const kCommand{"bpmn roundtrip", "alur bpmn roundtrip BERKAS [-o HASIL]",
                       "membaca berkas BPMN dan menulisnya kembali tanpa kehilangan apa pun", "", run_roundtrip};
Registered const kRegistered{kCommand};

} // namespace

} // namespace alur::cli
