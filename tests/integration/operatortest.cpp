// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QJsonDocument>
#include <QThread>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// What the operator does beside the running server: accounts, backup and restore, and what stops a start.
class OperatorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSecondStartIsRefused();
    void aBadStartNamesTheKey_data();
    void aBadStartNamesTheKey();
    void printsWhatIsConfigured();
    void theDataDirectoryIsTheOwnersAlone();
    void addsListsAndPromotesUsers();
    void resetsAPassword();
    void aBackupTakenWhileWritingIsWhole();
    void restoringBeginsANewEpoch();
    void loginsAreRateLimited();
    void neverLogsASecret();

private:
    static QJsonArray users(const TestServer &server);
};

void OperatorTest::aSecondStartIsRefused()
{
    TestServer server;
    QVERIFY(server.start());
    const ProgramRun second = server.command({u"--listen"_s, u"127.0.0.1:0"_s});
    QVERIFY(second.exitStatus > 0);
    QVERIFY2(second.errors.contains(server.dataDirectory().toUtf8()), second.errors.constData());
    Person ada(server, u"ada"_s);
    QCOMPARE(ada.get(u"/me"_s).status, 200);
    QVERIFY(server.stop());
    QVERIFY(server.start());
    QVERIFY(server.stop());
}

void OperatorTest::aBadStartNamesTheKey_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");

    const auto row = [](const char *name, const QStringList &arguments, const char *named) {
        QTest::newRow(name) << arguments << QByteArray(named);
    };
    row("an unknown key", {u"--set"_s, u"no_such_key=1"_s}, "no_such_key");
    row("a value out of range", {u"--set"_s, u"messages_to_load=0"_s}, "messages_to_load");
    row("a value of another kind", {u"--set"_s, u"rate_limits=perhaps"_s}, "rate_limits");
    row("no port", {u"--listen"_s, u"127.0.0.1"_s}, "listen");
    row("every address without TLS", {u"--listen"_s, u"0.0.0.0:0"_s}, "insecure");
    row("a certificate without its key", {u"--set"_s, u"tls_certificate=/dev/null"_s}, "tls_key");
    row("a missing file", {u"--config"_s, u"/nowhere/confab.conf"_s}, "/nowhere/confab.conf");
    row("an unknown option", {u"--dance"_s}, "dance");
    row("an unknown command", {u"dance"_s}, "dance");
}

void OperatorTest::aBadStartNamesTheKey()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    const QTemporaryDir directory;
    const ProgramRun refused
        = TestServer::run(arguments + QStringList{u"--data"_s, directory.filePath(u"data"_s)});
    QVERIFY(refused.exitStatus > 0);
    QVERIFY2(refused.errors.contains(named), refused.errors.constData());
    QVERIFY(refused.output.isEmpty());
}

void OperatorTest::printsWhatIsConfigured()
{
    const ProgramRun printed = TestServer::run({u"--set"_s, u"messages_to_load=7"_s, u"--print-config"_s});
    QCOMPARE(printed.exitStatus, 0);
    QVERIFY2(QString::fromUtf8(printed.output).contains(QRegularExpression(u"messages_to_load\\W+7\\b"_s)),
             printed.output.constData());
    QVERIFY(TestServer::run({u"--version"_s}).output.startsWith("confabd "));
    QVERIFY(TestServer::run({u"--help"_s}).output.contains("backup"));
    QVERIFY(TestServer::run({u"user"_s, u"add"_s, u"--help"_s}).output.contains("user add"));
}

void OperatorTest::theDataDirectoryIsTheOwnersAlone()
{
    TestServer server;
    QVERIFY(server.start());
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(server.dataDirectory()) & others));
    const auto files = QDir(server.dataDirectory()).entryInfoList(QDir::Files | QDir::Hidden);
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &file : files)
        QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
    QVERIFY(server.stop());
}

QJsonArray OperatorTest::users(const TestServer &server)
{
    const ProgramRun listed = server.command({u"user"_s, u"list"_s, u"--json"_s});
    const QJsonDocument json = QJsonDocument::fromJson(listed.output);
    return json.isArray() ? json.array() : json["users"_L1].toArray();
}

void OperatorTest::addsListsAndPromotesUsers()
{
    TestServer server;
    // The first account, made before the first start, is the owner's.
    const QStringList add{u"user"_s,           u"add"_s,   u"ada"_s, u"--password-stdin"_s,
                          u"--display-name"_s, u"Ada L."_s};
    const ProgramRun added = server.command(add, QByteArray("correct horse\n"));
    QVERIFY2(added.exitStatus == 0, added.errors.constData());
    QVERIFY(server.start());
    const Person ada(server, u"ada"_s);
    QVERIFY(!ada.token().isEmpty());
    const Person grace(server, u"grace"_s);
    QVERIFY(server.command(add, QByteArray("correct horse\n")).exitStatus > 0);
    QVERIFY(server.command({u"user"_s, u"disable"_s, u"nobody"_s}).exitStatus > 0);

    QCOMPARE(server.command({u"user"_s, u"make-admin"_s, u"grace"_s}).exitStatus, 0);
    const QJsonArray listed = users(server);
    QCOMPARE(listed.size(), 2);
    QCOMPARE(listed.at(0)["username"_L1], "ada"_L1);
    QCOMPARE(listed.at(0)["role"_L1], "owner"_L1);
    QCOMPARE(listed.at(1)["role"_L1], "admin"_L1);
    QVERIFY(server.stop());
}

