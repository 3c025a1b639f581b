// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/notificationservice.h"
#include "client/store/conversationlistmodel.h"
#include "shared/core/limits.h"
#include "tests/gui/desktop.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QAbstractButton>
#include <QDialog>
#include <QListWidget>
#include <QPlainTextEdit>

#include <map>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

/// Remembers what is shown, as a desktop would show it.
class FakeNotifications final : public NotificationService {
public:
    void show(const Notification &notification) override
    {
        shown[notification.key] = notification;
        ++times;
    }
    void close(qint64 key) override { shown.erase(key); }

    [[nodiscard]] QStringList texts() const
    {
        QStringList texts;
        for (const auto &[key, notification] : shown)
            texts.append(notification.title + u": "_s + notification.text);
        return texts;
    }

    std::map<qint64, Notification> shown;
    int times = 0;
};

} // namespace

/// A person is told of what comes while it is not looked at, by the real client with a real server.
class NotificationTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tellsOfAMessageUntilItIsRead();
    void doesNotTellOfWhatIsOnTheScreen();
    void goesWhenItIsReadElsewhere();
    void saysNoMoreThanIsWanted();
    void aFloodIsOneThatChanges();
    void aClickOpensTheConversation();
    void forgetsWhatIsDeletedOrEdited();
    void aReplyIsSent();
    void aReplyThatCannotBeSentJoinsTheDraft();
    void markingAsReadIsEnough();
    void mutedOnesAreNotTold();
    void canBeTried();

private:
    HttpAnswer graceWrites(const QString &text) { return m_grace->write(m_conversation, text); }
    [[nodiscard]] bool isTold(const QStringList &texts) const;
    /// A message that is told of, written after one that is not, shows that the first was not.
    [[nodiscard]] bool isToldOfLinus();

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    FakeNotifications m_notifications;
    std::unique_ptr<Desktop> m_ada;
    std::unique_ptr<Person> m_adaElsewhere;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Person> m_linus;
    QString m_conversation;
};

void NotificationTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_notifications.shown.clear();
    m_notifications.times = 0;
    m_adaElsewhere = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_linus = std::make_unique<Person>(*m_server, u"linus"_s);
    m_conversation = m_grace->conversationWith(*m_adaElsewhere);
    QVERIFY(!m_conversation.isEmpty());
    m_linus->write(m_linus->conversationWith(*m_adaElsewhere), u"Long ago"_s);
    m_ada = std::make_unique<Desktop>(m_directory->filePath(u"ada"_s), m_server->address());
    m_ada->setNotifications(m_notifications);
    m_ada->open();
    QVERIFY(m_ada->logIn(u"ada"_s));
    // Until it is in step with the server, what comes is history, which nobody is told of.
    QTRY_VERIFY_WITH_TIMEOUT(m_ada->listRole(u"linus"_s, Qt::DisplayRole).isValid(), 20'000);
}

void NotificationTest::cleanup()
{
    m_ada.reset();
    m_server.reset();
}

bool NotificationTest::isTold(const QStringList &texts) const
{
    return QTest::qWaitFor([&] { return m_notifications.texts() == texts; }, 20'000);
}

bool NotificationTest::isToldOfLinus()
{
    m_linus->write(m_linus->conversationWith(*m_adaElsewhere), u"and I"_s);
    return isTold({u"linus: and I"_s});
}

void NotificationTest::tellsOfAMessageUntilItIsRead()
{
    graceWrites(u"Did the **build** pass?\nI hope so."_s);
    QVERIFY(isTold({u"grace: Did the build pass? I hope so."_s}));
    QVERIFY(m_ada->openFromList(u"grace"_s));
    m_ada->window()->activateWindow();
    QVERIFY(isTold({}));
}

void NotificationTest::doesNotTellOfWhatIsOnTheScreen()
{
    QVERIFY(m_ada->openByName(u"grace"_s));
    m_ada->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_ada->window()));
    graceWrites(u"You see me"_s);
    QVERIFY(isToldOfLinus());
}

void NotificationTest::goesWhenItIsReadElsewhere()
{
    graceWrites(u"one"_s);
    QVERIFY(isTold({u"grace: one"_s}));
    m_adaElsewhere->put(u"/conversations/%1/read"_s.arg(m_conversation), {{u"seq"_s, 1}});
    QVERIFY(isTold({}));
}

