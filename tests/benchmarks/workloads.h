// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/figure.h"
#include "tests/benchmarks/subject.h"

/// The workloads. Each starts and stops the server it measures, and answers its figures in the order in
/// which they are shown.
namespace confab::tests {

class Talk;

struct WorkloadOptions {
    int users = 200;
    int window = 16; ///< unacknowledged messages of each user
    int rate = 200; ///< messages a second, where the loop is open
    int idle = 0; ///< idle sockets beside what is measured
    int stored = 100'000; ///< messages in the conversation whose history is asked for
    int searched = 1'000'000; ///< messages that are searched
    int floodRate = 2'000; ///< messages a second that are written while the index follows
    std::chrono::milliseconds duration{5000};
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

// What the workloads share with the growth curves

/// Of a subject that runs: messages a second, and what each costs the server and the generator.
[[nodiscard]] Figures measureChat(Subject &subject, Talk &talk, const QString &name,
                                  const WorkloadOptions &options);
/// The same for the times at `options.rate`, from the first `options.users` users in turn.
[[nodiscard]] Figures measureLatency(Talk &talk, const QString &suffix, const WorkloadOptions &options);
/// Starts the subject; how many milliseconds that took.
[[nodiscard]] double timeStart(Subject &subject);

} // namespace confab::tests
