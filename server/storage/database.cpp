// SPDX-License-Identifier: Apache-2.0
#include "server/storage/database.h"

#include "shared/core/logging.h"

#include <QAtomicInteger>
#include <QSqlError>
#include <QSqlQuery>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

// SQLite's primary result codes (https://sqlite.org/rescode.html); QSqlError carries the extended one as
// text.
constexpr int sqliteBusy = 5;
constexpr int sqliteFull = 13;

Error toError(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    qCWarning(lcStorage, "%s", qPrintable(error.text()));
    if (code == sqliteFull)
        return {ErrorCode::StorageFull, {}, u"the disk is full"_s};
    if (code == sqliteBusy)
        return {ErrorCode::Unavailable, {}, u"the database is busy"_s, std::chrono::seconds(1)};
    return {ErrorCode::Internal, {}, u"storage: "_s + error.driverText()};
}

QString nextConnectionName()
{
    static QAtomicInteger<int> count;
    return u"confab-%1"_s.arg(++count);
}

} // namespace

Database::Database(QString path, QString connection)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
    , m_thread(std::this_thread::get_id())
{ }

Database::~Database()
{
    Q_ASSERT(std::this_thread::get_id() == m_thread);
    m_statements.clear();
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, Access access)
{
    std::unique_ptr<Database> database(new Database(path, nextConnectionName()));
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, database->m_connection);
    connection.setDatabaseName(path);
    connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
    if (!connection.open()) {
        return Error{ErrorCode::Internal,
                     {},
                     u"cannot open the database %1: %2"_s.arg(path, connection.lastError().databaseText())};
    }
    // The journal's mode is kept in the file, and readers may not change it.
    QStringList pragmas{u"PRAGMA foreign_keys=ON"_s, u"PRAGMA synchronous=FULL"_s,
                        u"PRAGMA temp_store=MEMORY"_s};
    if (access == Access::Write)
        pragmas << u"PRAGMA journal_mode=WAL"_s << u"PRAGMA journal_size_limit=67108864"_s
                << u"PRAGMA cache_size=-8192"_s;
    else
        pragmas << u"PRAGMA query_only=ON"_s << u"PRAGMA cache_size=-2048"_s;
    for (const QString &pragma : pragmas) {
        if (const auto done = database->execute(pragma); !done)
            return done.error();
    }
    return database;
}

Result<std::shared_ptr<QSqlQuery>> Database::prepare(const QString &sql)
{
    Q_ASSERT(std::this_thread::get_id() == m_thread);
    if (const auto found = m_statements.constFind(sql); found != m_statements.constEnd())
        return *found;
    auto query = std::make_shared<QSqlQuery>(QSqlDatabase::database(m_connection, false));
    query->setForwardOnly(true);
    if (!query->prepare(sql))
        return toError(query->lastError());
    m_statements.insert(sql, query);
    return query;
}

Result<Rows> Database::run(const QString &sql, Bindings bindings)
{
    auto query = prepare(sql);
    if (!query)
        return query.error();
    Q_ASSERT_X(!(*query)->isActive(), "Database::run", "the statement's rows are still being read");
    for (const Binding &binding : bindings)
        (*query)->bindValue(QString::fromLatin1(binding.name), binding.value);
    if (!(*query)->exec()) {
        Error error = toError((*query)->lastError());
        (*query)->finish();
        return error;
    }
    return Rows(*std::move(query));
}

Result<qint64> Database::change(const QString &sql, Bindings bindings)
{
    auto query = prepare(sql);
    if (!query)
        return query.error();
    for (const Binding &binding : bindings)
        (*query)->bindValue(QString::fromLatin1(binding.name), binding.value);
    if (!(*query)->exec()) {
        Error error = toError((*query)->lastError());
        (*query)->finish();
        return error;
    }
    const qint64 changed = (*query)->numRowsAffected();
    (*query)->finish();
    return changed;
}

Result<void> Database::execute(const QString &sql)
{
    Q_ASSERT(std::this_thread::get_id() == m_thread);
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return toError(query.lastError());
    return {};
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
