#include "feel/shape.hpp"

#include <algorithm>
#include <unordered_map>

namespace alur::feel {

struct Shape::Parts {
    std::vector<std::pair<std::string, Shape>> entries;
    std::unordered_map<std::string_view, std::size_t> index;
    Entries known = Entries::Always;

    Parts(std::vector<std::pair<std::string, Shape>> of, Entries how) : entries(std::move(of)), known(how) {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            index.emplace(entries[i].first, i);
        }
    }
    Parts(Parts const&) = delete;
    Parts& operator=(Parts const&) = delete;
};

std::string_view kind_in_words(Kind kind) {
    switch (kind) {
    case Kind::Null: return "kosong";
    case Kind::Boolean: return "ya/tidak";
    case Kind::Number: return "bilangan";
    case Kind::String: return "teks";
    case Kind::Date: return "tanggal";
    case Kind::Time: return "jam";
    case Kind::DateTime: return "tanggal dan jam";
    case Kind::DaysTimeDuration: return "lama waktu (hari dan jam)";
    case Kind::YearsMonthsDuration: return "lama waktu (tahun dan bulan)";
    case Kind::List: return "daftar";
    case Kind::Context: return "data berbagian";
    case Kind::Range: return "rentang";
    case Kind::Function: return "fungsi";
    }
    return "nilai";
}

Shape Shape::nothing() {
    Shape out;
    out.kinds_ = 0;
    return out;
}

Shape Shape::of(Kind kind) {
    Shape out;
    out.kinds_ = bit(kind);
    return out;
}

Shape Shape::of(std::initializer_list<Kind> kinds) {
    Shape out = nothing();
    for (Kind const kind : kinds) {
        out.kinds_ = static_cast<std::uint16_t>(out.kinds_ | bit(kind));
    }
    return out;
}

Shape Shape::list(Shape item) {
    Shape out = of(Kind::List);
    if (!item.is_anything()) {
        out.item_ = std::make_shared<Shape const>(std::move(item));
    }
    return out;
}

Shape Shape::range(Shape ends) {
    Shape out = list(std::move(ends));
    out.kinds_ = bit(Kind::Range);
    return out;
}

Shape Shape::context(std::vector<std::pair<std::string, Shape>> entries, Entries known) {
    Shape out = of(Kind::Context);
    out.parts_ = std::make_shared<Parts const>(std::move(entries), known);
    return out;
}

Shape Shape::function(FunctionShape function) {
    Shape out = of(Kind::Function);
    out.call_ = std::make_shared<FunctionShape const>(std::move(function));
    return out;
}

Shape Shape::text(std::string text) {
    Shape out = of(Kind::String);
    out.text_ = std::make_shared<std::string const>(std::move(text));
    return out;
}

Shape Shape::truth(bool value) {
    Shape out = of(Kind::Boolean);
    out.text_ = std::make_shared<std::string const>(value ? "true" : "false");
    return out;
}

Shape Shape::of(Value const& value) {
    switch (value.kind()) {
    case Kind::List: {
        Shape item = nothing();
        for (Value const& one : value.items()) {
            item = item.either(of(one));
        }
        return list(std::move(item));
    }
    case Kind::Context: {
        std::vector<std::pair<std::string, Shape>> entries;
        for (auto const& [name, entry] : value.entries()) {
            entries.emplace_back(name, of(entry));
        }
        return context(std::move(entries));
    }
    default: return of(value.kind());
    }
}

Shape Shape::of(Type const& type) {
    switch (type.kind) {
    case Type::Kind::Null: return nothing();
    case Type::Kind::Boolean: return of(Kind::Boolean);
    case Type::Kind::Number: return of(Kind::Number);
    case Type::Kind::String: return of(Kind::String);
    case Type::Kind::Date: return of(Kind::Date);
    case Type::Kind::Time: return of(Kind::Time);
    case Type::Kind::DateTime: return of(Kind::DateTime);
    case Type::Kind::DaysTimeDuration: return of(Kind::DaysTimeDuration);
    case Type::Kind::YearsMonthsDuration: return of(Kind::YearsMonthsDuration);
    case Type::Kind::List: return list(type.of.empty() ? Shape() : of(type.of[0]));
    case Type::Kind::Range: return range(type.of.empty() ? Shape() : of(type.of[0]));
    case Type::Kind::Context: {
        std::vector<std::pair<std::string, Shape>> entries;
        for (auto const& [name, entry] : type.entries) {
            entries.emplace_back(name, of(entry));
        }
        return context(std::move(entries), Entries::Open);
    }
    case Type::Kind::Function: return of(Kind::Function);
    case Type::Kind::Any:
    case Type::Kind::Unknown: break;
    }
    return {};
}

