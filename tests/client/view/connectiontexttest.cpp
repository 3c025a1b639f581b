// SPDX-License-Identifier: Apache-2.0
#include "client/view/connectiontext.h"
#include "client/desktop/languages.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace confab;
using State = ConnectionStatus::State;

class ConnectionTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp, QLocale(QLocale::English)); }
    void saysHowItStands_data();
    void saysHowItStands();
    void offersTheWayOn();
};

void ConnectionTextTest::saysHowItStands_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<int>("queued");
    QTest::addColumn<int>("retryIn"); // seconds; -1 when nothing is planned
    QTest::addColumn<QString>("expected");

    QTest::newRow("online") << State::Online << 0 << -1 << QString();
    QTest::newRow("online with a queue") << State::Online << 2 << -1 << QString();
    QTest::newRow("connecting") << State::Connecting << 0 << -1 << u"Connecting…"_s;
    QTest::newRow("connecting with a queue")
        << State::Connecting << 1 << -1 << u"1 message will go out when you are back · connecting…"_s;
    QTest::newRow("syncing") << State::Syncing << 0 << -1 << u"Catching up…"_s;
    QTest::newRow("offline") << State::Offline << 0 << -1 << u"You are offline"_s;
    QTest::newRow("offline and retrying")
        << State::Offline << 0 << 12 << u"You are offline · retrying in 12 s"_s;
    QTest::newRow("one message waits")
        << State::Offline << 1 << 8 << u"1 message will go out when you are back · retrying in 8 s"_s;
    QTest::newRow("three messages wait")
        << State::Offline << 3 << 8 << u"3 messages will go out when you are back · retrying in 8 s"_s;
    QTest::newRow("the time has come") << State::Offline << 0 << 0 << u"You are offline · retrying now"_s;
    QTest::newRow("a long wait is in minutes")
        << State::Offline << 0 << 170 << u"You are offline · retrying in 3 min"_s;
    QTest::newRow("logged out") << State::LoggedOut << 0 << -1
                                << u"You have been logged out. What is here can still be read."_s;
}

void ConnectionTextTest::saysHowItStands()
{
    QFETCH(State, state);
    QFETCH(int, queued);
    QFETCH(int, retryIn);
    const Timestamp now{1000s};
    ConnectionStatus status{.state = state, .queued = queued};
    if (retryIn >= 0)
        status.retryAt = now + std::chrono::seconds(retryIn);
    QTEST(ConnectionText::of(status, now).text, "expected");
}

void ConnectionTextTest::offersTheWayOn()
{
    const auto action = [](State state) { return ConnectionText::of({.state = state}, Timestamp()).action; };
    QCOMPARE(action(State::Offline), ConnectionText::Action::TryNow);
    QCOMPARE(action(State::LoggedOut), ConnectionText::Action::LogIn);
    QCOMPARE(action(State::Connecting), ConnectionText::Action::None);

    ConnectionStatus untrusted{.state = State::Offline};
    untrusted.error = Error{ErrorCode::Unavailable, u"certificate"_s};
    QVERIFY(ConnectionText::of(untrusted, Timestamp()).text.contains(u"certificate"_s));
}

CONFAB_TEST(ConnectionTextTest)
#include "connectiontexttest.moc"
