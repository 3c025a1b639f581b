// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Messages are found on a real server, whatever happens to it and to its index.
class SearchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsFoundAfterItWasWritten();
    void isFoundAfterKillsWhileIndexing();
    void anIndexIsMadeAnew_data();
    void anIndexIsMadeAnew();
    void theOperatorMakesItAnewBesideTheServer();
    void aBackupHasNoIndex();

private:
    /// How many of `person`'s messages have the text; -1 when that cannot be asked.
    static qsizetype count(Person &person, const QString &text);
};

qsizetype SearchTest::count(Person &person, const QString &text)
{
    const HttpAnswer answer = person.get(u"/search?limit=200&q="_s + text);
    return answer.status == 200 ? answer.json()["messages"_L1].toArray().size() : -1;
}

void SearchTest::aMessageIsFoundAfterItWasWritten()
{
    TestServer server;
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    Person grace(server, u"grace"_s);
    Person eve(server, u"eve"_s);
    QCOMPARE(count(ada, u"enigma"_s), 0);
    const QString conversation = ada.conversationWith(grace);
    QCOMPARE(ada.write(conversation, u"Die Enigma ist geknackt"_s).status, 201);
    QTRY_COMPARE(count(grace, u"nigm"_s), 1);
    QCOMPARE(count(ada, u"GEKN"_s), 1);
    QCOMPARE(count(eve, u"nigm"_s), 0);
    QCOMPARE(eve.get(u"/search?q=enigma&conversation="_s + conversation).status, 404);
    QVERIFY(server.stop());
}

void SearchTest::isFoundAfterKillsWhileIndexing()
{
    TestServer server;
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    Person grace(server, u"grace"_s);
    const QString conversation = ada.conversationWith(grace);
    int written = 0;
    for (int round = 0; round < 4; ++round) {
        for (int i = 0; i < 40; ++i, ++written)
            QCOMPARE(ada.write(conversation, u"needle %1"_s.arg(written)).status, 201);
        server.kill();
        QVERIFY(server.start());
    }
    QTRY_COMPARE(count(grace, u"needle"_s), written);
    QVERIFY(server.stop());
}

void SearchTest::anIndexIsMadeAnew_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("offset");
    QTest::newRow("lost") << QByteArray() << -1;
    QTest::newRow("no database at all") << QByteArray(100, 'x') << 0;
    QTest::newRow("damaged within") << QByteArray(60'000, '\x7F') << 4096;
}

void SearchTest::anIndexIsMadeAnew()
{
    QFETCH(QByteArray, content);
    QFETCH(int, offset);
    TestServer server;
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    Person grace(server, u"grace"_s);
    const QString conversation = ada.conversationWith(grace);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(ada.write(conversation, u"needle %1"_s.arg(i)).status, 201);
    QTRY_COMPARE(count(grace, u"needle"_s), 100);
    QVERIFY(server.stop());
    QFile file(server.dataDirectory() + u"/search.db"_s);
    if (offset < 0) {
        QVERIFY(file.remove());
    } else {
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(offset));
        QCOMPARE(file.write(content), content.size());
        file.close();
    }
    QVERIFY(server.start());
    QTRY_COMPARE_WITH_TIMEOUT(count(grace, u"needle"_s), 100, 30'000);
    QVERIFY(server.stop());
}

void SearchTest::theOperatorMakesItAnewBesideTheServer()
{
    TestServer server;
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    Person grace(server, u"grace"_s);
    const QString conversation = ada.conversationWith(grace);
    for (int i = 0; i < 50; ++i)
        QCOMPARE(ada.write(conversation, u"needle %1"_s.arg(i)).status, 201);
    QTRY_COMPARE(count(grace, u"needle"_s), 50);
    const ProgramRun run = server.command({u"reindex"_s, u"--json"_s});
    QVERIFY2(run.exitStatus == 0, run.errors.constData());
    QCOMPARE(QJsonDocument::fromJson(run.output)["messages"_L1].toInt(), 50);
    QCOMPARE(count(grace, u"needle"_s), 50);
    QCOMPARE(ada.write(conversation, u"needle 50"_s).status, 201);
    QTRY_COMPARE(count(grace, u"needle"_s), 51);
    QVERIFY(server.stop());
    QCOMPARE(server.command({u"reindex"_s}).exitStatus, 0);
    QVERIFY(server.start());
    QCOMPARE(count(grace, u"needle"_s), 51);
    QVERIFY(server.stop());
}

void SearchTest::aBackupHasNoIndex()
{
    TestServer server;
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    Person grace(server, u"grace"_s);
    QCOMPARE(ada.write(ada.conversationWith(grace), u"needle"_s).status, 201);
    QTRY_COMPARE(count(grace, u"needle"_s), 1);
    const QString copy = server.filePath(u"copy.db"_s);
    QCOMPARE(server.command({u"backup"_s, copy}).exitStatus, 0);
    QCOMPARE(ada.write(ada.conversationWith(grace), u"needle later"_s).status, 201);
    QTRY_COMPARE(count(grace, u"needle"_s), 2);
    QVERIFY(server.stop());
    QCOMPARE(server.command({u"restore"_s, copy}).exitStatus, 0);
    // What is found is never first what the index of the other database says.
    QVERIFY(!QFile::exists(server.dataDirectory() + u"/search.db"_s));
    QVERIFY(server.start());
    QTRY_COMPARE(count(grace, u"needle"_s), 1);
    QCOMPARE(count(grace, u"later"_s), 0);
    QVERIFY(server.stop());
}

} // namespace confab::tests

using confab::tests::SearchTest;

CONFAB_TEST(SearchTest)
#include "searchtest.moc"
