// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Read and delivered marks: they reach the other side, never move back, are gathered, and can be kept
/// private.
class ReceiptTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { QVERIFY(m_server->stop()); }

    void marksReachTheOtherSide_data();
    void marksReachTheOtherSide();
    void marksNeverMoveBack();
    void marksEndWithTheLastMessage();
    void manyMarksShareAChange();
    void aPrivateReadMarkMovesOwnAlone();
    void unreadIsCounted();
    void whatOnlyTheCallerSeesMovesOwn();
    void whatIsSetAgainMovesNothing();
    void readingEndsTheReminder();
    void whatIsMutedForAWhileSaysUntilWhen();

private:
    QJsonObject frame(QLatin1StringView type, int seq) const;
    QJsonObject seenBy(Person &person) { return person.get(u"/conversations/"_s + m_id).json(); }
    static QJsonObject member(const QJsonObject &conversation, const QString &username);

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    QString m_id; ///< of their conversation, with five messages of Ada's
};

void ReceiptTest::init()
{
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_id = m_ada->conversationWith(*m_grace);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(m_ada->write(m_id, u"hello"_s).status, 201);
}

QJsonObject ReceiptTest::frame(QLatin1StringView type, int seq) const
{
    return {{"type"_L1, type}, {"conversation"_L1, m_id}, {"seq"_L1, seq}};
}

QJsonObject ReceiptTest::member(const QJsonObject &conversation, const QString &username)
{
    const QJsonArray members = conversation["members"_L1].toArray();
    for (const QJsonValue &member : members) {
        if (member["user"_L1] == username)
            return member.toObject();
    }
    return {};
}

void ReceiptTest::marksReachTheOtherSide_data()
{
    QTest::addColumn<QString>("mark");
    QTest::addColumn<bool>("overSocket");
    QTest::addColumn<int>("readSeq");

    QTest::newRow("read, over the socket") << u"read"_s << true << 3;
    QTest::newRow("read, over HTTP") << u"read"_s << false << 3;
    QTest::newRow("delivered, over the socket") << u"delivered"_s << true << 0;
    QTest::newRow("delivered, over HTTP") << u"delivered"_s << false << 0;
}

void ReceiptTest::marksReachTheOtherSide()
{
    QFETCH(QString, mark);
    QFETCH(bool, overSocket);
    QFETCH(int, readSeq);
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && graces);

    const QJsonObject answer = overSocket
        ? graces->ask(frame(QLatin1StringView(mark.toLatin1()), 3))
        : m_grace->put(u"/conversations/%1/%2"_s.arg(m_id, mark), {{"seq"_L1, 3}}).json();
    QCOMPARE(answer["conversation"_L1], m_id);
    QCOMPARE(answer["change"_L1], 7); // the making, five messages, this

    const QJsonObject receipt = adas->take("receipt"_L1);
    QCOMPARE(receipt["user"_L1], "grace"_L1);
    QCOMPARE(receipt["change"_L1], 7);
    QCOMPARE(receipt["readSeq"_L1], readSeq);
    QCOMPARE(receipt["deliveredSeq"_L1], 3); // reading moves it along
    QCOMPARE(member(seenBy(*m_ada), u"grace"_s)["readSeq"_L1], readSeq);
}

void ReceiptTest::marksNeverMoveBack()
{
    QCOMPARE(m_grace->put(u"/conversations/%1/read"_s.arg(m_id), {{"seq"_L1, 4}}).json()["change"_L1], 7);
    const HttpAnswer lower = m_grace->put(u"/conversations/%1/read"_s.arg(m_id), {{"seq"_L1, 2}});
    QCOMPARE(lower.status, 200);
    QCOMPARE(lower.json()["change"_L1], 7);
    QCOMPARE(member(seenBy(*m_ada), u"grace"_s)["readSeq"_L1], 4);
    QCOMPARE(seenBy(*m_ada)["change"_L1], 7);
}

