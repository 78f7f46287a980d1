#include "letter/template_parts.hpp"

namespace alur::letter {

namespace {

using feel::Kind;
using feel::Shape;

class Checker {
  public:
    Checker(TemplateParts const& parts, feel::StaticScope scope, Diagnostics& found)
        : parts_(parts), scope_(std::move(scope)), found_(found) {}

    void run() {
        own_data();
        for (auto const* all : {&parts_.letterhead_lines, &parts_.title, &parts_.numbers}) lines(*all);
        for (auto const* one : {&parts_.enclosure, &parts_.subject, &parts_.from, &parts_.about, &parts_.authority,
                                &parts_.place, &parts_.date, &parts_.amount, &parts_.closing})
            line(*one);
        for (auto const& part : parts_.addressees)
            each(part.repeat, [&] {
                line(part.to);
                line(part.through);
                line(part.place);
            });
        for (auto const& part : parts_.copies) each(part.repeat, [&] { line(part.text); });
        for (auto const& part : parts_.signatures)
            each(part.repeat, [&] {
                lines(part.as);
                lines(part.title);
                for (auto const* one : {&part.name, &part.rank, &part.nip, &part.note}) line(*one);
            });
        merge::check_expressions(parts_.body, scope_, found_);
    }

  private:
    /// Each sees those above it, then what is given from outside under any of these names, then the case.
    void own_data() {
        std::vector<std::pair<std::string, Shape>> given;
        for (auto const& [name, value] : parts_.data) given.emplace_back(name, Shape());
        scope_.push(Shape::context(given, feel::Entries::Maybe));
        std::vector<std::pair<std::string, Shape>> known;
        for (auto const& [name, value] : parts_.data) {
            auto shape = feel::infer(value, scope_, found_);
            if (!known.empty()) scope_.pop();
            known.emplace_back(name, std::move(shape));
            scope_.push(Shape::context(known));
        }
    }

    void line(MaybeText const& text) {
        if (text) merge::check_expressions(*text, scope_, found_);
    }
    void lines(std::vector<merge::Template> const& all) {
        for (auto const& one : all) merge::check_expressions(one, scope_, found_);
    }
    template <class Body> void each(Repeat const& repeat, Body&& body) {
        if (repeat.list.empty()) {
            when(repeat);
            body();
            return;
        }
        auto const list = feel::infer(repeat.list, scope_, found_);
        feel::expect(repeat.list, list, {Kind::List}, "daftar \"setiap\"", found_);
        scope_.push(Shape::context({{repeat.item, list.may_be(Kind::List) ? list.item() : Shape()}}));
        when(repeat);
        body();
        scope_.pop();
    }
    void when(Repeat const& repeat) {
        if (repeat.when.empty()) return;
        feel::expect(repeat.when, feel::infer(repeat.when, scope_, found_), {Kind::Boolean}, "syarat \"jika\"", found_);
    }

    TemplateParts const& parts_;
    feel::StaticScope scope_;
    Diagnostics& found_;
};

} // namespace

void check_expressions(LetterTemplate const& letter, feel::StaticScope scope, Diagnostics& found) {
    if (letter.parts) Checker(*letter.parts, std::move(scope), found).run();
}

} // namespace alur::letter
