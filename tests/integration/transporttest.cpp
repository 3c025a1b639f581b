// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// HTTP/1.1 as clients other than ours speak it, and the two files that describe the protocol.
class TransportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void cleanupTestCase() { QVERIFY(m_server.stop()); }

    void answersPipelinedRequestsInOrder();
    void aHeadIsAGetWithoutItsBody();
    void continuesWhenAsked();
    void readsChunks();
    void aClientMayCloseAfterOneRequest();
    void servesItsContract();

private:
    static constexpr int timeout = 10'000; // milliseconds

    /// Sends `bytes` on a new connection and reads until `enough` says so or nothing more comes.
    [[nodiscard]] QByteArray exchange(const QByteArray &bytes,
                                      const std::function<bool(const QByteArray &)> &enough) const;

    TestServer m_server;
};

QByteArray TransportTest::exchange(const QByteArray &bytes,
                                   const std::function<bool(const QByteArray &)> &enough) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_server.port());
    if (!socket.waitForConnected(timeout))
        return {};
    socket.write(bytes);
    QByteArray answer;
    while (!enough(answer) && socket.waitForReadyRead(timeout))
        answer += socket.readAll();
    return answer;
}

void TransportTest::answersPipelinedRequestsInOrder()
{
    constexpr int requests = 30;
    QByteArray bytes;
    QByteArrayList expected;
    for (int i = 0; i < requests; ++i) {
        // Some take longer than others: one hashes a password, one reads the database, one does neither.
        const QByteArray login = R"({"username":"nobody","password":"correct horse"})";
        switch (i % 3) {
        case 0:
            bytes += "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: "
                     "application/json\r\nContent-Length: "
                + QByteArray::number(login.size()) + "\r\n\r\n" + login;
            expected.append("401");
            break;
        case 1:
            bytes += "GET /api/v1/server HTTP/1.1\r\nHost: a\r\n\r\n";
            expected.append("200");
            break;
        default:
            bytes += "GET /api/v1/nothing HTTP/1.1\r\nHost: a\r\n\r\n";
            expected.append("404");
        }
    }
    const auto statuses = [](const QByteArray &answer) {
        QByteArrayList found;
        for (qsizetype at = answer.indexOf("HTTP/1.1 "); at >= 0; at = answer.indexOf("HTTP/1.1 ", at + 1))
            found.append(answer.mid(at + 9, 3));
        return found;
    };
    const QByteArray answer
        = exchange(bytes, [&](const QByteArray &so) { return statuses(so).size() == requests; });
    QCOMPARE(statuses(answer), expected);
}

void TransportTest::aHeadIsAGetWithoutItsBody()
{
    HttpClient http(m_server.port());
    HttpAnswer get = http.request("GET", "/api/v1/server");
    HttpAnswer head = http.request("HEAD", "/api/v1/server");
    QCOMPARE(head.status, 200);
    get.headers.remove("date");
    head.headers.remove("date");
    QCOMPARE(head.headers, get.headers);
    QCOMPARE(http.request("GET", "/api/v1/server").body, get.body); // nothing of a body was left behind
}

void TransportTest::continuesWhenAsked()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_server.port());
    QVERIFY(socket.waitForConnected(timeout));
    socket.write("POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                 "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QVERIFY(socket.waitForReadyRead(timeout));
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 100 "));
    socket.write("{}");
    QVERIFY(socket.waitForReadyRead(timeout));
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 400 "));
}

void TransportTest::readsChunks()
{
    HttpClient http(m_server.port());
    const HttpAnswer answer
        = http.raw("POST /api/v1/accounts HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n"
                   "11\r\n{\"username\":\"ada\"\r\n1c;x=y\r\n,\"password\":\"correct horse\"}\r\n0\r\n\r\n");
    QCOMPARE(answer.status, 201);
    QCOMPARE(http.request("GET", "/api/v1/server").status, 200);
}

void TransportTest::aClientMayCloseAfterOneRequest()
{
    const QByteArray request = "GET /api/v1/server HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    const QByteArray answer = exchange(request, [](const QByteArray &) { return false; });
    QVERIFY(answer.startsWith("HTTP/1.1 200 "));
    QVERIFY(answer.toLower().contains("connection: close"));
    QVERIFY(answer.endsWith('}'));
}

void TransportTest::servesItsContract()
{
    HttpClient http(m_server.port());
    for (const auto &[path, begin] : {std::pair("/api/v1/openapi.yaml", "openapi: 3.1"),
                                      std::pair("/api/v1/asyncapi.yaml", "asyncapi: 3.0")}) {
        const HttpAnswer answer = http.request("GET", path);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.headers.value("content-type"), QByteArray("application/yaml"));
        QVERIFY(answer.body.contains(begin));
    }
}

} // namespace confab::tests

using confab::tests::TransportTest;
CONFAB_TEST(TransportTest)
#include "transporttest.moc"
