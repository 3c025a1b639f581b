// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/workloads.h"

namespace confab::tests {

class Report;

/// How the cost of the same work changes while what there is grows: connected users, or stored messages.
///
/// Every figure of it is a point of a curve. At each point the database is filled anew, and each run starts
/// the server, connects all users, measures, and stops it; what reads is measured before what writes.
class Growth final {
public:
    struct Options {
        QList<int> users{10, 200, 2'000, 10'000}; ///< connected, with `usersStored` messages
        QList<qint64> stored{1'000, 1'000'000}; ///< messages, with `storedUsers` users
        int usersStored = 100'000;
        int storedUsers = 200;
        int runs = 3;
        WorkloadOptions workload;
    };
    using MakeSubject = std::function<std::unique_ptr<Subject>()>;

    Growth(Options options, Report &report)
        : m_options(std::move(options))
        , m_report(report)
    { }

    /// Measures the servers in turns. One that cannot be filled takes part in the curve of users only.
    void run(const QList<MakeSubject> &subjects);

    /// So many unacknowledged messages of each: about as many in all, however many write.
    [[nodiscard]] static int windowOf(int users);

private:
    struct Point {
        QString axis;
        qint64 at;
        int users;
        qint64 stored;
    };

    [[nodiscard]] QList<Point> points() const;
    void runPoint(const Point &point, const QList<MakeSubject> &subjects);
    [[nodiscard]] Figures measure(Subject &subject, const Point &point) const;
    [[nodiscard]] Figures measureReadings(Subject &subject) const;

    const Options m_options;
    Report &m_report;
};

} // namespace confab::tests
