// SPDX-License-Identifier: Apache-2.0
#include "client/view/mainwindow.h"

#include "client/store/account.h"
#include "client/store/activechat.h"
#include "client/store/conversationlistmodel.h"
#include "client/view/chatcommands.h"
#include "client/view/conversationheader.h"
#include "client/view/conversationview.h"
#include "client/view/errortext.h"
#include "client/view/idlewatcher.h"
#include "client/view/logoutdialog.h"
#include "client/view/metrics.h"
#include "client/view/newgroupdialog.h"
#include "client/view/offlinebar.h"
#include "client/view/preferences.h"
#include "client/view/quickswitcher.h"
#include "client/view/settingsdialog.h"
#include "client/view/shortcutsdialog.h"
#include "client/view/sidebar.h"
#include "client/view/trayicon.h"
#include "shared/core/text.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QMessageBox>
#include <QScreen>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace confab {
namespace {

constexpr QSize firstSize{1000, 680};
constexpr QSize smallestSize{320, 360};
constexpr auto watchPause = 200ms;

/// Without a loop of its own: the account, and with it the window, may go while the dialog is open.
void openDialog(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

MainWindow::MainWindow(Account &account, const ViewParts &parts, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_parts(parts)
    , m_menu(new QMenu(this))
    , m_watchTimer(new QTimer(this))
    , m_idle(new IdleWatcher(this))
{
    setObjectName(u"mainWindow"_s);
    setMinimumSize(smallestSize);
    m_watchTimer->setSingleShot(true);
    build();
    fillMenu();
    addShortcuts();
    connectAccount();
    restoreGeometryOrCentre();
    showPanes();
    showTitle();
    m_offlineBar->setStatus(account.status());
    m_sidebar->setFocus();
    if (const ChatId active = account.active().chat(); !active.isNull())
        openChat(active);
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_offlineBar = new OfflineBar(m_parts.clock, m_parts.theme, this);
    m_sidebar = new Sidebar(m_account, m_parts.theme, m_menu, this);
    m_conversation = new ConversationView(m_account, m_parts.theme, m_parts.preferences, this);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(m_conversation);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_offlineBar);
    layout->addWidget(m_splitter, 1);

    connect(m_sidebar, &Sidebar::chatChosen, this, [this](ChatId chat) { openChat(chat); });
    connect(m_sidebar, &Sidebar::messageChosen, this, &MainWindow::openChat);
    connect(m_sidebar, &Sidebar::newGroupRequested, this, &MainWindow::makeGroup);
    connect(m_sidebar, &Sidebar::shownPeopleChanged, m_watchTimer,
            [this] { m_watchTimer->start(watchPause); });
    connect(m_conversation, &ConversationView::shownPeopleChanged, m_watchTimer,
            [this] { m_watchTimer->start(watchPause); });
    connect(m_conversation, &ConversationView::chatRequested, this, [this](ChatId chat) { openChat(chat); });
    connect(m_watchTimer, &QTimer::timeout, this, &MainWindow::watchShown);
    connect(m_conversation->header(), &ConversationHeader::backRequested, this, [this] { openChat({}); });
    connect(m_conversation->header(), &ConversationHeader::searchRequested, this,
            [this] { search(Command::FindHere); });
    connect(m_conversation, &ConversationView::confabLinkActivated, this, &MainWindow::linkRequested);
    connect(m_offlineBar, &OfflineBar::tryNowRequested, this, [this] { m_account.retryNow(); });
    connect(m_offlineBar, &OfflineBar::logInRequested, this, &MainWindow::logInRequested);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        if (!m_isOnePane)
            m_parts.preferences.setSidebarWidth(m_sidebar->width());
    });
}

void MainWindow::fillMenu()
{
    m_menu->setObjectName(u"meMenu"_s);
    m_menu->addAction(tr("Settings"), this, &MainWindow::openSettings);
    m_menu->addAction(tr("Keyboard shortcuts"), this, [this] { run(Command::Shortcuts); });
    m_menu->addSeparator();
    m_menu->addAction(tr("Log out…"), this, &MainWindow::askToLogOut);
    m_menu->addAction(tr("Quit"), this, &MainWindow::quit);
}

