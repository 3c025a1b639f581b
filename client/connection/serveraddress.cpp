// SPDX-License-Identifier: Apache-2.0
#include "client/connection/serveraddress.h"

#include <QHostAddress>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error refused(const QString &why)
{
    return Error::invalid(u"server"_s, why);
}

bool isLoopback(const QString &host)
{
    const QHostAddress address(host);
    return address.isLoopback() || host == "localhost"_L1 || host.endsWith(".localhost"_L1);
}

QUrl candidate(QUrl url, QLatin1StringView scheme)
{
    url.setScheme(scheme);
    url.setPath({});
    return url;
}

Result<void> check(const QUrl &url)
{
    if (!url.isValid())
        return refused(u"is no address: "_s + url.errorString());
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return refused(u"must be a host, or begin with https:// or http://"_s);
    if (url.host().isEmpty())
        return refused(u"names no host"_s);
    if (!url.userInfo().isEmpty())
        return refused(u"must not hold a name or password"_s);
    if (!url.path().isEmpty() && url.path() != "/"_L1)
        return refused(u"must not hold a path"_s);
    if (url.hasQuery() || url.hasFragment())
        return refused(u"must not hold a query or fragment"_s);
    if (url.port() == 0)
        return refused(u"has no such port"_s);
    return {};
}

} // namespace

Result<ServerAddress> ServerAddress::parse(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return refused(u"is empty"_s);
    if (text.contains(u' ') || text.contains(u'\\'))
        return refused(u"is no address"_s);

    const bool hasScheme = text.contains("://"_L1);
    QUrl url(hasScheme ? text : u"https://"_s + text, QUrl::StrictMode);
    if (auto good = check(url); !good)
        return good.error();
    if (url.port() == -1)
        url.setPort(defaultPort);

    if (hasScheme)
        return ServerAddress{{candidate(url, url.scheme() == "http"_L1 ? "http"_L1 : "https"_L1)}};
    if (isLoopback(url.host()))
        return ServerAddress{{candidate(url, "http"_L1), candidate(url, "https"_L1)}};
    return ServerAddress{{candidate(url, "https"_L1)}};
}

} // namespace confab
