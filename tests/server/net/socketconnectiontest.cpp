// SPDX-License-Identifier: Apache-2.0
#include "server/api/textframe.h"
#include "server/net/websocketframe.h"
#include "shared/core/limits.h"
#include "tests/server/net/netfixture.h"
#include "tests/server/net/rawclient.h"
#include "tests/support/testcase.h"

#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr AccountId ada(1);
constexpr AccountId grace(2);
constexpr SessionId session(10);
const QString welcome = uR"({"type":"welcome"})"_s;

QString authenticateFrame(const QString &token)
{
    return uR"({"type":"authenticate","token":"%1"})"_s.arg(token);
}

/// A client of the socket that remembers what it got.
class Client {
public:
    explicit Client(const NetFixture &net, const QString &bearer = {})
    {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                         [this](const QString &text) { m_received.append(text); });
        QObject::connect(&m_socket, &QWebSocket::connected, &m_socket, [this] { isConnected = true; });
        QNetworkRequest request(net.socketUrl());
        if (!bearer.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + bearer.toLatin1());
        m_socket.open(request);
        isConnected = waitUntil([this] { return isConnected; });
    }

    void send(const QString &text) { m_socket.sendTextMessage(text); }
    [[nodiscard]] bool receives(const QStringList &texts)
    {
        return waitUntil([&] { return m_received == texts; });
    }
    /// -1 when it was not closed.
    [[nodiscard]] int closeCode()
    {
        const bool isClosed
            = waitUntil([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
        return isClosed ? int(m_socket.closeCode()) : -1;
    }
    [[nodiscard]] QWebSocket &socket() { return m_socket; }
    [[nodiscard]] const QStringList &received() const { return m_received; }

    bool isConnected = false;

private:
    QWebSocket m_socket;
    QStringList m_received;
};

QString token(AccountId account, SessionId ofSession = session)
{
    return FakeGateway::tokenOf(account, ofSession);
}

const QByteArray upgradeHead
    = "GET /api/v1/socket HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

/// A frame of a client, masked with zeros.
QByteArray maskedText(const QByteArray &text)
{
    return QByteArray(1, char(0x81)) + char(0x80 | text.size()) + QByteArray(4, '\0') + text;
}

} // namespace

class SocketConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void welcomesByHeader();
    void welcomesByFirstFrame();
    void acceptsTheSubprotocol();
    void refusesFramesThatDoNotWait();
    void refusesToAuthenticate_data();
    void refusesToAuthenticate();
    void closesWhoDoesNotAuthenticate();
    void sendsNobodyAwayWhenStorageCannotSay();
    void keepsFramesUntilTheWelcome();
    void boundsFramesBeforeTheWelcome();
    void handsFramesOn();
    void countsUnansweredFrames();
    void readsNoFurtherWhileItIsCrowded();
    void closesAsTheGatewaySays();
    void closesOnBinary();
    void closesOnAFrameThatIsTooLarge_data();
    void closesOnAFrameThatIsTooLarge();
    void closesOnTooManyFrames();
    void liftsTheLimitOfFrames();
    void deliversToAccounts();
    void deliversToOneSocket();
    void deliversToWatchers();
    void deliversNothingBeforeTheWelcome();
    void endsASession();
    void endsASessionWhileItOpens();
    void closesWhoReadsTooSlowly();
    void cutsWhoDoesNotTakeTheClose();
    void cutsTheSilent();
    void answersPings();
    void boundsTheAnswersToPings();
    void survivesBadFrames_data();
    void survivesBadFrames();
    void leavesNothingBehind();
};

void SocketConnectionTest::welcomesByHeader()
{
    NetFixture net;
    Client client(net, token(ada));

    QVERIFY(client.receives({welcome}));
    QCOMPARE(net.gateway.openedSockets().size(), 1);
    client.socket().close();
    QTRY_COMPARE(net.gateway.closedSockets(), net.gateway.openedSockets());
    QTRY_COMPARE(net.connections(), 0);
}

void SocketConnectionTest::welcomesByFirstFrame()
{
    NetFixture net;
    Client client(net);
    QVERIFY(client.isConnected);
    QVERIFY(net.gateway.openedSockets().isEmpty());
    client.send(authenticateFrame(token(ada)));

    QVERIFY(client.receives({welcome}));
    QVERIFY(net.gateway.framesFrom().isEmpty()); // that frame was ours
}

