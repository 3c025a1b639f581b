// SPDX-License-Identifier: Apache-2.0
#include "server/storage/databaseurl.h"

#include <QUrl>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

std::optional<Engine> engineOf(const QString &scheme)
{
    if (scheme == "sqlite"_L1)
        return Engine::Sqlite;
    if (scheme == "postgresql"_L1 || scheme == "postgres"_L1)
        return Engine::PostgreSql;
    if (scheme == "mysql"_L1 || scheme == "mariadb"_L1)
        return Engine::MariaDb;
    return std::nullopt;
}

Error refusal(const QString &why)
{
    return Error::invalid(u"database"_s, why);
}

Result<DatabaseUrl> parseShared(const QUrl &url, Engine engine)
{
    DatabaseUrl parsed{.engine = engine,
                       .host = url.host(),
                       .port = quint16(url.port(engine == Engine::PostgreSql ? 5432 : 3306)),
                       .user = url.userName(QUrl::FullyDecoded),
                       .password = url.password(QUrl::FullyDecoded),
                       .name = url.path(QUrl::FullyDecoded).mid(1)};
    if (!url.isValid() || parsed.host.isEmpty())
        return refusal(u"names no host"_s);
    if (parsed.user.isEmpty())
        return refusal(u"names no user"_s);
    if (parsed.name.isEmpty() || parsed.name.contains(u'/'))
        return refusal(u"names no database after the host"_s);
    if (url.hasQuery() || url.hasFragment())
        return refusal(u"has something after the name of the database"_s);
    return parsed;
}

} // namespace

Result<DatabaseUrl> DatabaseUrl::parse(const QString &text)
{
    const auto engine = engineOf(text.section(u':', 0, 0));
    if (!engine || !text.contains("://"_L1))
        return refusal(u"must be sqlite, sqlite:///FILE, postgresql://… or mysql://…"_s);
    if (*engine != Engine::Sqlite)
        return parseShared(QUrl(text, QUrl::StrictMode), *engine);
    // A path may hold what a URL may not; it is taken as it stands.
    const QString path = text.sliced(text.indexOf("://"_L1) + 3);
    if (path.size() < 2 || !path.startsWith(u'/'))
        return refusal(u"must be sqlite or sqlite:///FILE"_s);
    return sqlite(path);
}

QString DatabaseUrl::toString() const
{
    if (engine == Engine::Sqlite)
        return path;
    QUrl url;
    url.setScheme(engine == Engine::PostgreSql ? u"postgresql"_s : u"mysql"_s);
    url.setUserName(user);
    url.setHost(host);
    url.setPort(port);
    url.setPath(u'/' + name);
    return url.toString();
}

} // namespace confab
