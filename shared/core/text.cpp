// SPDX-License-Identifier: Apache-2.0
#include "shared/core/text.h"

#include "shared/core/limits.h"

#include <algorithm>

namespace confab {

qsizetype codePointLength(QStringView text)
{
    return text.size() - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); });
}

bool isScalarText(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isNull() || c.isLowSurrogate())
            return false;
        if (c.isHighSurrogate() && (++i == text.size() || !text[i].isLowSurrogate()))
            return false;
    }
    return true;
}

bool isUsername(QStringView text)
{
    const auto allowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.'
            || c == u'_' || c == u'-';
    };
    return text.size() >= Limits::usernameMin && text.size() <= Limits::usernameMax
        && std::all_of(text.begin(), text.end(), allowed);
}

QString usernameKey(QStringView username)
{
    return username.toString().toLower();
}

QString searchKey(QStringView text)
{
    return text.toString().normalized(QString::NormalizationForm_KC).toCaseFolded().trimmed();
}

} // namespace confab
