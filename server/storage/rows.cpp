// SPDX-License-Identifier: Apache-2.0
#include "server/storage/rows.h"

#include <QSqlQuery>
#include <QVariant>

namespace confab {

Rows::Rows(std::shared_ptr<QSqlQuery> query)
    : m_query(std::move(query))
{ }

Rows::~Rows()
{
    // An unfinished SELECT would keep the snapshot open, and with it the write-ahead log from shrinking.
    if (m_query)
        m_query->finish();
}

bool Rows::next()
{
    return m_query->next();
}

bool Rows::isNull(int column) const
{
    return m_query->isNull(column);
}

qint64 Rows::integer(int column) const
{
    return m_query->value(column).toLongLong();
}

QString Rows::text(int column) const
{
    return m_query->value(column).toString();
}

std::optional<QString> Rows::optionalText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

QByteArray Rows::bytes(int column) const
{
    return m_query->value(column).toByteArray();
}

QUuid Rows::uuid(int column) const
{
    return QUuid::fromRfc4122(bytes(column));
}

Timestamp Rows::time(int column) const
{
    return Timestamp(std::chrono::milliseconds(integer(column)));
}

std::optional<Timestamp> Rows::optionalTime(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(time(column));
}

} // namespace confab
