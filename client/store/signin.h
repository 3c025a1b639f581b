// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/profile.h"
#include "shared/protocol/accountrequests.h"
#include "shared/protocol/serverinfo.h"
#include "shared/protocol/session.h"

#include <QObject>

#include <memory>

namespace confab {

class SecretStore;

/// Getting in: finds the server behind what a person typed, then logs in, makes an account or resets a
/// password.
///
/// One question at a time; a new one makes the answer of the one before stale, and it is not heard. On
/// success the session is in the SecretStore and the profile remembers the account, so that
/// Account::open(profile()) is what comes next. Lives on the GUI thread; the SecretStore outlives it.
///
/// Errors carry the `field` they belong beside: `server`, `username`, `password`, `displayName`, `invite`,
/// `recoveryCode`, `newPassword`. A server that cannot be reached is Unavailable with the field `network`,
/// one whose certificate is not trusted with the field `certificate`.
class SignIn final : public QObject {
    Q_OBJECT

public:
    SignIn(Profile profile, SecretStore &secrets, QObject *parent = nullptr);
    ~SignIn() override;

    [[nodiscard]] const Profile &profile() const;
    /// What the last successful checkServer found.
    [[nodiscard]] QUrl server() const;
    [[nodiscard]] bool isBusy() const;
    /// The code of the invitation that led to the server; empty without one.
    [[nodiscard]] QString invite() const;

    /// `host`, `host:port` or `http(s)://host[:port]`, as typed. Without a scheme it is https, and http too
    /// where the host is this computer. Or a ConfabLink to anything
    /// there; invite() then has the code of an invitation.
    /// Answered by serverFound or serverFailed.
    void checkServer(const QString &typed);

    /// The calls below need a server that was found. They are answered by signedIn or failed.
    void logIn(const QString &username, const QString &password);
    /// `signedIn` carries ten recovery codes, to be shown once.
    void createAccount(const RegisterRequest &request);
    /// Answered by passwordReset or failed; every session of the account ends.
    void resetPassword(const PasswordResetRequest &request);
    /// Makes any answer that is still to come stale.
    void cancel();

Q_SIGNALS:
    void busyChanged(bool busy);
    void serverFound(const confab::ServerInfo &info);
    void serverFailed(const confab::Error &error);
    void signedIn(const confab::LoggedIn &loggedIn);
    void passwordReset();
    void failed(const confab::Error &error);

private:
    struct Parts;
    const std::unique_ptr<Parts> m_parts;
};

} // namespace confab
