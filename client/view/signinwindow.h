// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/profile.h"
#include "shared/protocol/serverinfo.h"
#include "shared/protocol/session.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QStackedWidget)

namespace confab {

class FormPage;
class SecretStore;
class SignIn;
class Theme;

/// Getting in: first where, then who. One form at a time; what a SignIn answers stands beside the field it
/// belongs to. New recovery codes are shown before signedIn comes.
class SignInWindow final : public QWidget {
    Q_OBJECT

public:
    SignInWindow(const Profile &profile, SecretStore &secrets, const Theme &theme, QWidget *parent = nullptr);
    ~SignInWindow() override;

    /// Asks that server at once, as if it had been typed.
    void useServer(const QString &address);
    /// Something good that has happened, over whichever of the first two forms is shown.
    void showNotice(const QString &text);

Q_SIGNALS:
    /// The profile knows the account now.
    void signedIn(const confab::Profile &profile);

private:
    void build();
    void addServerPage();
    void addLogInPage();
    void addCreatePage();
    void addResetPage();
    void connectSignIn();
    void showPage(FormPage *page);
    void onServerFound(const ServerInfo &info);
    void onSignedIn(const LoggedIn &loggedIn);
    void createAccount();
    void resetPassword();

    const Theme &m_theme;
    SignIn *m_signIn;
    QStackedWidget *m_pages = nullptr;
    FormPage *m_server = nullptr;
    FormPage *m_logIn = nullptr;
    FormPage *m_create = nullptr;
    FormPage *m_reset = nullptr;
    QString m_notice; ///< until the server has answered
};

} // namespace confab
