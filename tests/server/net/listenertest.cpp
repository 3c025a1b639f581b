// SPDX-License-Identifier: Apache-2.0
#include "server/net/listener.h"

#include "server/api/textframe.h"
#include "shared/core/limits.h"
#include "tests/server/net/fakegateway.h"
#include "tests/server/net/rawclient.h"
#include "tests/support/testcase.h"

#include <QProcess>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QWebSocket>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr AccountId ada(1);
constexpr SessionId session(10);

QString readAll(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? QString::fromLatin1(opened.readAll()) : QString();
}

void writeFile(const QString &name, const QByteArray &content)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

} // namespace

class ListenerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void serves_data();
    void serves();
    void dealsConnectionsToAllThreads();
    void deliversAcrossThreads();
    void saysThatThePortIsInUse();
    void refusesTlsFiles_data();
    void refusesTlsFiles();
    void speaksTls_data();
    void speaksTls();
    void survivesGarbageOnTls();
    void opensSocketsOverTls();
    void closesSocketsWith1001();
    void letsRunningRequestsFinish();
    void stopsInTimeWhateverRuns();
    void stopsWhileConnectionsCome();
    void survivesClientsThatVanish();

private:
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    void makeCertificate(const QString &name, const QStringList &keyArguments);
    [[nodiscard]] NetSettings tlsSettings() const;

    QTemporaryDir m_folder;
};

void ListenerTest::initTestCase()
{
    makeCertificate(u"rsa"_s, {u"-newkey"_s, u"rsa:2048"_s});
    makeCertificate(u"ec"_s, {u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s});
    writeFile(file(u"empty"_s), {});
    writeFile(file(u"noise"_s), "-----BEGIN CERTIFICATE-----\nnoise\n-----END CERTIFICATE-----\n");
}

void ListenerTest::makeCertificate(const QString &name, const QStringList &keyArguments)
{
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  QStringList{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                              u"/CN=localhost"_s, u"-keyout"_s, file(name + u".key"_s), u"-out"_s,
                              file(name + u".crt"_s)}
                      + keyArguments);
    QVERIFY2(openssl.waitForFinished() && openssl.exitCode() == 0,
             openssl.readAllStandardError().constData());
}

NetSettings ListenerTest::tlsSettings() const
{
    return {.certificateFile = file(u"ec.crt"_s), .keyFile = file(u"ec.key"_s), .ioThreads = 2};
}

void ListenerTest::serves_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("IPv6 and IPv4") << QHostAddress(QHostAddress::Any);
}

void ListenerTest::serves()
{
    QFETCH(const QHostAddress, address);
    FakeGateway gateway;
    Listener listener({.address = address, .ioThreads = 1}, gateway);
    QCOMPARE(listener.port(), 0);
    QVERIFY(listener.start());
    QVERIFY(listener.port() != 0);
    QCOMPARE(listener.address(), address);

    RawClient client(listener.port());
    client.send("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(client.response().body, "0 /echo ");
    QCOMPARE(gateway.requests().constFirst().peer,
             QHostAddress(QHostAddress::LocalHost)); // also over IPv6's socket
}

void ListenerTest::dealsConnectionsToAllThreads()
{
    constexpr int count = 40;
    FakeGateway gateway;
    Listener listener({.ioThreads = 4}, gateway);
    QVERIFY(listener.start());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<RawClient>(listener.port()));
        clients.back()->send("GET /echo HTTP/1.1\r\nHost: h\r\n\r\nGET /thread HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    for (const auto &client : clients) {
        QCOMPARE(client->response().status, 200);
        QCOMPARE(client->response().status, 200);
    }
    QCOMPARE(listener.connections(), count);
    clients.clear();
    QTRY_COMPARE(listener.connections(), 0);
}

void ListenerTest::deliversAcrossThreads()
{
    constexpr int count = 6;
    FakeGateway gateway;
    Listener listener({.ioThreads = 3}, gateway);
    QVERIFY(listener.start());
    std::vector<std::unique_ptr<QWebSocket>> sockets;
    QStringList received;
    for (int i = 0; i < count; ++i) {
        sockets.push_back(std::make_unique<QWebSocket>());
        QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1/api/v1/socket"_s.arg(listener.port())));
        request.setRawHeader("Authorization", "Bearer " + FakeGateway::tokenOf(ada, session).toLatin1());
        connect(sockets.back().get(), &QWebSocket::textMessageReceived, this,
                [&](const QString &text) { received.append(text); });
        sockets.back()->open(request);
    }
    QTRY_COMPARE(received.size(), count); // the welcomes
    received.clear();
    gateway.deliver({ToAccounts{{ada}, {}, writeTextFrame("a")}, ToAccounts{{ada}, {}, writeTextFrame("b")}});
    QTRY_COMPARE(received.size(), 2 * count);
    QCOMPARE(received.count(u"a"_s), count);
}

