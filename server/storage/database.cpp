// SPDX-License-Identifier: Apache-2.0
#include "server/storage/database.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

Database::Database(DatabaseUrl url, std::unique_ptr<Connection> connection)
    : m_url(std::move(url))
    , m_thread(std::this_thread::get_id())
    , m_connection(std::move(connection))
{ }

Database::~Database()
{
    Q_ASSERT(std::this_thread::get_id() == m_thread);
    m_statements.clear();
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseUrl &url, Access access)
{
    auto connection = Connection::open(url, access);
    if (!connection)
        return connection.error();
    return std::unique_ptr<Database>(new Database(url, *std::move(connection)));
}

Result<Statement *> Database::prepare(const QString &sql)
{
    Q_ASSERT(std::this_thread::get_id() == m_thread);
    // Texts are constants, so most often the address finds it; two constants may have one text.
    auto found = m_statements.find(sql.constData());
    if (found == m_statements.end())
        found = std::find_if(m_statements.begin(), m_statements.end(),
                             [&](const auto &one) { return one.second.sql == sql; });
    if (found != m_statements.end())
        return found->second.statement.get();
    auto statement = m_connection->prepare(sql);
    if (!statement)
        return statement.error();
    Statement *prepared = statement->get();
    m_statements.emplace(sql.constData(), Prepared{sql, *std::move(statement)});
    return prepared;
}

Result<Rows> Database::run(const QString &sql, Bindings bindings)
{
    const auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    if (const auto done = (*statement)->execute(bindings); !done)
        return done.error();
    return Rows(**statement, *this);
}

Result<qint64> Database::change(const QString &sql, Bindings bindings)
{
    const auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    if (const auto done = (*statement)->execute(bindings); !done)
        return done.error();
    const qint64 changed = (*statement)->changed();
    (*statement)->reset();
    return changed;
}

Result<void> Database::execute(const QString &sql)
{
    Q_ASSERT(std::this_thread::get_id() == m_thread);
    return m_connection->execute(sql);
}

Snapshot::Snapshot(Database &database)
    : m_database(&database)
{ }

Snapshot::Snapshot(Snapshot &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{ }

Snapshot::~Snapshot()
{
    if (m_database)
        (void)m_database->change(u"COMMIT"_s);
}

Result<Snapshot> Snapshot::begin(Database &database)
{
    // SQLite takes the snapshot at the first read after this.
    if (const auto begun = database.change(u"BEGIN"_s); !begun)
        return begun.error();
    return Snapshot(database);
}

} // namespace confab