void OperatorTest::resetsAPassword()
{
    TestServer server;
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    const auto socket = ada.openSocket();
    QVERIFY(socket);
    const ProgramRun reset = server.command({u"user"_s, u"reset-password"_s, u"ada"_s, u"--password-stdin"_s},
                                            "another horse\n");
    QVERIFY2(reset.exitStatus == 0, reset.errors.constData());
    QCOMPARE(socket->waitForClose(3000), 4401);
    HttpClient http(server.port());
    const auto login = [&](const QString &password) {
        return http.request("POST", "/api/v1/sessions",
                            Person::json({{"username"_L1, "ada"_L1}, {"password"_L1, password}}));
    };
    QCOMPARE(login(Person::password).status, 401);
    QCOMPARE(login(u"another horse"_s).status, 201);
    QVERIFY(server.stop());
}

void OperatorTest::aBackupTakenWhileWritingIsWhole()
{
    TestServer server;
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    const Person grace(server, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    std::atomic_bool stop = false;
    const std::unique_ptr<QThread> writing(QThread::create([&, token = ada.token()] {
        HttpClient http(server.port());
        while (!stop) {
            http.request("POST", "/api/v1/conversations/" + id.toLatin1() + "/messages",
                         Person::json({{"clientId"_L1, Person::newClientId()}, {"body"_L1, "busy"_L1}}),
                         {{"Authorization", "Bearer " + token.toLatin1()}});
        }
    }));
    writing->start();
    QTest::qWait(300);
    const QString file = server.filePath(u"backup.db"_s);
    const ProgramRun backup = server.command({u"backup"_s, file});
    QTest::qWait(100);
    stop = true;
    QVERIFY(writing->wait(10'000));
    QVERIFY2(backup.exitStatus == 0, backup.errors.constData());
    const auto original = ada.messages(id);
    QVERIFY(server.stop());

    // It holds a dense beginning of the conversation, on a machine that never saw it.
    TestServer other;
    const ProgramRun restored = other.command({u"restore"_s, file});
    QVERIFY2(restored.exitStatus == 0, restored.errors.constData());
    QVERIFY(other.start());
    Person adaThere(other, u"ada"_s);
    const auto copied = adaThere.messages(id);
    QVERIFY(copied.size() > 0 && copied.size() < original.size());
    QCOMPARE(copied, original.first(copied.size()));
    QCOMPARE(adaThere.get(u"/conversations/"_s + id).json()["change"_L1].toInteger(), copied.size() + 1);
    QCOMPARE(adaThere.write(id, u"on it goes"_s).json()["seq"_L1].toInteger(), copied.size() + 1);
    QVERIFY(other.stop());
}

void OperatorTest::restoringBeginsANewEpoch()
{
    TestServer server;
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    const Person grace(server, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    QCOMPARE(ada.write(id, u"kept"_s).status, 201);
    const QJsonValue epoch = ada.get(u"/server"_s).json()["epoch"_L1];
    const QString file = server.filePath(u"backup.db"_s);
    QCOMPARE(server.command({u"backup"_s, file}).exitStatus, 0);
    const QString late = Person::newClientId();
    QCOMPARE(ada.write(id, u"late"_s, late).status, 201);

    QVERIFY(server.command({u"restore"_s, file}).exitStatus > 0); // not while it runs
    QVERIFY(server.stop());
    QCOMPARE(server.command({u"restore"_s, file}).exitStatus, 0);
    QVERIFY(server.start());

    QVERIFY(ada.get(u"/server"_s).json()["epoch"_L1] != epoch);
    QCOMPARE(ada.messages(id).size(), 1);
    // An outbox that repeats what the backup does not have finds its place again.
    QCOMPARE(ada.write(id, u"late"_s, late).status, 201);
    QCOMPARE(ada.write(id, u"late"_s, late).status, 200);
    QVERIFY(server.command({u"restore"_s, server.filePath(u"confabd.log"_s)}).exitStatus > 0); // no backup
    QVERIFY(server.stop());
}

void OperatorTest::loginsAreRateLimited()
{
    TestServer server({u"rate_limits=on"_s});
    QVERIFY(server.start());
    HttpClient http(server.port());
    HttpAnswer answer;
    for (int attempts = 0; attempts < 200 && answer.status != 429; ++attempts) {
        answer = http.request("POST", "/api/v1/sessions",
                              Person::json({{"username"_L1, "ada"_L1}, {"password"_L1, "wrong horse"_L1}}));
    }
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.code(), u"too_many_requests"_s);
    QVERIFY(answer.headers.value("retry-after").toInt() >= 1);
    QVERIFY(server.stop());
}

void OperatorTest::neverLogsASecret()
{
    TestServer server({u"log_level=debug"_s});
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    Person grace(server, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    QCOMPARE(ada.write(id, u"a private word"_s).status, 201);
    QVERIFY(ada.openSocket());
    HttpClient http(server.port());
    http.request("POST", "/api/v1/sessions", R"({"username":"ada","password":"correct horse)");
    http.request("GET", "/api/v1/me?token=" + ada.token().toLatin1());
    QVERIFY(server.stop());
    const QByteArray log = server.log();
    const QList<QByteArray> secrets{"correct horse", "a private word", ada.token().toLatin1(),
                                    ada.refreshToken().toLatin1(), ada.recoveryCodes().first().toLatin1()};
    for (const QByteArray &secret : secrets)
        QVERIFY2(!log.contains(secret), secret.constData());
}

} // namespace confab::tests

using confab::tests::OperatorTest;
CONFAB_TEST(OperatorTest)
#include "operatortest.moc"
