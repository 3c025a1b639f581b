// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// A third person learns nothing of a conversation, not even that it exists: every way to it answers as if it
/// did not.
class PrivacyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { QVERIFY(m_server.stop()); }

    void everyPathAnswersAsIfThereWereNothing_data();
    void everyPathAnswersAsIfThereWereNothing();
    void everyFrameAnswersAsIfThereWereNothing_data();
    void everyFrameAnswersAsIfThereWereNothing();
    void listsAndSyncDoNotNameIt();
    void nothingIsPushed();
    void typingGoesNowhere();

private:
    TestServer m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Person> m_eve;
    QString m_id;
    QString m_message;
};

void PrivacyTest::initTestCase()
{
    QVERIFY(m_server.start());
    m_ada = std::make_unique<Person>(m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(m_server, u"grace"_s);
    m_eve = std::make_unique<Person>(m_server, u"eve"_s);
    m_id = m_ada->conversationWith(*m_grace);
    m_message = m_ada->write(m_id, u"for Grace only"_s).json()["id"_L1].toString();
    QVERIFY(!m_message.isEmpty());
}

void PrivacyTest::everyPathAnswersAsIfThereWereNothing_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");

    const QByteArray message = R"({"clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":"me too"})";
    const QByteArray reply
        = R"({"clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":"me too","replyTo":1})";
    QTest::newRow("the conversation") << QByteArray("GET") << u"/conversations/%1"_s << QByteArray();
    QTest::newRow("its HEAD") << QByteArray("HEAD") << u"/conversations/%1"_s << QByteArray();
    QTest::newRow("muting it") << QByteArray("PATCH") << u"/conversations/%1"_s
                               << QByteArray(R"({"muted":"forever"})");
    QTest::newRow("its messages") << QByteArray("GET") << u"/conversations/%1/messages"_s << QByteArray();
    QTest::newRow("messages about one")
        << QByteArray("GET") << u"/conversations/%1/messages?around=1"_s << QByteArray();
    QTest::newRow("writing to it") << QByteArray("POST") << u"/conversations/%1/messages"_s << message;
    QTest::newRow("replying in it") << QByteArray("POST") << u"/conversations/%1/messages"_s << reply;
    QTest::newRow("a message by seq")
        << QByteArray("GET") << u"/conversations/%1/messages/1"_s << QByteArray();
    QTest::newRow("a message by id") << QByteArray("GET") << u"/messages/%2"_s << QByteArray();
    QTest::newRow("reading it") << QByteArray("PUT") << u"/conversations/%1/read"_s
                                << QByteArray(R"({"seq":1})");
    QTest::newRow("reading beyond its end")
        << QByteArray("PUT") << u"/conversations/%1/read"_s << QByteArray(R"({"seq":100})");
    QTest::newRow("holding it") << QByteArray("PUT") << u"/conversations/%1/delivered"_s
                                << QByteArray(R"({"seq":1})");
    QTest::newRow("its changes") << QByteArray("GET") << u"/conversations/%1/changes?since=0"_s
                                 << QByteArray();
}

void PrivacyTest::everyPathAnswersAsIfThereWereNothing()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    const QString existing = path.replace("%1"_L1, m_id).replace("%2"_L1, m_message);

    const HttpAnswer answer = m_eve->ask(method, existing, body);

    QCOMPARE(answer.status, 404);
    if (method == "HEAD")
        return;
    QCOMPARE(answer.code(), u"not_found"_s);
    const QString missing = QString(existing).replace(m_id, u"4611686018427387905"_s);
    QVERIFY(missing != existing);
    QCOMPARE(m_eve->ask(method, missing, body).body, answer.body);
    QVERIFY(m_ada->ask(method, existing, body).status != 404); // the row asks about something that is there
}

void PrivacyTest::everyFrameAnswersAsIfThereWereNothing_data()
{
    QTest::addColumn<QJsonObject>("frame");

    QTest::newRow("send") << QJsonObject{
        {"type"_L1, "send"_L1}, {"clientId"_L1, Person::newClientId()}, {"body"_L1, "me too"_L1}};
    QTest::newRow("read") << QJsonObject{{"type"_L1, "read"_L1}, {"seq"_L1, 1}};
    QTest::newRow("read beyond the end") << QJsonObject{{"type"_L1, "read"_L1}, {"seq"_L1, 100}};
    QTest::newRow("delivered") << QJsonObject{{"type"_L1, "delivered"_L1}, {"seq"_L1, 1}};
}

void PrivacyTest::everyFrameAnswersAsIfThereWereNothing()
{
    QFETCH(QJsonObject, frame);
    const auto socket = m_eve->openSocket();
    QVERIFY(socket);

    frame.insert("conversation"_L1, m_id);
    QJsonObject answer = socket->ask(frame);
    QCOMPARE(answer["type"_L1], "error"_L1);
    QCOMPARE(answer["status"_L1], 404);
    QCOMPARE(answer["code"_L1], "not_found"_L1);

    frame.insert("conversation"_L1, "4611686018427387905"_L1);
    QJsonObject aboutNothing = socket->ask(frame);
    answer.remove("ref"_L1);
    aboutNothing.remove("ref"_L1);
    QCOMPARE(answer, aboutNothing);
}

void PrivacyTest::listsAndSyncDoNotNameIt()
{
    QVERIFY(m_eve->get(u"/conversations"_s).json()["conversations"_L1].toArray().isEmpty());
    const QJsonObject synced
        = m_eve
              ->post(u"/sync"_s,
                     {{"conversations"_L1, QJsonObject{{m_id, QJsonArray{0, 0}}}}, {"account"_L1, 0}})
              .json();
    QVERIFY(synced["conversations"_L1].toArray().isEmpty());
    QCOMPARE(synced["removed"_L1].toArray(), QJsonArray{m_id}); // as for any id that is none of hers
    QVERIFY(synced["account"_L1]["profiles"_L1].toArray().isEmpty());
}

void PrivacyTest::nothingIsPushed()
{
    const auto eves = m_eve->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(eves && graces);
    QCOMPARE(m_ada->write(m_id, u"psst"_s).status, 201);
    QCOMPARE(m_ada->put(u"/conversations/%1/read"_s.arg(m_id), {{"seq"_L1, 1}}).status, 200);
    QVERIFY(!graces->take("message"_L1).isEmpty());
    QVERIFY(!eves->ask({{"type"_L1, "ping"_L1}}).isEmpty());
    eves->linger(500);
    QVERIFY(eves->takeAll().isEmpty());
}

void PrivacyTest::typingGoesNowhere()
{
    const auto eves = m_eve->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(eves && graces);
    eves->send({{"type"_L1, "typing"_L1}, {"conversation"_L1, m_id}});
    QVERIFY(!eves->ask({{"type"_L1, "ping"_L1}}).isEmpty());
    graces->linger(500);
    QVERIFY(graces->take("typing"_L1, 0).isEmpty());
    QVERIFY(eves->takeAll().isEmpty());
}

} // namespace confab::tests

using confab::tests::PrivacyTest;
CONFAB_TEST(PrivacyTest)
#include "privacytest.moc"