void SocketConnectionTest::acceptsTheSubprotocol()
{
    NetFixture net;
    QWebSocket socket;
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({u"other"_s, u"confab.v1"_s});
    socket.open(net.socketUrl(), options);

    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(socket.subprotocol(), u"confab.v1"_s);
}

void SocketConnectionTest::refusesFramesThatDoNotWait()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(upgradeHead + "Authorization: bearer " + token(ada).toLatin1() + "\r\n\r\n"
                + maskedText("\"hello\""));

    QCOMPARE(client.response().status, 400);
    QVERIFY(client.isClosedByPeer());
}

void SocketConnectionTest::refusesToAuthenticate_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<int>("code");

    QTest::newRow("a bad token") << authenticateFrame(u"nonsense"_s) << 4401;
    QTest::newRow("no token") << uR"({"type":"authenticate"})"_s << 4401;
    QTest::newRow("a token that is a number") << uR"({"type":"authenticate","token":7})"_s << 4401;
    QTest::newRow("another frame") << uR"({"type":"ping","ref":"1","token":"1.10"})"_s << 4401;
    QTest::newRow("no object") << u"[]"_s << 4400;
    QTest::newRow("no JSON") << u"hello"_s << 4400;
    QTest::newRow("nothing") << QString() << 4400;
}

void SocketConnectionTest::refusesToAuthenticate()
{
    QFETCH(const QString, frame);
    QFETCH(const int, code);
    NetFixture net;
    Client client(net);
    client.send(frame);

    QCOMPARE(client.closeCode(), code);
    QVERIFY(client.received().isEmpty());
    QTRY_COMPARE(net.connections(), 0);
}

void SocketConnectionTest::closesWhoDoesNotAuthenticate()
{
    NetFixture net;
    Client client(net);
    QVERIFY(client.isConnected);
    net.passTime(9s);
    QTest::qWait(20);
    QCOMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
    net.passTime(Limits::authenticateWithin + 1s);

    QCOMPARE(client.closeCode(), 4401);
}

void SocketConnectionTest::sendsNobodyAwayWhenStorageCannotSay()
{
    NetFixture net;
    net.gateway.setAuthenticate(FakeGateway::Authenticate::Unavailable);
    Client unlucky(net, token(ada));
    QCOMPARE(unlucky.closeCode(), 1001); // it comes again

    net.gateway.setAuthenticate(FakeGateway::Authenticate::Refuse);
    Client refused(net, token(ada));
    QCOMPARE(refused.closeCode(), 4401);

    net.gateway.setAuthenticate(FakeGateway::Authenticate::Held);
    Client waiting(net, token(ada));
    QTRY_COMPARE(net.gateway.heldWelcomes(), size_t(1));
    net.passTime(31s);
    QCOMPARE(waiting.closeCode(), 1001);
    net.gateway.releaseWelcomes(); // too late, and ignored
    QTRY_COMPARE(net.connections(), 0);
    QVERIFY(net.gateway.openedSockets().isEmpty());
}

void SocketConnectionTest::keepsFramesUntilTheWelcome()
{
    NetFixture net;
    net.gateway.setAuthenticate(FakeGateway::Authenticate::Held);
    Client client(net);
    client.send(authenticateFrame(token(ada)));
    client.send(u"\"a\""_s);
    client.send(u"\"b\""_s);
    QTRY_COMPARE(net.gateway.heldWelcomes(), size_t(1));
    QTest::qWait(50);
    QVERIFY(net.gateway.framesFrom().isEmpty());
    net.gateway.releaseWelcomes();

    QVERIFY(client.receives({welcome, u"\"a\""_s, u"\"b\""_s}));
}

void SocketConnectionTest::boundsFramesBeforeTheWelcome()
{
    NetFixture net;
    net.gateway.setAuthenticate(FakeGateway::Authenticate::Held);
    Client client(net, token(ada));
    for (int i = 0; i <= Limits::unanswered; ++i)
        client.send(u"\"a\""_s);

    QCOMPARE(client.closeCode(), 4429);
}

