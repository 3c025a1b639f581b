// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/id.h"
#include "shared/core/number.h"

#include <QByteArray>
#include <QString>
#include <QUuid>
#include <QVariant>

#include <memory>
#include <optional>

class QSqlQuery;

namespace confab {

/// The rows of one statement, read forward, once. Columns are counted from 0.
class Rows {
public:
    explicit Rows(std::shared_ptr<QSqlQuery> query);
    Rows(Rows &&) noexcept = default;
    Rows &operator=(Rows &&) = delete;
    ~Rows();

    /// Steps to the next row, the first at first.
    [[nodiscard]] bool next();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] std::optional<QString> optionalText(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] QUuid uuid(int column) const;
    [[nodiscard]] Timestamp time(int column) const;
    [[nodiscard]] std::optional<Timestamp> optionalTime(int column) const;
    template <typename IdOrNumber>
    [[nodiscard]] IdOrNumber as(int column) const
    {
        return IdOrNumber(integer(column));
    }

private:
    std::shared_ptr<QSqlQuery> m_query;
};

/// What a row stores of a time: milliseconds since 1970 in UTC.
[[nodiscard]] inline QVariant toColumn(Timestamp time)
{
    return qint64(time.time_since_epoch().count());
}
[[nodiscard]] inline QVariant toColumn(const std::optional<Timestamp> &time)
{
    return time ? toColumn(*time) : QVariant(QMetaType::fromType<qint64>());
}
[[nodiscard]] inline QVariant toColumn(const QUuid &uuid)
{
    return uuid.toRfc4122();
}

} // namespace confab
