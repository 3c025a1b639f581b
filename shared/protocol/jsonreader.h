// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/id.h"
#include "shared/core/number.h"
#include "shared/core/result.h"
#include "shared/protocol/jsonfields.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>
#include <QUuid>

#include <optional>

namespace confab {

/// Reads the fields of one JSON object strictly, and remembers the first that is wrong.
///
/// Each function answers a default value once something is wrong, so a struct is read top to bottom and
/// `finish` says at the end whether it counts. Unknown fields are ignored, as the protocol asks.
/// An optional field may be missing or null. Reads a tree of
/// values, or the fields of a text without one.
class JsonReader {
public:
    JsonReader(const QJsonObject &json)
        : m_json(json)
    { }
    /// The fields must stay.
    JsonReader(const JsonFields &fields)
        : m_fields(&fields)
    { }

    [[nodiscard]] bool has(QLatin1StringView name) const;
    [[nodiscard]] bool isNumber(QLatin1StringView name) const;

    /// Any text of Unicode scalar values, at most `maxLength` code points.
    QString text(QLatin1StringView name, int maxLength);
    std::optional<QString> optionalText(QLatin1StringView name, int maxLength);
    bool boolean(QLatin1StringView name);
    std::optional<bool> optionalBoolean(QLatin1StringView name);
    /// A whole number from `min` to `max`.
    qint64 integer(QLatin1StringView name, qint64 min, qint64 max);
    std::optional<qint64> optionalInteger(QLatin1StringView name, qint64 min, qint64 max);
    QUuid uuid(QLatin1StringView name);
    Timestamp timestamp(QLatin1StringView name);
    std::optional<Timestamp> optionalTimestamp(QLatin1StringView name);
    QJsonObject object(QLatin1StringView name);
    QJsonArray array(QLatin1StringView name);
    QStringList texts(QLatin1StringView name, int maxLength, int maxCount);

    template <typename IdType>
    IdType id(QLatin1StringView name)
    {
        const auto parsed = IdType::fromString(text(name, 32));
        if (!parsed)
            reject(name, QStringLiteral("is no id"));
        return parsed.value_or(IdType());
    }
    template <typename IdType>
    std::optional<IdType> optionalId(QLatin1StringView name)
    {
        return has(name) ? std::optional(id<IdType>(name)) : std::nullopt;
    }
    template <typename NumberType>
    NumberType number(QLatin1StringView name)
    {
        return NumberType(integer(name, 0, maxNumber));
    }
    template <typename NumberType>
    std::optional<NumberType> optionalNumber(QLatin1StringView name)
    {
        return has(name) ? std::optional(number<NumberType>(name)) : std::nullopt;
    }
    /// An object that reads itself: `static Result<T> T::fromJson(const QJsonObject &)`.
    template <typename T>
    T nested(QLatin1StringView name)
    {
        return take(name, T::fromJson(object(name)));
    }
    template <typename T>
    QList<T> nestedList(QLatin1StringView name)
    {
        QList<T> items;
        const QJsonArray entries = array(name);
        for (const auto &entry : entries) {
            if (!entry.isObject())
                reject(name, QStringLiteral("holds something that is no object"));
            items.append(take(name, T::fromJson(entry.toObject())));
        }
        return items;
    }

    /// Makes `name` the wrong field, unless an earlier one is.
    void reject(QLatin1StringView name, const QString &why);
    /// `value`, or the error about the first wrong field.
    template <typename T>
    [[nodiscard]] Result<T> finish(T value) const
    {
        if (m_error)
            return *m_error;
        return value;
    }

    /// The largest integer that JSON carries exactly (RFC 7493).
    static constexpr qint64 maxNumber = (qint64(1) << 53) - 1;

private:
    template <typename T>
    T take(QLatin1StringView name, Result<T> result)
    {
        if (result)
            return std::move(result).value();
        reject(name, result.error().field + QLatin1StringView(" ") + result.error().detail);
        return T();
    }

    [[nodiscard]] QJsonValue tree(QLatin1StringView name) const;
    void checkText(QLatin1StringView name, QStringView text, int maxLength);

    const JsonFields *m_fields = nullptr; ///< what is read, or else m_json
    const QJsonObject m_json;
    std::optional<Error> m_error;
};

/// A JSON object from UTF-8, or Malformed.
[[nodiscard]] Result<QJsonObject> parseJsonObject(const QByteArray &utf8);

} // namespace confab