void SocketConnectionTest::handsFramesOn()
{
    NetFixture net;
    Client client(net, token(ada));
    client.send(u"\"hello\""_s);

    QVERIFY(client.receives({welcome, u"\"hello\""_s}));
    const SocketPeer peer = net.gateway.framesFrom().constFirst();
    QCOMPARE(peer.caller.account, ada);
    QCOMPARE(peer.caller.session, session);
    QCOMPARE(peer.caller.username, u"ada"_s);
    QCOMPARE(peer.socket, net.gateway.openedSockets().constFirst());
}

void SocketConnectionTest::countsUnansweredFrames()
{
    NetFixture net;
    Client client(net, token(ada));
    QVERIFY(client.receives({welcome}));
    const SocketId socket = net.gateway.openedSockets().constFirst();
    client.send(u"\"follow\""_s);
    client.send(u"\"follow\""_s);
    client.send(u"\"follow\""_s);
    QTRY_COMPARE(net.gateway.framesFrom().size(), 3);
    QCOMPARE(net.gateway.framesFrom().constLast().unanswered, 2);

    net.gateway.deliver({ToSocket{socket, writeTextFrame("ack")},
                         ToSocket{socket, writeTextFrame("push"), false},
                         ToSocket{socket, writeTextFrame("ack")}});
    QVERIFY(client.receives({welcome, u"ack"_s, u"push"_s, u"ack"_s}));
    client.send(u"\"follow\""_s);
    QTRY_COMPARE(net.gateway.framesFrom().size(), 4);
    QCOMPARE(net.gateway.framesFrom().constLast().unanswered, 1);
}

void SocketConnectionTest::readsNoFurtherWhileItIsCrowded()
{
    NetFixture net;
    Client client(net, token(ada));
    QVERIFY(client.receives({welcome}));
    const SocketId socket = net.gateway.openedSockets().constFirst();
    client.send(u"\"crowded\""_s);
    QTRY_COMPARE(net.gateway.framesFrom().size(), 1);
    client.send(u"\"follow\""_s);

    // Another one's frames go through meanwhile, there and back.
    Client other(net, token(ada));
    other.send(u"\"hello\""_s);
    QVERIFY(other.receives({welcome, u"\"hello\""_s}));
    QCOMPARE(net.gateway.framesFrom().size(), 2);

    net.gateway.deliver({ToSocket{socket, writeTextFrame("ack")}});
    QVERIFY(client.receives({welcome, u"ack"_s}));
    QTRY_COMPARE(net.gateway.framesFrom().size(), 3);
}

void SocketConnectionTest::closesAsTheGatewaySays()
{
    NetFixture net;
    Client client(net, token(ada));
    client.send(u"\"close\""_s);
    client.send(u"\"never handled\""_s);

    QCOMPARE(client.closeCode(), 4400);
    QCOMPARE(net.gateway.framesFrom().size(), 1);
}

void SocketConnectionTest::closesOnBinary()
{
    NetFixture net;
    Client client(net, token(ada));
    client.socket().sendBinaryMessage("{}");

    QCOMPARE(client.closeCode(), 4400);
    QTRY_COMPARE(net.connections(), 0);
}

void SocketConnectionTest::closesOnAFrameThatIsTooLarge_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");

    QTest::newRow("the largest") << QString(Limits::frame, u'a') << -1;
    QTest::newRow("a byte more") << QString(Limits::frame + 1, u'a') << 1009;
    QTest::newRow("few characters of many bytes") << QString(Limits::frame / 2 + 1, u'\u00e4') << 1009;
    QTest::newRow("far too large") << QString(4 * Limits::frame, u'a') << 1009;
}

void SocketConnectionTest::closesOnAFrameThatIsTooLarge()
{
    QFETCH(const QString, text);
    QFETCH(const int, code);
    NetFixture net;
    Client client(net, token(ada));
    QVERIFY(client.receives({welcome}));
    client.send(text);

    if (code < 0)
        QVERIFY(client.receives({welcome, text}));
    else
        QCOMPARE(client.closeCode(), code);
}