void MainWindow::connectAccount()
{
    connect(&m_account, &Account::statusChanged, this,
            [this] { m_offlineBar->setStatus(m_account.status()); });
    connect(&m_account, &Account::meChanged, this, &MainWindow::showTitle);
    connect(m_account.conversations(), &ConversationListModel::totalUnreadChanged, this,
            &MainWindow::showTitle);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_account.conversations(), signal, m_watchTimer, [this] { m_watchTimer->start(watchPause); });
    connect(&m_account, &Account::storageFailed, this, &MainWindow::warnOfStorage);
    connect(m_idle, &IdleWatcher::activeChanged, &m_account, &Account::setActive);
}

void MainWindow::addShortcuts()
{
    const auto table = shortcuts();
    for (const Shortcut &shortcut : table) {
        auto *action = new QAction(shortcut.description, this);
        action->setShortcuts(shortcut.keys);
        connect(action, &QAction::triggered, this, [this, command = shortcut.command] { run(command); });
        addAction(action);
    }
}

void MainWindow::run(Command command)
{
    switch (command) {
    case Command::Jump:
        openSwitcher();
        return;
    case Command::FindHere:
    case Command::FindEverywhere:
    case Command::NewConversation:
        search(command);
        return;
    case Command::NewGroup:
        makeGroup();
        return;
    case Command::PreviousConversation:
    case Command::PreviousUnread:
        step(-1, command == Command::PreviousUnread);
        return;
    case Command::NextConversation:
    case Command::NextUnread:
        step(1, command == Command::NextUnread);
        return;
    case Command::Back:
        goBack();
        return;
    case Command::Settings:
        openSettings();
        return;
    case Command::Shortcuts:
        openDialog(new ShortcutsDialog(this));
        return;
    case Command::Quit:
        quit();
        return;
    }
}

void MainWindow::makeGroup()
{
    auto *dialog = new NewGroupDialog(m_account, m_parts.theme, this);
    connect(dialog, &NewGroupDialog::created, this, [this](ChatId chat) {
        m_sidebar->leave();
        openChat(chat);
    });
    dialog->open();
}

void MainWindow::openSwitcher()
{
    auto *switcher = new QuickSwitcher(m_account, m_parts.theme, switcherCommands(), this);
    connect(switcher, &QuickSwitcher::chatChosen, this, [this](ChatId chat) {
        m_sidebar->leave();
        openChat(chat);
    });
    switcher->open();
}

QList<SwitcherCommand> MainWindow::switcherCommands()
{
    QList<SwitcherCommand> commands = chatCommands(m_account, currentChat(), this);
    const auto table = shortcuts();
    for (const Shortcut &shortcut : table) {
        if (shortcut.command == Command::Jump || shortcut.command == Command::Back)
            continue;
        commands.append({.text = shortcut.description,
                         .keys = shortcut.keys.first().toString(QKeySequence::NativeText),
                         .icon = shortcut.icon,
                         .run = [this, command = shortcut.command] { run(command); }});
    }
    commands.append({.text = tr("Archived conversations"), .icon = "archive"_L1, .run = [this] {
                         if (m_isOnePane)
                             openChat({});
                         m_sidebar->openArchive();
                     }});
    commands.append({.text = tr("Log out…"), .icon = "log-out"_L1, .run = [this] { askToLogOut(); }});
    return commands;
}

void MainWindow::search(Command command)
{
    const Chat chat = m_account.chat(currentChat());
    if (m_isOnePane)
        openChat({});
    if (command == Command::NewConversation)
        m_sidebar->startConversation();
    else if (command == Command::FindHere && !chat.id.isNull())
        m_sidebar->searchIn(chat);
    else
        m_sidebar->focusSearch();
}

void MainWindow::step(int direction, bool onlyUnread)
{
    const auto among = onlyUnread ? ChatLists::Among::Unread : ChatLists::Among::All;
    if (const ChatId chat = m_sidebar->chats().neighbour(direction, among); !chat.isNull())
        openChat(chat);
}

