// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"

#include <QByteArray>
#include <QString>
#include <QUuid>

#include <optional>
#include <variant>

namespace confab {

/// Text that is UTF-8 already, to be stored as text.
struct Utf8 {
    QByteArray bytes;
};

/// What is bound to a placeholder of an SQL text. Strings are text, never NULL, also when they are null
/// strings; byte arrays are blobs; `std::nullopt` and an empty optional are NULL.
class Value {
public:
    using Content = std::variant<std::monostate, qint64, QString, QByteArray, Utf8>;

    Value(std::nullopt_t = std::nullopt) { }
    Value(qint64 number)
        : m_content(number)
    { }
    Value(int number)
        : m_content(qint64(number))
    { }
    Value(bool flag)
        : m_content(qint64(flag))
    { }
    Value(QString text)
        : m_content(std::move(text))
    { }
    Value(QByteArray bytes)
        : m_content(std::move(bytes))
    { }
    Value(Utf8 text)
        : m_content(std::move(text))
    { }
    template <typename T>
    Value(const std::optional<T> &value)
        : Value(value ? Value(*value) : Value())
    { }

    [[nodiscard]] const Content &content() const { return m_content; }

private:
    Content m_content;
};

/// What a row stores of a time: milliseconds since 1970 in UTC.
[[nodiscard]] inline Value toColumn(Timestamp time)
{
    return qint64(time.time_since_epoch().count());
}
[[nodiscard]] inline Value toColumn(const std::optional<Timestamp> &time)
{
    return time ? toColumn(*time) : Value();
}
[[nodiscard]] inline Value toColumn(const QUuid &uuid)
{
    return uuid.toRfc4122();
}

} // namespace confab