void SocketConnectionTest::closesOnTooManyFrames()
{
    constexpr int burst = 5 * Limits::framesPerSecond;
    NetFixture net;
    Client client(net, token(ada));
    QVERIFY(client.receives({welcome}));
    for (int i = 0; i < 2 * burst; ++i)
        client.send(u"\"a\""_s);

    QCOMPARE(client.closeCode(), 4429);
    QVERIFY(net.gateway.framesFrom().size() >= burst);
    QVERIFY(net.gateway.framesFrom().size() < 2 * burst);
}

void SocketConnectionTest::liftsTheLimitOfFrames()
{
    constexpr int count = 10 * Limits::framesPerSecond;
    NetFixture net(RateLimits::Off);
    Client client(net, token(ada));
    for (int i = 0; i < count; ++i)
        client.send(u"\"a\""_s);

    QTRY_COMPARE(client.received().size(), count + 1);
}

void SocketConnectionTest::deliversToAccounts()
{
    NetFixture net;
    Client first(net, token(ada));
    QVERIFY(first.receives({welcome}));
    const SocketId firstSocket = net.gateway.openedSockets().constFirst();
    Client second(net, token(ada));
    Client other(net, token(grace));
    QVERIFY(second.receives({welcome}));
    QVERIFY(other.receives({welcome}));
    const ConversationChanged changed{.views = {{.account = ada, .origins = {{firstSocket, "1"}}},
                                                {.account = AccountId(77)},
                                                {.account = grace, .conversation = {.unread = 2}}}};

    net.gateway.deliver({ToAccounts{{ada, AccountId(77)}, {firstSocket}, writeTextFrame("a")},
                         ToAccounts{{grace, ada}, {}, writeTextFrame("b")}, ToViewers{changed}});

    const auto seen = [&](int view) {
        return QString::fromUtf8(toJson(ConversationFrame{changed.views[view].conversation}));
    };
    QVERIFY(first.receives({welcome, u"b"_s}));
    QVERIFY(second.receives({welcome, u"a"_s, u"b"_s, seen(0)}));
    QVERIFY(other.receives({welcome, u"b"_s, seen(2)}));
}

void SocketConnectionTest::deliversToOneSocket()
{
    NetFixture net;
    Client first(net, token(ada));
    QVERIFY(first.receives({welcome}));
    Client second(net, token(ada));
    QVERIFY(second.receives({welcome}));
    const SocketId socket = net.gateway.openedSockets().constLast();

    net.gateway.deliver(
        {ToSocket{SocketId(12345), writeTextFrame("x")}, ToSocket{socket, writeTextFrame("a")}});
    QVERIFY(second.receives({welcome, u"a"_s}));
    QCOMPARE(first.received(), QStringList(welcome));
}

void SocketConnectionTest::deliversToWatchers()
{
    NetFixture net;
    Client client(net, token(ada));
    QVERIFY(client.receives({welcome}));
    const SocketId socket = net.gateway.openedSockets().constFirst();
    const AccountId bob(3);

    net.gateway.deliver({ToWatchers{grace, writeTextFrame("unseen")}, SetWatch{socket, {grace, grace}},
                         ToWatchers{grace, writeTextFrame("a")}, ToWatchers{bob, writeTextFrame("unseen")},
                         SetWatch{socket, {bob}}, ToWatchers{grace, writeTextFrame("unseen")},
                         ToWatchers{bob, writeTextFrame("b")}, SetWatch{socket, {}},
                         ToWatchers{bob, writeTextFrame("unseen")}});

    QVERIFY(client.receives({welcome, u"a"_s, u"b"_s}));
    net.gateway.deliver({SetWatch{socket, {bob}}});
    client.socket().close();
    QTRY_COMPARE(net.connections(), 0);
    net.gateway.deliver({ToWatchers{bob, writeTextFrame("nobody")}, SetWatch{socket, {bob}}});
    QTest::qWait(20);
}

void SocketConnectionTest::deliversNothingBeforeTheWelcome()
{
    NetFixture net;
    net.gateway.setAuthenticate(FakeGateway::Authenticate::Held);
    Client client(net, token(ada));
    QTRY_COMPARE(net.gateway.heldWelcomes(), size_t(1));
    net.gateway.deliver({ToAccounts{{ada}, {}, writeTextFrame("early")}});
    QTest::qWait(50);
    net.gateway.releaseWelcomes();
    QVERIFY(client.receives({welcome}));
    net.gateway.deliver({ToAccounts{{ada}, {}, writeTextFrame("late")}});

    QVERIFY(client.receives({welcome, u"late"_s}));
}

