// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// People move to another server with what they exported.
class ImportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movesTwoPeopleToAnotherServer();
    void isRefusedAndNothingIsThere();

private:
    /// The path of an archive, or nothing.
    [[nodiscard]] static QString archiveOf(const TestServer &server, Person &person, const QString &name)
    {
        const QString path = u"/exports/"_s + person.post(u"/exports"_s, {}).json()["id"_L1].toString();
        const auto state = [&] {
            return person.ask("GET", path, {}, {{"Accept", "application/json"}})
                .json()["state"_L1]
                .toString();
        };
        if (!QTest::qWaitFor([&] { return state() == "ready"_L1; }, 20'000))
            return {};
        QFile file(server.filePath(name));
        const QByteArray zip = person.get(path).body;
        return file.open(QIODevice::WriteOnly) && file.write(zip) == zip.size() ? file.fileName() : QString();
    }
    [[nodiscard]] static bool letIn(const TestServer &server, const QString &name)
    {
        const QStringList reset{u"user"_s, u"reset-password"_s, name, u"--password-stdin"_s};
        return server.command(reset, QString(Person::password).toUtf8() + '\n').exitStatus == 0;
    }
    [[nodiscard]] static int logIn(const TestServer &server, const QString &name)
    {
        HttpClient http(server.port());
        return http
            .request("POST", "/api/v1/sessions",
                     Person::json({{"username"_L1, name}, {"password"_L1, QString(Person::password)}}))
            .status;
    }
};

void ImportTest::movesTwoPeopleToAnotherServer()
{
    TestServer old;
    QVERIFY(old.start());
    Person ada(old, u"ada"_s);
    Person grace(old, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    for (int i = 0; i < 20; ++i)
        QCOMPARE((i % 2 ? ada : grace).write(id, u"number %1"_s.arg(i)).status, 201);
    const QString file = ada.upload(u"noise.bin"_s, QByteArray(600'000, 'n'));
    const QJsonObject message{{"clientId"_L1, Person::newClientId()},
                              {"body"_L1, "with noise"_L1},
                              {"attachments"_L1, QJsonArray{file}}};
    QCOMPARE(ada.post(u"/conversations/%1/messages"_s.arg(id), message).status, 201);
    const auto said = ada.messages(id);
    const QStringList archives{archiveOf(old, ada, u"ada.zip"_s), archiveOf(old, grace, u"grace.zip"_s)};
    QVERIFY(!archives.contains(QString()));
    QVERIFY(old.stop());

    TestServer server;
    const ProgramRun done = server.command(QStringList{u"import"_s, u"--json"_s} + archives);
    QVERIFY2(done.exitStatus == 0, done.errors.constData());
    const QJsonArray imports = QJsonDocument::fromJson(done.output)["imports"_L1].toArray();
    QCOMPARE(imports.size(), 2);
    QCOMPARE(imports[0]["messages"_L1].toInt(), 21);
    QCOMPARE(imports[1]["messages"_L1].toInt(), 0);
    QVERIFY(server.command({u"import"_s, archives[0]}).output.contains("is here already"));
    QVERIFY(letIn(server, u"ada"_s));
    QVERIFY(server.start());
    QCOMPARE(logIn(server, u"grace"_s), 401);
    QVERIFY(letIn(server, u"grace"_s));
    Person adaThere(server, u"ada"_s);
    Person graceThere(server, u"grace"_s);
    const auto here = graceThere.messages(id);
    QCOMPARE(here.size(), said.size());
    for (qsizetype i = 0; i < said.size(); ++i) {
        for (const auto field :
             {"seq"_L1, "clientId"_L1, "sender"_L1, "sentAt"_L1, "body"_L1, "attachments"_L1})
            QCOMPARE(here[i][field], said[i][field]);
    }
    QCOMPARE(graceThere.get(u"/files/"_s + file).body.size(), 600'000);
    QTRY_COMPARE_WITH_TIMEOUT(adaThere.get(u"/search?q=noise"_s).json()["messages"_L1].toArray().size(), 1,
                              20'000);
    QCOMPARE(adaThere.write(id, u"it goes on"_s).json()["seq"_L1].toInt(), 22);
    QVERIFY(server.stop());
}

void ImportTest::isRefusedAndNothingIsThere()
{
    TestServer server;
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    const QString archive = archiveOf(server, ada, u"ada.zip"_s);
    QVERIFY(!archive.isEmpty());
    const ProgramRun running = server.command({u"import"_s, archive, u"--json"_s});
    QCOMPARE(running.exitStatus, 1);
    QVERIFY(server.stop());
    const ProgramRun taken = server.command({u"import"_s, archive, u"--json"_s});
    QCOMPARE(taken.exitStatus, 1);
    QCOMPARE(QJsonDocument::fromJson(taken.errors)["code"_L1], "username_taken"_L1);
    QCOMPARE(server.command({u"import"_s, archive, u"--as"_s, u"ada.old"_s}).exitStatus, 0);
    QCOMPARE(server.command({u"import"_s, server.filePath(u"confabd.log"_s)}).exitStatus, 1);
    QCOMPARE(server.command({u"import"_s}).exitStatus, 2);
}

} // namespace confab::tests

using confab::tests::ImportTest;
CONFAB_TEST(ImportTest)
#include "importtest.moc"
