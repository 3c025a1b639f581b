// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QUrl>

namespace confab {

/// Where one profile (`--profile NAME` under `--data DIR`) keeps its things, and what it remembers between
/// starts: the server's address and the username, never a secret. A value; any thread.
///
///     DIR/profiles/NAME/profile.ini         the address and the username
///     DIR/profiles/NAME/<account>.sqlite    that account's messages, outbox and drafts
///     DIR/profiles/NAME/<account>.search    the index of these messages
///     DIR/profiles/NAME/<account>.files     the files they hold
///     DIR/profiles/NAME/avatars             pictures of people
///
/// The directories are the owner's only (0700).
class Profile {
public:
    static constexpr QLatin1StringView defaultName{"default"};

    /// Opens or makes the profile. A name is 2–32 of `A-Z a-z 0-9 . _ -`, else an error about the field
    /// `profile`; a directory that cannot be made is one about `data`.
    [[nodiscard]] static Result<Profile> open(const QString &dataDirectory,
                                              const QString &name = defaultName);

    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString directory() const { return m_directory; }

    /// Whether an account is remembered: then the client starts with it and does not ask.
    [[nodiscard]] bool hasAccount() const { return m_server.isValid() && !m_username.isEmpty(); }
    /// The server's root, such as `https://chat.example.org:7280`; remembered when a sign-in succeeds.
    [[nodiscard]] QUrl server() const { return m_server; }
    [[nodiscard]] QString username() const { return m_username; }
    [[nodiscard]] QString displayName() const { return m_displayName; }

    /// Remembers the account, durably.
    Result<void> remember(const QUrl &server, const QString &username, const QString &displayName);
    /// Forgets the username, and keeps the server as the one to offer next.
    Result<void> forget();

    /// The database of the remembered account.
    [[nodiscard]] QString databasePath() const;
    /// The search index of its messages, which can be lost.
    [[nodiscard]] QString searchIndexPath() const;
    /// Where the pictures of people are kept, which can be lost; the profile's, as pictures have the same
    /// name in every account.
    [[nodiscard]] QString avatarDirectory() const;
    /// The folder of the files that its messages hold.
    [[nodiscard]] QString filesPath() const;
    /// What the account's session is called in a SecretStore.
    [[nodiscard]] QString secretKey() const;

private:
    Profile(QString directory, QString name);
    [[nodiscard]] QString settingsPath() const;
    [[nodiscard]] QString accountKey() const;

    QString m_directory;
    QString m_name;
    QUrl m_server;
    QString m_username;
    QString m_displayName;
};

} // namespace confab
