#include "merge/tree.hpp"

namespace alur::merge {

namespace {

using feel::Kind;
using feel::Shape;

class Checker {
  public:
    Checker(feel::StaticScope& scope, Diagnostics& found) : scope_(scope), found_(found) {}

    void walk(Body const& body) {
        for (auto const& piece : body.pieces) {
            if (auto const* output = std::get_if<Output>(&piece.what))
                print(output->slot);
            else if (auto const* choice = std::get_if<If>(&piece.what)) {
                for (auto const& branch : choice->branches) {
                    if (branch.condition) condition(*branch.condition);
                    walk(branch.body);
                }
            } else if (auto const* loop = std::get_if<Loop>(&piece.what))
                repeat(*loop);
        }
    }

  private:
    void print(Slot const& slot) {
        auto const shape = feel::infer(slot.expression, scope_, found_);
        feel::expect(slot.expression, shape,
                     {Kind::Boolean, Kind::Number, Kind::String, Kind::Date, Kind::Time, Kind::DateTime}, "isian surat",
                     found_);
    }
    void condition(Slot const& slot) {
        auto const shape = feel::infer(slot.expression, scope_, found_);
        feel::expect(slot.expression, shape, {Kind::Boolean}, "syarat {{#if}}", found_);
    }
    void repeat(Loop const& loop) {
        auto const shape = feel::infer(loop.list.expression, scope_, found_);
        feel::expect(loop.list.expression, shape, {Kind::List}, "daftar {{#loop}}", found_);
        scope_.push(Shape::context({{loop.item, shape.may_be(Kind::List) ? shape.item() : Shape()},
                                    {"nomor", Shape::of(Kind::Number)},
                                    {"pertama", Shape::of(Kind::Boolean)},
                                    {"terakhir", Shape::of(Kind::Boolean)}}));
        walk(loop.body);
        scope_.pop();
    }

    feel::StaticScope& scope_;
    Diagnostics& found_;
};

} // namespace

void check_expressions(Template const& text, feel::StaticScope& scope, Diagnostics& found) {
    if (text.body_) Checker(scope, found).walk(*text.body_);
}

} // namespace alur::merge
