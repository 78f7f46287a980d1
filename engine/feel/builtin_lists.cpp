#include "feel/builtin.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

/// Equality inside lists: null equals null.
bool same(Value const& a, Value const& b) { return equal(a, b) == Truth::True; }

/// 1-based or negative position → index; nothing when there is no such place. `extra`: places behind the last.
std::optional<std::size_t> index_of_position(Value const& position, std::size_t size, std::size_t extra = 0) {
    auto const whole = position.as_integer();
    auto const most = static_cast<std::int64_t>(size + extra);
    if (!whole || *whole == 0 || *whole > most || *whole < -static_cast<std::int64_t>(size)) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(*whole > 0 ? *whole - 1 : static_cast<std::int64_t>(size) + *whole);
}

constexpr std::string_view kNoPlace = "daftar ini tidak mempunyai tempat itu";

std::vector<Value> copy_of(Value const& list) { return {list.items().begin(), list.items().end()}; }

Value list_contains(Call& call, Arguments arguments) {
    auto const items = arguments[0].items();
    call.spend(items.size());
    return Value::boolean(
        std::any_of(items.begin(), items.end(), [&](Value const& v) { return same(v, arguments[1]); }));
}

Value sublist(Call& call, Arguments arguments) {
    auto const items = arguments[0].items();
    auto const start = index_of_position(arguments[1], items.size());
    if (!start) {
        return call.fail(std::string(kNoPlace));
    }
    std::size_t length = items.size() - *start;
    if (arguments.size() > 2) {
        auto const asked = arguments[2].as_integer();
        if (!asked || *asked < 1 || *asked > static_cast<std::int64_t>(length)) {
            return call.fail("panjang bagian daftar tidak sesuai");
        }
        length = static_cast<std::size_t>(*asked);
    }
    auto const part = items.subspan(*start, length);
    return Value::list({part.begin(), part.end()});
}

Value append(Call& /*call*/, Arguments arguments) {
    auto all = copy_of(arguments[0]);
    all.insert(all.end(), arguments.begin() + 1, arguments.end());
    return Value::list(std::move(all));
}

std::vector<Value> joined(Arguments lists) {
    std::vector<Value> all;
    for (Value const& list : lists) {
        if (list.is_list()) {
            all.insert(all.end(), list.items().begin(), list.items().end());
        } else {
            all.push_back(list);
        }
    }
    return all;
}

Value concatenate(Call& /*call*/, Arguments arguments) { return Value::list(joined(arguments)); }

Value without_repeats(Call& call, std::vector<Value> const& all) {
    std::vector<Value> out;
    for (Value const& item : all) {
        if (!call.spend(out.size() / 4 + 1)) {
            return {};
        }
        if (std::none_of(out.begin(), out.end(), [&](Value const& kept) { return same(kept, item); })) {
            out.push_back(item);
        }
    }
    return Value::list(std::move(out));
}

Value union_of(Call& call, Arguments arguments) { return without_repeats(call, joined(arguments)); }
Value distinct_values(Call& call, Arguments arguments) { return without_repeats(call, copy_of(arguments[0])); }

Value insert_before(Call& call, Arguments arguments) {
    auto all = copy_of(arguments[0]);
    auto const at = index_of_position(arguments[1], all.size());
    if (!at) {
        return call.fail(std::string(kNoPlace));
    }
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(*at), arguments[2]);
    return Value::list(std::move(all));
}

Value remove(Call& call, Arguments arguments) {
    auto all = copy_of(arguments[0]);
    auto const at = index_of_position(arguments[1], all.size());
    if (!at) {
        return call.fail(std::string(kNoPlace));
    }
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(*at));
    return Value::list(std::move(all));
}

Value reverse(Call& /*call*/, Arguments arguments) {
    auto all = copy_of(arguments[0]);
    std::reverse(all.begin(), all.end());
    return Value::list(std::move(all));
}

Value index_of(Call& /*call*/, Arguments arguments) {
    std::vector<Value> out;
    auto const items = arguments[0].items();
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (same(items[i], arguments[1])) {
            out.push_back(Value::number(static_cast<std::int64_t>(i + 1)));
        }
    }
    return Value::list(std::move(out));
}

