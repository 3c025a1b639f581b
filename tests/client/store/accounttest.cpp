// SPDX-License-Identifier: Apache-2.0
#include "client/store/account.h"
#include "client/connection/networkerror.h"
#include "client/store/conversationlistmodel.h"
#include "client/store/messagelistmodel.h"
#include "client/store/peoplelistmodel.h"
#include "client/store/secretstore.h"
#include "shared/protocol/jsonwriter.h"

#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

Session sessionThatHoldsFor(std::chrono::seconds time)
{
    return {.id = SessionId(1),
            .accessToken = u"a"_s,
            .expiresAt = SystemClock().now() + time,
            .refreshToken = u"r"_s,
            .device = u"test"_s};
}

/// A server that answers whatever it is asked by a session, and keeps the first lines of the requests.
class SessionServer : public QTcpServer {
public:
    SessionServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                const QByteArray asked = socket->property("asked").toByteArray() + socket->readAll();
                socket->setProperty("asked", asked);
                if (!asked.endsWith(asked.startsWith("POST") ? "}" : "\r\n\r\n"))
                    return;
                requests.append(QString::fromLatin1(asked.first(asked.indexOf(" HTTP/"))));
                const QByteArray body
                    = "{\"session\":" + toJson(sessionThatHoldsFor(std::chrono::hours(1))) + '}';
                socket->write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                              + QByteArray::number(body.size()) + "\r\n\r\n" + body);
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] QUrl root() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }

    QStringList requests;
};

/// A profile whose server is not there, unless another is named.
struct Fixture {
    explicit Fixture(const QUrl &server = QUrl(u"http://127.0.0.1:1"_s))
        : profile(std::move(Profile::open(directory.path())).value())
    {
        (void)profile.remember(server, u"ada"_s, u"Ada Lovelace"_s);
        open();
    }
    void open()
    {
        account.reset();
        account = std::move(Account::open(profile, secrets)).value();
    }
    void keepSession(std::chrono::seconds holdsFor = std::chrono::hours(1))
    {
        secrets.write(profile.secretKey(), toJson(sessionThatHoldsFor(holdsFor)), [](Result<void>) {});
    }

    QTemporaryDir directory;
    MemorySecretStore secrets;
    Profile profile;
    std::unique_ptr<Account> account;
};

} // namespace

/// What an account does without a network; with one it is tested against the real server.
class AccountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsItselfBeforeAnyAnswer();
    void keepsWhatIsWrittenOffline();
    void withoutASessionItIsLoggedOut();
    void anUnreadableSessionIsNone();
    void anUnreachableServerMeansOffline();
    void answersAreForThoseWhoAreThere();
    void aDeletionTheServerDoesNotHearOfLeavesEverything();
    void logsOutWithoutTheServer();
    void logsOutAndKeepsTheData();
    void endsASessionWhoseTokenHasRunOut();
};

void AccountTest::knowsItselfBeforeAnyAnswer()
{
    Fixture f;
    QCOMPARE(f.account->me().user.username, u"ada"_s);
    QCOMPARE(f.account->me().user.displayName, u"Ada Lovelace"_s);
    QCOMPARE(f.account->status().state, ConnectionStatus::State::Offline);
    QVERIFY(!f.account->person(u"grace"_s));
    QVERIFY(f.account->chat(ChatId(99)).id.isNull());
}

