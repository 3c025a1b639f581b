// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqldialect.h"

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

// A statement may take 30 seconds, a lock 10, an idle transaction 60; a server that does not answer for 15 to
// 60 is taken for lost. A writer sees what others have committed at each statement (READ COMMITTED), a reader
// one state for each transaction.
const SqlDialect postgreSql{
    .driver = u"QPSQL"_s,
    .connectOptions = u"connect_timeout=5;application_name=confabd;client_encoding=UTF8;"
                      "keepalives_idle=15;keepalives_interval=5;keepalives_count=3;tcp_user_timeout=15000"_s,
    .reserved = {},
    .writerSettings = u"SET statement_timeout = 30000; SET lock_timeout = 10000;"
                      "SET idle_in_transaction_session_timeout = 60000;"
                      "SET default_transaction_isolation = 'read committed'"_s,
    .readerSettings = u"SET statement_timeout = 30000; SET idle_in_transaction_session_timeout = 60000;"
                      "SET default_transaction_isolation = 'repeatable read';"
                      "SET default_transaction_read_only = on"_s,
    .ping = u"SELECT 1"_s};

const QString mariaDbMode
    = u"SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES,ERROR_FOR_DIVISION_BY_ZERO,"
      "NO_ENGINE_SUBSTITUTION', max_statement_time = 30, innodb_lock_wait_timeout = 10, "
      "idle_transaction_timeout = 60, wait_timeout = 28800"_s;
const SqlDialect mariaDb{
    .driver = u"QMYSQL"_s,
    .connectOptions = u"MYSQL_OPT_CONNECT_TIMEOUT=5;MYSQL_OPT_READ_TIMEOUT=60;MYSQL_OPT_WRITE_TIMEOUT=60;"
                      "CLIENT_FOUND_ROWS=1"_s, // an UPDATE counts the rows that it found, as elsewhere
    .reserved = {u"change"_s},
    .writerSettings = mariaDbMode + u", tx_isolation = 'READ-COMMITTED'"_s,
    .readerSettings = mariaDbMode + u", tx_isolation = 'REPEATABLE-READ', tx_read_only = 1"_s,
    .ping = u"SELECT 1"_s};

using Kind = SqlFailure::Kind;

/// https://www.postgresql.org/docs/current/errcodes-appendix.html
Kind kindInPostgreSql(const QString &state)
{
    static const QHash<QString, Kind> kinds{
        {u"23505"_s, Kind::Conflict}, // unique_violation
        {u"40001"_s, Kind::Deadlock}, // serialization_failure
        {u"40P01"_s, Kind::Deadlock}, // deadlock_detected
        {u"55P03"_s, Kind::Deadlock}, // lock_not_available: lock_timeout
        {u"57P01"_s, Kind::Lost}, // admin_shutdown
        {u"57P02"_s, Kind::Lost}, // crash_shutdown
        {u"57P03"_s, Kind::Lost}, // cannot_connect_now
        {u"25P03"_s, Kind::Lost}, // idle_in_transaction_session_timeout
        {u"25006"_s, Kind::ReadOnly}, // read_only_sql_transaction
        {u"53100"_s, Kind::DiskFull}, // disk_full
        {u"57014"_s, Kind::Timeout}, // query_canceled: statement_timeout
    };
    return state.startsWith("08"_L1) ? Kind::Lost : kinds.value(state, Kind::Other);
}

/// https://mariadb.com/kb/en/mariadb-error-code-reference/
Kind kindInMariaDb(int number)
{
    static const QHash<int, Kind> kinds{
        {1062, Kind::Conflict}, // ER_DUP_ENTRY
        {1213, Kind::Deadlock}, // ER_LOCK_DEADLOCK
        {1205, Kind::Deadlock}, // ER_LOCK_WAIT_TIMEOUT
        {1020, Kind::Deadlock}, // ER_CHECKREAD: changed since it was read
        {2002, Kind::Lost},     {2003, Kind::Lost}, // CR_CONNECTION_ERROR, CR_CONN_HOST_ERROR
        {2006, Kind::Lost},     {2013, Kind::Lost}, // CR_SERVER_GONE_ERROR, CR_SERVER_LOST
        {2055, Kind::Lost}, // CR_SERVER_LOST_EXTENDED
        {1053, Kind::Lost},     {1927, Kind::Lost}, // ER_SERVER_SHUTDOWN, ER_CONNECTION_KILLED
        {1290, Kind::ReadOnly}, {1792, Kind::ReadOnly}, // read_only, and a transaction that only reads
        {1021, Kind::DiskFull}, {1114, Kind::DiskFull}, // ER_DISK_FULL, ER_RECORD_FILE_FULL
        {1969, Kind::Timeout},  {1317, Kind::Timeout}, // max_statement_time, ER_QUERY_INTERRUPTED
    };
    return kinds.value(number, Kind::Other);
}

} // namespace

const SqlDialect &SqlDialect::of(Engine engine)
{
    return engine == Engine::PostgreSql ? postgreSql : mariaDb;
}

SqlFailure SqlFailure::of(Engine engine, const QString &code, bool open)
{
    if (!open)
        return {Kind::Lost};
    return {engine == Engine::PostgreSql ? kindInPostgreSql(code) : kindInMariaDb(code.toInt())};
}

Error SqlFailure::toError(const QString &text) const
{
    switch (kind) {
    case Kind::Conflict:
        return {ErrorCode::Unavailable, {}, u"somebody else wrote the same at the same time"_s, seconds(1)};
    case Kind::Deadlock:
        return {ErrorCode::Unavailable, {}, u"the database is busy"_s, seconds(1)};
    case Kind::Lost:
        return {ErrorCode::Unavailable, {}, u"the connection to the database was lost"_s, seconds(1)};
    case Kind::ReadOnly:
        return {ErrorCode::Unavailable, {}, u"the database can only be read now"_s, seconds(5)};
    case Kind::DiskFull:
        return {ErrorCode::StorageFull, {}, u"the disk of the database is full"_s};
    case Kind::Timeout:
        return {ErrorCode::Unavailable, {}, u"the database took too long"_s, seconds(5)};
    case Kind::Other:
        return {ErrorCode::Internal, {}, u"storage: "_s + text};
    }
    Q_UNREACHABLE();
}

Fault SqlFailure::fault() const
{
    switch (kind) {
    case Kind::Conflict:
        return Fault::Conflict;
    case Kind::Deadlock:
        return Fault::Deadlock;
    case Kind::Lost:
    case Kind::ReadOnly: // the server has become a replica: another may be behind the same name
        return Fault::Lost;
    default:
        return Fault::None;
    }
}

} // namespace confab
