// SPDX-License-Identifier: Apache-2.0
#include "tests/support/patternedbytes.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Files over the doors of a real server.
class FilesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void givesBackWhatItWasGiven();
    void takesAChunkedBody();
    void answersParts_data();
    void answersParts();
    void answersTheSameTagOnce();
    void isToBeSavedNotShown();
    void saysHowLargeAPictureIs();
    void isForThoseWhoSeeAMessageThatHoldsIt();
    void comesWithItsMessageOverEveryDoor();
    void refusesMessages_data();
    void refusesMessages();
    void refusesUploads_data();
    void refusesUploads();
    void standsWithoutItsText();
    void isGoneWithItsMessage();
    void isListedWithWhatElseTheConversationHolds();
    void isNotThereUntilItIsWhole();
    void keepsToTheQuota();
    void survivesAKill();

private:
    HttpAnswer send(Person &person, const QString &to, const QJsonArray &files, const QString &body = {});

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Person> m_eve;
};

void FilesTest::init()
{
    m_server = std::make_unique<TestServer>(QStringList{u"file_max_mib=4"_s, u"account_files_mib=8"_s});
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_eve = std::make_unique<Person>(*m_server, u"eve"_s);
}

void FilesTest::cleanup()
{
    QVERIFY(m_server->stop());
}

HttpAnswer FilesTest::send(Person &person, const QString &to, const QJsonArray &files, const QString &body)
{
    const QString id = person.post(u"/conversations"_s, {{"kind"_L1, "direct"_L1}, {"with"_L1, to}})
                           .json()["id"_L1]
                           .toString();
    return person.post(
        u"/conversations/%1/messages"_s.arg(id),
        {{"clientId"_L1, Person::newClientId()}, {"body"_L1, body}, {"attachments"_L1, files}});
}

void FilesTest::givesBackWhatItWasGiven()
{
    for (const qsizetype size : {0, 1, 262'143, 262'144, 262'145, 3'000'000}) {
        const QByteArray content = patternedBytes(size);
        const HttpAnswer made = m_ada->ask("POST", u"/files?name=a%20b.bin"_s, content,
                                           {{"Content-Type", "application/x-thing; q=1"}});
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json()["name"_L1], "a b.bin"_L1);
        QCOMPARE(made.json()["size"_L1], size);
        QCOMPARE(made.json()["mediaType"_L1], "application/x-thing"_L1);
        const QString id = made.json()["id"_L1].toString();
        QCOMPARE(made.headers.value("location"), "/api/v1/files/" + id.toLatin1());
        const HttpAnswer got = m_ada->get(u"/files/"_s + id);
        QCOMPARE(got.status, 200);
        QVERIFY(got.body == content);
        QCOMPARE(got.headers.value("content-type"), "application/x-thing");
        const HttpAnswer head = m_ada->ask("HEAD", u"/files/"_s + id);
        QCOMPARE(head.headers.value("content-length").toLongLong(), size);
    }
}

