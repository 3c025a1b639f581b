// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/confablink.h"
#include "client/store/profile.h"
#include "client/view/mainwindow.h"

namespace confab {

class Notifier;
class SignInWindow;

/// Decides which window is there: the one for getting in, or the main window of the account. Owns the account
/// and both windows, never more than one of them. Lives on the GUI thread.
class Shell final : public QObject {
    Q_OBJECT

public:
    Shell(Profile profile, const ViewParts &parts, QObject *parent = nullptr);
    ~Shell() override;

    /// Opens the first window; `server` is the address to offer where the profile has no account yet.
    void start(const QString &server);
    [[nodiscard]] QWidget *window() const;
    /// Comes to the front, and follows that link as soon as it can be: when somebody is in, and this device
    /// is in step with the server. From anywhere, so it may be anything.
    void open(const QString &link);

private:
    void openAccount();
    void openSignIn(const QString &server);
    void onLoggedOut();
    void onLogInRequested();
    void closeAccount();
    void connectTray();
    void tellOfNews();
    void quit();
    void raise();
    void followLink();
    void askToLeave();
    void say(const QString &title, const QString &text);

    Profile m_profile;
    const ViewParts m_parts;
    std::unique_ptr<Account> m_account;
    std::unique_ptr<MainWindow> m_main;
    std::unique_ptr<Notifier> m_notifier; ///< of the account
    std::unique_ptr<SignInWindow> m_signIn;
    std::optional<ConfabLink> m_link; ///< to be followed when somebody is in
    bool m_isLoggingOut = false;
    bool m_isDeleted = false;
};

} // namespace confab
