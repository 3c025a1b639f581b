// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlconnection.h"

#include "server/storage/positionalsql.h"
#include "server/storage/sqldialect.h"
#include "server/storage/sqlstatement.h"
#include "shared/core/logging.h"

#include <QAtomicInteger>
#include <QSqlDatabase>
#include <QSqlError>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QString nextConnectionName()
{
    static QAtomicInteger<int> count;
    return u"confab-%1"_s.arg(++count);
}

/// PostgreSQL prepares only these; neither engine gains from having others prepared.
bool canBePrepared(const QString &sql)
{
    static const QStringList words{u"SELECT"_s, u"INSERT"_s, u"UPDATE"_s, u"DELETE"_s, u"WITH"_s};
    const QString text = sql.trimmed();
    return std::any_of(words.begin(), words.end(),
                       [&](const QString &word) { return text.startsWith(word, Qt::CaseInsensitive); });
}

} // namespace

SqlConnection::SqlConnection(Engine engine, QString name)
    : m_engine(engine)
    , m_name(std::move(name))
{ }

SqlConnection::~SqlConnection()
{
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> SqlConnection::open(const DatabaseUrl &url, Access access)
{
    std::unique_ptr<SqlConnection> connection(new SqlConnection(url.engine, nextConnectionName()));
    if (const auto opened = connection->openDatabase(url, access); !opened)
        return Error{opened.error().code,
                     {},
                     u"cannot open the database %1: %2"_s.arg(url.toString(), opened.error().detail),
                     std::chrono::seconds(1)};
    return std::unique_ptr<Connection>(std::move(connection));
}

Result<void> SqlConnection::openDatabase(const DatabaseUrl &url, Access access)
{
    const SqlDialect &dialect = SqlDialect::of(url.engine);
    QSqlDatabase database = QSqlDatabase::addDatabase(dialect.driver, m_name);
    if (!database.isValid())
        return Error{ErrorCode::Internal, {}, u"Qt's driver %1 is not installed"_s.arg(dialect.driver)};
    database.setHostName(url.host);
    database.setPort(url.port);
    database.setUserName(url.user);
    database.setPassword(url.password);
    database.setDatabaseName(url.name);
    database.setConnectOptions(dialect.connectOptions);
    if (!database.open()) {
        QString why = database.lastError().databaseText().simplified();
        // No engine tells a password, but what tells nothing of one cannot.
        if (!url.password.isEmpty())
            why.replace(url.password, u"…"_s);
        return Error{ErrorCode::Unavailable, {}, why};
    }
    return execute(access == Access::Write ? dialect.writerSettings : dialect.readerSettings);
}

Result<std::unique_ptr<Statement>> SqlConnection::prepare(const QString &sql)
{
    const auto positional = PositionalSql::from(sql, SqlDialect::of(m_engine).reserved);
    auto statement = std::make_unique<SqlStatement>(QSqlDatabase::database(m_name, false), m_engine, m_fault);
    if (!canBePrepared(sql))
        statement->setText(positional.text);
    else if (const auto prepared = statement->prepare(positional); !prepared)
        return prepared.error();
    return std::unique_ptr<Statement>(std::move(statement));
}

Result<void> SqlConnection::execute(const QString &sql)
{
    SqlStatement statement(QSqlDatabase::database(m_name, false), m_engine, m_fault);
    statement.setText(sql);
    return statement.execute({});
}

Result<void> SqlConnection::ping()
{
    return execute(SqlDialect::of(m_engine).ping);
}

} // namespace confab
