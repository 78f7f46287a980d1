#include "letter/fill.hpp"

#include "core/text.hpp"
#include "letter/markdown.hpp"
#include "letter/setter.hpp"
#include "letter/template_parts.hpp"

#include <algorithm>

namespace alur::letter {

namespace {

std::string text_at(feel::Value const& context, char const* key) {
    auto const* value = context.find(key);
    return value && !value->is_null() ? clean(feel::to_text(*value)) : std::string();
}

/// `KABUPATEN TEGAL` of `PEMERINTAH KABUPATEN TEGAL`.
std::string government_name(std::string const& line) {
    auto const upper = upper_ascii(line);
    return upper.rfind("PEMERINTAH ", 0) == 0 ? upper.substr(11) : upper;
}

class Filler {
  public:
    Filler(LetterTemplate const& source, feel::Scope const& data)
        : source_(source), parts_(*source.parts), scope_(data) {}

    Result<Letter> run(std::string const& default_closing) {
        push_data();
        Letter out;
        out.id = source_.id;
        out.name = source_.name;
        out.layout = source_.layout;
        out.letterhead = source_.letterhead;
        out.paper = parts_.paper;
        out.urgency = parts_.urgency;
        out.signing = source_.signing;
        out.copies_on_page = parts_.copies_on_page;
        auto const* office = scope_.find("office");
        auto const office_text = [&](char const* key) { return office ? text_at(*office, key) : std::string(); };
        government_ = government_name(office_text("government_line"));
        office_ = upper_ascii(office_text("office_line"));
        if (source_.letterhead == Letterhead::Dinas) {
            for (char const* key : {"government_line", "office_line", "address_line", "contact_line"}) {
                auto line = office_text(key);
                if (!line.empty()) out.letterhead_lines.push_back(std::move(line));
            }
            if (out.letterhead_lines.empty())
                problem("data kantor (office) untuk kop surat tidak ada", {source_.file, 1, 1});
        } else {
            out.letterhead_lines = lines(parts_.letterhead_lines);
        }
        out.enclosure = parts_.enclosure ? line(*parts_.enclosure) : "-";
        if (parts_.subject) out.subject = line(*parts_.subject);
        out.title = lines(parts_.title);
        numbers(out);
        if (parts_.about) out.about = line(*parts_.about);
        out.about = upper_utf8(out.about);
        out.place = parts_.place ? line(*parts_.place) : office_text("place");
        out.date = parts_.date ? line(*parts_.date) : issue_date();
        out.place_date = parts_.place_date.value_or(default_place_date());
        if (parts_.amount) out.amount = line(*parts_.amount);
        addressees(out);
        for (auto const& part : parts_.copies)
            each(part.repeat, [&] {
                if (part.text) out.copies.push_back(line(*part.text));
            });
        for (auto const& part : parts_.signatures)
            each(part.repeat, [&] { out.signatures.push_back(signature(part)); });
        settle_sides(out);
        if (parts_.from)
            out.from = line(*parts_.from);
        else if (!out.signatures.empty())
            out.from = out.signatures.front().spoken_title;
        if (parts_.authority)
            out.authority = upper_utf8(line(*parts_.authority));
        else if (!out.signatures.empty())
            out.authority = join(out.signatures.front().title, " ");
        if (!out.authority.empty() && out.authority.back() != ',') out.authority += ',';
        body(out);
        if (parts_.closing)
            out.closing = line(*parts_.closing);
        else if (!parts_.no_closing && source_.layout == LayoutKind::Korespondensi && !thanks(out))
            out.closing = default_closing;
        if (found_.has_errors()) {
            found_.sort();
            auto error = invalid("surat " + source_.id + " (" + source_.name + ") belum dapat dibuat: " +
                                 std::to_string(found_.size()) + " isian belum ada atau salah");
            error.found = std::move(found_);
            return error;
        }
        return out;
    }

  private:
    void problem(std::string message, Place place) {
        found_.error("letter-field", std::move(place), std::move(message));
    }

    void push_data() {
        std::vector<feel::Value::Entry> entries;
        auto base = scope_;
        for (auto const& [name, value] : parts_.data) {
            auto outcome = feel::evaluate(value, scope_);
            for (auto const& p : outcome.problems) reasons_.emplace_back(name, p.message);
            entries.emplace_back(name, std::move(outcome.value));
            scope_ = base;
            scope_.push(feel::Value::context(entries));
        }
    }

    std::string line(merge::Template const& text) {
        auto merged = merge::merge(text, scope_);
        if (!merged) {
            take(merged.error());
            return {};
        }
        return plain_line(*merged);
    }

