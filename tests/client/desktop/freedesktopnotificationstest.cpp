// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/freedesktopnotifications.h"

#include "tests/support/testcase.h"

#include <QProcess>
#include <QStandardPaths>

namespace confab::tests {

using namespace Qt::StringLiterals;

/// What a desktop's notification service is asked, as it was asked.
class FakeNotificationServer final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Asked {
        uint replaced;
        QString title;
        QString text;
        QStringList actions;
        QVariantMap hints;
    };
    QStringList abilities;
    QList<Asked> asked;
    QList<uint> closed;

public Q_SLOTS:
    QStringList GetCapabilities() { return abilities; } // NOLINT: the interface's own names
    uint Notify(const QString &, uint replaced, const QString &, const QString &title, const QString &text,
                const QStringList &actions, const QVariantMap &hints, int)
    {
        asked.append({replaced, title, text, actions, hints});
        return replaced != 0 ? replaced : ++m_last;
    }
    void CloseNotification(uint id) { closed.append(id); }

Q_SIGNALS:
    void NotificationClosed(uint id, uint reason);
    void ActionInvoked(uint id, const QString &action);
    void NotificationReplied(uint id, const QString &text);

private:
    uint m_last = 6;
};

/// Speaks to a service on a bus of its own, with a real dbus-daemon between them.
class FreedesktopNotificationsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void showsWhatItIsGiven();
    void aNewerOneTakesThePlaceOfTheOlder();
    void aFloodBecomesOne();
    void escapesWhereTheServiceReadsMarkup();
    void offersOnlyWhatTheServiceCan_data();
    void offersOnlyWhatTheServiceCan();
    void saysWhatThePersonDid();
    void hearsOnlyOfItsOwn();
    void closes();
    void closesWhatIsStillOnItsWay();
    void closesTheOldestWhenThereAreTooMany();
    void anOldOneIsForgottenWhenItIsClosed();
    void findsAServiceThatComesLate();

private:
    void serve();
    void open(const QStringList &abilities);
    /// Waits until the client knows what the service calls its notification: a click is heard then.
    [[nodiscard]] bool isKnown(uint id);
    [[nodiscard]] static Notification note(const QString &text, qint64 key = 1);

    QProcess m_daemon;
    QString m_address;
    std::unique_ptr<FakeNotificationServer> m_server;
    std::unique_ptr<FreedesktopNotifications> m_client;
};

namespace {

const QString serverName = u"fake-notification-server"_s;
const QString clientName = u"notification-client"_s;
const QString service = u"org.freedesktop.Notifications"_s;
const QStringList everything{u"actions"_s, u"body"_s, u"body-markup"_s, u"inline-reply"_s};

} // namespace