void MainWindow::goBack()
{
    if (m_sidebar->leave() || m_conversation->closeDetails())
        m_conversation->focusComposer();
    else if (m_isOnePane)
        openChat({});
    else
        m_conversation->focusComposer();
}

void MainWindow::openChat(ChatId chat, Seq message)
{
    m_conversation->open(chat, message);
    m_sidebar->setCurrentChat(chat);
    showPanes();
    m_watchTimer->start(watchPause);
    if (chat.isNull())
        m_sidebar->setFocus();
    else
        m_conversation->focusComposer();
}

ChatId MainWindow::currentChat() const
{
    return m_conversation->chat();
}

void MainWindow::showPanes()
{
    m_isOnePane = width() < Metrics::onePaneBelow;
    const bool chatOpen = !currentChat().isNull();
    if (m_isOnePane)
        m_sidebar->setMaximumWidth(QWIDGETSIZE_MAX);
    else
        m_sidebar->setMaximumWidth(Metrics::sidebarMax);
    m_sidebar->setMinimumWidth(Metrics::sidebarMin);
    m_sidebar->setVisible(!m_isOnePane || !chatOpen);
    m_conversation->setVisible(!m_isOnePane || chatOpen);
    m_conversation->header()->setBackButton(m_isOnePane ? ConversationHeader::BackButton::Shown
                                                        : ConversationHeader::BackButton::Hidden);
    if (m_isOnePane) {
        m_splitter->setSizes({width(), width()}); // The one that is there gets all.
    } else {
        const int sidebar = m_parts.preferences.sidebarWidth();
        m_splitter->setSizes({sidebar, qMax(1, width() - sidebar - m_splitter->handleWidth())});
    }
}

void MainWindow::showTitle()
{
    const QString name = m_account.me().user.displayName;
    const int unread = m_account.conversations()->totalUnread();
    setWindowTitle(unread > 0 ? tr("(%1) %2 – Confab").arg(QLocale().toString(unread), name)
                              : tr("%1 – Confab").arg(name));
}

void MainWindow::watchShown()
{
    QStringList people = m_conversation->shownPeople() + m_sidebar->shownPeople();
    if (const Chat chat = m_account.chat(currentChat()); !chat.id.isNull())
        people.prepend(chat.username);
    people.removeIf([](const QString &person) { return !isUsername(person); }); // of a group
    people.removeDuplicates();
    m_account.setWatched(people);
}

void MainWindow::openSettings()
{
    openDialog(new SettingsDialog(m_account, m_parts, this));
}

void MainWindow::askToLogOut()
{
    auto *dialog = new LogOutDialog(m_account.status().queued, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        Q_EMIT logOutRequested();
        m_account.logOut(dialog->removesData() ? Account::LocalData::Remove : Account::LocalData::Keep);
    });
    openDialog(dialog);
}

void MainWindow::warnOfStorage(const Error &error)
{
    // Every message may fail on a full disk; one warning at a time is enough.
    if (findChild<QMessageBox *>())
        return;
    openDialog(new QMessageBox(QMessageBox::Warning, tr("Confab"), errorText(error), QMessageBox::Ok, this));
}

void MainWindow::restoreGeometryOrCentre()
{
    if (!restoreGeometry(m_parts.preferences.geometry()))
        resize(firstSize.boundedTo(screen()->availableSize()));
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool onePane = width() < Metrics::onePaneBelow;
    if (onePane != m_isOnePane)
        showPanes();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_conversation->saveDraft();
    m_parts.preferences.setGeometry(saveGeometry());
    const bool isEnding = m_isQuitting || qApp->isSavingSession();
    const bool hides = m_parts.preferences.closing() == Preferences::Closing::Hides && m_parts.tray
        && m_parts.tray->isThere();
    if (isEnding || !hides)
        return QWidget::closeEvent(event);
    event->ignore();
    hide();
}

bool MainWindow::isLookedAt(ChatId chat) const
{
    return isVisible() && isActiveWindow() && currentChat() == chat;
}

void MainWindow::quit()
{
    m_isQuitting = true;
    close();
}

void MainWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && !isActiveWindow())
        m_conversation->saveDraft();
}

} // namespace confab
