// SPDX-License-Identifier: Apache-2.0
#include "client/store/signin.h"
#include "client/store/secretstore.h"
#include "shared/protocol/jsonwriter.h"

#include "tests/support/testcase.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// Answers each path with a status and a JSON body.
class PathServer : public QTcpServer {
public:
    PathServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const auto request = socket->readAll();
                const auto [status, body]
                    = answers.value(QString::fromUtf8(request.split(' ').value(1)),
                                    {404, "{\"code\":\"not_found\",\"status\":404}"_ba});
                socket->write("HTTP/1.1 " + QByteArray::number(status)
                              + " X\r\nConnection: close\r\nContent-Length: "
                              + QByteArray::number(body.size()) + "\r\n\r\n" + body);
                socket->disconnectFromHost();
            });
        });
        answers[u"/api/v1/server"_s]
            = {200, toJson(ServerInfo{.name = u"Test"_s, .version = u"1"_s, .epoch = u"e"_s})};
    }
    [[nodiscard]] QString address() const { return u"127.0.0.1:%1"_s.arg(serverPort()); }

    QHash<QString, std::pair<int, QByteArray>> answers;
};

QByteArray problem(int status, const char *code)
{
    return QByteArray("{\"status\":") + QByteArray::number(status) + ",\"code\":\"" + code + "\"}";
}

/// A sign-in and what it has said.
struct Fixture {
    Fixture()
        : signIn(std::move(Profile::open(directory.path())).value(), secrets)
    {
        QObject::connect(&signIn, &SignIn::serverFound, &signIn, [this] { said.append(u"found"_s); });
        QObject::connect(&signIn, &SignIn::signedIn, &signIn, [this] { said.append(u"signed in"_s); });
        QObject::connect(&signIn, &SignIn::passwordReset, &signIn, [this] { said.append(u"reset"_s); });
        QObject::connect(&signIn, &SignIn::serverFailed, &signIn,
                         [this](const Error &error) { said.append(u"server failed: "_s + error.field); });
        QObject::connect(&signIn, &SignIn::failed, &signIn,
                         [this](const Error &error) { said.append(u"failed: "_s + error.field); });
    }
    bool find(const PathServer &server)
    {
        signIn.checkServer(server.address());
        return QTest::qWaitFor([this] { return said.contains(u"found"_s); });
    }

    QTemporaryDir directory;
    MemorySecretStore secrets;
    SignIn signIn;
    QStringList said;
};

} // namespace

class SignInTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheServer();
    void saysWhatIsWrongWithTheServer_data();
    void saysWhatIsWrongWithTheServer();
    void keepsTheSessionAndTheAccount();
    void placesErrors_data();
    void placesErrors();
    void aCancelledQuestionIsNotAnswered();
};

void SignInTest::findsTheServer()
{
    PathServer server;
    Fixture f;
    f.signIn.checkServer(server.address());
    QVERIFY(f.signIn.isBusy());
    QTRY_COMPARE(f.said, QStringList{u"found"_s});
    QVERIFY(!f.signIn.isBusy());
    QCOMPARE(f.signIn.server().toString(), u"http://"_s + server.address());
}

void SignInTest::saysWhatIsWrongWithTheServer_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QString>("said");

    QTest::newRow("no address") << u"a b"_s << QByteArray() << u"server failed: server"_s;
    QTest::newRow("nothing there") << u"http://127.0.0.1:1"_s << QByteArray() << u"server failed: network"_s;
    QTest::newRow("another version")
        << QString() << toJson(ServerInfo{.name = u"T"_s, .version = u"9"_s, .protocol = 2, .epoch = u"e"_s})
        << u"server failed: server"_s;
}

void SignInTest::saysWhatIsWrongWithTheServer()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, info);
    QFETCH(QString, said);
    PathServer server;
    server.answers[u"/api/v1/server"_s] = {200, info};
    Fixture f;
    f.signIn.checkServer(typed.isEmpty() ? server.address() : typed);
    QTRY_COMPARE(f.said, QStringList{said});
    QVERIFY(!f.signIn.isBusy());
}

void SignInTest::keepsTheSessionAndTheAccount()
{
    PathServer server;
    const LoggedIn loggedIn{.user = {.id = AccountId(1), .username = u"Ada"_s, .displayName = u"Ada L."_s},
                            .session = {.id = SessionId(1),
                                        .accessToken = u"a"_s,
                                        .expiresAt = SystemClock().now(),
                                        .refreshToken = u"r"_s,
                                        .device = u"d"_s}};
    server.answers[u"/api/v1/sessions"_s] = {201, toJson(loggedIn)};
    Fixture f;
    QVERIFY(f.find(server));
    f.signIn.logIn(u"ada"_s, u"password"_s);
    QTRY_COMPARE(f.said.last(), u"signed in"_s);
    const auto profile = Profile::open(f.directory.path());
    QVERIFY(profile->hasAccount());
    QCOMPARE(profile->username(), u"Ada"_s); // As the server writes it.
    QByteArray stored;
    f.secrets.read(profile->secretKey(),
                   [&](Result<QByteArray> secret) { stored = secret ? *secret : QByteArray(); });
    QCOMPARE(stored, toJson(loggedIn.session));
    QFile settings(profile->directory() + u"/profile.ini"_s);
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(!settings.readAll().contains("refresh"));
}

void SignInTest::placesErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");

    QTest::newRow("a wrong password") << 401 << problem(401, "bad_credentials") << u"failed: password"_s;
    QTest::newRow("a disabled account") << 403 << problem(403, "account_disabled") << u"failed: username"_s;
    QTest::newRow("a field that the server names")
        << 400 << R"({"status":400,"code":"invalid_field","field":"username"})"_ba << u"failed: username"_s;
    QTest::newRow("too many attempts") << 429 << problem(429, "too_many_requests") << u"failed: "_s;
}

void SignInTest::placesErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    PathServer server;
    server.answers[u"/api/v1/sessions"_s] = {status, body};
    Fixture f;
    QVERIFY(f.find(server));
    f.signIn.logIn(u"ada"_s, u"password"_s);
    QTRY_COMPARE(f.said.last(), said);
    QVERIFY(!f.signIn.isBusy());
    QVERIFY(!Profile::open(f.directory.path())->hasAccount());
}

void SignInTest::aCancelledQuestionIsNotAnswered()
{
    PathServer server;
    Fixture f;
    f.signIn.checkServer(server.address());
    f.signIn.cancel();
    QVERIFY(!f.signIn.isBusy());
    f.signIn.checkServer(u"http://127.0.0.1:1"_s);
    QTRY_COMPARE(f.said, QStringList{u"server failed: network"_s});
}

} // namespace confab::tests

using confab::tests::SignInTest;
CONFAB_TEST(SignInTest)
#include "signintest.moc"
