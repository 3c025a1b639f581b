// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/figure.h"
#include "tests/benchmarks/subject.h"

namespace confab::tests {

/// Requests in a closed loop: so many kept connections, each with one request on its way.
struct HttpLoad {
    int connections = 1;
    QList<QByteArray> requests; ///< asked in turn; not empty
    std::chrono::milliseconds duration{1000};

    struct Outcome {
        double perSecond = 0;
        double cpuMicroseconds = 0; ///< of the server, for each
        std::vector<double> times; ///< of each, in milliseconds
    };
    [[nodiscard]] Outcome run(Subject &subject) const;
};

} // namespace confab::tests
