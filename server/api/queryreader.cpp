// SPDX-License-Identifier: Apache-2.0
#include "server/api/queryreader.h"

#include "shared/core/text.h"
#include "shared/protocol/jsonreader.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

std::optional<QString> QueryReader::value(QLatin1StringView name)
{
    const QStringList values = m_query.allQueryItemValues(name, QUrl::FullyDecoded);
    if (values.size() > 1)
        reject(name, u"is given more than once"_s);
    return values.isEmpty() ? std::nullopt : std::optional(values.first());
}

std::optional<qint64> QueryReader::integer(QLatin1StringView name)
{
    const auto text = value(name);
    if (!text)
        return std::nullopt;
    const bool digits = !text->isEmpty() && text->size() <= 16
        && std::all_of(text->begin(), text->end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const qint64 number = digits ? text->toLongLong() : -1;
    if (number < 0 || number > JsonReader::maxNumber) {
        reject(name, u"must be a whole number"_s);
        return std::nullopt;
    }
    return number;
}

int QueryReader::limit(int fallback, int max)
{
    const auto number = integer("limit"_L1);
    if (number && (*number < 1 || *number > max))
        reject("limit"_L1, u"must be from 1 to %1"_s.arg(max));
    return m_error ? fallback : int(number.value_or(fallback));
}

QString QueryReader::text(QLatin1StringView name, int maxLength)
{
    QString text = value(name).value_or(QString());
    if (!isScalarText(text))
        reject(name, u"holds a lone surrogate or NUL"_s);
    else if (codePointLength(text) > maxLength)
        reject(name, u"is longer than %1 characters"_s.arg(maxLength));
    return text;
}

bool QueryReader::flag(QLatin1StringView name)
{
    const QString text = value(name).value_or(u"false"_s);
    if (text != "true"_L1 && text != "false"_L1)
        reject(name, u"must be true or false"_s);
    return text == "true"_L1;
}

void QueryReader::reject(QLatin1StringView name, const QString &why)
{
    if (!m_error)
        m_error = Error::invalid(name, why);
}

Result<void> QueryReader::finish() const
{
    return m_error ? Result<void>(*m_error) : Result<void>();
}

} // namespace confab
