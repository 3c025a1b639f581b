// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Two people talk over both doors: once, in order, on every device.
class TalkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatIsSentOverTheSocketStandsOnTheOtherSide();
    void whatIsPostedReachesEveryDevice();
    void aFirstMessageMakesTheConversation();
    void thereIsOneConversationHoweverManyAsk();
    void aRepeatHasTheFirstAnswer_data();
    void aRepeatHasTheFirstAnswer();
    void aClientIdIsForOneConversation();
    void fourSendersAtOnceLeaveNoHole();
    void pagesGoBothWays();
    void repliesAndWhiteSpace();
    void itAllSurvivesARestart();

private:
    static QJsonObject sendFrame(const QString &conversation, const QString &body,
                                 const QString &clientId = Person::newClientId());

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
};

void TalkTest::init()
{
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
}

void TalkTest::cleanup()
{
    QVERIFY(m_server->stop());
}

QJsonObject TalkTest::sendFrame(const QString &conversation, const QString &body, const QString &clientId)
{
    return {{"type"_L1, "send"_L1},
            {"conversation"_L1, conversation},
            {"clientId"_L1, clientId},
            {"body"_L1, body}};
}

void TalkTest::whatIsSentOverTheSocketStandsOnTheOtherSide()
{
    const QString id = m_ada->conversationWith(*m_grace);
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && graces);

    const QString clientId = Person::newClientId();
    const QJsonObject ack = adas->ask(sendFrame(id, u"Hello, Grace 👋"_s, clientId));
    QCOMPARE(ack["type"_L1], "ack"_L1);
    QCOMPARE(ack["seq"_L1], 1);
    QCOMPARE(ack["change"_L1], 2);

    const QJsonObject push = graces->take("message"_L1);
    QCOMPARE(push["conversation"_L1], id);
    QCOMPARE(push["change"_L1], 2);
    const QJsonObject message = push["message"_L1].toObject();
    QCOMPARE(message["sender"_L1], "ada"_L1);
    QCOMPARE(message["body"_L1], u"Hello, Grace 👋"_s);
    QCOMPARE(message["clientId"_L1], clientId);
    QCOMPARE(message["id"_L1], ack["id"_L1]);
    QCOMPARE(message["sentAt"_L1], ack["sentAt"_L1]);

    QCOMPARE(m_grace->messages(id), QList{message});
    QCOMPARE(m_grace->get(u"/messages/"_s + message["id"_L1].toString()).json(), message);
    QCOMPARE(m_grace->get(u"/conversations/%1/messages/1"_s.arg(id)).json(), message);
}

void TalkTest::whatIsPostedReachesEveryDevice()
{
    const QString id = m_ada->conversationWith(*m_grace);
    const auto phone = m_ada->openSocket();
    const auto laptop = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(phone && laptop && graces);

    QCOMPARE(m_ada->write(id, u"over HTTP"_s).status, 201);
    for (SocketClient *socket : {phone.get(), laptop.get(), graces.get()})
        QCOMPARE(socket->take("message"_L1)["message"_L1]["body"_L1], "over HTTP"_L1);

    QCOMPARE(phone->ask(sendFrame(id, u"over the socket"_s))["seq"_L1], 2);
    QCOMPARE(laptop->take("message"_L1)["change"_L1], 3);
    QCOMPARE(graces->take("message"_L1)["change"_L1], 3);
    phone->linger(200);
    QVERIFY(!phone->hasBeenTold(3)); // its acknowledgement stood for the push
}

void TalkTest::aFirstMessageMakesTheConversation()
{
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && graces);

    const QJsonObject ack = adas->ask({{"type"_L1, "send"_L1},
                                       {"to"_L1, "GRACE"_L1},
                                       {"clientId"_L1, Person::newClientId()},
                                       {"body"_L1, "hi"_L1}});
    QCOMPARE(ack["type"_L1], "ack"_L1);
    for (SocketClient *socket : {adas.get(), graces.get()})
        QCOMPARE(socket->take("conversation"_L1)["id"_L1], ack["conversation"_L1]);
    QCOMPARE(graces->take("message"_L1)["message"_L1]["seq"_L1], 1);
    QCOMPARE(m_grace->conversationWith(*m_ada), ack["conversation"_L1].toString());
}