void FreedesktopNotificationsTest::initTestCase()
{
    const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (daemon.isEmpty())
        QSKIP("dbus-daemon is not installed");
    m_daemon.start(daemon, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
    QTRY_VERIFY_WITH_TIMEOUT(m_daemon.canReadLine(), 20'000);
    m_address = QString::fromLatin1(m_daemon.readLine().trimmed());
}

void FreedesktopNotificationsTest::cleanupTestCase()
{
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

void FreedesktopNotificationsTest::init()
{
    m_server = std::make_unique<FakeNotificationServer>();
}

void FreedesktopNotificationsTest::cleanup()
{
    m_client.reset();
    m_server.reset();
    QDBusConnection::disconnectFromBus(clientName);
    QDBusConnection::disconnectFromBus(serverName);
}

bool FreedesktopNotificationsTest::isKnown(uint id)
{
    QSignalSpy activated(m_client.get(), &NotificationService::activated);
    return QTest::qWaitFor(
        [&] {
            Q_EMIT m_server->ActionInvoked(id, u"default"_s);
            return !activated.isEmpty();
        },
        20'000);
}

void FreedesktopNotificationsTest::open(const QStringList &abilities)
{
    m_server->abilities = abilities;
    serve();
    m_client
        = std::make_unique<FreedesktopNotifications>(QDBusConnection::connectToBus(m_address, clientName));
}

void FreedesktopNotificationsTest::serve()
{
    auto bus = QDBusConnection::connectToBus(m_address, serverName);
    QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, m_server.get(),
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(service));
}

Notification FreedesktopNotificationsTest::note(const QString &text, qint64 key)
{
    return {.key = key, .title = u"Grace"_s, .text = text, .answers = Notification::Answers::Yes};
}

void FreedesktopNotificationsTest::showsWhatItIsGiven()
{
    open(everything);
    m_client->show(note(u"Hello"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->asked.size(), 1, 20'000);
    const auto &asked = m_server->asked.first();
    QCOMPARE(asked.replaced, 0U);
    QCOMPARE(asked.title, u"Grace"_s);
    QCOMPARE(asked.text, u"Hello"_s);
    QCOMPARE(asked.hints.value(u"desktop-entry"_s).toString(), u"org.confab.Confab"_s);
}

void FreedesktopNotificationsTest::aNewerOneTakesThePlaceOfTheOlder()
{
    open(everything);
    m_client->show(note(u"one"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->asked.size(), 1, 20'000);
    m_client->show(note(u"two"_s));
    m_client->show(note(u"another's"_s, 2));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->asked.size(), 3, 20'000);
    QCOMPARE(m_server->asked[1].replaced, 7U);
    QCOMPARE(m_server->asked[2].replaced, 0U);
}

void FreedesktopNotificationsTest::aFloodBecomesOne()
{
    open(everything);
    for (int i = 1; i <= 50; ++i)
        m_client->show(note(QString::number(i)));
    QTRY_VERIFY_WITH_TIMEOUT(!m_server->asked.isEmpty() && m_server->asked.last().text == u"50"_s, 20'000);
    QVERIFY(m_server->asked.size() <= 2);
}

void FreedesktopNotificationsTest::escapesWhereTheServiceReadsMarkup()
{
    const QString text = u"<b>1 < 2</b> & <a href=\"x\">y</a>"_s;
    open({u"body"_s, u"body-markup"_s});
    m_client->show(note(text));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->asked.size(), 1, 20'000);
    QCOMPARE(m_server->asked.last().text, text.toHtmlEscaped());
    cleanup();
    init();
    open({u"body"_s});
    m_client->show(note(text));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->asked.size(), 1, 20'000);
    QCOMPARE(m_server->asked.last().text, text);
}

void FreedesktopNotificationsTest::offersOnlyWhatTheServiceCan_data()
{
    QTest::addColumn<QStringList>("abilities");
    QTest::addColumn<bool>("canBeAnswered");
    QTest::addColumn<QStringList>("offered");
    QTest::newRow("nothing") << QStringList{u"body"_s} << true << QStringList();
    QTest::newRow("buttons") << QStringList{u"actions"_s} << true
                             << QStringList{u"default"_s, u"mark-read"_s};
    QTest::newRow("replies too") << everything << true
                                 << QStringList{u"default"_s, u"inline-reply"_s, u"mark-read"_s};
    QTest::newRow("one that cannot be answered") << everything << false << QStringList{u"default"_s};
}

void FreedesktopNotificationsTest::offersOnlyWhatTheServiceCan()
{
    QFETCH(QStringList, abilities);
    QFETCH(bool, canBeAnswered);
    QFETCH(QStringList, offered);
    open(abilities);
    Notification notification = note(u"Hello"_s);
    notification.answers = canBeAnswered ? Notification::Answers::Yes : Notification::Answers::No;
    m_client->show(notification);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->asked.size(), 1, 20'000);
    QStringList actions;
    for (qsizetype i = 0; i < m_server->asked.first().actions.size(); i += 2)
        actions.append(m_server->asked.first().actions[i]);
    QCOMPARE(actions, offered);
}

void FreedesktopNotificationsTest::saysWhatThePersonDid()
{
    open(everything);
    QSignalSpy activated(m_client.get(), &NotificationService::activated);
    QSignalSpy replied(m_client.get(), &NotificationService::replied);
    QSignalSpy read(m_client.get(), &NotificationService::readMarked);
    m_client->show(note(u"Hello"_s, 42));
    QVERIFY(isKnown(7));
    QCOMPARE(activated.first(), QVariantList{qint64(42)});
    Q_EMIT m_server->ActionInvoked(7, u"mark-read"_s);
    Q_EMIT m_server->NotificationReplied(7, u"Hello yourself"_s);
    QTRY_COMPARE_WITH_TIMEOUT(replied.size(), 1, 20'000);
    QCOMPARE(read, QList<QVariantList>{{qint64(42)}});
    QCOMPARE(replied.first(), (QVariantList{qint64(42), u"Hello yourself"_s}));
}

void FreedesktopNotificationsTest::hearsOnlyOfItsOwn()
{
    open(everything);
    QSignalSpy replied(m_client.get(), &NotificationService::replied);
    QSignalSpy read(m_client.get(), &NotificationService::readMarked);
    m_client->show(note(u"Hello"_s, 42));
    QVERIFY(isKnown(7));
    Q_EMIT m_server->ActionInvoked(99, u"mark-read"_s); // another program's
    Q_EMIT m_server->ActionInvoked(7, u"unknown"_s);
    Q_EMIT m_server->NotificationReplied(99, u"Hello"_s);
    Q_EMIT m_server->NotificationReplied(7, u"  "_s);
    Q_EMIT m_server->NotificationReplied(7, u"the last"_s);
    QTRY_COMPARE_WITH_TIMEOUT(replied, (QList<QVariantList>{{qint64(42), u"the last"_s}}), 20'000);
    QVERIFY(read.isEmpty());
}

void FreedesktopNotificationsTest::closes()
{
    open(everything);
    m_client->show(note(u"Hello"_s));
    QVERIFY(isKnown(7));
    m_client->close(1);
    m_client->close(1);
    m_client->close(2);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->closed, QList<uint>{7}, 20'000);
}

void FreedesktopNotificationsTest::closesWhatIsStillOnItsWay()
{
    open(everything);
    m_client->show(note(u"Hello"_s));
    QCoreApplication::processEvents();
    m_client->close(1);
    m_client->show(note(u"The end"_s, 2));
    QTRY_VERIFY_WITH_TIMEOUT(!m_server->asked.isEmpty() && m_server->asked.last().title == u"Grace"_s
                                 && m_server->asked.last().text == u"The end"_s,
                             20'000);
    // Either it was never shown, or it is closed.
    QTRY_COMPARE_WITH_TIMEOUT(m_server->closed.size(), m_server->asked.size() - 1, 20'000);
}

void FreedesktopNotificationsTest::closesTheOldestWhenThereAreTooMany()
{
    open(everything);
    for (int key = 1; key <= FreedesktopNotifications::most; ++key)
        m_client->show(note(u"Hello"_s, key));
    QVERIFY(isKnown(FreedesktopNotifications::most + 6)); // They are numbered from 7 on.
    QVERIFY(m_server->closed.isEmpty());
    m_client->show(note(u"One more"_s, FreedesktopNotifications::most + 1));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->closed, QList<uint>{7}, 20'000);
}

void FreedesktopNotificationsTest::anOldOneIsForgottenWhenItIsClosed()
{
    open(everything);
    m_client->show(note(u"one"_s));
    QVERIFY(isKnown(7));
    m_client->show(note(u"another's"_s, 2));
    QVERIFY(isKnown(8));
    QSignalSpy read(m_client.get(), &NotificationService::readMarked);
    Q_EMIT m_server->NotificationClosed(7, 2);
    Q_EMIT m_server->ActionInvoked(8, u"mark-read"_s); // comes after it
    QTRY_COMPARE_WITH_TIMEOUT(read.size(), 1, 20'000);
    m_client->show(note(u"two"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->asked.size(), 3, 20'000);
    QCOMPARE(m_server->asked.last().replaced, 0U);
}

void FreedesktopNotificationsTest::findsAServiceThatComesLate()
{
    auto early
        = std::make_unique<FreedesktopNotifications>(QDBusConnection::connectToBus(m_address, clientName));
    early->show(note(u"Nobody sees it"_s));
    m_server->abilities = everything;
    m_client = std::move(early);
    serve();
    const auto isShown = [this] {
        m_client->show(note(u"Hello"_s));
        return !m_server->asked.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), 20'000);
    QVERIFY(m_server->asked.last().actions.contains(u"inline-reply"_s));
}

} // namespace confab::tests

using confab::tests::FreedesktopNotificationsTest;
CONFAB_TEST(FreedesktopNotificationsTest)
#include "freedesktopnotificationstest.moc"