void flatten_into(Value const& list, std::vector<Value>& out) {
    for (Value const& item : list.items()) {
        if (item.is_list()) {
            flatten_into(item, out);
        } else {
            out.push_back(item);
        }
    }
}

Value flatten(Call& call, Arguments arguments) {
    if (!call.spend(Access::weight(arguments[0]))) {
        return {};
    }
    std::vector<Value> out;
    flatten_into(arguments[0], out);
    return Value::list(std::move(out));
}

/// Merge sort by the caller's own order: never more than n log n calls, whatever the function answers.
Value sort(Call& call, Arguments arguments) {
    auto all = copy_of(arguments[0]);
    std::vector<Value> spare(all.size());
    bool plain = arguments.size() < 2;
    bool wrong = false;
    auto const precedes = [&](Value const& a, Value const& b) {
        if (plain) {
            auto const way = compare(a, b);
            wrong = wrong || !way;
            return way && *way < 0;
        }
        std::array<Value, 2> const pair{a, b};
        Value const answer = call.invoke(arguments[1], pair);
        wrong = wrong || answer.kind() != Kind::Boolean;
        return answer.is_true();
    };
    for (std::size_t width = 1; width < all.size() && !wrong; width *= 2) {
        for (std::size_t from = 0; from < all.size(); from += 2 * width) {
            std::size_t const middle = std::min(from + width, all.size());
            std::size_t const end = std::min(from + 2 * width, all.size());
            std::size_t left = from;
            std::size_t right = middle;
            for (std::size_t to = from; to < end; ++to) {
                bool const take_right = left == middle || (right < end && precedes(all[right], all[left]));
                spare[to] = take_right ? all[right++] : all[left++];
            }
        }
        all.swap(spare);
        if (!call.spend(all.size())) {
            return {};
        }
    }
    return wrong ? call.fail("butir daftar ini tidak dapat diurutkan") : Value::list(std::move(all));
}

Value list_replace_at(Call& call, Arguments arguments) {
    auto all = copy_of(arguments[0]);
    auto const at = index_of_position(arguments[1], all.size());
    if (!at) {
        return call.fail(std::string(kNoPlace));
    }
    all[*at] = arguments[2];
    return Value::list(std::move(all));
}

Value list_replace_matching(Call& call, Arguments arguments) {
    auto all = copy_of(arguments[0]);
    for (Value& item : all) {
        std::array<Value, 2> const pair{item, arguments[2]};
        Value const met = call.invoke(arguments[1], pair);
        if (met.kind() != Kind::Boolean) {
            return call.fail("fungsi pencocok harus memberi benar atau salah");
        }
        if (met.is_true()) {
            item = arguments[2];
        }
    }
    return Value::list(std::move(all));
}

constexpr Builtin kTable[] = {
    {"list contains", "list:l,element:a", list_contains, Gives::Boolean},
    {"sublist", "list:l,start position:n,length:n?", sublist, Gives::First},
    {"append", "list:l,item:a*", append, Gives::Appended},
    {"concatenate", "list:l,lists:l*", concatenate, Gives::Joined},
    {"union", "list:l,lists:l*", union_of, Gives::Joined},
    {"concatenate", "list:l", concatenate, Gives::Joined},
    {"union", "list:l", union_of, Gives::Joined},
    {"insert before", "list:l,position:n,newItem:a", insert_before, Gives::Replaced},
    {"remove", "list:l,position:n", remove, Gives::First},
    {"reverse", "list:l", reverse, Gives::First},
    {"index of", "list:l,match:a", index_of, Gives::Numbers},
    {"distinct values", "list:l", distinct_values, Gives::First},
    {"flatten", "list:l", flatten, Gives::Flat},
    {"sort", "list:l,precedes:f?", sort, Gives::First},
    {"list replace", "list:l,position:n,newItem:a", list_replace_at, Gives::Replaced},
    {"list replace", "list:l,match:f,newItem:a", list_replace_matching, Gives::Replaced},
};

} // namespace

std::span<Builtin const> list_builtins() { return kTable; }

} // namespace alur::feel
