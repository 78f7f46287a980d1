#pragma once
#include "core/id.hpp"

namespace alur::store {

// Rows that are named by a number the store gives. Tasks, timers, jobs and subscriptions are named by their case and
// the number the runtime gives them inside it.
using CaseId = Id<struct CaseTag>;
using DefinitionId = Id<struct DefinitionTag>;
using DeadlineRow = Id<struct DeadlineRowTag>;
using ReminderRow = Id<struct ReminderRowTag>;
using DocumentRow = Id<struct DocumentRowTag>;
using OutboxRow = Id<struct OutboxRowTag>;
using DeliveryRow = Id<struct DeliveryRowTag>;
using DecreeRow = Id<struct DecreeRowTag>;
using MessageRow = Id<struct MessageRowTag>;
using OfficerRow = Id<struct OfficerRowTag>;

} // namespace alur::store
