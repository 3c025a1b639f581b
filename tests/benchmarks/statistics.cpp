// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/statistics.h"

#include <algorithm>
#include <cmath>

namespace confab::tests {

using namespace Qt::StringLiterals;

double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at((values.size() - 1) / 2);
}

double quantile(std::vector<double> &values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at(std::min(values.size() - 1, size_t(std::floor(double(values.size()) * share))));
}

Figures quantiles(const QString &what, std::vector<double> &times)
{
    return {{what + u" p50, ms"_s, quantile(times, 0.5), 3},
            {what + u" p99, ms"_s, quantile(times, 0.99), 3}};
}

} // namespace confab::tests
