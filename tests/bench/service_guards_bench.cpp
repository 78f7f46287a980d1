// All guards of the shipped pack over one case of ten members: every list, condition and finding is computed, the data
// are read where they stand.
#include "feel/json.hpp"
#include "format/file.hpp"
#include "service/host_functions.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>

using namespace alur;
using feel::Value;

namespace {

/// Some value for every declared field, so that no guard misses what a case of its step has.
Value some_value(service::InputField const& field) {
    using service::InputType;
    switch (field.type) {
    case InputType::Integer:
    case InputType::Decimal:
    case InputType::Money: return Value::number(std::int64_t{5});
    case InputType::Boolean: return Value::boolean(true);
    case InputType::Date: return Value::date(*parse_day("2026-03-10"));
    case InputType::DateTime: return Value::date_time(*parse_instant("2026-03-10T09:00:00+07:00"), {});
    case InputType::List: {
        if (field.columns.empty()) return Value::list({});
        std::vector<Value::Entry> row;
        for (auto const& column : field.columns) row.emplace_back(column.key, some_value(column));
        return Value::list(std::vector<Value>(10, Value::context(std::move(row))));
    }
    case InputType::Record: return Value::context({});
    default: return Value::string(field.options.empty() ? "teks" : field.options.front());
    }
}

Value with_fields(service::Pack const& pack, std::string const& process, Value variables) {
    for (auto const& [step, fields] : pack.inputs.at(process))
        for (auto const& field : fields)
            if (!variables.find(field.key)) variables = variables.with(field.key, some_value(field));
    return variables;
}

struct Office {
    service::LoadedPack loaded;
    std::shared_ptr<service::Lookup> lookup = std::make_shared<service::Lookup>();
    feel::Scope group, programme;
    feel::Limits limits;

    Office() {
        std::string const root = ALUR_SOURCE_DIR "/workflows/kube";
        loaded = service::load_pack(root).value();
        auto& pack = loaded.pack;
        if (!service::load_input_tables(pack, root + "/sample")) std::exit(1);
        auto const proposals = feel::from_json(format::read_text(root + "/sample/proposals.json").value().text).value();
        Value largest;
        for (auto const& one : proposals.at_path("proposals").items())
            if (largest.is_null() || one.at_path("members").items().size() > largest.at_path("members").items().size())
                largest = one;
        lookup->pack = &pack;
        auto const functions = service::host_functions(lookup);
        limits.now = parse_instant("2026-03-20T09:00:00+07:00").value();
        limits.zone = pack.zone;
        auto const about = [](char const* process) {
            return Value::context({{"id", Value::string("K-1")},
                                   {"state", Value::string("BERJALAN")},
                                   {"process", Value::string(process)},
                                   {"path", Value::list({})}});
        };
        auto const variables = with_fields(pack, "kelompok", largest);
        auto const programme_variables = with_fields(pack, "program", Value::context({}));
        for (auto* scope : {&group, &programme}) {
            scope->push(pack.parameters);
            scope->push(pack.reference);
            scope->push(functions);
        }
        group.push(Value::context({{"program", programme_variables}}));
        group.push(Value::context({{"perkara", about("kelompok")}}));
        group.push(variables);
        programme.push(Value::context(
            {{"kelompok", Value::list(std::vector<Value>(9, variables))}, {"program", programme_variables}}));
        programme.push(Value::context({{"perkara", about("program")}}));
        programme.push(programme_variables);
    }
};

Office& office() {
    static Office one;
    return one;
}

std::size_t check(model::Guard const& guard, feel::Scope& scope, feel::Limits const& limits) {
    std::size_t broken = 0;
    auto const one = [&] {
        if (!guard.applies.empty() && !feel::evaluate(guard.applies, scope, limits).value.is_true()) return;
        if (feel::evaluate(guard.condition, scope, limits).value.is_true()) return;
        benchmark::DoNotOptimize(feel::evaluate(guard.detail, scope, limits));
        ++broken;
    };
    if (guard.each.empty()) {
        one();
        return broken;
    }
    auto const list = feel::evaluate(guard.each, scope, limits).value;
    std::int64_t index = 0;
    if (list.is_list())
        for (auto const& item : list.items()) {
            scope.push(Value::context({{"item", item}, {"index", Value::number(++index)}}));
            one();
            scope.pop();
        }
    return broken;
}

bool of_groups(model::Guard const& guard) {
    auto const* process = office().loaded.pack.process("kelompok");
    return process->definitions->find_node(guard.uses.front().step) != model::kNone;
}

void guards(benchmark::State& state, bool groups_only) {
    auto& all = office();
    std::int64_t count = 0;
    for (auto _ : state) {
        count = 0;
        for (auto const& guard : all.loaded.pack.guards) {
            bool const group = of_groups(guard);
            if (groups_only && !group) continue;
            benchmark::DoNotOptimize(check(guard, group ? all.group : all.programme, all.limits));
            ++count;
        }
    }
    state.counters["guards"] = static_cast<double>(count);
}

void all_guards(benchmark::State& state) { guards(state, false); }
void guards_of_a_group(benchmark::State& state) { guards(state, true); }

void check_of_the_pack(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(service::load_pack(ALUR_SOURCE_DIR "/workflows/kube"));
}

BENCHMARK(all_guards)->Unit(benchmark::kMicrosecond);
BENCHMARK(guards_of_a_group)->Unit(benchmark::kMicrosecond);
BENCHMARK(check_of_the_pack)->Unit(benchmark::kMillisecond);

} // namespace