void FilesTest::takesAChunkedBody()
{
    HttpClient http(m_server->port());
    const QByteArray head = "POST /api/v1/files?name=x HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
        + m_ada->token().toLatin1() + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    QByteArray body;
    const QByteArray content = patternedBytes(1'500'000); // more than a body of JSON may have
    for (qsizetype at = 0; at < content.size(); at += 70'000) {
        const QByteArray part = content.mid(at, 70'000);
        body += QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
    }
    const HttpAnswer made = http.raw(head + body + "0\r\n\r\n");
    QCOMPARE(made.status, 201);
    QVERIFY(m_ada->get(u"/files/"_s + made.json()["id"_L1].toString()).body == content);
}

void FilesTest::answersParts_data()
{
    QTest::addColumn<HttpClient::Headers>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<qsizetype>("first");
    QTest::addColumn<qsizetype>("length");

    using Headers = HttpClient::Headers;
    const QByteArray tag
        = '"' + QCryptographicHash::hash(patternedBytes(600'000), QCryptographicHash::Sha256).toHex() + '"';
    QTest::newRow("the beginning") << Headers{{"Range", "bytes=0-99"}} << 206 << qsizetype(0)
                                   << qsizetype(100);
    QTest::newRow("across two pieces")
        << Headers{{"Range", "bytes=262000-262999"}} << 206 << qsizetype(262'000) << qsizetype(1000);
    QTest::newRow("across three") << Headers{{"Range", "bytes=1-599998"}} << 206 << qsizetype(1)
                                  << qsizetype(599'998);
    QTest::newRow("the end") << Headers{{"Range", "bytes=-100"}} << 206 << qsizetype(599'900)
                             << qsizetype(100);
    QTest::newRow("behind the end") << Headers{{"Range", "bytes=600000-"}} << 416 << qsizetype(0)
                                    << qsizetype(0);
    QTest::newRow("two parts") << Headers{{"Range", "bytes=0-1,5-6"}} << 200 << qsizetype(0)
                               << qsizetype(600'000);
    QTest::newRow("of the file that is meant")
        << Headers{{"Range", "bytes=0-99"}, {"If-Range", tag}} << 206 << qsizetype(0) << qsizetype(100);
    QTest::newRow("of another file") << Headers{{"Range", "bytes=0-99"}, {"If-Range", "\"other\""}} << 200
                                     << qsizetype(0) << qsizetype(600'000);
}

void FilesTest::answersParts()
{
    QFETCH(HttpClient::Headers, headers);
    QFETCH(int, status);
    QFETCH(qsizetype, first);
    QFETCH(qsizetype, length);
    const QByteArray content = patternedBytes(600'000);
    const QString path = u"/files/"_s + m_ada->upload(u"x"_s, content);
    const HttpAnswer answer = m_ada->ask("GET", path, {}, headers);
    QCOMPARE(answer.status, status);
    if (status == 416) {
        QCOMPARE(answer.headers.value("content-range"), "bytes */600000");
        return;
    }
    QVERIFY(answer.body == content.mid(first, length));
    if (status == 206) {
        QCOMPARE(answer.headers.value("content-range"),
                 u"bytes %1-%2/600000"_s.arg(first).arg(first + length - 1).toLatin1());
    }
}

void FilesTest::answersTheSameTagOnce()
{
    const QString path = u"/files/"_s + m_ada->upload(u"x"_s, "hello");
    const QByteArray tag = m_ada->get(path).headers.value("etag");
    QCOMPARE(tag, '"' + QCryptographicHash::hash("hello", QCryptographicHash::Sha256).toHex() + '"');
    const HttpAnswer again = m_ada->ask("GET", path, {}, {{"If-None-Match", "\"x\", " + tag}});
    QCOMPARE(again.status, 304);
    QVERIFY(again.body.isEmpty());
    QCOMPARE(m_ada->ask("GET", path, {}, {{"If-None-Match", "\"x\""}}).status, 200);
}

void FilesTest::isToBeSavedNotShown()
{
    const QString id = m_ada->upload(u"ä\"b.html"_s, "<script>alert(1)</script>", "text/html");
    const HttpAnswer answer = m_ada->get(u"/files/"_s + id);
    QCOMPARE(answer.headers.value("content-disposition"),
             R"(attachment; filename="__b.html"; filename*=UTF-8''%C3%A4%22b.html)");
    QCOMPARE(answer.headers.value("x-content-type-options"), "nosniff");
    QVERIFY(answer.headers.value("content-security-policy").contains("sandbox"));
}

void FilesTest::saysHowLargeAPictureIs()
{
    const QByteArray png = QByteArray::fromHex("89504e470d0a1a0a0000000d4948445200000400000003000806000000"
                                               "00000000");
    const HttpAnswer made
        = m_ada->ask("POST", u"/files?name=engine.png"_s, png, {{"Content-Type", "image/png"}});
    QCOMPARE(made.json()["width"_L1], 1024);
    QCOMPARE(made.json()["height"_L1], 768);
    const QJsonObject text = m_ada->ask("POST", u"/files?name=x"_s, "hello").json();
    QVERIFY(!text.contains("width"_L1));
}

void FilesTest::isForThoseWhoSeeAMessageThatHoldsIt()
{
    const QString id = m_ada->upload(u"x"_s, "secret");
    const QString path = u"/files/"_s + id;
    QCOMPARE(m_grace->get(path).status, 404);
    QCOMPARE(send(*m_grace, u"eve"_s, {id}).status, 400);
    QCOMPARE(send(*m_ada, u"grace"_s, {id}).status, 201);
    QCOMPARE(m_grace->get(path).body, "secret");
    QCOMPARE(m_eve->get(path).status, 404);
    QCOMPARE(m_eve->get(path).code(), u"not_found"_s);
    QCOMPARE(send(*m_grace, u"eve"_s, {id}).status, 201);
    QCOMPARE(m_eve->get(path).body, "secret");
    HttpClient nobody(m_server->port());
    QCOMPARE(nobody.request("GET", "/api/v1" + path.toLatin1()).status, 401);
}

void FilesTest::comesWithItsMessageOverEveryDoor()
{
    const QString first = m_ada->upload(u"one.txt"_s, "one");
    const QString second = m_ada->upload(u"two.txt"_s, "two");
    const QString conversation = m_ada->conversationWith(*m_grace);
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && graces);
    const QJsonObject ack = adas->ask({{"type"_L1, "send"_L1},
                                       {"conversation"_L1, conversation},
                                       {"clientId"_L1, Person::newClientId()},
                                       {"body"_L1, ""_L1},
                                       {"attachments"_L1, QJsonArray{second, first}}});
    QCOMPARE(ack["type"_L1], "ack"_L1);
    const QJsonArray pushed = graces->take("message"_L1)["message"_L1].toObject()["attachments"_L1].toArray();
    QCOMPARE(pushed.size(), 2);
    QCOMPARE(pushed[0].toObject()["name"_L1], "two.txt"_L1);
    QCOMPARE(pushed[1].toObject()["id"_L1], first);
    QCOMPARE(m_grace->messages(conversation).first()["attachments"_L1].toArray(), pushed);
    const QString path = u"/conversations/"_s + conversation;
    QCOMPARE(m_grace->get(path).json()["lastMessage"_L1]["attachments"_L1].toArray(), pushed);
    QCOMPARE(m_grace->get(path + u"/messages/1"_s).json()["attachments"_L1].toArray(), pushed);
    const QJsonArray changed = m_grace->get(path + u"/changes?since=1"_s).json()["messages"_L1].toArray();
    QCOMPARE(changed.first().toObject()["attachments"_L1].toArray(), pushed);
}

void FilesTest::refusesMessages_data()
{
    QTest::addColumn<QJsonValue>("attachments");

    QJsonArray many;
    for (int i = 1; i <= 11; ++i)
        many.append(QString::number(i));
    QTest::newRow("a file that is not there") << QJsonValue(QJsonArray{u"4711"_s});
    QTest::newRow("what is no id") << QJsonValue(QJsonArray{u"x"_s});
    QTest::newRow("a number") << QJsonValue(QJsonArray{4711});
    QTest::newRow("one file twice") << QJsonValue(QJsonArray{u"4711"_s, u"4711"_s});
    QTest::newRow("too many") << QJsonValue(many);
    QTest::newRow("no list") << QJsonValue(u"4711"_s);
    QTest::newRow("an empty list") << QJsonValue(QJsonArray());
    QTest::newRow("nothing") << QJsonValue();
}

void FilesTest::refusesMessages()
{
    QFETCH(QJsonValue, attachments);
    const QString id = m_ada->conversationWith(*m_grace);
    const HttpAnswer answer = m_ada->post(
        u"/conversations/%1/messages"_s.arg(id),
        {{"clientId"_L1, Person::newClientId()}, {"body"_L1, ""_L1}, {"attachments"_L1, attachments}});
    QCOMPARE(answer.status, 400);
    const bool isEmpty = attachments.isNull() || attachments == QJsonValue(QJsonArray());
    QCOMPARE(answer.field(), isEmpty ? u"body"_s : u"attachments"_s);
}

void FilesTest::refusesUploads_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");

    const auto row = [](const char *name, const QString &query, const char *type, qsizetype size, int status,
                        const QString &code) {
        QTest::newRow(name) << query << QByteArray(type) << size << status << code;
    };
    row("without a name", u""_s, "text/plain", 5, 400, u"invalid_field"_s);
    row("a name that is a path", u"name=..%2Fx"_s, "text/plain", 5, 400, u"invalid_field"_s);
    row("a name with a line break", u"name=a%0Ab"_s, "text/plain", 5, 400, u"invalid_field"_s);
    row("two names", u"name=a&name=b"_s, "text/plain", 5, 400, u"invalid_field"_s);
    row("a type that is none", u"name=a"_s, "text", 5, 400, u"invalid_field"_s);
    row("a type with blanks", u"name=a"_s, "te xt/plain", 5, 400, u"invalid_field"_s);
    row("one byte too many", u"name=a"_s, "text/plain", 4 * 1024 * 1024 + 1, 413, u"payload_too_large"_s);
}

void FilesTest::refusesUploads()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, type);
    QFETCH(qsizetype, size);
    const HttpAnswer answer
        = m_ada->ask("POST", u"/files?"_s + query, QByteArray(size, 'x'), {{"Content-Type", type}});
    QTEST(answer.status, "status");
    QTEST(answer.code(), "code");
    if (answer.status == 413)
        QVERIFY(answer.body.contains("4194304"));
}

void FilesTest::standsWithoutItsText()
{
    const QString id = m_ada->upload(u"x"_s, "content");
    const HttpAnswer sent = send(*m_ada, u"grace"_s, {id}, u"look"_s);
    const QString path = u"/conversations/%1/messages/1"_s.arg(sent.json()["conversation"_L1].toString());
    QCOMPARE(m_ada->ask("PATCH", path, R"({"body":" "})", {{"Content-Type", "application/json"}}).status,
             200);
    const QJsonObject message = m_grace->get(path).json();
    QCOMPARE(message["body"_L1], ""_L1);
    QCOMPARE(message["attachments"_L1].toArray().size(), 1);
    QCOMPARE(m_grace->get(u"/files/"_s + id).body, "content");
}

void FilesTest::isGoneWithItsMessage()
{
    const QString id = m_ada->upload(u"x"_s, "secret");
    const HttpAnswer sent = send(*m_ada, u"grace"_s, {id});
    QCOMPARE(m_grace->get(u"/files/"_s + id).status, 200);
    const QString path = u"/conversations/%1/messages/1"_s.arg(sent.json()["conversation"_L1].toString());
    QCOMPARE(m_ada->remove(path).status / 100, 2);
    QVERIFY(m_grace->get(path).json()["attachments"_L1].toArray().isEmpty());
    QCOMPARE(m_grace->get(u"/files/"_s + id).status, 404);
    QCOMPARE(m_ada->get(u"/files/"_s + id).status, 404);
}

void FilesTest::isListedWithWhatElseTheConversationHolds()
{
    const QString conversation = m_ada->conversationWith(*m_grace);
    for (int i = 0; i < 4; ++i) {
        const QJsonArray files{m_ada->upload(u"a"_s, "a"), m_ada->upload(u"b"_s, "b")};
        QCOMPARE(send(*m_ada, u"grace"_s, files).status, 201);
        QCOMPARE(m_grace->write(conversation, u"thanks"_s).status, 201);
    }
    const QString path = u"/conversations/%1/messages"_s.arg(conversation);
    QCOMPARE(m_ada->remove(path + u"/5"_s).status / 100, 2);
    const auto page = [&](const QString &query) { return m_grace->get(path + query).json(); };
    const auto seqs = [](const QJsonObject &answer) {
        QList<int> found;
        const QJsonArray messages = answer["messages"_L1].toArray();
        for (const QJsonValue &message : messages) {
            found.append(message["seq"_L1].toInt());
            if (message["attachments"_L1].toArray().size() != 2)
                found.append(-1);
        }
        return found;
    };
    const QJsonObject newest = page(u"?hasFile=true&limit=2"_s);
    QCOMPARE(seqs(newest), QList<int>({3, 7}));
    QCOMPARE(newest["next"_L1], "3"_L1);
    const QJsonObject older = page(u"?hasFile=true&limit=2&before="_s + newest["next"_L1].toString());
    QCOMPARE(seqs(older), QList<int>({1}));
    QVERIFY(older["next"_L1].isNull());
    QCOMPARE(seqs(page(u"?hasFile=true&before=1"_s)), QList<int>());
    QCOMPARE(seqs(page(u"?hasFile=true&limit=3"_s)), QList<int>({1, 3, 7}));
    QCOMPARE(m_eve->get(path + u"?hasFile=true"_s).status, 404);
}

void FilesTest::isNotThereUntilItIsWhole()
{
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_server->port());
        QVERIFY(socket.waitForConnected());
        socket.write("POST /api/v1/files?name=half HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                     + m_ada->token().toLatin1() + "\r\nContent-Length: 3000000\r\n\r\n"
                     + patternedBytes(1'000'000));
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten()) { }
    }
    // Its room is free again as soon as the server has seen the end.
    const QByteArray large = patternedBytes(4 * 1024 * 1024);
    const auto isTaken = [&] { return m_ada->ask("POST", u"/files?name=a"_s, large).status == 201; };
    QVERIFY(QTest::qWaitFor(isTaken, 20'000)); // once each: it asks no more than it must
    QVERIFY(QTest::qWaitFor(isTaken, 20'000));
}

void FilesTest::keepsToTheQuota()
{
    const QByteArray content = patternedBytes(4 * 1024 * 1024);
    QVERIFY(!m_ada->upload(u"a"_s, content).isEmpty());
    QVERIFY(!m_ada->upload(u"b"_s, content).isEmpty()); // stored once, and theirs twice
    const HttpAnswer refused = m_ada->ask("POST", u"/files?name=c"_s, "x");
    QCOMPARE(refused.status, 507);
    QCOMPARE(refused.code(), u"quota_exceeded"_s);
    QVERIFY(refused.body.contains("8388608"));
    QVERIFY(!m_grace->upload(u"c"_s, "x").isEmpty());
}

void FilesTest::survivesAKill()
{
    const QByteArray content = patternedBytes(1'000'000);
    const QString id = m_ada->upload(u"x"_s, content);
    QVERIFY(!id.isEmpty());
    m_server->kill();
    QVERIFY(m_server->start());
    QVERIFY(m_ada->get(u"/files/"_s + id).body == content);
}

} // namespace confab::tests

using confab::tests::FilesTest;

CONFAB_TEST(FilesTest)
#include "filestest.moc"
