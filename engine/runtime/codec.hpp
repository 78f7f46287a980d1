#pragma once
#include "core/result.hpp"
#include "runtime/event.hpp"
#include "runtime/instance.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alur::runtime {

// The binary form in which journal and snapshots are stored: compact, the same on every machine, with a version byte in
// front. Same value, same bytes; so two instances are equal when their snapshots are.

/// Adds to `out`; several batches may not be joined.
void encode(std::span<Event const> events, std::string& out);
/// Invalid: the bytes are damaged or of an unknown version.
Result<std::vector<Event>> decode_events(std::string_view bytes);

void encode(Instance const& instance, std::string& out);
Result<Instance> decode_instance(std::string_view bytes);

void encode(feel::Value const& value, std::string& out);
Result<feel::Value> decode_value(std::string_view bytes);

} // namespace alur::runtime
