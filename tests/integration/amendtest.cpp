// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Messages that stand are edited, deleted and reacted to, over both doors: everybody sees it at once, and
/// what is gone is gone.
class AmendTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anEditReachesEveryDevice();
    void bothDoorsDoTheSame();
    void whatIsDeletedIsNeitherReadNorFound();
    void anEditIsFoundByWhatItSaysNow();
    void reactionsComeAndGo();
    void whoWasAwayLearnsTheStateNow();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] QString path(int seq) const
    {
        return u"/conversations/%1/messages/%2"_s.arg(m_conversation).arg(seq);
    }
    [[nodiscard]] QString thumbPath(int seq) const { return path(seq) + u"/reactions/%F0%9F%91%8D"_s; }
    [[nodiscard]] QJsonObject frame(const QString &type, const QJsonObject &more = {}) const
    {
        QJsonObject json = more;
        json["type"_L1] = type;
        json["conversation"_L1] = m_conversation;
        json["seq"_L1] = 1;
        return json;
    }
    /// The push with that number: of what was done before the socket opened one may come, too.
    [[nodiscard]] static QJsonObject takeChange(SocketClient &socket, int change)
    {
        return socket.take([change](const QJsonObject &frame) {
            return frame["type"_L1] == "message"_L1 && frame["change"_L1] == change;
        });
    }
    qsizetype found(Person &person, const QString &text)
    {
        return person.get(u"/search?q="_s + text).json()["messages"_L1].toArray().size();
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    QString m_conversation;
};

void AmendTest::init()
{
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_conversation = m_ada->conversationWith(*m_grace);
    QCOMPARE(m_ada->write(m_conversation, u"the first draft"_s).status, 201);
}

void AmendTest::cleanup()
{
    QVERIFY(m_server->stop());
}

void AmendTest::anEditReachesEveryDevice()
{
    const auto phone = m_ada->openSocket();
    const auto laptop = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(phone && laptop && graces);
    const QJsonObject ack = phone->ask(frame(u"edit"_s, {{"body"_L1, "the second draft"_L1}}));
    QCOMPARE(ack["type"_L1], "ack"_L1);
    QCOMPARE(ack["change"_L1], 3);
    const QJsonObject message = ack["message"_L1].toObject();
    QCOMPARE(message["body"_L1], "the second draft"_L1);
    QVERIFY(message["editedAt"_L1].isString());
    for (SocketClient *socket : {laptop.get(), graces.get()}) {
        const QJsonObject push = takeChange(*socket, 3);
        QCOMPARE(push["message"_L1].toObject(), message);
    }
    phone->linger(200);
    QVERIFY(!phone->hasBeenTold(3)); // its acknowledgement stood for the push
    QCOMPARE(m_grace->messages(m_conversation), QList{message});
    // Two devices edit at once: the last that is committed stays on both.
    phone->send(frame(u"edit"_s, {{"ref"_L1, "p"_L1}, {"body"_L1, "by phone"_L1}}));
    laptop->send(frame(u"edit"_s, {{"ref"_L1, "l"_L1}, {"body"_L1, "by laptop"_L1}}));
    QTRY_COMPARE(m_grace->get(path(1)).json()["change"_L1], 5);
    const QString last = m_grace->get(path(1)).json()["body"_L1].toString();
    QCOMPARE(m_grace->get(u"/conversations/%1/changes?since=4"_s.arg(m_conversation))
                 .json()["messages"_L1][0]["body"_L1],
             last);
}

void AmendTest::bothDoorsDoTheSame()
{
    const QJsonObject edited = m_ada->patch(path(1), {{"body"_L1, "  trimmed "_L1}}).json();
    QCOMPARE(edited["body"_L1], "trimmed"_L1);
    const auto adas = m_ada->openSocket();
    QVERIFY(adas);
    const QJsonObject ack = adas->ask(frame(u"edit"_s, {{"body"_L1, "trimmed"_L1}}));
    QCOMPARE(ack["message"_L1].toObject(), edited);
    QCOMPARE(ack["change"_L1], edited["change"_L1]);
    const QJsonObject deleted = m_ada->remove(path(1)).json();
    QVERIFY(deleted["deleted"_L1].toBool());
    QCOMPARE(adas->ask(frame(u"delete"_s))["message"_L1].toObject(), deleted);
}

void AmendTest::whatIsDeletedIsNeitherReadNorFound()
{
    QTRY_COMPARE_WITH_TIMEOUT(found(*m_grace, u"draft"_s), 1, 20'000);
    QCOMPARE(m_ada->remove(path(1)).status, 200);
    QCOMPARE(found(*m_grace, u"draft"_s), 0); // at once, however far the index is
    const QList<QJsonObject> messages = m_grace->messages(m_conversation);
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages.first()["body"_L1], QString());
    QVERIFY(messages.first()["deleted"_L1].toBool());
    const QJsonObject summary = m_grace->get(u"/conversations/"_s + m_conversation).json();
    QCOMPARE(summary["unread"_L1], 0);
    QVERIFY(summary["lastMessage"_L1]["deleted"_L1].toBool());
}

