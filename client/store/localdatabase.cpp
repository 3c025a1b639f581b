// SPDX-License-Identifier: Apache-2.0
#include "client/store/localdatabase.h"

#include "client/store/migrator.h"
#include "shared/core/logging.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QThread>
#include <QUuid>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error errorFrom(const QSqlError &error)
{
    // https://www.sqlite.org/rescode.html#full
    const bool isFull = error.nativeErrorCode() == "13"_L1;
    qCWarning(lcStorage) << "The local database failed:" << error.text();
    return {isFull ? ErrorCode::StorageFull : ErrorCode::Internal, u"database"_s, error.text()};
}

} // namespace

LocalDatabase::LocalDatabase(QString connection)
    : m_connection(std::move(connection))
{ }

LocalDatabase::~LocalDatabase()
{
    m_prepared.clear(); // Before the connection they belong to.
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<LocalDatabase>> LocalDatabase::open(const QString &path, Schema schema)
{
    const QString name = u"confab-store-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::unique_ptr<LocalDatabase> self(new LocalDatabase(name));
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(path);
    if (!database.open())
        return errorFrom(database.lastError());
    if (path != ":memory:"_L1)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    if (auto done = self->configure(); !done)
        return done.error();
    if (auto done = Migrator(*self, schema).migrate(); !done)
        return done.error();
    return self;
}

Result<void> LocalDatabase::configure()
{
    for (const auto &pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = NORMAL"_s,
                               u"PRAGMA foreign_keys = ON"_s, u"PRAGMA temp_store = MEMORY"_s}) {
        if (auto done = execute(pragma); !done)
            return done;
    }
    return {};
}

Result<void> LocalDatabase::execute(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    if (!query.exec(sql))
        return errorFrom(query.lastError());
    return {};
}

Result<QSqlQuery *> LocalDatabase::run(const QString &sql, const QVariantList &values)
{
    const QSqlDatabase database = QSqlDatabase::database(m_connection, false);
    Q_ASSERT(database.isValid()); // Qt answers an invalid one on another thread than the opener's.
    std::shared_ptr<QSqlQuery> &query = m_prepared[sql];
    if (!query) {
        query = std::make_shared<QSqlQuery>(database);
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            const Error error = errorFrom(query->lastError());
            m_prepared.remove(sql);
            return error;
        }
    }
    Q_ASSERT(!query->isActive());
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values.at(i));
    if (!query->exec()) {
        const Error error = errorFrom(query->lastError());
        query->finish();
        return error;
    }
    return query.get();
}

Result<void> LocalDatabase::read(const QString &sql, const QVariantList &values, const Visit &visit)
{
    const auto query = run(sql, values);
    if (!query)
        return query.error();
    while ((*query)->next())
        visit(**query);
    (*query)->finish();
    return {};
}

Result<int> LocalDatabase::write(const QString &sql, const QVariantList &values)
{
    const auto query = run(sql, values);
    if (!query)
        return query.error();
    const int rows = (*query)->numRowsAffected();
    (*query)->finish();
    return rows;
}

Result<qint64> LocalDatabase::insert(const QString &sql, const QVariantList &values)
{
    const auto query = run(sql, values);
    if (!query)
        return query.error();
    const qint64 id = (*query)->lastInsertId().toLongLong();
    (*query)->finish();
    return id;
}

LocalSnapshot::LocalSnapshot(LocalDatabase &database)
    : m_database(database)
{
    Q_ASSERT(!m_database.m_inTransaction);
    m_database.m_inTransaction = bool(m_database.execute(u"BEGIN"_s));
}

LocalSnapshot::~LocalSnapshot()
{
    if (m_database.m_inTransaction)
        (void)m_database.execute(u"COMMIT"_s);
    m_database.m_inTransaction = false;
}

LocalTransaction::LocalTransaction(LocalDatabase &database, LocalDatabase::Durability durability)
    : m_database(database)
    , m_durability(durability)
{
    Q_ASSERT(!m_database.m_inTransaction);
    // SQLite takes this setting between transactions only.
    if (m_durability == LocalDatabase::Durability::Full)
        m_begun = m_database.execute(u"PRAGMA synchronous = FULL"_s);
    if (m_begun)
        m_begun = m_database.execute(u"BEGIN IMMEDIATE"_s);
    m_database.m_inTransaction = bool(m_begun);
}

LocalTransaction::~LocalTransaction()
{
    if (m_database.m_inTransaction)
        (void)m_database.execute(u"ROLLBACK"_s);
    end();
}

Result<void> LocalTransaction::commit()
{
    Q_ASSERT(m_database.m_inTransaction);
    auto done = m_database.execute(u"COMMIT"_s);
    if (done)
        m_database.m_inTransaction = false;
    return done;
}

void LocalTransaction::end()
{
    m_database.m_inTransaction = false;
    if (m_durability == LocalDatabase::Durability::Full)
        (void)m_database.execute(u"PRAGMA synchronous = NORMAL"_s);
}

} // namespace confab
