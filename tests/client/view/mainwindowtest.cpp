// SPDX-License-Identifier: Apache-2.0
#include "client/view/mainwindow.h"
#include "client/store/account.h"
#include "client/store/conversationlistmodel.h"
#include "client/store/localstore.h"
#include "client/store/secretstore.h"
#include "client/store/syncstore.h"
#include "client/view/composeredit.h"
#include "client/view/messageview.h"
#include "client/view/offlinebar.h"
#include "client/view/settingsdialog.h"
#include "client/view/sidebar.h"
#include "client/view/theme.h"
#include "tests/support/testcase.h"

#include <QContextMenuEvent>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRadioButton>

using namespace Qt::StringLiterals;
using namespace confab;

/// The window over a real account that has never reached its server.
class MainWindowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsThatThereIsNothingYet();
    void sendsByEnter();
    void keepsTheDraft();
    void keepsAnEditThatIsNotFinished();
    void givesBackTheTextOfARefusedEdit();
    void takesADraftFromElsewhere();
    void jumpsByTheKeyboard();
    void runsCommandsByTheirName();
    void archivesAndTakesOut();
    void opensTheMenuOfAConversation();
    void mutesAmongTheDetails();
    void keepsAcrossARestartWhatTheServerDoesNotKnow();
    void stepsThroughConversations();
    void showsOnePaneWhenNarrow();
    void remembersTheSidebar();
    void searchesAndGoesBack();
    void opensTheConversationAtAMessageThatWasFound();
    void switchesTheTheme();
    void mirrors();
    void saysThatItIsOffline();
    void opensItsDialogs();

private:
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }
    [[nodiscard]] ComposerEdit *composer() const { return child<ComposerEdit>(u"composerEdit"_s); }
    /// A conversation with something in it, so that it shows.
    ChatId makeChat(const QString &username)
    {
        const ChatId chat = m_account->chatWith(username);
        const auto sent = m_account->send(chat, u"Hello "_s + username);
        return sent ? chat : ChatId();
    }
    void open();

    std::unique_ptr<QTemporaryDir> m_directory;
    Theme m_theme{*qApp};
    SystemClock m_clock;
    MemorySecretStore m_secrets;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<Account> m_account;
    std::unique_ptr<MainWindow> m_window;
};

void MainWindowTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_preferences = std::make_unique<Preferences>(m_directory->path());
    auto profile = Profile::open(m_directory->path());
    QVERIFY(profile);
    QVERIFY(profile->remember(QUrl(u"http://127.0.0.1:1"_s), u"ada"_s, u"Ada Lovelace"_s));
    auto account = Account::open(*profile, m_secrets);
    QVERIFY(account);
    m_account = std::move(*account);
    open();
}