void AmendTest::anEditIsFoundByWhatItSaysNow()
{
    QTRY_COMPARE_WITH_TIMEOUT(found(*m_grace, u"draft"_s), 1, 20'000);
    QCOMPARE(m_ada->patch(path(1), {{"body"_L1, "the final version"_L1}}).status, 200);
    QCOMPARE(found(*m_grace, u"draft"_s), 0);
    QTRY_COMPARE_WITH_TIMEOUT(found(*m_grace, u"version"_s), 1, 20'000);
}

void AmendTest::reactionsComeAndGo()
{
    const auto adas = m_ada->openSocket();
    QVERIFY(adas);
    const QJsonObject reacted = m_grace->put(thumbPath(1), {}).json();
    QCOMPARE(reacted["reactions"_L1].toArray(),
             (QJsonArray{QJsonObject{{"emoji"_L1, u"👍"_s}, {"users"_L1, QJsonArray{"grace"_L1}}}}));
    QCOMPARE(takeChange(*adas, reacted["change"_L1].toInt())["message"_L1].toObject(), reacted);
    const QJsonObject ack = adas->ask(frame(u"react"_s, {{"emoji"_L1, u"👍"_s}, {"on"_L1, true}}));
    QCOMPARE(ack["message"_L1]["reactions"_L1][0]["users"_L1].toArray(), (QJsonArray{"grace"_L1, "ada"_L1}));
    QCOMPARE(m_grace->remove(thumbPath(1)).json()["reactions"_L1][0]["users"_L1].toArray(),
             QJsonArray{"ada"_L1});
    QCOMPARE(
        adas->ask(frame(u"react"_s, {{"emoji"_L1, u"👍"_s}, {"on"_L1, false}}))["message"_L1]["reactions"_L1]
            .toArray(),
        QJsonArray());
}

void AmendTest::whoWasAwayLearnsTheStateNow()
{
    QCOMPARE(m_ada->write(m_conversation, u"another"_s).status, 201);
    QCOMPARE(m_ada->patch(path(1), {{"body"_L1, "edited"_L1}}).status, 200);
    QCOMPARE(m_grace->put(thumbPath(2), {}).status, 200);
    QCOMPARE(m_ada->remove(path(1)).status, 200);
    const QJsonObject changes
        = m_grace->get(u"/conversations/%1/changes?since=3"_s.arg(m_conversation)).json();
    const QJsonArray messages = changes["messages"_L1].toArray();
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages[0]["seq"_L1], 2); // in the order of the changes
    QCOMPARE(messages[0]["reactions"_L1].toArray().size(), 1);
    QVERIFY(messages[1]["deleted"_L1].toBool());
    QCOMPARE(changes["change"_L1], 6);
}

void AmendTest::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");

    const auto row = [](const char *name, const char *method, const QString &place, const char *body,
                        int status, const QString &code) {
        QTest::newRow(name) << QByteArray(method) << place << QByteArray(body) << status << code;
    };
    const char *const text = R"({"body":"x"})";
    row("an edit of another's", "PATCH", u"1"_s, text, 403, u"forbidden"_s);
    row("an edit without a body", "PATCH", u"2"_s, "", 400, u"malformed"_s);
    row("an empty edit", "PATCH", u"2"_s, R"({"body":" "})", 400, u"invalid_field"_s);
    row("an edit of a deleted one", "PATCH", u"3"_s, text, 409, u"message_deleted"_s);
    row("a deletion of another's", "DELETE", u"1"_s, "", 403, u"forbidden"_s);
    row("a message that is not there", "DELETE", u"9"_s, "", 404, u"not_found"_s);
    row("a seq that is none", "DELETE", u"x"_s, "", 404, u"not_found"_s);
    row("a reaction that is a letter", "PUT", u"1/reactions/a"_s, "", 400, u"invalid_field"_s);
    row("a reaction of two emoji", "PUT", u"1/reactions/%F0%9F%91%8D%F0%9F%91%8D"_s, "", 400,
        u"invalid_field"_s);
    row("a reaction that is no UTF-8", "PUT", u"1/reactions/%FF"_s, "", 400, u"invalid_field"_s);
    row("a reaction to a deleted one", "PUT", u"3/reactions/%F0%9F%91%8D"_s, "", 409, u"message_deleted"_s);
    row("a method that is not allowed", "POST", u"1/reactions/%F0%9F%91%8D"_s, "", 405,
        u"method_not_allowed"_s);
}

void AmendTest::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, place);
    QFETCH(QByteArray, body);
    QCOMPARE(m_grace->write(m_conversation, u"hers"_s).status, 201);
    QCOMPARE(m_grace->write(m_conversation, u"hers, gone"_s).status, 201);
    QCOMPARE(m_grace->remove(path(3)).status, 200);
    const HttpAnswer answer
        = m_grace->ask(method, u"/conversations/%1/messages/%2"_s.arg(m_conversation, place), body);
    QTEST(answer.status, "status");
    QTEST(answer.json()["code"_L1].toString(), "code");
}

} // namespace confab::tests

using confab::tests::AmendTest;

CONFAB_TEST(AmendTest)
#include "amendtest.moc"
