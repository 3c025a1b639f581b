// SPDX-License-Identifier: Apache-2.0
#include "server/api/contentdisposition.h"

#include <QUrl>

namespace confab {

namespace {

/// What a quoted string may hold everywhere: no quote, no backslash, and no percent, which some would decode.
bool isPlain(QChar c)
{
    return c >= u' ' && c <= u'~' && c != u'"' && c != u'\\' && c != u'%';
}

} // namespace

QByteArray attachmentDisposition(const QString &name)
{
    QByteArray ascii;
    for (const QChar c : name) {
        if (!c.isLowSurrogate())
            ascii.append(isPlain(c) ? c.toLatin1() : '_');
    }
    QByteArray field = "attachment; filename=\"" + ascii + '"';
    if (QString::fromLatin1(ascii) != name)
        field += "; filename*=UTF-8''" + QUrl::toPercentEncoding(name);
    return field;
}

} // namespace confab
