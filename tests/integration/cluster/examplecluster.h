// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/door.h"

#include <QMap>
#include <QTemporaryDir>

namespace confab::tests {

/// The cluster of resources/packaging/cluster/, started by its own script in a temporary directory and ended
/// with this: PostgreSQL, Redis, three nodes, HAProxy and nginx. Use it on the thread that made it.
class ExampleCluster final {
public:
    /// `settings` are `key=value`, for every node.
    explicit ExampleCluster(QStringList settings = {});
    ~ExampleCluster();

    /// What is not installed of that which it needs; empty when nothing is missing.
    [[nodiscard]] static QString missing();

    /// Starts what does not run, and waits until it is ready.
    [[nodiscard]] bool start();
    /// Ends everything; true when it did so.
    bool stop();
    /// SIGKILL; false when it did not run.
    [[nodiscard]] bool killNode(int number);
    /// SIGTERM, and waits until it is gone.
    [[nodiscard]] bool stopNode(int number);

    [[nodiscard]] Door haproxy() const { return door(u"cluster ready"); }
    [[nodiscard]] Door nginx() const { return door(u"nginx"); }
    /// 1, 2, 3.
    [[nodiscard]] Door node(int number) const { return door(QStringLiteral("node %1").arg(number)); }

private:
    [[nodiscard]] Door door(QStringView name) const { return {m_ports.value(name.toString())}; }
    [[nodiscard]] qint64 pidOf(int number) const;
    [[nodiscard]] static bool run(const QStringList &arguments, QByteArray &output);

    const QTemporaryDir m_directory;
    const QStringList m_settings;
    QMap<QString, quint16> m_ports; ///< by what start.sh calls it
};

} // namespace confab::tests
