// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"
#include "shared/core/text.h"

#include <QStringList>

namespace confab {

/// A cursor is opaque to clients: the keys of a page's last row, in base64url.
[[nodiscard]] inline QString encodeCursor(const QStringList &keys)
{
    return QString::fromLatin1(
        keys.join(u'\n').toUtf8().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

/// The keys again; empty when `cursor` is none.
[[nodiscard]] inline QStringList decodeCursor(const QString &cursor)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        cursor.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? QString::fromUtf8(*decoded).split(u'\n') : QStringList();
}

/// Where a list in the order of usernames goes on: the usernameKey() of the last one, empty for the first
/// page. What is no cursor is an invalid field `after`.
[[nodiscard]] inline Result<QString> readUsernameCursor(const QString &after)
{
    if (after.isEmpty())
        return QString();
    const QStringList keys = decodeCursor(after);
    if (keys.size() != 1 || !isUsername(keys.first()) || encodeCursor(keys) != after)
        return Error::invalid(QStringLiteral("after"), QStringLiteral("is no cursor"));
    return keys.first();
}

} // namespace confab
