// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

#include <chrono>

namespace confab::tests {

/// Some processes of this machine and all that descend from them: a server with its nodes, its database and
/// its bus.
class ProcessGroup final {
public:
    explicit ProcessGroup(QList<qint64> processes)
        : m_processes(std::move(processes))
    { }

    /// User and system time of them so far, those that ended and were waited for included.
    [[nodiscard]] std::chrono::microseconds cpuTime() const;
    /// That of their threads of that name which live.
    [[nodiscard]] std::chrono::microseconds threadTime(const QByteArray &name) const;
    /// What they have in memory; pages that several of them share count for each.
    [[nodiscard]] double residentMebibytes() const;

private:
    [[nodiscard]] QList<qint64> all() const;

    const QList<qint64> m_processes;
};

} // namespace confab::tests
