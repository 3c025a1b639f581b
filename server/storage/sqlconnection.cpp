// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlconnection.h"

#include "shared/core/logging.h"

#include <QAtomicInteger>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QString nextConnectionName()
{
    static QAtomicInteger<int> count;
    return u"confab-%1"_s.arg(++count);
}

Error toError(const QSqlError &error)
{
    qCWarning(lcStorage, "%s", qPrintable(error.text()));
    return {ErrorCode::Internal, {}, u"storage: "_s + error.databaseText()};
}

QVariant toVariant(const Value &value)
{
    struct {
        QVariant operator()(std::monostate) const { return QVariant(QMetaType::fromType<qint64>()); }
        QVariant operator()(qint64 number) const { return number; }
        QVariant operator()(const QString &text) const { return text.isNull() ? u""_s : text; }
        QVariant operator()(const QByteArray &bytes) const { return bytes.isNull() ? QByteArray("") : bytes; }
        QVariant operator()(const Utf8 &text) const { return QString::fromUtf8(text.bytes); }
    } convert;
    return std::visit(convert, value.content());
}

class SqlStatement final : public Statement {
public:
    explicit SqlStatement(QSqlQuery query)
        : m_query(std::move(query))
    { }

    Result<void> execute(Bindings bindings) override
    {
        for (const Binding &binding : bindings)
            m_query.bindValue(QString::fromLatin1(binding.name), toVariant(binding.value));
        if (m_query.exec())
            return {};
        Error error = toError(m_query.lastError());
        m_query.finish();
        return error;
    }

    Result<bool> next() override
    {
        if (m_query.next())
            return true;
        return m_query.lastError().isValid() ? Result<bool>(toError(m_query.lastError())) : false;
    }

    qint64 changed() const override { return m_query.numRowsAffected(); }
    void reset() override { m_query.finish(); }

    bool isNull(int column) const override { return m_query.isNull(column); }
    qint64 integer(int column) const override { return m_query.value(column).toLongLong(); }
    QByteArray bytes(int column) const override { return m_query.value(column).toByteArray(); }
    QByteArrayView utf8(int column) const override
    {
        return m_text = m_query.value(column).toString().toUtf8();
    }

private:
    QSqlQuery m_query;
    mutable QByteArray m_text; // what utf8() has answered last
};

} // namespace

SqlConnection::SqlConnection(QString name)
    : m_name(std::move(name))
{ }

SqlConnection::~SqlConnection()
{
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> SqlConnection::open(const DatabaseUrl &url, Access)
{
    std::unique_ptr<SqlConnection> connection(new SqlConnection(nextConnectionName()));
    const QString driver = url.engine == Engine::PostgreSql ? u"QPSQL"_s : u"QMYSQL"_s;
    QSqlDatabase database = QSqlDatabase::addDatabase(driver, connection->m_name);
    database.setHostName(url.host);
    database.setPort(url.port);
    database.setUserName(url.user);
    database.setPassword(url.password);
    database.setDatabaseName(url.name);
    if (!database.open()) {
        return Error{
            ErrorCode::Unavailable,
            {},
            u"cannot open the database %1: %2"_s.arg(url.toString(), database.lastError().databaseText())};
    }
    return std::unique_ptr<Connection>(std::move(connection));
}

Result<std::unique_ptr<Statement>> SqlConnection::prepare(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return toError(query.lastError());
    return std::unique_ptr<Statement>(std::make_unique<SqlStatement>(std::move(query)));
}

Result<void> SqlConnection::execute(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return toError(query.lastError());
    return {};
}

} // namespace confab