void ListenerTest::saysThatThePortIsInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    FakeGateway gateway;
    Listener listener({.port = other.serverPort()}, gateway);

    const Result<void> started = listener.start();

    QVERIFY(!started);
    QCOMPARE(started.error().field, u"listen"_s);
    QVERIFY(started.error().detail.contains(QString::number(other.serverPort())));
}

void ListenerTest::refusesTlsFiles_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("field");

    QTest::newRow("no such certificate") << u"none"_s << u"rsa.key"_s << u"tls_certificate"_s;
    QTest::newRow("no such key") << u"rsa.crt"_s << u"none"_s << u"tls_key"_s;
    QTest::newRow("an empty certificate") << u"empty"_s << u"rsa.key"_s << u"tls_certificate"_s;
    QTest::newRow("a certificate that is none") << u"noise"_s << u"rsa.key"_s << u"tls_certificate"_s;
    QTest::newRow("a key for a certificate") << u"rsa.key"_s << u"rsa.key"_s << u"tls_certificate"_s;
    QTest::newRow("an empty key") << u"rsa.crt"_s << u"empty"_s << u"tls_key"_s;
    QTest::newRow("a certificate for a key") << u"rsa.crt"_s << u"rsa.crt"_s << u"tls_key"_s;
    QTest::newRow("the key of another certificate") << u"rsa.crt"_s << u"ec.key"_s << u"tls_key"_s;
}

void ListenerTest::refusesTlsFiles()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const QString, field);
    FakeGateway gateway;
    Listener listener({.certificateFile = file(certificate), .keyFile = file(key)}, gateway);

    const Result<void> started = listener.start();

    QVERIFY(!started);
    QCOMPARE(started.error().field, field);
    QVERIFY2(started.error().detail.contains(m_folder.path()), qPrintable(started.error().detail));
}

void ListenerTest::speaksTls_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("RSA") << u"rsa"_s;
    QTest::newRow("elliptic curve") << u"ec"_s;
}

