// SPDX-License-Identifier: Apache-2.0
#include "server/net/descriptor.h"
#include "shared/core/limits.h"
#include "tests/server/net/netfixture.h"
#include "tests/server/net/rawclient.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace std::chrono_literals;

namespace {

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
}

QByteArray upgradeWith(const QByteArray &fields)
{
    return "GET /api/v1/socket HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
}

const QByteArray upgradeFields = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

} // namespace

class HttpConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers();
    void answersFromAnyThread();
    void handsOnWhatTheRequestSays();
    void keepsTheConnection();
    void answersPipelinedRequestsInOrder();
    void answersAThousandRequestsSentAhead();
    void answersHeadWithoutBody();
    void answersWithoutContent();
    void answersOptions();
    void answersHttp10AndCloses();
    void continuesBeforeTheBody();
    void refusesALargeBodyBeforeItComes();
    void handsABodyOnInPieces_data();
    void handsABodyOnInPieces();
    void endsASinkWhenItsClientLeaves();
    void answersWhileABodyComes();
    void boundsABodyInPieces();
    void sendsWhatASourceHas();
    void cutsWhatASourceCannotGive();
    void sendsNothingOfASourceToHead();
    void closesAfterARefusal_data();
    void closesAfterARefusal();
    void refusesBadUpgrades_data();
    void refusesBadUpgrades();
    void cutsASlowHead();
    void cutsASlowBody();
    void answersOneThatWasSilentForAWhile();
    void cutsAnIdleConnectionSilently();
    void givesUpOnAnAnswerThatTakesTooLong();
    void dropsTheAnswerToAClientThatIsGone();
    void dropsTheAnswerToAHalfClosedClient();
    void cutsAClientThatDoesNotRead();
    void boundsConnections();
};

void HttpConnectionTest::answers()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");

    const RawResponse response = client.response();

    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, "2 /echo hello");
    QVERIFY(response.head.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(response.field("Content-Type"), "application/json");
    QCOMPARE(response.field("Connection"), "keep-alive");
    QCOMPARE(response.field("Cache-Control"), "no-store");
    QCOMPARE(response.field("X-Content-Type-Options"), "nosniff");
    const QDateTime date
        = QDateTime::fromString(QString::fromLatin1(response.field("Date")), Qt::RFC2822Date);
    QVERIFY(qAbs(date.secsTo(QDateTime::currentDateTimeUtc())) < 60);
}

void HttpConnectionTest::answersFromAnyThread()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(get("/thread"));

    QCOMPARE(client.response().body, "0 /thread ");
}

void HttpConnectionTest::handsOnWhatTheRequestSays()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(
        get("http://h/echo?x=y", "Authorization: Bearer t\r\nContent-Type: a/b\r\nIf-None-Match: \"e\"\r\n"));
    QCOMPARE(client.response().status, 200);

    const Request request = net.gateway.requests().constFirst();
    QVERIFY(request.method == Method::Get);
    QCOMPARE(request.target, "/echo?x=y");
    QCOMPARE(request.authorization, "Bearer t");
    QCOMPARE(request.contentType, "a/b");
    QCOMPARE(request.ifNoneMatch, "\"e\"");
    QCOMPARE(request.peer, QHostAddress(QHostAddress::LocalHost));
}

void HttpConnectionTest::keepsTheConnection()
{
    NetFixture net;
    RawClient client(net.port());
    for (int i = 0; i < 3; ++i) {
        client.send(get("/echo"));
        QCOMPARE(client.response().status, 200);
    }
    client.send(get("/echo", "Connection: close\r\n"));
    QCOMPARE(client.response().field("Connection"), "close");
    QVERIFY(client.isClosedByPeer());
    QTRY_COMPARE(net.connections(), 0);
}

void HttpConnectionTest::answersPipelinedRequestsInOrder()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(get("/thread") + get("/held") + get("/echo?3")
                + "POST /echo HTTP/1.1\r\nHost: h\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                + get("/none"));

    QCOMPARE(client.response().body, "0 /thread ");
    QTRY_COMPARE(net.gateway.heldAnswers(), size_t(1));
    QCOMPARE(net.gateway.requests().size(), 2); // the third waits
    net.gateway.releaseAnswers();
    QCOMPARE(client.response().body, "\"released\"");
    QCOMPARE(client.response().body, "0 /echo?3 ");
    QCOMPARE(client.response().body, "2 /echo abc");
    QCOMPARE(client.response().status, 404);
}

