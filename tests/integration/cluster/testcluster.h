// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/databaseserver.h"
#include "tests/support/redisserver.h"
#include "tests/support/tcpproxy.h"
#include "tests/support/testserver.h"

namespace confab::tests {

/// Several real nodes that share a real database and a real Redis, each on a free port of this machine.
///
/// Each node has its own way to Redis, so that one alone can be parted from it. Use it on the thread that
/// made it.
class TestCluster final {
public:
    enum class Kind { PostgreSql, MariaDb };

    /// `settings` are `key=value`, for every node.
    explicit TestCluster(Kind kind, int nodes = 3, QStringList settings = {});
    ~TestCluster();

    /// What is not installed of that which a cluster of this kind needs; empty when nothing is missing.
    [[nodiscard]] static QString missing(Kind kind);

    /// Starts everything and waits until it is ready.
    [[nodiscard]] bool start();
    /// Starts again those nodes that have ended.
    [[nodiscard]] bool startNodes();

    [[nodiscard]] TestServer &node(int index) { return *m_nodes.at(size_t(index)); }
    [[nodiscard]] int nodes() const { return m_nodeCount; }
    [[nodiscard]] DatabaseServer &database() { return *m_database; }
    [[nodiscard]] const QString &databaseUrl() const { return m_databaseUrl; }
    [[nodiscard]] RedisServer &redis() { return m_redis; }
    /// The way of a node to Redis.
    [[nodiscard]] TcpProxy &wayToRedis(int index) { return *m_ways.at(size_t(index)); }

private:
    const int m_nodeCount;
    const QStringList m_settings;
    std::unique_ptr<DatabaseServer> m_database;
    QString m_databaseUrl;
    RedisServer m_redis;
    std::vector<std::unique_ptr<TcpProxy>> m_ways;
    std::vector<std::unique_ptr<TestServer>> m_nodes;
};

} // namespace confab::tests

Q_DECLARE_METATYPE(confab::tests::TestCluster::Kind)
