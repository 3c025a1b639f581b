// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/figure.h"

#include <vector>

namespace confab::tests {

/// The middle one; of an even number the lower of the two. 0 of none.
[[nodiscard]] double median(QList<double> values);

/// The value below which `share` (0 to 1) of them lie; sorts them. 0 of none.
[[nodiscard]] double quantile(std::vector<double> &values, double share);

/// p50 and p99 of `times`, in milliseconds, as "<what> p50, ms".
[[nodiscard]] Figures quantiles(const QString &what, std::vector<double> &times);

} // namespace confab::tests
