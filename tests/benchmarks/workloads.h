// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/subject.h"

#include <QStringList>

/// The workloads of benchmarks.md. Each starts and stops the server it measures, and answers its figures in
/// the order in which they are shown.
namespace confab::tests {

struct Figure {
    QString name;
    double value = 0;
    int decimals = 0;
};
using Figures = QList<Figure>;

struct WorkloadOptions {
    int users = 200;
    int window = 16; ///< unacknowledged messages of each user
    int rate = 200; ///< messages a second, where the loop is open
    int idle = 0; ///< idle sockets beside what is measured
    int stored = 100'000; ///< messages in the conversation whose history is asked for
    std::chrono::seconds duration{5};
};

/// Closed loop: users in pairs, both directions.
[[nodiscard]] Figures runChat(Subject &subject, const WorkloadOptions &options);
/// Open loop: the time to the acknowledgement and to the other's receipt.
[[nodiscard]] Figures runLatency(Subject &subject, const WorkloadOptions &options);
/// Memory of logged-in sockets, and CPU while nothing happens.
[[nodiscard]] Figures runIdle(Subject &subject, const WorkloadOptions &options);
/// The last 50 messages of a long conversation, over 1 and 8 connections; then a start with what is stored.
[[nodiscard]] Figures runHistory(Subject &subject, const WorkloadOptions &options);
/// Process start to first answer, on an empty database.
[[nodiscard]] Figures runStart(Subject &subject, const WorkloadOptions &options);

} // namespace confab::tests