    void take(Error const& error) {
        if (error.found.empty()) return problem(error.message, {source_.file, 1, 1});
        for (auto diagnostic : error.found.all()) {
            for (auto const& [name, reason] : reasons_)
                if (diagnostic.hint.empty() && diagnostic.message.find(name) != std::string::npos)
                    diagnostic.hint = "data \"" + name + "\": " + reason;
            found_.add(std::move(diagnostic));
        }
    }

    std::vector<std::string> lines(std::vector<merge::Template> const& all) {
        std::vector<std::string> out;
        for (auto const& one : all)
            if (auto text = line(one); !text.empty()) out.push_back(std::move(text));
        return out;
    }

    template <class Body> void each(Repeat const& repeat, Body&& body) {
        auto const wanted = [&] {
            if (repeat.when.empty()) return true;
            auto const outcome = feel::evaluate(repeat.when, scope_);
            if (outcome.value.kind() != feel::Kind::Boolean)
                problem("syarat \"jika\" tidak menghasilkan ya atau tidak", repeat.when.place());
            return outcome.value.is_true();
        };
        if (repeat.list.empty()) {
            if (wanted()) body();
            return;
        }
        auto const outcome = feel::evaluate(repeat.list, scope_);
        if (!outcome.value.is_list()) return problem("\"setiap\" memerlukan daftar", repeat.list.place());
        if (outcome.value.items().size() > 500)
            return problem("\"setiap\" menghasilkan lebih dari 500 butir", repeat.list.place());
        for (auto const& item : outcome.value.items()) {
            scope_.push(feel::Value::context({{repeat.item, item}}));
            if (wanted()) body();
            scope_.pop();
        }
    }

    void numbers(Letter& out) {
        if (parts_.own_number) {
            out.numbers = lines(parts_.numbers);
        } else if (source_.series != Series::None) {
            auto const* value = scope_.find("nomor_surat");
            if (!value || value->is_null()) return problem("nomor_surat belum ada", {source_.file, 1, 1});
            out.numbers.push_back(clean(feel::to_text(*value)));
        }
        for (auto& n : out.numbers)
            if (upper_ascii(n.substr(0, 6)) == "NOMOR ") n = n.substr(6);
    }

    std::string issue_date() {
        static auto const kTemplate = merge::parse("{{tanggal_surat}}");
        if (!kTemplate) return {};
        auto merged = merge::merge(*kTemplate, scope_);
        if (!merged) {
            problem("tanggal_surat belum ada", {source_.file, 1, 1});
            return {};
        }
        return plain_line(*merged);
    }

    PlaceDate default_place_date() const {
        switch (source_.layout) {
        case LayoutKind::Judul:
        case LayoutKind::Keputusan: return PlaceDate::Decided;
        case LayoutKind::Pernyataan: return parts_.subject ? PlaceDate::None : PlaceDate::Plain;
        case LayoutKind::Kuitansi: return PlaceDate::Plain;
        case LayoutKind::Korespondensi:
        case LayoutKind::Nota:
        case LayoutKind::Perjanjian: return PlaceDate::None;
        }
        return PlaceDate::None;
    }

    void addressees(Letter& out) {
        for (auto const& part : parts_.addressees)
            each(part.repeat, [&] {
                Addressee a;
                if (part.to) a.to = line(*part.to);
                if (part.through) a.through = line(*part.through);
                if (part.place) a.place = line(*part.place);
                out.addressees.push_back(std::move(a));
            });
    }

    feel::Value official(std::string const& role, Place const& place) {
        auto const* all = scope_.find("officials");
        if (all && all->is_list())
            for (auto const& one : all->items())
                if (text_at(one, "role") == role) return one;
        problem("pejabat dengan peran " + role + " tidak ada dalam daftar pejabat (officials)", place);
        return {};
    }

    /// `KEPALA DINAS SOSIAL`, and below it the name of the government where the layout spells it out.
    std::vector<std::string> office_title(feel::Value const& who) const {
        auto const acting = text_at(who, "acting");
        auto const title = upper_ascii(text_at(who, "position"));
        std::vector<std::string> out{acting.empty() ? title : acting + " " + title};
        bool const adds = source_.layout != LayoutKind::Korespondensi && source_.layout != LayoutKind::Nota &&
                          !office_.empty() && title == "KEPALA " + office_ && !government_.empty();
        if (adds) out.push_back(government_);
        return out;
    }

