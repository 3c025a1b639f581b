// SPDX-License-Identifier: Apache-2.0
#include "server/storage/servercheck.h"

#include <QDeadlineTimer>
#include <QThread>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// A value of the server that must be one of `good`.
struct Requirement {
    QLatin1StringView name;
    QList<QLatin1StringView> good;
    QLatin1StringView why;
};

Error refusal(const QString &why)
{
    return {ErrorCode::Internal, u"database"_s, u"the database's server cannot be used: %1"_s.arg(why)};
}

/// Of a row with one text for each of `requirements`.
Result<void> check(Result<Rows> rows, const QList<Requirement> &requirements)
{
    if (!rows)
        return rows.error();
    if (!rows->next())
        return refusal(u"it does not tell its settings"_s);
    for (int i = 0; i < int(requirements.size()); ++i) {
        const Requirement &requirement = requirements[i];
        const QString value = rows->text(i);
        if (!requirement.good.contains(value)) {
            return refusal(u"%1 is %2 and must be %3, %4"_s.arg(requirement.name, value,
                                                                requirement.good.first(), requirement.why));
        }
    }
    return {};
}

constexpr auto loss = "or a crash of it loses messages that were acknowledged"_L1;
constexpr auto tearing = "or a crash of it can tear pages of the database"_L1;
constexpr auto alphabets = "or not every text can be stored"_L1;

Result<void> checkPostgreSql(Database &database)
{
    // As of the twelfth: generated identities, jsonb functions and plans of prepared statements as used here.
    static const QString sql = uR"(
        SELECT CASE WHEN current_setting('server_version_num')::int >= 120000 THEN '12'
                    ELSE current_setting('server_version') END,
               current_setting('fsync'), current_setting('synchronous_commit'),
               current_setting('full_page_writes'), current_setting('server_encoding'),
               CASE WHEN pg_is_in_recovery() THEN 'yes' ELSE 'no' END)"_s;
    return check(
        database.run(sql),
        {{"the version"_L1, {"12"_L1}, "or newer"_L1},
         {"fsync"_L1, {"on"_L1}, loss},
         {"synchronous_commit"_L1, {"on"_L1, "local"_L1, "remote_write"_L1, "remote_apply"_L1}, loss},
         {"full_page_writes"_L1, {"on"_L1}, tearing},
         {"server_encoding"_L1, {"UTF8"_L1}, alphabets},
         {"being a standby"_L1, {"no"_L1}, "as a standby can only be read"_L1}});
}

Result<void> checkMariaDb(Database &database)
{
    // As of 10.6: JSON_TABLE.
    static const QString sql = uR"(
        SELECT CASE WHEN version() NOT LIKE '%MariaDB%' THEN concat('MySQL ', version())
                    WHEN CAST(substring_index(version(), '.', 1) AS UNSIGNED) * 100
                         + CAST(substring_index(substring_index(version(), '.', 2), '.', -1) AS UNSIGNED) >= 1006
                    THEN 'MariaDB 10.6' ELSE version() END,
               CAST(@@innodb_flush_log_at_trx_commit AS CHAR), CAST(@@innodb_doublewrite AS CHAR),
               CASE WHEN @@log_bin = 0 THEN '1' ELSE CAST(@@sync_binlog AS CHAR) END,
               CAST(@@read_only AS CHAR))"_s;
    return check(
        database.run(sql),
        {{"the server"_L1, {"MariaDB 10.6"_L1}, "or newer"_L1},
         {"innodb_flush_log_at_trx_commit"_L1, {"1"_L1}, loss},
         {"innodb_doublewrite"_L1, {"ON"_L1, "1"_L1}, tearing},
         {"sync_binlog"_L1, {"1"_L1}, "while its binary log is on, or a crash of it loses messages"_L1},
         {"read_only"_L1, {"OFF"_L1, "0"_L1}, "as a replica can only be read"_L1}});
}

Result<qint64> countOthers(Database &database)
{
    static const QString postgreSql = uR"(
        SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'confabd' AND pid <> pg_backend_pid())"_s;
    // It names no programs, and shows who may not see everything the same user's.
    static const QString mariaDb = uR"(
        SELECT count(*) FROM information_schema.processlist
         WHERE db = DATABASE() AND user = substring_index(current_user(), '@', 1) AND id <> connection_id())"_s;
    auto rows = database.run(database.engine() == Engine::MariaDb ? mariaDb : postgreSql);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->integer(0) : 0;
}

} // namespace

Result<void> checkServer(Database &database)
{
    switch (database.engine()) {
    case Engine::Sqlite:
        return {};
    case Engine::PostgreSql:
        return checkPostgreSql(database);
    case Engine::MariaDb:
        return checkMariaDb(database);
    }
    Q_UNREACHABLE();
}

Result<void> requireAlone(Database &database, std::chrono::milliseconds patience)
{
    if (!database.url().isShared())
        return {};
    const QDeadlineTimer deadline(patience);
    while (true) {
        const auto others = countOthers(database);
        if (!others)
            return others.error();
        if (*others == 0)
            return {};
        if (deadline.hasExpired()) {
            return Error{ErrorCode::Unavailable, u"database"_s,
                         u"%1 connections to the database are open: stop all nodes first"_s.arg(*others)};
        }
        QThread::msleep(50);
    }
}

} // namespace confab