void HttpConnectionTest::answersAThousandRequestsSentAhead()
{
    // More than the input buffer holds.
    constexpr int count = 5000;
    NetFixture net;
    RawClient client(net.port());
    for (int i = 0; i < count; ++i)
        client.send(get("/echo?" + QByteArray::number(i)));
    for (int i = 0; i < count; ++i)
        QCOMPARE(client.response().body, "0 /echo?" + QByteArray::number(i) + ' ');
}

void HttpConnectionTest::answersHeadWithoutBody()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("HEAD /echo HTTP/1.1\r\nHost: h\r\n\r\n" + get("/echo"));

    const RawResponse head = client.response(RawClient::Expect::NoBody);

    QCOMPARE(head.status, 200);
    QCOMPARE(head.field("Content-Length"), "8");
    QCOMPARE(client.response().body, "0 /echo "); // nothing stands between
}

void HttpConnectionTest::answersWithoutContent()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(get("/nothing") + get("/echo"));

    const RawResponse response = client.response();

    QCOMPARE(response.status, 204);
    QVERIFY(response.field("Content-Length").isEmpty());
    QCOMPARE(client.response().status, 200);
}

void HttpConnectionTest::answersOptions()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");

    QCOMPARE(client.response().body, QByteArray::number(int(Method::Options)) + " * ");
}

void HttpConnectionTest::answersHttp10AndCloses()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("GET /echo HTTP/1.0\r\n\r\n");

    const RawResponse response = client.response();

    QCOMPARE(response.status, 200);
    QCOMPARE(response.field("Connection"), "close");
    QVERIFY(client.isClosedByPeer());
}

void HttpConnectionTest::continuesBeforeTheBody()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.response(RawClient::Expect::NoBody).status, 100);
    client.send("ok");
    QCOMPARE(client.response().body, "2 /echo ok");
}

void HttpConnectionTest::refusesALargeBodyBeforeItComes()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n");

    const RawResponse response = client.response();

    QCOMPARE(response.status, 413);
    QVERIFY(response.body.contains("1048576"));
}

void HttpConnectionTest::handsABodyOnInPieces_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QList<qsizetype>>("pieces");

    const QByteArray body(600'000, 'x');
    const QByteArray head = "POST /sink HTTP/1.1\r\nHost: h\r\n";
    const QList<qsizetype> pieces{262'144, 262'144, 75'712};
    QTest::newRow("a body with its length") << head + "Content-Length: 600000\r\n\r\n" + body << pieces;
    QTest::newRow("a body of exactly a piece")
        << head + "Content-Length: 262144\r\n\r\n" + body.first(262'144) << QList<qsizetype>{262'144};
    QTest::newRow("a body without bytes") << head + "Content-Length: 0\r\n\r\n" << QList<qsizetype>{};
    QTest::newRow("no body") << head + "\r\n" << QList<qsizetype>{};
    QTest::newRow("a chunked body without bytes") << head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                                  << QList<qsizetype>{};
}

void HttpConnectionTest::handsABodyOnInPieces()
{
    QFETCH(QByteArray, request);
    NetFixture net;
    RawClient client(net.port());
    client.send(request + get("/echo"));

    QCOMPARE(client.response().status, 204);
    QTEST(net.gateway.pieces(), "pieces");
    QCOMPARE(net.gateway.sinksLeft(), 0);
    QCOMPARE(client.response().status, 200); // the connection goes on
}

void HttpConnectionTest::endsASinkWhenItsClientLeaves()
{
    NetFixture net;
    {
        RawClient client(net.port());
        client.send("POST /sink HTTP/1.1\r\nHost: h\r\nContent-Length: 600000\r\n\r\n"
                    + QByteArray(300'000, 'x'));
        QTRY_COMPARE(net.gateway.pieces().size(), 1);
    }
    QTRY_COMPARE(net.gateway.sinksLeft(), 1);
}

void HttpConnectionTest::answersWhileABodyComes()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("POST /sink/refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 10000000\r\n\r\n"
                + QByteArray(300'000, 'x'));
    const RawResponse response = client.response();
    QCOMPARE(response.status, 413);
    QCOMPARE(response.field("Connection"), "close"); // where the request ends is not known
}

void HttpConnectionTest::boundsABodyInPieces()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("POST /sink HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 16777217\r\n\r\n");
    const RawResponse response = client.response();
    QCOMPARE(response.status, 413);
    QVERIFY(response.body.contains("16777216"));
}

void HttpConnectionTest::sendsWhatASourceHas()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(get("/source") + get("/echo"));
    const RawResponse response = client.response();
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, QByteArray(FakeGateway::large, '0'));
    QCOMPARE(client.response().body, "0 /echo ");
}

void HttpConnectionTest::cutsWhatASourceCannotGive()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(get("/broken"));
    QVERIFY(client.response().body.size() < FakeGateway::large);
    QVERIFY(client.isClosedByPeer());
}

