// SPDX-License-Identifier: Apache-2.0
#include "client/view/shell.h"

#include "client/store/account.h"
#include "client/store/conversationlistmodel.h"
#include "client/view/errortext.h"
#include "client/view/notifier.h"
#include "client/view/questiondialog.h"
#include "client/view/signinwindow.h"
#include "client/view/trayicon.h"

#include <QCoreApplication>
#include <QTimer>

namespace confab {

Shell::Shell(Profile profile, const ViewParts &parts, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_parts(parts)
{
    if (m_parts.tray)
        connectTray();
}

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
        openSignIn({}); // First, so that there is a window for whatever else comes.
        say(tr("The messages on this computer cannot be opened"), errorText(account.error()));
        return;
    }
    m_account = std::move(*account);
    m_main = std::make_unique<MainWindow>(*m_account, m_parts);
    connect(m_main.get(), &MainWindow::logOutRequested, this, [this] { m_isLoggingOut = true; });
    // Queued: the window that asks is still at work when it is taken away.
    connect(m_main.get(), &MainWindow::logInRequested, this, &Shell::onLogInRequested, Qt::QueuedConnection);
    connect(m_main.get(), &MainWindow::linkRequested, this, &Shell::open, Qt::QueuedConnection);
    connect(m_account.get(), &Account::deleted, this, [this] { m_isDeleted = m_isLoggingOut = true; });
    connect(m_account.get(), &Account::loggedOut, this, &Shell::onLoggedOut, Qt::QueuedConnection);
    tellOfNews();
    m_main->show();
    // What this device has is painted before the network is asked.
    QTimer::singleShot(0, m_account.get(), [account = m_account.get()] { account->start(); });
}

void Shell::connectTray()
{
    connect(m_parts.tray, &TrayIcon::openRequested, this, &Shell::raise);
    // Queued: the menu that asks is still open.
    connect(m_parts.tray, &TrayIcon::quitRequested, this, &Shell::quit, Qt::QueuedConnection);
}

void Shell::tellOfNews()
{
    if (m_parts.tray) {
        auto *conversations = m_account->conversations();
        connect(conversations, &ConversationListModel::totalUnreadChanged, m_parts.tray,
                &TrayIcon::setUnread);
        m_parts.tray->setUnread(conversations->totalUnread());
    }
    if (!m_parts.notifications)
        return;
    m_notifier = std::make_unique<Notifier>(
        Notifier::Parts{.account = *m_account,
                        .preferences = m_parts.preferences,
                        .service = *m_parts.notifications,
                        .clock = m_parts.clock,
                        .isLookedAt = [this](ChatId chat) { return m_main->isLookedAt(chat); }});
    connect(m_notifier.get(), &Notifier::openRequested, this, [this](ChatId chat) {
        raise();
        if (!chat.isNull())
            m_main->openChat(chat);
    });
}

void Shell::quit()
{
    if (m_main)
        m_main->quit();
    QCoreApplication::quit();
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
            if (m_link && m_link->leadsTo(m_profile.server()))
                followLink();
            m_link.reset(); // Else another server was chosen after all.
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
    openSignIn(m_link ? QString() : server);
    if (std::exchange(m_isDeleted, false))
        m_signIn->showNotice(tr("Your account is deleted."));
    if (m_link)
        followLink();
}

void Shell::raise()
{
    if (!window())
        return;
    window()->setWindowState(window()->windowState() & ~Qt::WindowMinimized);
    window()->show();
    window()->raise();
    window()->activateWindow();
}

void Shell::open(const QString &link)
{
    raise();
    if (link.isEmpty())
        return;
    const auto parsed = ConfabLink::parse(link);
    if (!parsed)
        return say(tr("This link cannot be opened"),
                   tr("It is damaged, or made by a newer Confab. Ask whoever passed it on for another."));
    m_link = *parsed;
    followLink();
}

void Shell::followLink()
{
    const bool isInvitation = std::holds_alternative<ConfabLink::Invitation>(m_link->target);
    if (m_signIn) {
        m_signIn->useServer(isInvitation ? m_link->toString() : m_link->server);
        return;
    }
    if (!m_account)
        return; // Followed when somebody is in.
    if (!m_link->leadsTo(m_profile.server()))
        return askToLeave();
    const ConfabLink link = *std::exchange(m_link, std::nullopt);
    if (isInvitation)
        return say(tr("You are in already"),
                   tr("This invitation is for the server where you have an account."));
    m_account->follow(link.target, m_main.get(), [this](const Result<LinkedPlace> &place) {
        if (place)
            m_main->openChat(place->chat, place->message);
        else if (place.error().code == ErrorCode::NotFound)
            say(tr("There is nothing to open"),
                tr("What this link leads to does not exist, or is not for you to see."));
        else
            say(tr("This link cannot be opened now"), errorText(place.error()));
    });
}

void Shell::askToLeave()
{
    const ConfabLink link = *std::exchange(m_link, std::nullopt);
    auto *question = new QuestionDialog(
        tr("This link leads to another server"),
        tr("You are logged in to %1, the link leads to %2. Log out here to log in there? What you have "
           "here stays on this computer.")
            .arg(m_profile.server().authority(), link.server),
        tr("Log out and go there"), QuestionDialog::Answer::Harmless, window());
    connect(question, &QDialog::accepted, this, [this, link] {
        m_link = link;
        m_isLoggingOut = true;
        m_account->logOut(Account::LocalData::Keep);
    });
    question->open();
}

void Shell::say(const QString &title, const QString &text)
{
    (new QuestionDialog(title, text, tr("OK"), QuestionDialog::Answer::Only, window()))->open();
}

void Shell::closeAccount()
{
    m_notifier.reset();
    m_main.reset();
    m_account.reset();
    if (m_parts.tray)
        m_parts.tray->setUnread(0);
}

} // namespace confab
