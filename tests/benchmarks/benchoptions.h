// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"
#include "tests/benchmarks/confabsubject.h"
#include "tests/benchmarks/growth.h"

#include <QCommandLineParser>

namespace confab::tests {

/// What `confab-bench` was asked for.
struct BenchOptions {
    /// One measurement: which workload, and how.
    struct Step {
        QString workload;
        WorkloadOptions options;
    };
    QList<Step> steps;
    int runs = 3;
    QString peerCommand;
    QString jsonFile; ///< where the report goes; empty for nowhere
    ConfabOptions confab;
    Growth::Options growth; ///< for the step of that name
};

/// Names and helps of all options.
void addBenchOptions(QCommandLineParser &parser);
/// What a parser that has read the command line says; an error names the option that is wrong.
[[nodiscard]] Result<BenchOptions> readBenchOptions(const QCommandLineParser &parser);

} // namespace confab::tests
