// SPDX-License-Identifier: Apache-2.0
#include "server/storage/database.h"

#include "shared/core/logging.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr seconds idleTime{1};
constexpr milliseconds firstBackOff{200};
constexpr milliseconds longestBackOff{5000};

} // namespace

Database::Database(DatabaseUrl url, Access access, std::unique_ptr<Connection> connection)
    : m_url(std::move(url))
    , m_access(access)
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
    return std::unique_ptr<Database>(new Database(url, access, *std::move(connection)));
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

Result<qint64> Database::insert(const QString &sql, Bindings bindings)
{
    static const QString sqlite = u"SELECT last_insert_rowid()"_s;
    static const QString postgreSql = u"SELECT lastval()"_s;
    static const QString mariaDb = u"SELECT last_insert_id()"_s;
    if (const auto inserted = change(sql, bindings); !inserted)
        return inserted;
    auto rows = run(engine() == Engine::Sqlite           ? sqlite
                        : engine() == Engine::PostgreSql ? postgreSql
                                                         : mariaDb);
    if (!rows)
        return rows.error();
    return rows->next() ? Result<qint64>(rows->integer(0)) : Error{ErrorCode::Internal, {}, u"no id"_s};
}

Result<void> Database::begin()
{
    static const QString sqlite = u"BEGIN IMMEDIATE"_s;
    static const QString shared = u"BEGIN"_s;
    const auto done = change(engine() == Engine::Sqlite ? sqlite : shared);
    return withoutCount(done);
}

Result<void> Database::commit()
{
    static const QString sql = u"COMMIT"_s;
    const auto done = change(sql);
    return withoutCount(done);
}

void Database::rollback()
{
    static const QString sql = u"ROLLBACK"_s;
    (void)change(sql);
}

Fault Database::takeFault()
{
    const Fault fault = m_connection->takeFault();
    m_lost = m_lost || fault == Fault::Lost;
    return fault;
}

Result<void> Database::ensureOpen()
{
    Q_ASSERT(std::this_thread::get_id() == m_thread);
    if (!m_url.isShared())
        return {};
    (void)takeFault();
    const auto now = steady_clock::now();
    if (!m_lost && (now - m_seen < idleTime || m_connection->ping())) {
        m_seen = now;
        return {};
    }
    m_lost = true;
    if (now < m_nextTry)
        return Error{ErrorCode::Unavailable, {}, u"the database is away"_s, seconds(1)};
    return reopen();
}

Result<void> Database::reopen()
{
    auto connection = Connection::open(m_url, m_access);
    if (!connection) {
        m_backOff = std::clamp(m_backOff * 2, firstBackOff, longestBackOff);
        m_nextTry = steady_clock::now() + m_backOff;
        qCWarning(lcStorage, "%s", qPrintable(connection.error().detail));
        return Error{ErrorCode::Unavailable, {}, u"the database is away"_s, seconds(1)};
    }
    m_statements.clear();
    m_connection = *std::move(connection);
    m_lost = false;
    m_backOff = {};
    m_seen = steady_clock::now();
    qCInfo(lcStorage, "Connected to the database again");
    return {};
}

Result<void> Database::execute(const QString &sql)
{
    Q_ASSERT(std::this_thread::get_id() == m_thread);
    return m_connection->execute(sql);
}

Result<bool> Database::emptyLog()
{
    static const QString sql = u"PRAGMA wal_checkpoint(TRUNCATE)"_s;
    if (engine() != Engine::Sqlite)
        return true;
    auto rows = run(sql);
    if (!rows)
        return rows.error();
    return rows->next() && rows->integer(0) == 0;
}

void Database::rest()
{
    if (engine() == Engine::Sqlite)
        (void)execute(u"PRAGMA shrink_memory"_s);
}

QStringList Database::statements() const
{
    QStringList texts;
    for (const auto &[address, prepared] : m_statements)
        texts.append(prepared.sql);
    return texts;
}

Snapshot::Snapshot(Database &database)
    : m_database(&database)
{
    ++m_database->m_snapshots;
}

Snapshot::Snapshot(Snapshot &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{ }

Snapshot::~Snapshot()
{
    if (m_database && --m_database->m_snapshots == 0)
        (void)m_database->commit();
}

Result<Snapshot> Snapshot::begin(Database &database)
{
    if (database.m_snapshots > 0)
        return Snapshot(database);
    // Every engine takes the snapshot at the first read after this: what a shared one's reader begins is
    // REPEATABLE READ.
    static const QString sql = u"BEGIN"_s;
    if (const auto begun = database.change(sql); !begun)
        return begun.error();
    return Snapshot(database);
}

} // namespace confab
