// SPDX-License-Identifier: Apache-2.0
#include "client/connection/restclient.h"
#include "client/connection/networkerror.h"

#include "tests/support/testcase.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// Answers every request with the same bytes, and keeps what it was asked.
class CannedServer : public QTcpServer {
public:
    explicit CannedServer(QByteArray answer)
        : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                asked += socket->readAll();
                if (!asked.contains("\r\n\r\n"))
                    return;
                socket->write(m_answer);
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] QUrl root() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }

    QByteArray asked;

private:
    const QByteArray m_answer;
};

QByteArray http(const char *status, const QByteArray &body, const QByteArray &more = {})
{
    return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\n" + more + "\r\n" + body;
}

Result<QJsonObject> ask(CannedServer &server, const RestRequest &request)
{
    RestClient client(server.root());
    std::optional<Result<QJsonObject>> answer;
    client.send(request, [&](Result<QJsonObject> json) { answer = json; });
    (void)QTest::qWaitFor([&] { return answer.has_value(); }, 20000);
    return answer ? *answer : Result<QJsonObject>(Error{ErrorCode::RequestTimeout});
}

} // namespace

class RestClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsPathTokenAndBody();
    void readsAnObject();
    void noContentIsAnEmptyObject();
    void readsTheProblem();
    void mapsWhatIsNoAnswer_data();
    void mapsWhatIsNoAnswer();
    void anUnreachableServerIsANetworkError();
    void followsNoRedirect();
};

void RestClientTest::sendsPathTokenAndBody()
{
    CannedServer server(http("200 OK", "{}"));
    QVERIFY(ask(server,
                {.method = RestRequest::Method::Put,
                 .path = u"/users/a%2Fb"_s,
                 .query = QUrlQuery{{u"limit"_s, u"5"_s}},
                 .body = "{\"x\":1}"_ba,
                 .token = u"secret"_s}));
    QVERIFY(server.asked.startsWith("PUT /api/v1/users/a%2Fb?limit=5 HTTP/1.1\r\n"));
    QVERIFY(server.asked.contains("Authorization: Bearer secret\r\n"));
    QVERIFY(server.asked.toLower().contains("content-type: application/json\r\n"));
    QVERIFY(server.asked.endsWith("{\"x\":1}"));
}

void RestClientTest::readsAnObject()
{
    CannedServer server(http("200 OK", "{\"name\":\"Confab\"}"));
    const auto answer = ask(server, {.path = u"/server"_s});
    QVERIFY(answer);
    QCOMPARE(answer->value("name"_L1).toString(), u"Confab"_s);
}

void RestClientTest::noContentIsAnEmptyObject()
{
    CannedServer server("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"_ba);
    const auto answer = ask(server, {.path = u"/me"_s});
    QVERIFY(answer);
    QVERIFY(answer->isEmpty());
}

void RestClientTest::readsTheProblem()
{
    CannedServer server(
        http("429 Too Many Requests",
             R"({"type":"about:blank","title":"t","status":429,"code":"too_many_requests","detail":"d"})",
             "Content-Type: application/problem+json\r\nRetry-After: 7\r\n"));
    const auto answer = ask(server, {.path = u"/me"_s});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::TooManyRequests);
    QCOMPARE(answer.error().retryAfter.count(), 7);
    QVERIFY(!isNetworkError(answer.error()));
}

void RestClientTest::mapsWhatIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");

    QTest::newRow("a gateway's page") << http("502 Bad Gateway", "<html>") << int(ErrorCode::Unavailable);
    QTest::newRow("no JSON") << http("200 OK", "hello") << int(ErrorCode::Malformed);
    QTest::newRow("JSON that is no object") << http("200 OK", "[1]") << int(ErrorCode::Malformed);
    QTest::newRow("a body that breaks off")
        << "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"_ba << int(ErrorCode::Unavailable);
    QTest::newRow("no HTTP") << "SSH-2.0-OpenSSH_9.2\r\n"_ba << int(ErrorCode::Unavailable);
}

void RestClientTest::mapsWhatIsNoAnswer()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    CannedServer server(bytes);
    const auto answer = ask(server, {.path = u"/me"_s});
    QVERIFY(!answer);
    QCOMPARE(int(answer.error().code), code);
}

void RestClientTest::anUnreachableServerIsANetworkError()
{
    CannedServer server({});
    server.close();
    const auto answer = ask(server, {.path = u"/me"_s});
    QVERIFY(!answer);
    QVERIFY(isNetworkError(answer.error()));
}

void RestClientTest::followsNoRedirect()
{
    CannedServer target(http("200 OK", "{}"));
    CannedServer server(http("302 Found", {}, "Location: " + target.root().toEncoded() + "/\r\n"));
    QVERIFY(!ask(server, {.path = u"/me"_s, .token = u"secret"_s}));
    QVERIFY(target.asked.isEmpty());
}

} // namespace confab::tests

using confab::tests::RestClientTest;
CONFAB_TEST(RestClientTest)
#include "restclienttest.moc"
