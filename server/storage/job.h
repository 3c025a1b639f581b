// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/transaction.h"

#include <functional>

namespace confab {

/// Something to be written. Runs on a writer's thread, on a shared database perhaps more than once: what it
/// keeps it sets anew each time. An error undoes what the job wrote and drops its events.
using Job = std::function<Result<void>(Transaction &)>;

/// Runs on the writer's thread after the commit is durable, or after the failure; must not block. What it
/// appends is published with the batch.
using JobDone = std::function<void(const Result<void> &, Events &)>;

} // namespace confab
