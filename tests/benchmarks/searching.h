// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/workloads.h"

namespace confab::tests {

/// What searching costs in `options.searched` messages, and making the index of them; then how far the index
/// stays behind, and what it takes for each message, while `options.floodRate` a second are written.
[[nodiscard]] Figures runSearch(Subject &subject, const WorkloadOptions &options);

} // namespace confab::tests
