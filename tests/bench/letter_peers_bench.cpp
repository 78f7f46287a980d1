#include "letter_fixture.hpp"

#include <benchmark/benchmark.h>

#include <sys/resource.h>

#ifdef ALUR_HAS_PANGO
#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>
#endif

// The same text through other programs, for a ratio in the same run: pango with cairo (no tags, no archive, no QR
// code), and LibreOffice (one file a start).

namespace {

using namespace letter_bench;

/// Seconds of processor time of this process and of what it has started and waited for.
double spent() {
    double out = 0;
    for (auto const who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage use{};
        getrusage(who, &use);
        out += static_cast<double>(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
               static_cast<double>(use.ru_utime.tv_usec + use.ru_stime.tv_usec) * 1e-6;
    }
    return out;
}

/// Processor time of one letter by each program in this run, 0 when it was not there.
double our_letter = 0, pango_letter = 0, office_letter = 0;

/// Notes what a letter cost when the benchmark that owns it ends.
class Note {
  public:
    Note(benchmark::State& state, double& into) : state_(state), into_(into), from_(spent()) {}
    ~Note() {
        if (state_.iterations() > 0) into_ = (spent() - from_) / static_cast<double>(state_.iterations());
    }

  private:
    benchmark::State& state_;
    double& into_;
    double from_;
};

std::string plain_letter() {
    auto setter = typesetter();
    return setter.text(letter_of(paragraphs()), scope("Sido Makmur"), issue()).value();
}

void alur_letter(benchmark::State& state) {
    auto setter = typesetter();
    auto const letter = letter_of(paragraphs());
    auto const data = scope("Sido Makmur");
    auto const how = issue();
    Note const note(state, our_letter);
    for (auto _ : state) {
        auto const made = setter.render(letter, data, how);
        if (!made) state.SkipWithError(made.error().message.c_str());
        state.counters["bytes"] = made ? static_cast<double>(made->bytes.size()) : 0;
    }
}
BENCHMARK(alur_letter)->Unit(benchmark::kMillisecond);

#ifdef ALUR_HAS_PANGO
void pango_cairo(benchmark::State& state) {
    auto const text = plain_letter();
    auto const logo = (folder() / "lambang.png").string();
    Note const note(state, pango_letter);
    for (auto _ : state) {
        std::string out;
        auto const write = [](void* to, unsigned char const* data, unsigned length) {
            static_cast<std::string*>(to)->append(reinterpret_cast<char const*>(data), length);
            return CAIRO_STATUS_SUCCESS;
        };
        auto* surface = cairo_pdf_surface_create_for_stream(write, &out, 595, 842);
        auto* c = cairo_create(surface);
        auto* image = cairo_image_surface_create_from_png(logo.c_str());
        cairo_save(c);
        cairo_translate(c, 85, 28);
        cairo_scale(c, 57.0 / 236, 57.0 / 236);
        cairo_set_source_surface(c, image, 0, 0);
        cairo_paint(c);
        cairo_restore(c);
        cairo_surface_destroy(image);
        auto* layout = pango_cairo_create_layout(c);
        auto* font = pango_font_description_from_string("Liberation Sans 12");
        pango_layout_set_font_description(layout, font);
        pango_layout_set_width(layout, 453 * PANGO_SCALE);
        pango_layout_set_justify(layout, TRUE);
        std::string all = text;
        for (auto& letter : all)
            if (letter == '\f') letter = '\n';
        // Four cuts of the font, as in the letter.
        auto* styles = pango_attr_list_new();
        for (unsigned i = 1; i < 4; ++i) {
            auto* weight = pango_attr_weight_new(i & 1U ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
            auto* slant = pango_attr_style_new(i & 2U ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
            weight->start_index = slant->start_index = i * 300;
            weight->end_index = slant->end_index = i * 300 + 20;
            pango_attr_list_insert(styles, weight);
            pango_attr_list_insert(styles, slant);
        }
        pango_layout_set_attributes(layout, styles);
        pango_layout_set_text(layout, all.data(), static_cast<int>(all.size()));
        cairo_move_to(c, 85, 100);
        pango_cairo_show_layout(c, layout);
        pango_attr_list_unref(styles);
        pango_font_description_free(font);
        g_object_unref(layout);
        cairo_show_page(c);
        cairo_destroy(c);
        cairo_surface_destroy(surface);
        state.counters["bytes"] = static_cast<double>(out.size());
    }
}
BENCHMARK(pango_cairo)->Unit(benchmark::kMillisecond);
#endif

void libreoffice(benchmark::State& state) {
    if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
        state.SkipWithError("not installed");
        return;
    }
    auto const file = folder() / "surat.txt";
    std::ofstream(file) << plain_letter();
    auto const command =
        "cd " + folder().string() + " && soffice --headless --convert-to pdf " + file.string() + " >/dev/null 2>&1";
    Note const note(state, office_letter);
    for (auto _ : state)
        if (std::system(command.c_str()) != 0) state.SkipWithError("failed");
}
BENCHMARK(libreoffice)->Iterations(2)->UseRealTime()->Unit(benchmark::kMillisecond);

/// How many times the processor time of our letter the others take.
void ratio(benchmark::State& state) {
    for (auto _ : state)
        if (our_letter <= 0) state.SkipWithError("run all benchmarks of this program together");
    if (our_letter <= 0) return;
    state.counters["pango_cairo"] = pango_letter / our_letter;
    state.counters["libreoffice"] = office_letter / our_letter;
}
BENCHMARK(ratio)->Iterations(1);

} // namespace