void ListenerTest::speaksTls()
{
    QFETCH(const QString, name);
    FakeGateway gateway;
    Listener listener(
        {.certificateFile = file(name + u".crt"_s), .keyFile = file(name + u".key"_s), .ioThreads = 1},
        gateway);
    const Result<void> started = listener.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().detail));

    QSslSocket client;
    client.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.connectToHostEncrypted(u"127.0.0.1"_s, listener.port());
    QTRY_VERIFY(client.isEncrypted());
    QVERIFY(readAll(file(name + u".crt"_s))
                .contains(QString::fromLatin1(client.peerCertificate().toPem()).trimmed()));
    for (int i = 0; i < 3; ++i) {
        client.write("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
        QByteArray received;
        QTRY_VERIFY((received += client.readAll()).endsWith("2 /echo hi"));
    }
    client.write("GET /large HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    QByteArray received;
    QTRY_VERIFY_WITH_TIMEOUT((received += client.readAll()).size() > FakeGateway::large, 20000);
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(listener.connections(), 0);
}

void ListenerTest::survivesGarbageOnTls()
{
    FakeGateway gateway;
    Listener listener(tlsSettings(), gateway);
    QVERIFY(listener.start());
    RawClient plain(listener.port());
    plain.send("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(plain.isClosedByPeer());
    QTRY_COMPARE(listener.connections(), 0);
    QVERIFY(gateway.requests().isEmpty());
}

void ListenerTest::opensSocketsOverTls()
{
    FakeGateway gateway;
    Listener listener(tlsSettings(), gateway);
    QVERIFY(listener.start());
    QWebSocket socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.setSslConfiguration(configuration);
    QStringList received;
    connect(&socket, &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { received.append(text); });
    QNetworkRequest request(QUrl(u"wss://127.0.0.1:%1/api/v1/socket"_s.arg(listener.port())));
    request.setRawHeader("Authorization", "Bearer " + FakeGateway::tokenOf(ada, session).toLatin1());
    socket.open(request);

    QTRY_COMPARE(received.size(), 1);
    socket.sendTextMessage(u"\"hello\""_s);
    QTRY_COMPARE(received.size(), 2);
    const QString largest(Limits::frame, u'a');
    socket.sendTextMessage(largest);
    QTRY_COMPARE(received.size(), 3);
    QCOMPARE(received.constLast(), largest);
    gateway.deliver({ToAccounts{{ada}, {}, writeTextFrame("push")}});
    QTRY_COMPARE(received.size(), 4);
    gateway.deliver({EndSession{session}});
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(int(socket.closeCode()), 4401);
    QTRY_COMPARE(listener.connections(), 0);
}

void ListenerTest::closesSocketsWith1001()
{
    FakeGateway gateway;
    Listener listener({.ioThreads = 2}, gateway);
    QVERIFY(listener.start());
    QThread thread; // the client takes the close while this thread waits in stop()
    QObject context;
    QWebSocket socket;
    context.moveToThread(&thread);
    socket.moveToThread(&thread);
    thread.start();
    std::atomic<int> code = 0;
    const QUrl url(u"ws://127.0.0.1:%1/api/v1/socket"_s.arg(listener.port()));
    connect(&socket, &QWebSocket::disconnected, &context, [&] { code = int(socket.closeCode()); });
    QMetaObject::invokeMethod(&context, [&] { socket.open(url); });
    QTRY_COMPARE(listener.connections(), 1);
    QTest::qWait(100);
    QElapsedTimer watch;
    watch.start();
    listener.stop();

    QVERIFY(watch.elapsed() < 1900); // it did not need to cut
    QTRY_COMPARE(code.load(), 1001);
    QMetaObject::invokeMethod(
        &context, [&] { socket.moveToThread(qApp->thread()); }, Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
}

void ListenerTest::letsRunningRequestsFinish()
{
    FakeGateway gateway;
    Listener listener({.ioThreads = 1}, gateway);
    QVERIFY(listener.start());
    RawClient client(listener.port());
    RawClient idle(listener.port());
    client.send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(gateway.heldAnswers(), size_t(1));
    const std::unique_ptr<QThread> later(QThread::create([&] {
        QThread::msleep(200);
        gateway.releaseAnswers();
    }));
    later->start();
    listener.stop();
    later->wait();

    const RawResponse response = client.response();
    QCOMPARE(response.body, "\"released\"");
    QCOMPARE(response.field("Connection"), "close");
    QVERIFY(client.isClosedByPeer());
    QVERIFY(idle.isClosedByPeer());
}

void ListenerTest::stopsInTimeWhateverRuns()
{
    FakeGateway gateway;
    Listener listener({.ioThreads = 2}, gateway);
    QVERIFY(listener.start());
    RawClient client(listener.port());
    client.send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n");
    RawClient half(listener.port());
    half.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
    QTRY_COMPARE(gateway.heldAnswers(), size_t(1));
    QElapsedTimer watch;
    watch.start();
    listener.stop();

    QVERIFY2(watch.elapsed() < 4000, qPrintable(QString::number(watch.elapsed())));
    QCOMPARE(listener.connections(), 0);
    gateway.releaseAnswers(); // to nobody
    gateway.deliver({ToAccounts{{ada}, {}, writeTextFrame("a")}});
    listener.stop();
}

void ListenerTest::stopsWhileConnectionsCome()
{
    for (int round = 0; round < 5; ++round) {
        FakeGateway gateway;
        Listener listener({.ioThreads = 2}, gateway);
        QVERIFY(listener.start());
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 10; ++i)
            clients.push_back(std::make_unique<RawClient>(listener.port()));
        QCoreApplication::processEvents();
        listener.stop();
        QCOMPARE(listener.connections(), 0);
        for (const auto &client : clients)
            QVERIFY(client->isClosedByPeer());
    }
}

void ListenerTest::survivesClientsThatVanish()
{
    FakeGateway gateway;
    Listener listener({.ioThreads = 2}, gateway);
    QVERIFY(listener.start());
    for (int i = 0; i < 50; ++i) { // answers go to sockets that are reset: no signal may kill us
        RawClient client(listener.port());
        client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\nGET /large HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::qWait(i % 5);
        client.socket().abort();
    }
    QTRY_COMPARE(listener.connections(), 0);
}

} // namespace confab::tests

using confab::tests::ListenerTest;
CONFAB_TEST(ListenerTest)
#include "listenertest.moc"
