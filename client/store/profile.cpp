// SPDX-License-Identifier: Apache-2.0
#include "client/store/profile.h"

#include "shared/core/text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSettings>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

Result<void> makePrivate(const QString &directory)
{
    if (!QDir().mkpath(directory) || !QFile::setPermissions(directory, ownerOnly))
        return Error::invalid(u"data"_s, u"The directory %1 cannot be made"_s.arg(directory));
    return {};
}

} // namespace

Profile::Profile(QString directory, QString name)
    : m_directory(std::move(directory))
    , m_name(std::move(name))
{
    const QSettings settings(settingsPath(), QSettings::IniFormat);
    m_server = QUrl(settings.value("server"_L1).toString(), QUrl::StrictMode);
    m_username = settings.value("username"_L1).toString();
    m_displayName = settings.value("displayName"_L1).toString();
}

Result<Profile> Profile::open(const QString &dataDirectory, const QString &name)
{
    // A name is a directory: "." and ".." would be others'.
    if (!isUsername(name) || name.startsWith(u'.'))
        return Error::invalid(u"profile"_s, u"must be 2 to 32 of A-Z a-z 0-9 . _ -"_s);
    const QString root = QDir(dataDirectory).absolutePath();
    const QString directory = root + u"/profiles/"_s + name;
    if (!QDir(root).exists()) {
        if (auto done = makePrivate(root); !done)
            return done.error();
    }
    if (auto done = makePrivate(directory); !done)
        return done.error();
    return Profile(directory, name);
}

QString Profile::settingsPath() const
{
    return m_directory + u"/profile.ini"_s;
}

Result<void> Profile::remember(const QUrl &server, const QString &username, const QString &displayName)
{
    m_server = server;
    m_username = username;
    m_displayName = displayName;
    QSettings settings(settingsPath(), QSettings::IniFormat);
    settings.setValue("server"_L1, server.toString());
    settings.setValue("username"_L1, username);
    settings.setValue("displayName"_L1, displayName);
    settings.sync();
    if (settings.status() != QSettings::NoError)
        return Error{ErrorCode::StorageFull, u"data"_s, u"%1 cannot be written"_s.arg(settingsPath())};
    return {};
}

Result<void> Profile::forget()
{
    return remember(m_server, {}, {});
}

QString Profile::accountKey() const
{
    const QString account = usernameKey(m_username) + u'@' + m_server.host() + u':'
        + QString::number(m_server.port(m_server.scheme() == "http"_L1 ? 80 : 443));
    // A host may hold what no file name may (IPv6): the name is for people, the hash tells accounts apart.
    const auto hash = QCryptographicHash::hash(account.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return usernameKey(m_username) + u'-' + QString::fromLatin1(hash);
}

QString Profile::databasePath() const
{
    return m_directory + u'/' + accountKey() + u".sqlite"_s;
}

QString Profile::filesPath() const
{
    return m_directory + u'/' + accountKey() + u".files"_s;
}

QString Profile::searchIndexPath() const
{
    return m_directory + u'/' + accountKey() + u".search"_s;
}

QString Profile::avatarDirectory() const
{
    return m_directory + u"/avatars"_s;
}

QString Profile::secretKey() const
{
    // The directory too: two profiles of one account are two sessions.
    const auto place
        = QCryptographicHash::hash(m_directory.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return u"session/"_s + accountKey() + u'/' + QString::fromLatin1(place);
}

} // namespace confab