Shape Shape::either(Shape const& other) const {
    if (is_nothing()) {
        return other;
    }
    if (other.is_nothing()) {
        return *this;
    }
    Shape out;
    out.kinds_ = static_cast<std::uint16_t>(kinds_ | other.kinds_);
    auto const inner = [&](Kind kind, auto const& mine, auto const& theirs, auto const& both) {
        bool const here = may_be(kind);
        bool const there = other.may_be(kind);
        return here && there ? (mine == theirs ? mine : both()) : (here ? mine : theirs);
    };
    bool const lists = may_be(Kind::List) || may_be(Kind::Range);
    bool const other_lists = other.may_be(Kind::List) || other.may_be(Kind::Range);
    if (lists && other_lists) {
        if (item_ == other.item_) {
            out.item_ = item_;
        } else if (item_ && other.item_) {
            out.item_ = std::make_shared<Shape const>(item_->either(*other.item_));
        }
    } else {
        out.item_ = lists ? item_ : other.item_;
    }
    out.parts_ = inner(Kind::Context, parts_, other.parts_, [&]() -> std::shared_ptr<Parts const> {
        if (!parts_ || !other.parts_) {
            return nullptr;
        }
        Entries known = parts_->known == Entries::Open || other.parts_->known == Entries::Open       ? Entries::Open
                        : parts_->known == Entries::Always && other.parts_->known == Entries::Always ? Entries::Always
                                                                                                     : Entries::Maybe;
        auto entries = parts_->entries;
        std::size_t shared = 0;
        for (auto const& [name, shape] : other.parts_->entries) {
            auto const mine = parts_->index.find(name);
            if (mine == parts_->index.end()) {
                entries.emplace_back(name, parts_->known == Entries::Open ? Shape() : shape);
            } else {
                ++shared;
                entries[mine->second].second = entries[mine->second].second.either(shape);
            }
        }
        if (known == Entries::Always && (shared != parts_->entries.size() || entries.size() != shared)) {
            known = Entries::Maybe;
        }
        if (other.parts_->known == Entries::Open) {
            for (auto& [name, shape] : entries) {
                shape = other.parts_->index.contains(name) ? shape : Shape();
            }
        }
        return std::make_shared<Parts const>(std::move(entries), known);
    });
    out.call_ = inner(Kind::Function, call_, other.call_, [] { return std::shared_ptr<FunctionShape const>(); });
    bool const same_text = text_ && other.text_ && *text_ == *other.text_;
    bool const mine_alone = may_be(Kind::String) && !other.may_be(Kind::String);
    bool const theirs_alone = other.may_be(Kind::String) && !may_be(Kind::String);
    out.text_ = same_text || mine_alone ? text_ : (theirs_alone ? other.text_ : nullptr);
    return out;
}

Shape Shape::with(std::string_view name, Shape shape) const {
    auto list = may_be(Kind::Context) ? entries() : std::vector<std::pair<std::string, Shape>>{};
    Entries const known = !may_be(Kind::Context) ? Entries::Always : parts_ ? parts_->known : Entries::Open;
    auto const at = std::find_if(list.begin(), list.end(), [&](auto const& entry) { return entry.first == name; });
    if (at == list.end()) {
        list.emplace_back(std::string(name), std::move(shape));
    } else {
        at->second = std::move(shape);
    }
    return context(std::move(list), known);
}

Shape const* Shape::find(std::string_view name) const {
    if (!parts_) {
        return nullptr;
    }
    auto const at = parts_->index.find(name);
    return at == parts_->index.end() ? nullptr : &parts_->entries[at->second].second;
}

bool Shape::is_open() const { return may_be(Kind::Context) && (!parts_ || parts_->known == Entries::Open); }

bool Shape::may_lack_entries() const { return !is_only(Kind::Context) || !parts_ || parts_->known != Entries::Always; }

std::vector<std::string> Shape::entry_names() const {
    std::vector<std::string> out;
    for (auto const& [name, shape] : entries()) {
        out.push_back(name);
    }
    return out;
}

std::vector<std::pair<std::string, Shape>> const& Shape::entries() const {
    static std::vector<std::pair<std::string, Shape>> const none;
    return parts_ ? parts_->entries : none;
}

std::string Shape::words() const {
    if (is_anything()) {
        return "nilai apa pun";
    }
    std::vector<std::string_view> words;
    for (unsigned kind = 1; kind <= static_cast<unsigned>(Kind::Function); ++kind) {
        if (may_be(static_cast<Kind>(kind))) {
            words.push_back(kind_in_words(static_cast<Kind>(kind)));
        }
    }
    if (words.empty()) {
        return "kosong";
    }
    std::string out(words.front());
    for (std::size_t i = 1; i < words.size(); ++i) {
        out += i + 1 == words.size() ? " atau " : ", ";
        out += words[i];
    }
    return out;
}

} // namespace alur::feel
