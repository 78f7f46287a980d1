#include "letter/page.hpp"

#include <algorithm>
#include <cmath>

namespace alur::letter {

namespace {

std::string tenths(double value) {
    auto const rounded = std::llround(value * 10);
    auto const whole = rounded / 10, part = std::llabs(rounded % 10);
    return (rounded < 0 && whole == 0 ? "-0" : std::to_string(whole)) + "." + std::to_string(part);
}

std::string box(char const* kind, double x, double y, double width, double height) {
    return std::string(kind) + " " + tenths(x) + " " + tenths(y) + " " + tenths(width) + " " + tenths(height);
}

struct Dump {
    std::string operator()(TextRun const& r) const {
        return "text " + tenths(r.x) + " " + tenths(r.y) + " f" + std::to_string(r.font) + " " + tenths(r.size) + " w" +
               tenths(r.width) + " |" + r.text + "|";
    }
    std::string operator()(Rule const& r) const { return box("rule", r.x, r.y, r.width, r.height); }
    std::string operator()(Frame const& f) const {
        return box("frame", f.x, f.y, f.width, f.height) + (f.dashed ? " dashed" : "");
    }
    std::string operator()(Picture const& p) const { return box("picture", p.x, p.y, p.width, p.height); }
    std::string operator()(QrCode const& q) const { return box("qr", q.x, q.y, q.size, q.size) + " " + q.content; }
    std::string operator()(SignatureField const& f) const {
        return box("field", f.x, f.y, f.width, f.height) + " " + f.name;
    }
    std::string operator()(WatermarkText const& w) const { return "watermark " + w.text; }
};

} // namespace

std::string dump(Pages const& pages) {
    std::string out;
    for (std::size_t i = 0; i < pages.pages.size(); ++i) {
        auto const& page = pages.pages[i];
        out += "page " + std::to_string(i + 1) + " " + tenths(page.width) + " " + tenths(page.height) + "\n";
        for (auto const& item : page.items) out += std::visit(Dump{}, item.what) + "\n";
    }
    return out;
}

std::string plain_text(Pages const& pages) {
    std::string out;
    for (auto const& page : pages.pages) {
        std::vector<TextRun const*> runs;
        for (auto const& item : page.items)
            if (auto const* run = std::get_if<TextRun>(&item.what)) runs.push_back(run);
        std::stable_sort(runs.begin(), runs.end(), [](TextRun const* a, TextRun const* b) {
            auto const ya = std::llround(a->y), yb = std::llround(b->y);
            return ya != yb ? ya < yb : a->x < b->x;
        });
        for (std::size_t i = 0; i < runs.size(); ++i) {
            auto const* run = runs[i];
            bool const same_line = i > 0 && std::llround(runs[i - 1]->y) == std::llround(run->y);
            if (i > 0 && !same_line) out += '\n';
            if (same_line && run->x > runs[i - 1]->x + runs[i - 1]->width + 1) out += "  ";
            out += run->text;
        }
        out += "\n\f";
    }
    return out;
}

} // namespace alur::letter