void HttpConnectionTest::sendsNothingOfASourceToHead()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("HEAD /source HTTP/1.1\r\nHost: h\r\n\r\n");
    const RawResponse head = client.response(RawClient::Expect::NoBody);
    QCOMPARE(head.field("Content-Length"), QByteArray::number(FakeGateway::large));
}

void HttpConnectionTest::closesAfterARefusal_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    QTest::newRow("garbage") << QByteArray("\x80\x01\x02garbage\r\n\r\n") << 400;
    QTest::newRow("a TLS hello") << QByteArray("\x16\x03\x01\x00\xa5\x01", 6) << 400;
    QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("CL.TE and what it smuggles") << QByteArray(
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG")
                                                << 400;
    QTest::newRow("a head that is too large, and more of it")
        << get("/echo", ("X: " + QByteArray(4000, 'x') + "\r\n").repeated(100)) << 431;
    QTest::newRow("a target that is too long") << get('/' + QByteArray(20000, 'a')) << 414;
    QTest::newRow("a chunk that is too large, and more of it")
        << "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n"
            + QByteArray(500000, 'x')
        << 413;
    QTest::newRow("another version") << QByteArray("GET / HTTP/2.0\r\nHost: h\r\n\r\n") << 505;
    QTest::newRow("an expectation") << get("/echo", "Expect: more\r\n") << 417;
}

void HttpConnectionTest::closesAfterARefusal()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    NetFixture net;
    RawClient client(net.port());
    client.send(bytes + get("/echo"));

    const RawResponse response = client.response();

    QCOMPARE(response.status, status);
    QCOMPARE(response.field("Content-Type"), "application/problem+json");
    QCOMPARE(response.field("Connection"), "close");
    QCOMPARE(QJsonDocument::fromJson(response.body).object().value(QLatin1StringView("status")).toInt(),
             status);
    QVERIFY(client.isClosedByPeer());
    QVERIFY(net.gateway.requests().isEmpty());
    QTRY_COMPARE(net.connections(), 0);
}

void HttpConnectionTest::refusesBadUpgrades_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const auto without = [](const QByteArray &field, const QByteArray &instead = {}) {
        QByteArray fields;
        for (const QByteArray &line : upgradeFields.split('\n')) {
            if (!line.isEmpty() && !line.startsWith(field))
                fields += line + '\n';
        }
        return upgradeWith(fields + instead);
    };
    QTest::newRow("no upgrade at all") << upgradeWith({}) << 400;
    QTest::newRow("an upgrade to something else") << without("Upgrade", "Upgrade: h2c\r\n") << 400;
    QTest::newRow("no Connection") << without("Connection") << 400;
    QTest::newRow("no version") << without("Sec-WebSocket-Version") << 400;
    QTest::newRow("another version") << without("Sec-WebSocket-Version", "Sec-WebSocket-Version: 8\r\n")
                                     << 400;
    QTest::newRow("no key") << without("Sec-WebSocket-Key") << 400;
    QTest::newRow("a short key") << without("Sec-WebSocket-Key", "Sec-WebSocket-Key: YWJj\r\n") << 400;
    QTest::newRow("a key that is not base64")
        << without("Sec-WebSocket-Key", "Sec-WebSocket-Key: ****\r\n") << 400;
    QTest::newRow("another subprotocol")
        << upgradeWith(upgradeFields + "Sec-WebSocket-Protocol: mqtt\r\n") << 400;
    QTest::newRow("a body") << upgradeWith(upgradeFields + "Content-Length: 1\r\n") + "x" << 400;
    QTest::newRow("a bad token") << upgradeWith(upgradeFields + "Authorization: Bearer nonsense\r\n") << 401;
    QTest::newRow("another kind of authorization")
        << upgradeWith(upgradeFields + "Authorization: Basic YQ==\r\n") << 401;
}

void HttpConnectionTest::refusesBadUpgrades()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    NetFixture net;
    RawClient client(net.port());
    client.send(bytes);

    const RawResponse response = client.response();

    QCOMPARE(response.status, status);
    QCOMPARE(response.field("Upgrade"), status == 400 ? "websocket" : "");
    QVERIFY(client.isClosedByPeer());
    QTRY_COMPARE(net.connections(), 0);
}

