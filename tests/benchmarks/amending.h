// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/workloads.h"

namespace confab::tests {

/// Open loop: the time until the neighbour has a message, and what is done to it: an edit, a reaction, a read
/// receipt. Nothing where the server has no such things.
[[nodiscard]] Figures runAmend(Subject &subject, const WorkloadOptions &options);

} // namespace confab::tests