void AccountTest::keepsWhatIsWrittenOffline()
{
    Fixture f;
    const ChatId chat = f.account->chatWith(u"grace"_s);
    QCOMPARE(f.account->chatWith(u"Grace"_s), chat);
    {
        const auto model = f.account->openMessages(chat);
        const QAbstractItemModelTester tester(model.get(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy status(f.account.get(), &Account::statusChanged);
        QVERIFY(f.account->send(chat, u"hello"_s));
        QVERIFY(!status.isEmpty());
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->index(0).data(MessageListModel::SenderNameRole).toString(), u"Ada Lovelace"_s);
        f.account->setDraft(chat, u"and then"_s);
    }
    f.open();
    QCOMPARE(f.account->status().queued, 1);
    QCOMPARE(f.account->draft(chat), u"and then"_s);
    QCOMPARE(f.account->conversations()->rowCount(), 1);
    QCOMPARE(f.account->openMessages(chat)->index(0, 0).data(MessageListModel::BodyRole).toString(),
             u"hello"_s);
}

void AccountTest::withoutASessionItIsLoggedOut()
{
    Fixture f;
    QList<Error> errors;
    connect(f.account.get(), &Account::loggedOut, this, [&](const Error &error) { errors.append(error); });
    f.account->start();
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().code, ErrorCode::NotAuthenticated);
    bool isRefused = false; // No form that asks something is busy for ever.
    f.account->listSessions(this, [&](const Result<QList<SessionSummary>> &sessions) {
        isRefused = !sessions && sessions.error().code == ErrorCode::NotAuthenticated;
    });
    QTRY_VERIFY_WITH_TIMEOUT(isRefused, 20'000);
}

void AccountTest::anUnreadableSessionIsNone()
{
    Fixture f;
    f.secrets.write(f.profile.secretKey(), "not JSON"_ba, [](Result<void>) {});
    QSignalSpy loggedOut(f.account.get(), &Account::loggedOut);
    f.account->start();
    QCOMPARE(loggedOut.size(), 1);
}

void AccountTest::anUnreachableServerMeansOffline()
{
    Fixture f;
    f.keepSession();
    QSignalSpy loggedOut(f.account.get(), &Account::loggedOut);
    f.account->start();
    QTRY_VERIFY(f.account->status().retryAt.has_value());
    QCOMPARE(f.account->status().state, ConnectionStatus::State::Offline);
    QCOMPARE(f.account->status().error->field, u"network"_s);
    QVERIFY(loggedOut.isEmpty());
}

void AccountTest::answersAreForThoseWhoAreThere()
{
    Fixture f;
    f.keepSession();
    f.account->start();
    int heard = 0;
    auto gone = std::make_unique<QObject>();
    f.account->updateMe({.status = u"x"_s}, gone.get(), [&](Result<Me>) { ++heard; });
    f.account->changePassword({.password = u"a"_s, .newPassword = u"b"_s}, gone.get(),
                              [&](Result<void>) { ++heard; });
    gone.reset();
    bool answered = false;
    f.account->listSessions(this, [&](Result<QList<SessionSummary>> sessions) { answered = !sessions; });
    QTRY_VERIFY_WITH_TIMEOUT(answered, 20'000);
    QCOMPARE(heard, 0);
}

void AccountTest::aDeletionTheServerDoesNotHearOfLeavesEverything()
{
    Fixture f;
    f.keepSession();
    f.account->start();
    QSignalSpy deleted(f.account.get(), &Account::deleted);
    QSignalSpy loggedOut(f.account.get(), &Account::loggedOut);
    std::optional<Error> error;
    f.account->remove({.password = u"a"_s}, this, [&](const Result<void> &done) { error = done.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(error.has_value(), 20'000);
    QVERIFY(isNetworkError(*error));
    QVERIFY(deleted.isEmpty());
    QVERIFY(loggedOut.isEmpty());
    f.account.reset();
    QVERIFY(QFile::exists(f.profile.databasePath()));
    QVERIFY(Profile::open(f.directory.path())->hasAccount());
}

void AccountTest::logsOutWithoutTheServer()
{
    Fixture f;
    f.keepSession();
    f.account->start();
    const QString database = f.profile.databasePath();
    QVERIFY(QFile::exists(database));
    QSignalSpy loggedOut(f.account.get(), &Account::loggedOut);
    f.account->logOut(Account::LocalData::Remove);
    f.account->logOut(Account::LocalData::Remove);
    QTRY_COMPARE_WITH_TIMEOUT(loggedOut.size(), 1, 20'000);
    // What was on its way to the disk, or is drawn by a window that is still there.
    const QStringList folders{f.profile.filesPath(), f.profile.avatarDirectory()};
    for (const QString &folder : folders)
        QVERIFY(QDir().mkpath(folder + u"/late"_s));
    f.account.reset();
    for (const QString &folder : folders)
        QVERIFY(!QFile::exists(folder));
    QVERIFY(!QFile::exists(database));
    QVERIFY(!QFile::exists(database + u"-wal"_s));
    bool isGone = false;
    f.secrets.read(f.profile.secretKey(), [&](Result<QByteArray> secret) { isGone = !secret; });
    QVERIFY(isGone);
    QVERIFY(!Profile::open(f.directory.path())->hasAccount());
}

void AccountTest::logsOutAndKeepsTheData()
{
    Fixture f;
    f.keepSession();
    f.account->start();
    const QString database = f.profile.databasePath();
    QSignalSpy loggedOut(f.account.get(), &Account::loggedOut);
    f.account->logOut(Account::LocalData::Keep);
    QTRY_COMPARE_WITH_TIMEOUT(loggedOut.size(), 1, 20'000);
    f.account.reset();
    QVERIFY(QFile::exists(database));
}

void AccountTest::endsASessionWhoseTokenHasRunOut()
{
    SessionServer server;
    Fixture f(server.root());
    f.keepSession(std::chrono::seconds(-60));
    f.account->start();
    QSignalSpy loggedOut(f.account.get(), &Account::loggedOut);
    f.account->logOut(Account::LocalData::Keep);
    QTRY_COMPARE_WITH_TIMEOUT(loggedOut.size(), 1, 20'000);
    QCOMPARE(server.requests,
             (QStringList{u"POST /api/v1/sessions/refresh"_s, u"DELETE /api/v1/sessions/current"_s}));
    bool isGone = false;
    f.secrets.read(f.profile.secretKey(), [&](Result<QByteArray> secret) { isGone = !secret; });
    QVERIFY(isGone);
}

} // namespace confab::tests

using confab::tests::AccountTest;
CONFAB_TEST(AccountTest)
#include "accounttest.moc"
