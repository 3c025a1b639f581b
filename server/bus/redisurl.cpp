// SPDX-License-Identifier: Apache-2.0
#include "server/bus/redisurl.h"

#include <QUrl>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int highestDatabase = 9999;

Error refusal(const QString &why)
{
    return Error::invalid(u"bus"_s, why);
}

/// The number in the path; -1 when it is none.
int databaseOf(const QString &path)
{
    if (path.isEmpty() || path == "/"_L1)
        return 0;
    bool ok = false;
    const int number = path.sliced(1).toInt(&ok);
    return ok && number <= highestDatabase && QString::number(number) == path.sliced(1) ? number : -1;
}

QByteArray decoded(const QString &text)
{
    return QByteArray::fromPercentEncoding(text.toUtf8());
}

/// What is wrong of what QUrl could read; empty when nothing is.
QString objectionTo(const QUrl &url)
{
    if (url.host().isEmpty())
        return u"names no host"_s;
    if (url.port(RedisUrl::defaultPort) < 1)
        return u"has a port that is none"_s;
    if (databaseOf(url.path()) < 0)
        return u"names a database that is no number from 0 to %1"_s.arg(highestDatabase);
    if (url.hasQuery() || url.hasFragment())
        return u"ends in something that no Redis URL has"_s;
    if (!url.userName().isEmpty() && url.password().isEmpty())
        return u"names a user without a password"_s;
    return {};
}

} // namespace

Result<RedisUrl> RedisUrl::parse(const QString &text)
{
    constexpr auto scheme = "redis://"_L1;
    if (text.startsWith("rediss:"_L1, Qt::CaseInsensitive))
        return refusal(u"asks for TLS to Redis (rediss:), which this version does not speak"_s);
    if (!text.startsWith(scheme))
        return refusal(u"must be redis://HOST, redis://HOST:PORT or redis://:PASSWORD@HOST:PORT"_s);
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid())
        return refusal(u"is no URL: what is unusual in a user or password must be percent-encoded"_s);
    if (const QString objection = objectionTo(url); !objection.isEmpty())
        return refusal(objection);
    RedisUrl parsed{.host = url.host(),
                    .port = quint16(url.port(defaultPort)),
                    .user = decoded(url.userName(QUrl::FullyEncoded)),
                    .password = decoded(url.password(QUrl::FullyEncoded)),
                    .database = databaseOf(url.path())};
    if (parsed.user.contains('\0') || parsed.password.contains('\0'))
        return refusal(u"has a NUL in the user or the password"_s);
    return parsed;
}

QString RedisUrl::place() const
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

} // namespace confab