    Signature signature(SignaturePart const& part) {
        Signature s;
        s.stamp_duty = part.stamp_duty;
        if (part.side) s.side = *part.side;
        sided_.push_back(part.side.has_value());
        s.as = lines(part.as);
        if (!part.role.empty()) {
            auto const who = official(part.role, part.place_in_file);
            s.name = text_at(who, "name");
            s.rank = text_at(who, "rank");
            s.nip = text_at(who, "nip");
            auto const acting = text_at(who, "acting");
            s.spoken_title = (acting.empty() ? "" : acting + " ") + text_at(who, "position");
            auto const add = [&](std::vector<std::string> lines, std::string const& before, char const* behind) {
                lines.front().insert(0, before);
                lines.back() += behind;
                for (auto& one : lines) s.title.push_back(std::move(one));
            };
            // The day's list of officials may say that somebody else signs in the name of the role.
            if (auto const* head = who.find("on_behalf"); head && part.on_behalf.empty()) {
                add(office_title(*head), "a.n. ", "");
                if (auto const* between = who.find("through")) {
                    add(office_title(*between), "", ",");
                    s.title.emplace_back("u.b.");
                }
            }
            if (!part.on_behalf.empty()) add(office_title(official(part.on_behalf, part.place_in_file)), "a.n. ", "");
            if (!part.through.empty()) {
                add(office_title(official(part.through, part.place_in_file)), "", ",");
                s.title.emplace_back("u.b.");
            }
            add(office_title(who), "", ",");
        }
        if (!part.title.empty()) {
            s.title = lines(part.title);
            if (s.spoken_title.empty() && !s.title.empty()) s.spoken_title = s.title.front();
        }
        if (part.name) s.name = line(*part.name);
        if (part.rank) s.rank = line(*part.rank);
        if (part.nip) s.nip = line(*part.nip);
        if (part.note) s.note = line(*part.note);
        if (s.nip.rfind("NIP ", 0) == 0) s.nip = s.nip.substr(4);
        return s;
    }

    /// One block right; two: left, right; more: left, right in turn, where the file does not say.
    void settle_sides(Letter& out) {
        auto& all = out.signatures;
        if (all.empty()) return;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (i < sided_.size() && !sided_[i])
                all[i].side = all.size() == 1 ? Side::Right : i % 2 == 0 ? Side::Left : Side::Right;
    }

    void body(Letter& out) {
        auto merged = merge::merge(parts_.body, scope_);
        if (!merged) return take(merged.error());
        auto tree = read_body(*merged, source_.file);
        if (!tree) return problem(tree.error().message, {source_.file, 1, 1});
        out.body = std::move(tree->blocks);
        out.annexes = std::move(tree->annexes);
    }

    static bool thanks(Letter const& letter) {
        for (auto it = letter.body.rbegin(); it != letter.body.rend(); ++it)
            if (auto const* p = std::get_if<Paragraph>(&it->what))
                return lower_ascii(plain(p->text)).find("terima kasih") != std::string::npos;
        return false;
    }

    static std::string upper_utf8(std::string const& text) { return upper_ascii(text); }

    LetterTemplate const& source_;
    TemplateParts const& parts_;
    feel::Scope scope_;
    Diagnostics found_;
    std::vector<std::pair<std::string, std::string>> reasons_;
    std::vector<bool> sided_;
    std::string government_, office_;
};

bool open_in(std::vector<Block> const& blocks) {
    auto const text_open = [](Text const& text) {
        return std::any_of(text.begin(), text.end(), [](Span const& s) { return s.open; });
    };
    for (auto const& block : blocks) {
        if (auto const* p = std::get_if<Paragraph>(&block.what); p && text_open(p->text)) return true;
        if (auto const* h = std::get_if<Heading>(&block.what); h && text_open(h->text)) return true;
        if (auto const* l = std::get_if<List>(&block.what))
            for (auto const& item : l->items)
                if (open_in(item)) return true;
        if (auto const* t = std::get_if<Table>(&block.what))
            for (auto const& row : t->rows)
                for (auto const& cell : row)
                    if (text_open(cell.text)) return true;
        if (auto const* rows = std::get_if<Labelled>(&block.what))
            for (auto const& row : rows->rows)
                if (text_open(row.label) || open_in(row.content)) return true;
    }
    return false;
}

} // namespace

Result<Letter> fill(LetterTemplate const& letter, feel::Scope const& data, std::string const& default_closing) {
    return Filler(letter, data).run(default_closing);
}

bool has_open_text(Letter const& letter) {
    if (open_in(letter.body)) return true;
    return std::any_of(letter.annexes.begin(), letter.annexes.end(), [](Annex const& a) { return open_in(a.blocks); });
}

} // namespace alur::letter
