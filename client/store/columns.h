// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/result.h"

#include <QUuid>
#include <QVariant>

#include <optional>

/// How the values that SQL has no type for stand in a column.
namespace confab::Columns {

/// Milliseconds since 1970.
[[nodiscard]] inline QVariant of(Timestamp time)
{
    return qint64(time.time_since_epoch().count());
}
/// 16 bytes.
[[nodiscard]] inline QVariant of(const QUuid &uuid)
{
    return uuid.toRfc4122();
}
[[nodiscard]] inline QVariant of(const std::optional<Timestamp> &time)
{
    return time ? of(*time) : QVariant();
}

[[nodiscard]] inline Timestamp time(const QVariant &column)
{
    return Timestamp(std::chrono::milliseconds(column.toLongLong()));
}
[[nodiscard]] inline std::optional<Timestamp> optionalTime(const QVariant &column)
{
    return column.isNull() ? std::nullopt : std::optional(time(column));
}
[[nodiscard]] inline std::optional<QString> optionalText(const QVariant &column)
{
    return column.isNull() ? std::nullopt : std::optional(column.toString());
}
[[nodiscard]] inline QUuid uuid(const QVariant &column)
{
    return QUuid::fromRfc4122(column.toByteArray());
}

/// Of a statement of which it does not matter how many rows it changed.
[[nodiscard]] inline Result<void> outcome(const Result<int> &rows)
{
    return rows ? Result<void>() : Result<void>(rows.error());
}

} // namespace confab::Columns