void SocketConnectionTest::endsASession()
{
    NetFixture net;
    Client ended(net, token(ada, session));
    Client stays(net, token(ada, SessionId(11)));
    QVERIFY(ended.receives({welcome}));
    QVERIFY(stays.receives({welcome}));

    net.gateway.deliver({EndSession{session}, ToAccounts{{ada}, {}, writeTextFrame("after")}});

    QCOMPARE(ended.closeCode(), 4401);
    QCOMPARE(ended.received(), QStringList(welcome));
    QVERIFY(stays.receives({welcome, u"after"_s}));
    QCOMPARE(net.gateway.closedSockets().size(), 1);
}

void SocketConnectionTest::endsASessionWhileItOpens()
{
    NetFixture net;
    net.gateway.setAuthenticate(FakeGateway::Authenticate::Held);
    Client client(net, token(ada));
    QTRY_COMPARE(net.gateway.heldWelcomes(), size_t(1));
    net.gateway.deliver({EndSession{session}});
    net.gateway.releaseWelcomes();

    QCOMPARE(client.closeCode(), 4401);
    QVERIFY(client.received().isEmpty());
    QVERIFY(net.gateway.openedSockets().isEmpty());
    QVERIFY(net.gateway.closedSockets().isEmpty());
    QTRY_COMPARE(net.connections(), 0);
}

void SocketConnectionTest::closesWhoReadsTooSlowly()
{
    NetFixture net;
    Client reader(net, token(grace));
    RawClient client(net.port());
    client.socket().setReadBufferSize(1);
    client.send(upgradeHead + "Authorization: Bearer " + token(ada).toLatin1() + "\r\n\r\n");
    QTRY_COMPARE(net.gateway.openedSockets().size(), 2);

    // More than the limit and what the kernel keeps, in pieces.
    const QByteArray piece = writeTextFrame(QByteArray(256 * 1024, 'x'));
    for (int i = 0; i < 100 && net.gateway.closedSockets().isEmpty(); ++i) {
        net.gateway.deliver({ToAccounts{{ada}, {}, piece}});
        QTest::qWait(1);
    }
    QCOMPARE(net.gateway.closedSockets().size(), 1);
    QCOMPARE(net.connections(), 2);

    // It starts to read again in time, and finds the reason at the end.
    client.socket().setReadBufferSize(0);
    QByteArray all;
    QVERIFY(waitUntil([&] { return (all += client.socket().readAll()).endsWith("reads too slowly"); }));
    QVERIFY(all.contains(writeCloseFrame(CloseCode::ReadsTooSlowly)));
    net.gateway.deliver({ToAccounts{{grace}, {}, writeTextFrame("b")}});
    QVERIFY(reader.receives({welcome, u"b"_s})); // others don't feel it
}

void SocketConnectionTest::cutsWhoDoesNotTakeTheClose()
{
    NetFixture net;
    RawClient client(net.port());
    client.send(upgradeHead + "Authorization: Bearer " + token(ada).toLatin1() + "\r\n\r\n");
    QTRY_COMPARE(net.gateway.openedSockets().size(), 1);
    net.gateway.deliver({EndSession{session}});
    QTRY_COMPARE(net.gateway.closedSockets().size(), 1);
    net.passTime(1s);
    QTest::qWait(20);
    QCOMPARE(net.connections(), 1);
    net.passTime(Limits::closeWithin + 1s);

    QTRY_COMPARE(net.connections(), 0);
    QVERIFY(client.isClosedByPeer());
}

void SocketConnectionTest::cutsTheSilent()
{
    NetFixture net;
    Client client(net, token(ada));
    QVERIFY(client.receives({welcome}));
    net.passTime(Limits::silence - 5s);
    QCOMPARE(net.connections(), 1);
    net.passTime(Limits::silence + 1s);

    QTRY_COMPARE(net.connections(), 0);
    QCOMPARE(net.gateway.closedSockets().size(), 1);
}