void TalkTest::thereIsOneConversationHoweverManyAsk()
{
    constexpr int threads = 8;
    std::vector<std::unique_ptr<QThread>> running;
    std::array<HttpAnswer, threads> answers;
    for (int i = 0; i < threads; ++i) {
        const Person &person = i % 2 == 0 ? *m_ada : *m_grace;
        const Person &other = i % 2 == 0 ? *m_grace : *m_ada;
        running.emplace_back(QThread::create([&, this, i] {
            HttpClient http(m_server->port());
            answers.at(size_t(i))
                = http.request("POST", "/api/v1/conversations",
                               Person::json({{"kind"_L1, "direct"_L1}, {"with"_L1, other.username()}}),
                               {{"Authorization", "Bearer " + person.token().toLatin1()}});
        }));
        running.back()->start();
    }
    for (const auto &thread : running)
        QVERIFY(thread->wait(20'000));
    QSet<QString> ids;
    int made = 0;
    for (const HttpAnswer &answer : answers) {
        QVERIFY(answer.status == 200 || answer.status == 201);
        made += answer.status == 201 ? 1 : 0;
        ids.insert(answer.json()["id"_L1].toString());
    }
    QCOMPARE(made, 1);
    QCOMPARE(ids.size(), 1);
}

void TalkTest::aRepeatHasTheFirstAnswer_data()
{
    QTest::addColumn<bool>("firstOverSocket");
    QTest::addColumn<bool>("repeatOverSocket");
    QTest::addColumn<bool>("restart");

    QTest::newRow("socket, then socket") << true << true << false;
    QTest::newRow("socket, then HTTP") << true << false << false;
    QTest::newRow("HTTP, then socket") << false << true << false;
    QTest::newRow("HTTP, then HTTP") << false << false << false;
    QTest::newRow("socket, restart, HTTP") << true << false << true;
    QTest::newRow("HTTP, restart, socket") << false << true << true;
}

void TalkTest::aRepeatHasTheFirstAnswer()
{
    QFETCH(bool, firstOverSocket);
    QFETCH(bool, repeatOverSocket);
    QFETCH(bool, restart);
    const QString id = m_ada->conversationWith(*m_grace);
    const QString clientId = Person::newClientId();
    const auto send = [&](bool overSocket, const QString &body) -> QJsonObject {
        if (!overSocket)
            return m_ada->write(id, body, clientId).json();
        const auto socket = m_ada->openSocket();
        return socket ? socket->ask(sendFrame(id, body, clientId)) : QJsonObject();
    };

    const QJsonObject first = send(firstOverSocket, u"once"_s);
    QCOMPARE(m_grace->write(id, u"in between"_s).status, 201);
    if (restart) {
        m_server->kill();
        QVERIFY(m_server->start());
    }
    const QJsonObject repeated = send(repeatOverSocket, u"another text"_s);

    for (const auto name : {"seq"_L1, "change"_L1, "id"_L1, "sentAt"_L1, "conversation"_L1})
        QCOMPARE(repeated[name], first[name]);
    const QJsonValue body = repeatOverSocket ? repeated["message"_L1]["body"_L1] : repeated["body"_L1];
    QCOMPARE(body, "once"_L1);
    QCOMPARE(m_ada->messages(id).size(), 2);
}

void TalkTest::aClientIdIsForOneConversation()
{
    const Person linus(*m_server, u"linus"_s);
    const QString first = m_ada->conversationWith(*m_grace);
    const QString second = m_ada->conversationWith(linus);
    const QString clientId = Person::newClientId();
    QCOMPARE(m_ada->write(first, u"hello"_s, clientId).status, 201);

    const HttpAnswer reused = m_ada->write(second, u"hello"_s, clientId);
    QCOMPARE(reused.status, 409);
    QCOMPARE(reused.code(), u"client_id_reused"_s);
    const auto socket = m_ada->openSocket();
    QVERIFY(socket);
    const QJsonObject refused = socket->ask(sendFrame(second, u"hello"_s, clientId));
    QCOMPARE(refused["type"_L1], "error"_L1);
    QCOMPARE(refused["code"_L1], "client_id_reused"_L1);
    QCOMPARE(refused["status"_L1], 409);
    QVERIFY(m_ada->messages(second).isEmpty());
    // Somebody else may use the same one.
    QCOMPARE(m_grace->write(first, u"hello"_s, clientId).status, 201);
}

void TalkTest::fourSendersAtOnceLeaveNoHole()
{
    constexpr int each = 100;
    const QString id = m_ada->conversationWith(*m_grace);
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    const auto listener = m_grace->openSocket();
    QVERIFY(adas && graces && listener);

    std::vector<std::unique_ptr<QThread>> posting;
    for (const Person *person : {m_ada.get(), m_grace.get()}) {
        posting.emplace_back(QThread::create([this, id, person] {
            HttpClient http(m_server->port());
            for (int i = 0; i < each; ++i) {
                http.request("POST", "/api/v1/conversations/" + id.toLatin1() + "/messages",
                             Person::json({{"clientId"_L1, Person::newClientId()}, {"body"_L1, "posted"_L1}}),
                             {{"Authorization", "Bearer " + person->token().toLatin1()}});
            }
        }));
        posting.back()->start();
    }
    for (int i = 0; i < each; ++i) {
        for (SocketClient *socket : {adas.get(), graces.get()})
            QCOMPARE(socket->ask(sendFrame(id, u"sent"_s))["type"_L1], "ack"_L1);
    }
    for (const auto &thread : posting)
        QVERIFY(thread->wait(30'000));

    const auto messages = m_ada->messages(id);
    QCOMPARE(messages.size(), 4 * each);
    for (int i = 0; i < messages.size(); ++i) {
        QCOMPARE(messages.at(i)["seq"_L1], i + 1);
        QCOMPARE(messages.at(i)["change"_L1], i + 2);
    }
    // Who only listens hears every change, in its order.
    for (int i = 0; i < messages.size(); ++i)
        QCOMPARE(listener->take("message"_L1)["change"_L1], i + 2);
}

void TalkTest::pagesGoBothWays()
{
    const QString id = m_ada->conversationWith(*m_grace);
    for (int i = 1; i <= 40; ++i)
        QCOMPARE(m_ada->write(id, QString::number(i)).status, 201);
    const auto seqs = [&](const QString &query) {
        QList<int> found;
        const QJsonArray page
            = m_grace->get(u"/conversations/%1/messages%2"_s.arg(id, query)).json()["messages"_L1].toArray();
        for (const QJsonValue &message : page)
            found.append(message["seq"_L1].toInt());
        return found;
    };
    const auto range = [](int first, int last) {
        QList<int> numbers(last - first + 1);
        std::iota(numbers.begin(), numbers.end(), first);
        return numbers;
    };
    QCOMPARE(seqs({}), range(26, 40)); // the default of messages_to_load
    QCOMPARE(seqs(u"?limit=5"_s), range(36, 40));
    QCOMPARE(seqs(u"?before=36&limit=5"_s), range(31, 35));
    QCOMPARE(seqs(u"?before=3&limit=5"_s), range(1, 2));
    QCOMPARE(seqs(u"?after=0&limit=5"_s), range(1, 5));
    QCOMPARE(seqs(u"?after=38"_s), range(39, 40));
    QCOMPARE(seqs(u"?after=40"_s), QList<int>());
    const QList<int> around = seqs(u"?around=20&limit=7"_s);
    QVERIFY(around.contains(20) && around.size() <= 7);
    QCOMPARE(around, range(around.first(), around.last()));
}

void TalkTest::repliesAndWhiteSpace()
{
    const QString id = m_ada->conversationWith(*m_grace);
    QCOMPARE(m_ada->write(id, u"\n  four\twords\nin two lines  "_s).json()["body"_L1],
             "four\twords\nin two lines"_L1);
    const QJsonObject reply{{"clientId"_L1, Person::newClientId()}, {"body"_L1, "yes"_L1}, {"replyTo"_L1, 1}};
    const HttpAnswer answered = m_grace->post(u"/conversations/%1/messages"_s.arg(id), reply);
    QCOMPARE(answered.status, 201);
    QCOMPARE(answered.json()["replyTo"_L1], 1);
}

void TalkTest::itAllSurvivesARestart()
{
    const QString id = m_ada->conversationWith(*m_grace);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(m_ada->write(id, QString::number(i)).status, 201);
    const auto before = m_grace->messages(id);
    const QString epoch = m_ada->get(u"/server"_s).json()["epoch"_L1].toString();
    QVERIFY(m_server->stop());
    QVERIFY(m_server->start());
    QCOMPARE(m_grace->messages(id), before);
    QCOMPARE(m_ada->get(u"/server"_s).json()["epoch"_L1].toString(), epoch);
    QCOMPARE(m_ada->write(id, u"on it goes"_s).json()["seq"_L1], 21);
}

} // namespace confab::tests

using confab::tests::TalkTest;
CONFAB_TEST(TalkTest)
#include "talktest.moc"