void ReceiptTest::marksEndWithTheLastMessage()
{
    const HttpAnswer beyond = m_grace->put(u"/conversations/%1/delivered"_s.arg(m_id), {{"seq"_L1, 6}});
    QCOMPARE(beyond.status, 400);
    QCOMPARE(beyond.code(), u"invalid_field"_s);
    QCOMPARE(beyond.field(), u"seq"_s);
    const auto socket = m_grace->openSocket();
    QVERIFY(socket);
    QCOMPARE(socket->ask(frame("read"_L1, 6))["field"_L1], "seq"_L1);
}

void ReceiptTest::manyMarksShareAChange()
{
    constexpr int marks = 40;
    for (int i = 5; i < marks; ++i)
        QCOMPARE(m_ada->write(m_id, u"hello"_s).status, 201);
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && graces);
    const int before = seenBy(*m_ada)["change"_L1].toInt();

    QElapsedTimer elapsed;
    elapsed.start();
    for (int seq = 1; seq <= marks; ++seq) {
        QJsonObject mark = frame("delivered"_L1, seq);
        mark.insert("ref"_L1, seq);
        graces->send(mark);
    }
    for (int seq = 1; seq <= marks; ++seq) {
        const QJsonObject ack
            = graces->take([&](const QJsonObject &answer) { return answer["ref"_L1] == seq; });
        QCOMPARE(ack["type"_L1], "ack"_L1);
    }
    const auto isLast = [](const QJsonObject &push) {
        return push["type"_L1] == "receipt"_L1 && push["deliveredSeq"_L1] == marks;
    };
    QVERIFY(!adas->take(isLast).isEmpty());
    const int changes = seenBy(*m_ada)["change"_L1].toInt() - before;
    QVERIFY2(changes >= 1 && changes <= 2 + elapsed.elapsed() / 1000, qPrintable(QString::number(changes)));
}

void ReceiptTest::aPrivateReadMarkMovesOwnAlone()
{
    QCOMPARE(m_grace->patch(u"/me"_s, {{"sendReadReceipts"_L1, false}}).status, 200);
    const auto adas = m_ada->openSocket();
    const auto phone = m_grace->openSocket();
    QVERIFY(adas && phone);
    QCOMPARE(m_grace->put(u"/conversations/%1/delivered"_s.arg(m_id), {{"seq"_L1, 5}}).status, 200);
    QVERIFY(!adas->take("receipt"_L1).isEmpty());
    const QJsonObject before = seenBy(*m_grace);

    QCOMPARE(m_grace->put(u"/conversations/%1/read"_s.arg(m_id), {{"seq"_L1, 5}}).status, 200);

    const QJsonObject after = seenBy(*m_grace);
    QCOMPARE(after["change"_L1], before["change"_L1]);
    QVERIFY(after["own"_L1].toInt() > before["own"_L1].toInt());
    QCOMPARE(after["unread"_L1], 0);
    QCOMPARE(member(after, u"grace"_s)["readSeq"_L1], 5);
    QCOMPARE(member(seenBy(*m_ada), u"grace"_s)["readSeq"_L1], 0);
    QCOMPARE(phone->take("conversation"_L1)["own"_L1], after["own"_L1]);
    adas->linger(300);
    QVERIFY(adas->takeAll().isEmpty());
}

void ReceiptTest::unreadIsCounted()
{
    QCOMPARE(seenBy(*m_grace)["unread"_L1], 5);
    QCOMPARE(seenBy(*m_ada)["unread"_L1], 0);
    QCOMPARE(m_grace->put(u"/conversations/%1/read"_s.arg(m_id), {{"seq"_L1, 3}}).status, 200);
    QCOMPARE(seenBy(*m_grace)["unread"_L1], 2);
    QCOMPARE(m_grace->write(m_id, u"one of my own"_s).status, 201);
    QCOMPARE(m_ada->write(m_id, u"and one more"_s).status, 201);
    QCOMPARE(seenBy(*m_grace)["unread"_L1], 3);
}

