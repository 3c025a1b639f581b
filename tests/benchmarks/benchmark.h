// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/benchoptions.h"
#include "tests/benchmarks/report.h"
#include "tests/support/databaseserver.h"

namespace confab::tests {

/// Runs what was asked for and gathers the figures: Confab and the peer in turns, so that what else the
/// machine does falls on both.
class Benchmark final {
public:
    explicit Benchmark(BenchOptions options);

    /// `soFar` is told the report after each workload, so that what ends a later one takes nothing away.
    [[nodiscard]] Report run(const std::function<void(const Report &)> &soFar = {});

private:
    void run(const BenchOptions::Step &step);
    [[nodiscard]] std::unique_ptr<Subject> makeConfab(ConfabOptions::Transport transport);
    void runGrowth();
    void describeRun();
    void measure(Subject &subject, const BenchOptions::Step &step);

    const BenchOptions m_options;
    std::unique_ptr<DatabaseServer> m_database; ///< where one is to be started
    Report m_report;
};

} // namespace confab::tests
