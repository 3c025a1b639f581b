// SPDX-License-Identifier: Apache-2.0
#include "server/storage/positionalsql.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// Where what begins at `from` ends: a quoted text, a quoted name, a comment, or a single character.
qsizetype endOfUntouched(QStringView sql, qsizetype from)
{
    const auto after = [&](QStringView end, qsizetype start) {
        const qsizetype found = sql.indexOf(end, start);
        return found < 0 ? sql.size() : found + end.size();
    };
    const QStringView rest = sql.sliced(from);
    for (const QStringView quote : {QStringView(u"'"), QStringView(u"\""), QStringView(u"`")}) {
        if (rest.startsWith(quote))
            return after(quote, from + 1);
    }
    if (rest.startsWith(u"--"))
        return after(u"\n", from);
    return from + (rest.startsWith(u"::") ? 2 : 1); // PostgreSQL's cast
}

} // namespace

PositionalSql PositionalSql::from(const QString &sql, const QStringList &reserved)
{
    PositionalSql positional;
    for (qsizetype i = 0; i < sql.size();) {
        const bool isPlaceholder
            = sql[i] == u':' && i + 1 < sql.size() && (sql[i + 1].isLetter() || sql[i + 1] == u'_');
        if (!isPlaceholder && !isNamePart(sql[i])) {
            const qsizetype end = endOfUntouched(sql, i);
            positional.text += QStringView(sql).sliced(i, end - i);
            i = end;
            continue;
        }
        const auto end = std::find_if_not(sql.begin() + i + 1, sql.end(), isNamePart) - sql.begin();
        const QString word = sql.sliced(i, end - i);
        const bool isQualified = i > 0 && sql[i - 1] == u'.';
        if (isPlaceholder)
            positional.names.append(word);
        if (isPlaceholder)
            positional.text += u'?';
        else if (!isQualified && reserved.contains(word))
            positional.text += u'`' + word + u'`';
        else
            positional.text += word;
        i = end;
    }
    return positional;
}

} // namespace confab
