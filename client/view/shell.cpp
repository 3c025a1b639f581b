// SPDX-License-Identifier: Apache-2.0
#include "client/view/shell.h"

#include "client/store/account.h"
#include "client/view/errortext.h"
#include "client/view/signinwindow.h"

#include <QMessageBox>
#include <QTimer>

namespace confab {

Shell::Shell(Profile profile, const ViewParts &parts, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_parts(parts)
{ }

Shell::~Shell()
{
    closeAccount();
}

void Shell::start(const QString &server)
{
    if (m_profile.hasAccount())
        openAccount();
    else
        openSignIn(server);
}

QWidget *Shell::window() const
{
    if (m_main)
        return m_main.get();
    return m_signIn.get();
}

void Shell::openAccount()
{
    auto account = Account::open(m_profile, m_parts.secrets);
    if (!account) {
        QMessageBox::critical(
            nullptr, tr("Confab"),
            tr("The messages on this computer cannot be opened. %1").arg(errorText(account.error())));
        openSignIn({});
        return;
    }
    m_account = std::move(*account);
    m_main = std::make_unique<MainWindow>(*m_account, m_parts);
    connect(m_main.get(), &MainWindow::logOutRequested, this, [this] { m_isLoggingOut = true; });
    // Queued: the window that asks is still at work when it is taken away.
    connect(m_main.get(), &MainWindow::logInRequested, this, &Shell::onLogInRequested, Qt::QueuedConnection);
    connect(m_account.get(), &Account::loggedOut, this, &Shell::onLoggedOut, Qt::QueuedConnection);
    m_main->show();
    // What this device has is painted before the network is asked.
    QTimer::singleShot(0, m_account.get(), [account = m_account.get()] { account->start(); });
}

void Shell::openSignIn(const QString &server)
{
    m_signIn = std::make_unique<SignInWindow>(m_profile, m_parts.secrets, m_parts.theme);
    connect(
        m_signIn.get(), &SignInWindow::signedIn, this,
        [this](const Profile &profile) {
            m_profile = profile;
            m_signIn.reset();
            openAccount();
        },
        Qt::QueuedConnection);
    m_signIn->show();
    if (!server.isEmpty())
        m_signIn->useServer(server);
}

/// Logged out by oneself: back to the door. By others: the window stays, so that what is here can be read.
void Shell::onLoggedOut()
{
    if (m_isLoggingOut)
        onLogInRequested();
}

void Shell::onLogInRequested()
{
    m_isLoggingOut = false;
    if (m_account)
        m_profile = m_account->profile();
    const QString server = m_profile.server().toString();
    closeAccount();
    openSignIn(server);
}

void Shell::closeAccount()
{
    m_main.reset();
    m_account.reset();
}

} // namespace confab
