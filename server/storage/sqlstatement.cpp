// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlstatement.h"

#include "server/storage/positionalsql.h"
#include "server/storage/sqldialect.h"
#include "shared/core/logging.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

struct ToVariant {
    QVariant operator()(std::monostate) const { return QVariant(QMetaType::fromType<qint64>()); }
    QVariant operator()(qint64 number) const { return number; }
    QVariant operator()(const QString &text) const { return text.isNull() ? u""_s : text; }
    QVariant operator()(const QByteArray &bytes) const { return bytes.isNull() ? QByteArray("") : bytes; }
    QVariant operator()(const Utf8 &text) const { return QString::fromUtf8(text.bytes); }
};

} // namespace

SqlStatement::SqlStatement(const QSqlDatabase &database, Engine engine, Fault &fault)
    : m_engine(engine)
    , m_fault(fault)
    , m_query(database)
{ }

Result<void> SqlStatement::prepare(const PositionalSql &sql)
{
    for (const QString &name : sql.names)
        m_names.push_back(name.toStdString());
    return m_query.prepare(sql.text) ? Result<void>() : Result<void>(failure());
}

Result<void> SqlStatement::execute(Bindings bindings)
{
    m_texts.clear();
    bind(bindings);
    const bool done = m_text.isEmpty() ? m_query.exec() : m_query.exec(m_text);
    if (done)
        return {};
    Error error = failure();
    m_query.finish();
    return error;
}

void SqlStatement::bind(Bindings bindings)
{
    for (size_t i = 0; i < m_names.size(); ++i) {
        // Most often they come in the order of the text.
        const Binding *binding = bindings.begin() + i;
        if (i >= bindings.size() || m_names[i] != binding->name) {
            binding = std::find_if(bindings.begin(), bindings.end(),
                                   [&](const Binding &one) { return m_names[i] == one.name; });
        }
        Q_ASSERT_X(binding != bindings.end(), "SqlStatement", "a placeholder has no value");
        m_query.bindValue(int(i), std::visit(ToVariant(), binding->value.content()));
    }
}

Result<bool> SqlStatement::next()
{
    m_texts.clear();
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        return failure();
    return false;
}

void SqlStatement::reset()
{
    m_query.finish();
}

QByteArrayView SqlStatement::utf8(int column) const
{
    if (m_texts.size() <= size_t(column))
        m_texts.resize(size_t(column) + 1);
    // MariaDB's driver takes text of a binary collation for bytes; they are UTF-8 either way.
    return m_texts[size_t(column)] = m_query.value(column).toByteArray();
}

QByteArrayView SqlStatement::blob(int column) const
{
    return utf8(column); // bytes are what is kept for either
}

Error SqlStatement::failure()
{
    const QSqlError error = m_query.lastError();
    const bool open = m_query.driver() && m_query.driver()->isOpen();
    const auto failure = SqlFailure::of(m_engine, error.nativeErrorCode(), open);
    m_fault = std::max(m_fault, failure.fault());
    // Only the first line: in the next PostgreSQL tells of the row, and that may be a message's.
    const QString text = error.databaseText().section(u'\n', 0, 0);
    if (failure.fault() == Fault::None || failure.fault() == Fault::Lost)
        qCWarning(lcStorage, "%s (%s)", qPrintable(text), qPrintable(error.nativeErrorCode()));
    else
        qCDebug(lcStorage, "%s (%s)", qPrintable(text), qPrintable(error.nativeErrorCode()));
    return failure.toError(text);
}

} // namespace confab