void SocketConnectionTest::answersPings()
{
    NetFixture net;
    Client client(net, token(ada));
    QVERIFY(client.receives({welcome}));
    bool ponged = false;
    connect(&client.socket(), &QWebSocket::pong, this, [&] { ponged = true; });
    client.socket().ping("are you there");
    QTRY_VERIFY(ponged);
    QCOMPARE(net.connections(), 1);
}

void SocketConnectionTest::boundsTheAnswersToPings()
{
    NetFixture net;
    RawClient client(net.port());
    client.socket().setReadBufferSize(1);
    client.send(upgradeHead + "Authorization: Bearer " + token(ada).toLatin1() + "\r\n\r\n");
    QTRY_COMPARE(net.gateway.openedSockets().size(), 1);
    const QByteArray ping = QByteArray(1, char(0x89)) + char(0x80 | 125) + QByteArray(4 + 125, '\0');
    const QByteArray pings = ping.repeated(1000);
    for (int i = 0; i < 500 && net.connections() == 1; ++i) {
        client.send(pings);
        QTest::qWait(1);
    }

    QTRY_COMPARE(net.connections(), 0);
}

void SocketConnectionTest::survivesBadFrames_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("reserved bits") << QByteArray::fromHex("f18000000000");
    QTest::newRow("a reserved opcode") << QByteArray::fromHex("838000000000");
    QTest::newRow("a continuation of nothing") << QByteArray::fromHex("808000000000");
    QTest::newRow("a fragmented ping") << QByteArray::fromHex("098000000000");
    QTest::newRow("a long ping") << QByteArray::fromHex("89fe007e00000000");
    QTest::newRow("a length with the highest bit") << QByteArray::fromHex("81ffffffffffffffffff00000000");
    QTest::newRow("a length of a terabyte") << QByteArray::fromHex("81ff0000010000000000"
                                                                   "00000000");
    QTest::newRow("a length in a longer form than needed") << QByteArray::fromHex("81fe000100000000"
                                                                                  "41");
    QTest::newRow("no UTF-8") << QByteArray::fromHex("818200000000"
                                                     "c328");
    QTest::newRow("a surrogate in UTF-8") << QByteArray::fromHex("818300000000"
                                                                 "eda080");
    QTest::newRow("a close of one byte") << QByteArray::fromHex("888100000000"
                                                                "03");
    QTest::newRow("a close with a code that is none") << QByteArray::fromHex("888200000000"
                                                                             "0001");
    QTest::newRow("noise") << QByteArray::fromHex("deadbeefdeadbeefdeadbeefdeadbeef");
}

void SocketConnectionTest::survivesBadFrames()
{
    QFETCH(const QByteArray, bytes);
    NetFixture net;
    RawClient client(net.port());
    client.send(upgradeHead + "Authorization: Bearer " + token(ada).toLatin1() + "\r\n\r\n");
    QTRY_COMPARE(net.gateway.openedSockets().size(), 1);
    client.send(bytes);

    QVERIFY(client.isClosedByPeer());
    QTRY_COMPARE(net.connections(), 0);
    QVERIFY(net.gateway.framesFrom().isEmpty());
    QCOMPARE(net.gateway.closedSockets().size(), 1);
}

void SocketConnectionTest::leavesNothingBehind()
{
    constexpr int count = 200;
    NetFixture net;
    {
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < count; ++i) {
            clients.push_back(
                std::make_unique<Client>(net, i % 3 == 0 ? QString() : token(AccountId(i + 1))));
            QVERIFY(clients.back()->isConnected);
        }
        QTRY_COMPARE(net.connections(), count);
        for (size_t i = 0; i < clients.size(); i += 2)
            clients[i]->socket().abort();
    }
    QTRY_COMPARE(net.connections(), 0);
    QTRY_COMPARE(net.gateway.closedSockets().size(), net.gateway.openedSockets().size());
    QVERIFY(net.gateway.openedSockets().size() > count / 2);
    QTRY_COMPARE(net.objects(), NetFixture().objects());
}

} // namespace confab::tests

using confab::tests::SocketConnectionTest;
CONFAB_TEST(SocketConnectionTest)
#include "socketconnectiontest.moc"