void MainWindowTest::open()
{
    m_window
        = std::make_unique<MainWindow>(*m_account, ViewParts{m_theme, *m_preferences, m_secrets, m_clock});
    m_window->resize(1000, 680);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void MainWindowTest::cleanup()
{
    m_window.reset();
    m_account.reset();
    m_theme.setScheme(Theme::Scheme::Light);
    qApp->setLayoutDirection(Qt::LeftToRight);
}

void MainWindowTest::showsThatThereIsNothingYet()
{
    QVERIFY(!child<QWidget>(u"conversationList"_s)->isVisible());
    QVERIFY(!child<QWidget>(u"composer"_s)->isVisible());
    QVERIFY(m_window->windowTitle().contains(u"Ada Lovelace"_s));
}

void MainWindowTest::sendsByEnter()
{
    const ChatId chat = m_account->chatWith(u"grace"_s);
    m_window->openChat(chat);
    QVERIFY(composer()->hasFocus());
    QTest::keyClicks(composer(), u"First line"_s);
    QTest::keyClick(composer(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(composer(), u"second line"_s);
    QTest::keyClick(composer(), Qt::Key_Return);
    QVERIFY(composer()->toPlainText().isEmpty());
    auto *view = child<MessageView>(u"messageView"_s);
    QTRY_COMPARE(view->model()->rowCount(), 1);
    QCOMPARE(view->row(0).item.body, u"First line\nsecond line"_s);
    QCOMPARE(view->row(0).item.delivery, Delivery::Queued);
    QVERIFY(view->isVisible());
    QCOMPARE(m_account->conversations()->rowCount(), 1);
}

void MainWindowTest::keepsTheDraft()
{
    const ChatId grace = makeChat(u"grace"_s);
    const ChatId linus = makeChat(u"linus"_s);
    m_window->openChat(grace);
    QTest::keyClicks(composer(), u"not finished"_s);
    m_window->openChat(linus);
    QVERIFY(composer()->toPlainText().isEmpty());
    m_window->openChat(grace);
    QCOMPARE(composer()->toPlainText(), u"not finished"_s);
    m_window->close();
    QCOMPARE(m_account->draft(grace), u"not finished"_s);
}

void MainWindowTest::keepsAnEditThatIsNotFinished()
{
    const ChatId grace = makeChat(u"grace"_s);
    const ChatId linus = makeChat(u"linus"_s);
    const auto *bar = child<QWidget>(u"composerBar"_s);
    m_account->setDraft(grace, u"a draft"_s);
    m_window->openChat(grace);
    auto *view = child<MessageView>(u"messageView"_s);
    Q_EMIT view->editRequested(view->row(0).item);
    QCOMPARE(composer()->toPlainText(), u"Hello grace"_s);
    QTest::keyClicks(composer(), u", again"_s);
    m_window->openChat(linus);
    QVERIFY(composer()->toPlainText().isEmpty());
    QVERIFY(!bar->isVisible());
    QCOMPARE(m_account->draft(grace), u"a draft"_s);
    m_window->openChat(grace);
    QCOMPARE(composer()->toPlainText(), u"Hello grace, again"_s);
    QVERIFY(bar->isVisible());
    QTest::keyClick(composer(), Qt::Key_Return);
    QTRY_COMPARE(view->row(0).item.body, u"Hello grace, again"_s);
    QCOMPARE(view->model()->rowCount(), 1);
    QCOMPARE(composer()->toPlainText(), u"a draft"_s);
}

void MainWindowTest::givesBackTheTextOfARefusedEdit()
{
    const ChatId grace = makeChat(u"grace"_s);
    const ChatId linus = makeChat(u"linus"_s);
    m_window->openChat(grace);
    const Error error{ErrorCode::Forbidden};
    Q_EMIT m_account->amendmentRefused(linus, u"what I meant"_s, error);
    QCOMPARE(m_account->draft(linus), u"what I meant"_s);
    QVERIFY(composer()->toPlainText().isEmpty());
    Q_EMIT m_account->amendmentRefused(grace, u"here"_s, error);
    QCOMPARE(composer()->toPlainText(), u"here"_s);
    QVERIFY(!child<QDialog>(u"refusedTextDialog"_s));
    // There is a draft already, which is not to be overwritten.
    Q_EMIT m_account->amendmentRefused(linus, u"and this"_s, error);
    QCOMPARE(m_account->draft(linus), u"what I meant"_s);
    auto *dialog = child<QDialog>(u"refusedTextDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"refusedText"_s)->toPlainText(), u"and this"_s);
}

void MainWindowTest::takesADraftFromElsewhere()
{
    const ChatId grace = makeChat(u"grace"_s);
    m_window->openChat(grace);
    m_account->setDraft(grace, u"from a notification"_s);
    QCOMPARE(composer()->toPlainText(), u"from a notification"_s);
    QTest::keyClicks(composer(), u", typed"_s);
    m_account->setDraft(grace, m_account->draft(grace) + u"\nand another"_s);
    QCOMPARE(composer()->toPlainText(), u"from a notification, typed\nand another"_s);
    m_window->close();
    QCOMPARE(m_account->draft(grace), u"from a notification, typed\nand another"_s);
}

void MainWindowTest::jumpsByTheKeyboard()
{
    makeChat(u"grace"_s);
    const ChatId linus = makeChat(u"linus"_s);
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *field = child<QLineEdit>(u"switcherField"_s);
    QVERIFY(field);
    QTRY_VERIFY(field->isVisible());
    QTest::keyClicks(field, u"lns"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_window->currentChat(), linus);
    QTRY_VERIFY(composer()->hasFocus());
    QTRY_VERIFY(!child<QWidget>(u"quickSwitcher"_s)); // It goes.
}

void MainWindowTest::runsCommandsByTheirName()
{
    const ChatId grace = makeChat(u"grace"_s);
    m_window->openChat(grace);
    const auto type = [this](const QString &letters) {
        QTRY_VERIFY(!child<QWidget>(u"quickSwitcher"_s));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *field = child<QLineEdit>(u"switcherField"_s);
        QVERIFY(field);
        QTest::keyClicks(field, letters);
        QTest::keyClick(field, Qt::Key_Return);
    };
    type(u"grace pin"_s);
    QVERIFY(m_account->chat(grace).pinned);
    type(u"grace unpin"_s);
    QVERIFY(!m_account->chat(grace).pinned);
    type(u"settings"_s);
    QTRY_VERIFY(child<QDialog>(u"settingsDialog"_s));
}

void MainWindowTest::archivesAndTakesOut()
{
    const ChatId grace = makeChat(u"grace"_s);
    makeChat(u"linus"_s);
    auto *button = child<QAbstractButton>(u"archivedButton"_s);
    auto *archived = child<QListView>(u"archivedList"_s);
    QVERIFY(!button->isVisible());
    QVERIFY(m_account->updateChat(grace, {.archived = true}));
    QCOMPARE(m_account->conversations()->rowCount(), 1);
    QVERIFY(button->isVisible());
    button->click();
    QVERIFY(archived->isVisible());
    QCOMPARE(archived->model()->rowCount(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!archived->isVisible());
    button->click();
    QVERIFY(m_account->send(grace, u"I take it up again"_s));
    QCOMPARE(m_account->conversations()->rowCount(), 2);
    QVERIFY(!archived->isVisible()); // There is nothing in it any more.
    QVERIFY(!button->isVisible());
}

void MainWindowTest::opensTheMenuOfAConversation()
{
    const ChatId grace = makeChat(u"grace"_s);
    auto *list = child<QListView>(u"conversationList"_s);
    list->setCurrentIndex(list->model()->index(0, 0));
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(list->viewport(), &asked);
    auto *menu = child<QMenu>(u"chatMenu"_s);
    QTRY_VERIFY(menu->isVisible());
    const auto trigger = [menu](const QString &text) {
        for (QAction *action : menu->findChildren<QAction *>()) {
            if (action->text() == text)
                return action->trigger();
        }
        QFAIL(qPrintable(text));
    };
    trigger(u"Mark as unread"_s);
    QVERIFY(m_account->chat(grace).markedUnread);
    trigger(u"Always"_s);
    QCOMPARE(m_account->chat(grace).mutedUntil, OwnState::mutedForever);
    menu->close();
    m_window->openChat(grace);
    QVERIFY(!m_account->chat(grace).markedUnread); // It is looked at.
}

void MainWindowTest::mutesAmongTheDetails()
{
    const ChatId grace = makeChat(u"grace"_s);
    m_window->openChat(grace);
    child<QAbstractButton>(u"detailsButton"_s)->click();
    QVERIFY(!child<QLabel>(u"mutedText"_s)->isVisible());
    QVERIFY(m_account->updateChat(grace, {.mutedUntil = OwnState::mutedForever}));
    QVERIFY(child<QLabel>(u"mutedText"_s)->isVisible());
    child<QAbstractButton>(u"muteButton"_s)->click();
    QVERIFY(!m_account->chat(grace).mutedUntil);
    child<QAbstractButton>(u"pinButton"_s)->click();
    QVERIFY(m_account->chat(grace).pinned);
    child<QAbstractButton>(u"archiveButton"_s)->click();
    QVERIFY(m_account->chat(grace).archived);
}

void MainWindowTest::keepsAcrossARestartWhatTheServerDoesNotKnow()
{
    const ChatId grace = makeChat(u"grace"_s);
    m_window->openChat(grace);
    QTest::keyClicks(composer(), u"not finished"_s);
    QVERIFY(m_account->updateChat(grace, {.pinned = true, .markedUnread = true}));
    m_window->close();
    m_window.reset();
    const Profile profile = m_account->profile();
    m_account.reset();
    auto account = Account::open(profile, m_secrets);
    QVERIFY(account);
    m_account = std::move(*account);
    open();
    QVERIFY(m_account->chat(grace).pinned);
    QVERIFY(m_account->chat(grace).markedUnread);
    m_window->openChat(grace);
    QCOMPARE(composer()->toPlainText(), u"not finished"_s);
}

void MainWindowTest::stepsThroughConversations()
{
    const ChatId older = makeChat(u"grace"_s);
    QTest::qWait(5);
    const ChatId newer = makeChat(u"linus"_s);
    m_window->openChat(newer);
    QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(m_window->currentChat(), older);
    QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(m_window->currentChat(), older);
    QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_window->currentChat(), newer);
    QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(m_window->currentChat(), newer);
}

void MainWindowTest::showsOnePaneWhenNarrow()
{
    const ChatId chat = makeChat(u"grace"_s);
    m_window->openChat(chat);
    m_window->resize(420, 640);
    QVERIFY(m_window->isOnePane());
    QVERIFY(!child<QWidget>(u"sidebar"_s)->isVisible());
    auto *back = child<QAbstractButton>(u"backButton"_s);
    QVERIFY(back->isVisible());
    back->click();
    QVERIFY(child<QWidget>(u"sidebar"_s)->isVisible());
    QVERIFY(!child<QWidget>(u"conversationView"_s)->isVisible());
    QTRY_COMPARE(child<QWidget>(u"sidebar"_s)->width(), 420);
    m_window->openChat(chat);
    QTest::keyClick(composer(), Qt::Key_Escape);
    QVERIFY(child<QWidget>(u"sidebar"_s)->isVisible());
    m_window->resize(1000, 640);
    QVERIFY(child<QWidget>(u"conversationView"_s)->isVisible());
    QVERIFY(!back->isVisible());
}

void MainWindowTest::remembersTheSidebar()
{
    m_preferences->setSidebarWidth(350);
    open();
    QCOMPARE(child<QWidget>(u"sidebar"_s)->width(), 350);
    m_window->resize(420, 640);
    m_window->resize(1100, 640);
    QCOMPARE(child<QWidget>(u"sidebar"_s)->width(), 350);
}

void MainWindowTest::searchesAndGoesBack()
{
    makeChat(u"grace"_s);
    auto *field = child<QLineEdit>(u"searchField"_s);
    auto *results = child<QAbstractItemView>(u"searchResults"_s);
    field->setFocus();
    QTest::keyClicks(field, u"gra"_s);
    QTRY_VERIFY(results->isVisible());
    QTest::keyClicks(field, u"xyz"_s);
    QTRY_VERIFY(!results->isVisible());
    QVERIFY(!child<QWidget>(u"conversationList"_s)->isVisible());
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(child<QWidget>(u"conversationList"_s)->isVisible());
    QVERIFY(field->text().isEmpty());
}

void MainWindowTest::opensTheConversationAtAMessageThatWasFound()
{
    const Profile profile = m_account->profile();
    m_window.reset();
    m_account.reset();
    {
        const auto store = LocalStore::open(profile.databasePath(), u"ada"_s);
        QVERIFY(store);
        SyncStore sync(**store);
        QVERIFY(sync.applySummaries({{.id = ConversationId(1),
                                      .members = {{.user = u"ada"_s}, {.user = u"grace"_s}},
                                      .memberCount = 2,
                                      .membership = MembershipId(1),
                                      .firstSeq = Seq(1),
                                      .lastSeq = Seq(3000),
                                      .change = Change(3000)}}));
        QList<Message> messages;
        for (int seq = 1; seq <= 3000; ++seq)
            messages.append({.conversation = ConversationId(1),
                             .seq = Seq(seq),
                             .change = Change(seq),
                             .clientId = QUuid::createUuid(),
                             .sender = u"grace"_s,
                             .sentAt = Timestamp(std::chrono::minutes(seq)),
                             .body = seq == 1234 ? u"a needle"_s : u"hay %1"_s.arg(seq)});
        QVERIFY(sync.applyPage(ConversationId(1), messages, SyncStore::PageKind::Tail));
    }
    m_account = std::move(*Account::open(profile, m_secrets));
    open();
    auto *field = child<QLineEdit>(u"searchField"_s);
    auto *results = child<QAbstractItemView>(u"searchResults"_s);
    field->setFocus();
    QTest::keyClicks(field, u"needle"_s);
    QTRY_VERIFY(results->isVisible());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!m_window->currentChat().isNull());
    auto *messages = child<MessageView>(u"messageView"_s);
    const QModelIndex found = messages->currentIndex();
    QCOMPARE(found.data().toString(), u"a needle"_s);
    QVERIFY(messages->viewport()->rect().contains(messages->visualRect(found)));
    QVERIFY(results->isVisible()); // The next one may be the right one.
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!results->isVisible());
}

void MainWindowTest::switchesTheTheme()
{
    SettingsDialog dialog(*m_account, {m_theme, *m_preferences, m_secrets, m_clock});
    dialog.findChild<QRadioButton *>(u"scheme-dark"_s)->click();
    QVERIFY(m_theme.isDark());
    QCOMPARE(m_window->palette().color(QPalette::Window), darkColors().window);
    QCOMPARE(m_preferences->scheme(), Theme::Scheme::Dark);
    dialog.findChild<QRadioButton *>(u"scheme-light"_s)->click();
    QCOMPARE(m_window->palette().color(QPalette::Window), lightColors().window);
}

void MainWindowTest::mirrors()
{
    m_window->openChat(makeChat(u"grace"_s));
    qApp->setLayoutDirection(Qt::RightToLeft);
    QCoreApplication::processEvents();
    auto *sidebar = child<QWidget>(u"sidebar"_s);
    auto *conversation = child<QWidget>(u"conversationView"_s);
    QVERIFY(sidebar->mapTo(m_window.get(), QPoint()).x() > conversation->mapTo(m_window.get(), QPoint()).x());
    auto *send = child<QWidget>(u"sendButton"_s);
    QVERIFY(send->mapTo(m_window.get(), QPoint()).x() < composer()->mapTo(m_window.get(), QPoint()).x());
}

void MainWindowTest::saysThatItIsOffline()
{
    makeChat(u"grace"_s);
    auto *bar = child<OfflineBar>(u"offlineBar"_s);
    bar->setStatus({.state = ConnectionStatus::State::Offline, .queued = 3});
    QVERIFY(bar->isVisible());
    QVERIFY(child<QLabel>(u"offlineText"_s)->text().startsWith(u"3"_s));
    QSignalSpy again(bar, &OfflineBar::tryNowRequested);
    child<QAbstractButton>(u"offlineAction"_s)->click();
    QCOMPARE(again.count(), 1);
    bar->setStatus({.state = ConnectionStatus::State::LoggedOut});
    QSignalSpy logIn(m_window.get(), &MainWindow::logInRequested);
    child<QAbstractButton>(u"offlineAction"_s)->click();
    QCOMPARE(logIn.count(), 1);
    bar->setStatus({.state = ConnectionStatus::State::Online});
    QVERIFY(!bar->isVisible());
}

void MainWindowTest::opensItsDialogs()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    auto *shortcuts = child<QDialog>(u"shortcutsDialog"_s);
    QVERIFY(shortcuts && shortcuts->isVisible());
    shortcuts->reject();
    QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
    auto *settings = child<QDialog>(u"settingsDialog"_s);
    QVERIFY(settings && settings->isVisible());
    QVERIFY(!settings->findChild<QLabel *>(u"protectionText"_s)->text().isEmpty());
    settings->reject();
}

CONFAB_TEST(MainWindowTest)
#include "mainwindowtest.moc"
