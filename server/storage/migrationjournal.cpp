// SPDX-License-Identifier: Apache-2.0
#include "server/storage/migrationjournal.h"

#include "shared/core/logging.h"

#include <QDateTime>

#include <thread>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr minutes lockTimeout{10};
constexpr milliseconds lockInterval{200};

QString now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

/// The first column of the first row; 0 where there is none.
Result<qint64> number(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    return rows->next() ? rows->integer(0) : qint64(0);
}

} // namespace

Result<bool> MigrationJournal::exists()
{
    static const QString sqlite = u"SELECT count(*) FROM sqlite_master WHERE name = 'schema_migration'"_s;
    static const QString postgresql
        = u"SELECT count(*) FROM information_schema.tables "
          "WHERE table_schema = current_schema() AND table_name = 'schema_migration'"_s;
    static const QString mariaDb = u"SELECT count(*) FROM information_schema.tables "
                                   "WHERE table_schema = database() AND table_name = 'schema_migration'"_s;
    const Engine engine = m_database.engine();
    const auto count = number(m_database.run(engine == Engine::Sqlite           ? sqlite
                                                 : engine == Engine::PostgreSql ? postgresql
                                                                                : mariaDb));
    return count ? Result<bool>(*count > 0) : Result<bool>(count.error());
}

Result<MigrationJournal::State> MigrationJournal::read()
{
    const auto found = exists();
    if (!found)
        return found.error();
    if (!*found)
        return State();
    if (m_database.engine() == Engine::Sqlite) {
        const auto newest
            = number(m_database.run(u"SELECT coalesce(max(number), 0) FROM schema_migration"_s));
        return newest ? Result<State>(State{.newest = int(*newest), .oldest = int(*newest)})
                      : Result<State>(newest.error());
    }
    auto rows
        = m_database.run(u"SELECT number, name, oldest, finished_at FROM schema_migration ORDER BY number"_s);
    if (!rows)
        return rows.error();
    State state;
    while (rows->next()) {
        if (rows->isNull(3)) {
            state.unfinished = rows->text(1);
            continue;
        }
        state.newest = int(rows->integer(0));
        state.oldest = int(rows->integer(2));
    }
    return state;
}

Result<void> MigrationJournal::create()
{
    static const QString embedded
        = u"CREATE TABLE IF NOT EXISTS schema_migration ("
          "number INTEGER PRIMARY KEY, name TEXT NOT NULL, finished_at TEXT NOT NULL)"_s;
    static const QString shared
        = u"CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT PRIMARY KEY, "
          "name VARCHAR(190) NOT NULL, oldest BIGINT NOT NULL, started_at VARCHAR(32) NOT NULL, "
          "finished_at VARCHAR(32))"_s;
    return m_database.execute(m_database.engine() == Engine::Sqlite ? embedded : shared);
}

Result<void> MigrationJournal::begin(int number, const QString &name, int oldest)
{
    if (m_database.engine() != Engine::MariaDb)
        return {};
    static const QString sql = uR"(
        INSERT INTO schema_migration (number, name, oldest, started_at)
        VALUES (:number, :name, :oldest, :now))"_s;
    return withoutCount(
        m_database.change(sql, {{":number", number}, {":name", name}, {":oldest", oldest}, {":now", now()}}));
}

Result<void> MigrationJournal::finish(int number, const QString &name, int oldest)
{
    static const QString embedded = uR"(
        INSERT INTO schema_migration (number, name, finished_at) VALUES (:number, :name, :now))"_s;
    static const QString inOne = uR"(
        INSERT INTO schema_migration (number, name, oldest, started_at, finished_at)
        VALUES (:number, :name, :oldest, :now, :now))"_s;
    static const QString begun = u"UPDATE schema_migration SET finished_at = :now WHERE number = :number"_s;
    switch (m_database.engine()) {
    case Engine::Sqlite:
        return withoutCount(
            m_database.change(embedded, {{":number", number}, {":name", name}, {":now", now()}}));
    case Engine::PostgreSql:
        return withoutCount(m_database.change(
            inOne, {{":number", number}, {":name", name}, {":oldest", oldest}, {":now", now()}}));
    case Engine::MariaDb:
        return withoutCount(m_database.change(begun, {{":now", now()}, {":number", number}}));
    }
    Q_UNREACHABLE();
}

Result<bool> MigrationJournal::tryLock()
{
    // PostgreSQL's are of the database, MariaDB's of the whole server.
    static const QString postgresql = u"SELECT CASE WHEN pg_try_advisory_lock(7280, 1) THEN 1 ELSE 0 END"_s;
    static const QString mariaDb = u"SELECT get_lock(concat('confab ', database()), 0)"_s;
    const auto locked
        = number(m_database.run(m_database.engine() == Engine::PostgreSql ? postgresql : mariaDb));
    return locked ? Result<bool>(*locked == 1) : Result<bool>(locked.error());
}

Result<void> MigrationJournal::lock()
{
    if (m_database.engine() == Engine::Sqlite)
        return {};
    // A migration takes as long as it takes.
    const auto patient = m_database.execute(m_database.engine() == Engine::PostgreSql
                                                ? u"SET statement_timeout = 0"_s
                                                : u"SET SESSION max_statement_time = 0"_s);
    if (!patient)
        return patient;
    const auto end = steady_clock::now() + lockTimeout;
    for (bool said = false;; said = true) {
        const auto locked = tryLock();
        if (!locked)
            return locked.error();
        if (*locked)
            return {};
        if (!said)
            qCInfo(lcStorage, "Another node migrates the database; waiting for it");
        if (steady_clock::now() > end)
            return Error{
                ErrorCode::Unavailable, {}, u"another node has been migrating the database for too long"_s};
        std::this_thread::sleep_for(lockInterval);
    }
}

void MigrationJournal::unlock()
{
    static const QString postgresql = u"SELECT pg_advisory_unlock(7280, 1)"_s;
    static const QString mariaDb = u"SELECT release_lock(concat('confab ', database()))"_s;
    if (m_database.engine() != Engine::Sqlite)
        (void)m_database.run(m_database.engine() == Engine::PostgreSql ? postgresql : mariaDb);
}

} // namespace confab
