// SPDX-License-Identifier: Apache-2.0
#include "tests/support/testdatabase.h"

#include "tests/support/mariadbserver.h"
#include "tests/support/postgresserver.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// The server of this process; a child of the application.
class SharedServer final : public QObject {
    Q_OBJECT

public:
    SharedServer(std::unique_ptr<DatabaseServer> made, QObject *parent)
        : QObject(parent)
        , server(std::move(made))
    { }

    const std::unique_ptr<DatabaseServer> server;
};

DatabaseServer &sharedServer()
{
    if (auto *shared = qApp->findChild<SharedServer *>())
        return *shared->server;
    auto server = newTestServer();
    if (!server->start())
        qFatal("the database server does not start");
    return *(new SharedServer(std::move(server), qApp))->server;
}

DatabaseUrl newDatabase(const QTemporaryDir &directory)
{
    if (testEngine() == Engine::Sqlite)
        return DatabaseUrl::sqlite(directory.filePath(u"confab.db"_s));
    return *DatabaseUrl::parse(sharedServer().newDatabase());
}

} // namespace

TestDatabase::TestDatabase()
    : m_url(newDatabase(m_directory))
{ }

std::unique_ptr<DatabaseServer> newTestServer()
{
    std::unique_ptr<DatabaseServer> server;
    if (testEngine() == Engine::PostgreSql)
        server = std::make_unique<PostgresServer>();
    else
        server = std::make_unique<MariaDbServer>();
    if (server->program().isEmpty()) {
        std::puts("Skipped: this database server is not installed");
        std::exit(TestDatabase::skipped);
    }
    return server;
}

Engine testEngine()
{
    const QByteArray name = qgetenv("CONFAB_TEST_ENGINE");
    if (name.isEmpty() || name == "sqlite")
        return Engine::Sqlite;
    if (name != "postgresql" && name != "mariadb")
        qFatal("CONFAB_TEST_ENGINE names no engine");
    return name == "postgresql" ? Engine::PostgreSql : Engine::MariaDb;
}

} // namespace confab::tests

#include "testdatabase.moc"
