// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QUrlQuery>

namespace confab {

/// Reads the parameters of a query strictly, and remembers the first that is wrong; the counterpart of
/// JsonReader. Unknown parameters are ignored, one that is given twice is refused.
class QueryReader {
public:
    explicit QueryReader(const QUrlQuery &query)
        : m_query(query)
    { }

    /// The size of a page: 1 to `max`, `fallback` where none is named.
    int limit(int fallback, int max);
    /// Text of at most `maxLength` code points; empty where it is missing.
    QString text(QLatin1StringView name, int maxLength);
    /// `true` or `false`; false where it is missing.
    bool flag(QLatin1StringView name);
    template <typename NumberType>
    std::optional<NumberType> number(QLatin1StringView name)
    {
        const auto value = integer(name);
        return value ? std::optional(NumberType(*value)) : std::nullopt;
    }

    /// Makes `name` the wrong parameter, unless an earlier one is.
    void reject(QLatin1StringView name, const QString &why);
    [[nodiscard]] Result<void> finish() const;

private:
    [[nodiscard]] std::optional<QString> value(QLatin1StringView name);
    [[nodiscard]] std::optional<qint64> integer(QLatin1StringView name);

    const QUrlQuery &m_query;
    std::optional<Error> m_error;
};

} // namespace confab
