// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/cluster/testcluster.h"

#include "tests/support/mariadbserver.h"
#include "tests/support/postgresserver.h"

#include <algorithm>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<DatabaseServer> makeDatabase(TestCluster::Kind kind)
{
    if (kind == TestCluster::Kind::PostgreSql)
        return std::make_unique<PostgresServer>();
    return std::make_unique<MariaDbServer>();
}

} // namespace

TestCluster::TestCluster(Kind kind, int nodes, QStringList settings)
    : m_nodeCount(nodes)
    , m_settings(std::move(settings))
    , m_database(makeDatabase(kind))
{ }

TestCluster::~TestCluster() = default;

QString TestCluster::missing(Kind kind)
{
    if (makeDatabase(kind)->program().isEmpty())
        return kind == Kind::PostgreSql ? u"PostgreSQL is not installed"_s : u"MariaDB is not installed"_s;
    return RedisServer::program().isEmpty() ? u"Redis is not installed"_s : QString();
}

bool TestCluster::start()
{
    if (!m_database->start() || !m_redis.start())
        return false;
    m_databaseUrl = m_database->newDatabase();
    for (int i = 0; i < m_nodeCount; ++i) {
        m_ways.push_back(std::make_unique<TcpProxy>(m_redis.port()));
        const QStringList own{u"database=%1"_s.arg(m_databaseUrl),
                              u"bus=redis://127.0.0.1:%1"_s.arg(m_ways.back()->port())};
        m_nodes.push_back(std::make_unique<TestServer>(own + m_settings));
    }
    return !m_databaseUrl.isEmpty() && startNodes();
}

bool TestCluster::startNodes()
{
    return std::all_of(m_nodes.begin(), m_nodes.end(),
                       [](const auto &node) { return node->isRunning() || node->start(); });
}

} // namespace confab::tests
