// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/shortcuts.h"
#include "shared/core/error.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QMenu)
QT_FORWARD_DECLARE_CLASS(QSplitter)
QT_FORWARD_DECLARE_CLASS(QTimer)

namespace confab {

class Account;
class Clock;
class ConversationView;
class IdleWatcher;
class OfflineBar;
class Preferences;
class SecretStore;
class NotificationService;
class Sidebar;
struct SwitcherCommand;
class Theme;
class TrayIcon;

/// What everything in the client's windows is built from; each outlives them.
struct ViewParts {
    Theme &theme;
    Preferences &preferences;
    SecretStore &secrets;
    const Clock &clock;
    TrayIcon *tray = nullptr; ///< where there is one
    NotificationService *notifications = nullptr; ///< where somebody is to be told
};

/// The window of an account that is logged in: sidebar, conversation, and the bar that says when the server
/// is out of reach. Composes them and holds the keyboard shortcuts; a narrow window shows one pane at a time.
class MainWindow final : public QWidget {
    Q_OBJECT

public:
    MainWindow(Account &account, const ViewParts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// At that message where one is given.
    void openChat(ChatId chat, Seq message = {});
    [[nodiscard]] ChatId currentChat() const;
    [[nodiscard]] bool isOnePane() const { return m_isOnePane; }
    /// Whether a person can have that chat before the eyes now.
    [[nodiscard]] bool isLookedAt(ChatId chat) const;
    /// Closes for good, whatever closing means to the person.
    void quit();

Q_SIGNALS:
    /// The session has ended elsewhere and the person wants to log in again.
    void logInRequested();
    void logOutRequested();
    /// A `confab://` link is to be followed.
    void linkRequested(const QString &link);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fillMenu();
    void connectAccount();
    void addShortcuts();
    void run(Command command);
    void makeGroup();
    void openSwitcher();
    [[nodiscard]] QList<SwitcherCommand> switcherCommands();
    void search(Command command);
    void step(int direction, bool onlyUnread);
    void goBack();
    void showPanes();
    void showTitle();
    void watchShown();
    void openSettings();
    void askToLogOut();
    void warnOfStorage(const Error &error);
    void restoreGeometryOrCentre();

    Account &m_account;
    const ViewParts m_parts;
    bool m_isOnePane = false;
    bool m_isQuitting = false;
    QMenu *m_menu;
    OfflineBar *m_offlineBar = nullptr;
    QSplitter *m_splitter = nullptr;
    Sidebar *m_sidebar = nullptr;
    ConversationView *m_conversation = nullptr;
    QTimer *m_watchTimer; ///< gathers changes of whose presence is on the screen
    IdleWatcher *m_idle;
};

} // namespace confab
