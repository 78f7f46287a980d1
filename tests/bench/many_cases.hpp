#pragma once
#include "feel/json.hpp"
#include "format/csv.hpp"
#include "format/file.hpp"

#include <filesystem>
#include <string>

namespace alur::bench {

inline std::string padded(int number, std::size_t width) {
    auto const digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

/// The last four digits of a number of identity, moved on for each further copy, so that no two copies share it.
inline std::string moved_on(std::string number, int copy) {
    if (copy == 0 || number.size() < 4) return number;
    auto const serial = (std::stoi(number.substr(number.size() - 4)) + 200 * copy) % 10'000;
    return number.substr(0, number.size() - 4) + padded(serial, 4);
}

/// The shipped sample multiplied: `count` proposals with names, numbers of identity and accounts of their own, the
/// welfare register and the field scores to go with them. The faults built into the nine come again in every copy.
inline Result<> multiply_sample(std::filesystem::path const& sample, int count, std::filesystem::path const& out) {
    using feel::Value;
    auto const read = [&](char const* name) -> Result<Value> {
        auto const file = format::read_text(sample / name);
        if (!file) return file.error();
        return feel::from_json(*file);
    };
    auto const proposals = read("proposals.json");
    auto const scores = read("field-scores.json");
    if (!proposals) return proposals.error();
    if (!scores) return scores.error();
    auto const& originals = proposals->find("proposals")->items();
    std::vector<Value> many;
    std::vector<Value> many_scores;
    for (int i = 0; i < count; ++i) {
        auto const copy = i / static_cast<int>(originals.size());
        auto one = originals[static_cast<std::size_t>(i) % originals.size()];
        auto const id = "KUBE-3328-2026-" + padded(i + 1, 3);
        for (auto const& score : scores->find("scores")->items())
            if (score.find("proposal_id")->equals(*one.find("proposal_id")))
                many_scores.push_back(score.with("proposal_id", Value::string(id)));
        auto const numbered = [&](Value const& owner, char const* key) {
            return owner.with(key, Value::string(moved_on(feel::to_text(*owner.find(key)), copy)));
        };
        auto const renamed = [&](Value const& owner, char const* key) {
            auto const name = feel::to_text(*owner.find(key));
            return copy == 0 ? owner : owner.with(key, Value::string(name + " " + std::to_string(copy + 1)));
        };
        std::vector<Value> members;
        for (auto const& member : one.find("members")->items())
            members.push_back(numbered(numbered(member, "nik"), "kk_number"));
        one =
            one.with("proposal_id", Value::string(id))
                .with("register_number", Value::number(std::int64_t{i + 1}))
                .with("group", renamed(*one.find("group"), "name"))
                .with("members", Value::list(std::move(members)))
                .with("bank_account", renamed(numbered(*one.find("bank_account"), "account_number"), "account_holder"));
        many.push_back(std::move(one));
    }
    std::filesystem::create_directories(out);
    auto const write = [&](char const* name, Value const& value) {
        return format::write_file(out / name, feel::to_json(value));
    };
    if (auto const done = write("proposals.json", proposals->with("proposals", Value::list(std::move(many)))); !done)
        return done.error();
    if (auto const done = write("field-scores.json", scores->with("scores", Value::list(std::move(many_scores))));
        !done)
        return done.error();
    auto const file = format::read_text(sample / "dtsen-extract.csv");
    if (!file) return file.error();
    auto const table = format::parse_csv(*file);
    if (!table) return table.error();
    std::string text;
    auto const line = [&](auto const& cells, auto const& text_of) {
        for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : ",") + text_of(i);
        text += "\n";
    };
    line(table->header, [&](std::size_t i) { return table->header[i]; });
    auto const copies = (count + static_cast<int>(originals.size()) - 1) / static_cast<int>(originals.size());
    for (int copy = 0; copy < copies; ++copy)
        for (auto const& row : table->rows)
            line(row, [&](std::size_t i) { return i < 2 ? moved_on(row[i].text, copy) : row[i].text; });
    if (auto const done = format::write_file(out / "dtsen-extract.csv", text); !done) return done.error();
    for (auto const* name : {"officials.json", "prior-recipients.csv"})
        std::filesystem::copy_file(sample / name, out / name, std::filesystem::copy_options::overwrite_existing);
    return Done{};
}

} // namespace alur::bench