void ReceiptTest::whatOnlyTheCallerSeesMovesOwn()
{
    const auto phone = m_grace->openSocket();
    const auto adas = m_ada->openSocket();
    QVERIFY(phone && adas);
    const QJsonObject before = seenBy(*m_grace);
    const HttpAnswer changed
        = m_grace->patch(u"/conversations/"_s + m_id, {{"muted"_L1, "forever"_L1}, {"pinned"_L1, true}});
    QCOMPARE(changed.status, 200);
    QCOMPARE(changed.json()["muted"_L1], "forever"_L1);
    QCOMPARE(changed.json()["pinned"_L1], true);
    QVERIFY(changed.json()["own"_L1].toInt() > before["own"_L1].toInt());
    QCOMPARE(changed.json()["change"_L1], before["change"_L1]);
    QCOMPARE(phone->take("conversation"_L1)["own"_L1], changed.json()["own"_L1]);

    const HttpAnswer heard = m_grace->patch(u"/conversations/"_s + m_id, {{"muted"_L1, QJsonValue()}});
    QVERIFY(heard.json()["muted"_L1].isNull());
    QCOMPARE(heard.json()["pinned"_L1], true);
    adas->linger(300);
    QVERIFY(adas->takeAll().isEmpty());
    QCOMPARE(seenBy(*m_ada)["pinned"_L1], false);
}

void ReceiptTest::whatIsSetAgainMovesNothing()
{
    const auto phone = m_grace->openSocket();
    QVERIFY(phone);
    const QString path = u"/conversations/"_s + m_id;
    const HttpAnswer first = m_grace->patch(path, {{"archived"_L1, true}, {"markedUnread"_L1, true}});
    QCOMPARE(first.status, 200);
    QCOMPARE(first.json()["archived"_L1], true);
    QCOMPARE(first.json()["markedUnread"_L1], true);
    QCOMPARE(phone->take("conversation"_L1)["own"_L1], first.json()["own"_L1]);
    const HttpAnswer again = m_grace->patch(path, {{"archived"_L1, true}, {"markedUnread"_L1, true}});
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json()["own"_L1], first.json()["own"_L1]);
    QCOMPARE(m_grace->patch(path, {}).json()["own"_L1], first.json()["own"_L1]);
    phone->linger(300);
    QVERIFY(phone->takeAll().isEmpty());
    QCOMPARE(seenBy(*m_ada)["archived"_L1], false);
    QCOMPARE(seenBy(*m_ada)["markedUnread"_L1], false);
}

void ReceiptTest::readingEndsTheReminder()
{
    const QString path = u"/conversations/"_s + m_id;
    QCOMPARE(m_grace->patch(path, {{"markedUnread"_L1, true}}).status, 200);
    const auto phone = m_grace->openSocket();
    QVERIFY(phone);
    QCOMPARE(m_grace->put(path + u"/read"_s, {{"seq"_L1, 5}}).status, 200);
    QCOMPARE(phone->take("conversation"_L1)["markedUnread"_L1], false);
    QCOMPARE(seenBy(*m_grace)["markedUnread"_L1], false);
    QCOMPARE(seenBy(*m_grace)["unread"_L1], 0);
}

void ReceiptTest::whatIsMutedForAWhileSaysUntilWhen()
{
    const QString path = u"/conversations/"_s + m_id;
    const HttpAnswer muted = m_grace->patch(path, {{"muted"_L1, "2030-01-01T09:30:00+01:00"_L1}});
    QCOMPARE(muted.status, 200);
    QCOMPARE(muted.json()["muted"_L1], "2030-01-01T08:30:00.000Z"_L1);
    QCOMPARE(seenBy(*m_grace)["muted"_L1], "2030-01-01T08:30:00.000Z"_L1);
    QVERIFY(seenBy(*m_ada)["muted"_L1].isNull());
}

} // namespace confab::tests

using confab::tests::ReceiptTest;
CONFAB_TEST(ReceiptTest)
#include "receipttest.moc"