void HttpConnectionTest::cutsASlowHead()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("GET /echo HTTP/1.1\r\nX: ");
    QTest::qWait(50);
    net.passTime(9s);
    client.send("still here");
    QTest::qWait(50);
    net.passTime(Limits::headWithin + 1s);

    QCOMPARE(client.response().status, 408);
    QVERIFY(client.isClosedByPeer());
    QTRY_COMPARE(net.connections(), 0);
}

void HttpConnectionTest::cutsASlowBody()
{
    NetFixture net;
    RawClient client(net.port());
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhell");
    QTest::qWait(50);
    net.passTime(Limits::bodyWithin + 1s);

    QCOMPARE(client.response().status, 408);
    QVERIFY(client.isClosedByPeer());
}

void HttpConnectionTest::answersOneThatWasSilentForAWhile()
{
    NetFixture net;
    RawClient client(net.port());
    for (int i = 0; i < 3; ++i) {
        client.send(get("/echo"));
        QCOMPARE(client.response().status, 200);
        net.passTime(1s);
        net.passTime(2s); // its buffers are given back
    }
    client.send(get("/echo").first(9));
    QTRY_COMPARE(net.connections(), 1);
    net.passTime(1s);
    net.passTime(2s);
    client.send(get("/echo").sliced(9));
    QCOMPARE(client.response().status, 200);
}

void HttpConnectionTest::cutsAnIdleConnectionSilently()
{
    NetFixture net;
    RawClient fresh(net.port());
    RawClient used(net.port());
    used.send(get("/echo"));
    QCOMPARE(used.response().status, 200);
    QTRY_COMPARE(net.connections(), 2);

    net.passTime(Limits::headWithin + 1s);
    QVERIFY(fresh.isClosedByPeer());
    QTRY_COMPARE(net.connections(), 1);
    net.passTime(Limits::keepAlive + 1s);
    QVERIFY(used.isClosedByPeer());
    QCOMPARE(used.read(0), QByteArray());
    QTRY_COMPARE(net.connections(), 0);
}

void HttpConnectionTest::givesUpOnAnAnswerThatTakesTooLong()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(get("/held"));
    QTRY_COMPARE(net.gateway.heldAnswers(), size_t(1));
    net.passTime(61s);

    QCOMPARE(client.response().status, 503);
    net.gateway.releaseAnswers(); // too late, and ignored
    QVERIFY(client.isClosedByPeer());
    QTRY_COMPARE(net.connections(), 0);
}

void HttpConnectionTest::dropsTheAnswerToAClientThatIsGone()
{
    NetFixture net;
    {
        RawClient client(net.port());
        client.send(get("/held"));
        QTRY_COMPARE(net.gateway.heldAnswers(), size_t(1));
        client.socket().abort();
        QTRY_COMPARE(net.connections(), 0);
    }
    net.gateway.releaseAnswers();
    RawClient other(net.port());
    other.send(get("/echo"));
    QCOMPARE(other.response().status, 200);
}

void HttpConnectionTest::dropsTheAnswerToAHalfClosedClient()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(get("/held"));
    QTRY_COMPARE(net.gateway.heldAnswers(), size_t(1));
    finishWriting(client.socket().socketDescriptor());

    QTRY_COMPARE(net.connections(), 0);
    net.gateway.releaseAnswers();
    QVERIFY(client.isClosedByPeer());
}

void HttpConnectionTest::cutsAClientThatDoesNotRead()
{
    NetFixture net;
    RawClient client(net.port());
    client.socket().setReadBufferSize(1);
    client.send(get("/large") + get("/large"));
    QTRY_COMPARE(net.gateway.requests().size(), 1);
    QTest::qWait(100);
    QCOMPARE(net.gateway.requests().size(), 1); // the second waits until the first has gone out

    net.passTime(29s);
    QCOMPARE(net.connections(), 1);
    net.passTime(30s + std::chrono::seconds(FakeGateway::large / 16000 + 1));
    QTRY_COMPARE(net.connections(), 0);
}

void HttpConnectionTest::boundsConnections()
{
    NetFixture net(RateLimits::On, 2);
    RawClient first(net.port());
    RawClient second(net.port());
    QTRY_COMPARE(net.connections(), 2);
    RawClient third(net.port());

    const RawResponse response = third.response();

    QCOMPARE(response.status, 503);
    QVERIFY(!response.field("Retry-After").isEmpty());
    QVERIFY(third.isClosedByPeer());
    second.socket().abort();
    QTRY_COMPARE(net.connections(), 1);
    RawClient fourth(net.port());
    fourth.send(get("/echo"));
    QCOMPARE(fourth.response().status, 200);
}

} // namespace confab::tests

using confab::tests::HttpConnectionTest;
CONFAB_TEST(HttpConnectionTest)
#include "httpconnectiontest.moc"