void NotificationTest::saysNoMoreThanIsWanted()
{
    m_ada->preferences().setNotifications(Preferences::Notifications::WithoutText);
    graceWrites(u"a secret"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_notifications.shown.size(), size_t(1), 20'000);
    QCOMPARE(m_notifications.shown.begin()->second.title, u"grace"_s);
    QVERIFY(!m_notifications.texts().first().contains(u"secret"_s));
    m_ada->preferences().setNotifications(Preferences::Notifications::Off);
    const int before = m_notifications.times;
    graceWrites(u"nobody is told"_s);
    const auto preview
        = [this] { return m_ada->listRole(u"grace"_s, ConversationListModel::PreviewRole).toString(); };
    QTRY_COMPARE_WITH_TIMEOUT(preview(), u"nobody is told"_s, 20'000);
    m_ada->preferences().setNotifications(Preferences::Notifications::WithText);
    m_linus->write(m_linus->conversationWith(*m_adaElsewhere), u"and I"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_notifications.shown.size(), size_t(2), 20'000);
    QCOMPARE(m_notifications.times, before + 1);
}

void NotificationTest::aFloodIsOneThatChanges()
{
    for (int i = 1; i <= 50; ++i)
        graceWrites(QString::number(i));
    QVERIFY(isTold({u"grace (50): 50"_s}));
    QVERIFY2(m_notifications.times < 50, qPrintable(QString::number(m_notifications.times)));
}

void NotificationTest::aClickOpensTheConversation()
{
    graceWrites(u"Look here"_s);
    QVERIFY(isTold({u"grace: Look here"_s}));
    Q_EMIT m_notifications.activated(m_notifications.shown.begin()->first);
    QTRY_COMPARE_WITH_TIMEOUT(m_ada->messages(), QStringList{u"grace: Look here"_s}, 20'000);
    QVERIFY(isTold({}));
}

void NotificationTest::forgetsWhatIsDeletedOrEdited()
{
    const auto path
        = [this](int seq) { return u"/conversations/%1/messages/%2"_s.arg(m_conversation).arg(seq); };
    graceWrites(u"one"_s);
    graceWrites(u"my secret"_s);
    QVERIFY(isTold({u"grace (2): my secret"_s}));
    m_grace->patch(path(2), {{u"body"_s, u"nothing"_s}});
    QVERIFY(isTold({u"grace (2): nothing"_s}));
    m_grace->remove(path(2));
    QVERIFY(isTold({u"grace: one"_s}));
    m_grace->remove(path(1));
    QVERIFY(isTold({}));
}

void NotificationTest::aReplyIsSent()
{
    graceWrites(u"Lunch?"_s);
    QVERIFY(isTold({u"grace: Lunch?"_s}));
    Q_EMIT m_notifications.replied(m_notifications.shown.begin()->first, u"At one"_s);
    QVERIFY(isTold({}));
    QTRY_COMPARE_WITH_TIMEOUT(m_grace->messages(m_conversation).size(), 2, 20'000);
    QCOMPARE(m_grace->messages(m_conversation).last().value(u"body"_s).toString(), u"At one"_s);
}

void NotificationTest::aReplyThatCannotBeSentJoinsTheDraft()
{
    graceWrites(u"Lunch?"_s);
    QVERIFY(isTold({u"grace: Lunch?"_s}));
    const qint64 key = m_notifications.shown.begin()->first;
    QVERIFY(m_ada->openFromList(u"grace"_s));
    auto *composer = m_ada->find<QPlainTextEdit>(u"composerEdit"_s);
    QTest::keyClicks(composer, u"Well"_s);
    Q_EMIT m_notifications.replied(key, u"  \n"_s);
    QCOMPARE(composer->toPlainText(), u"Well"_s);
    const QString tooLong(Limits::body + 1, u'x');
    Q_EMIT m_notifications.replied(key, tooLong);
    QCOMPARE(composer->toPlainText(), u"Well\n"_s + tooLong);
}

void NotificationTest::markingAsReadIsEnough()
{
    graceWrites(u"Just so you know"_s);
    QVERIFY(isTold({u"grace: Just so you know"_s}));
    Q_EMIT m_notifications.readMarked(m_notifications.shown.begin()->first);
    QVERIFY(isTold({}));
}

void NotificationTest::mutedOnesAreNotTold()
{
    graceWrites(u"one"_s);
    QVERIFY(isTold({u"grace: one"_s}));
    m_adaElsewhere->patch(u"/conversations/%1"_s.arg(m_conversation), {{u"muted"_s, u"forever"_s}});
    QVERIFY(isTold({}));
    graceWrites(u"Psst"_s);
    QVERIFY(isToldOfLinus());
}

void NotificationTest::canBeTried()
{
    QTest::keyClick(m_ada->window(), Qt::Key_Comma, Qt::ControlModifier);
    auto *dialog = m_ada->find<QDialog>(u"settingsDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QListWidget *>(u"settingsList"_s)->setCurrentRow(1);
    auto *button = dialog->findChild<QAbstractButton *>(u"testNotification"_s);
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(m_notifications.shown.size(), size_t(1));
}

CONFAB_TEST(NotificationTest)
#include "notificationtest.moc"
