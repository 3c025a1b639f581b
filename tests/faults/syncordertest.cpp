// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/synclog.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// That nothing is acknowledged or pushed before the write-ahead log's sync has returned. Since a kill keeps
/// the page cache, no kill can show that; a library preloaded into confabd watches the system calls.
class SyncOrderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingLeavesBeforeItIsDurable();
    void aServerThatNeverSyncsIsCaught();

private:
    static constexpr int messages = 400;

    /// Two people write to each other over both doors of a watched server; what it did.
    static std::unique_ptr<SyncLog> watchConversation(const QMap<QString, QString> &environment);
    static void converse(TestServer &server);
    static QString mark(int number) { return u"mark-%1"_s.arg(number, 8, 10, QChar(u'0')); }
};

void SyncOrderTest::nothingLeavesBeforeItIsDurable()
{
    const auto log = watchConversation({});

    QVERIFY(log);
    QVERIFY(log->syncs() > 0);
    // Each message leaves in an acknowledgement or an answer and in a push; a mark that is cut by the end of
    // a buffer is not seen.
    QVERIFY2(log->sent().size() > messages * 9 / 10, qPrintable(QString::number(log->sent().size())));
    QVERIFY2(log->violations().isEmpty(), qPrintable(log->violations().join(u'\n')));
}

void SyncOrderTest::aServerThatNeverSyncsIsCaught()
{
    const auto log = watchConversation({{u"SYSWATCH_DEAF"_s, u"1"_s}});

    QVERIFY(log);
    QVERIFY(log->violations().size() >= messages / 2);
}

std::unique_ptr<SyncLog> SyncOrderTest::watchConversation(const QMap<QString, QString> &environment)
{
    TestServer server;
    const QString log = server.filePath(u"calls"_s);
    server.setEnvironment(u"LD_PRELOAD"_s, QStringLiteral(SYSWATCH));
    server.setEnvironment(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s);
    server.setEnvironment(u"SYSWATCH_LOG"_s, log);
    for (auto it = environment.begin(); it != environment.end(); ++it)
        server.setEnvironment(it.key(), it.value());
    if (!server.start())
        return nullptr;
    converse(server);
    QFile file(log);
    if (!server.stop() || !file.open(QIODevice::ReadOnly))
        return nullptr;
    return std::make_unique<SyncLog>(file.readAll());
}

void SyncOrderTest::converse(TestServer &server)
{
    Person ada(server, u"ada"_s);
    Person grace(server, u"grace"_s);
    const QString conversation = ada.conversationWith(grace);
    const auto adasSocket = ada.openSocket();
    const auto gracesSocket = grace.openSocket();
    QVERIFY(adasSocket && gracesSocket);

    for (int i = 0; i < messages; i += 8) {
        // The mark is the ref too, so that the acknowledgement, which has no text, is seen as well.
        for (int next = i; next < i + 7; ++next) {
            adasSocket->send({{"type"_L1, "send"_L1},
                              {"ref"_L1, mark(next)},
                              {"conversation"_L1, conversation},
                              {"clientId"_L1, Person::newClientId()},
                              {"body"_L1, mark(next)}});
        }
        QCOMPARE(grace.write(conversation, mark(i + 7)).status, 201);
        for (int next = i; next < i + 7; ++next) {
            const auto isAnswer
                = [ref = mark(next)](const QJsonObject &frame) { return frame["ref"_L1] == ref; };
            QCOMPARE(adasSocket->take(isAnswer)["type"_L1], "ack"_L1);
        }
    }
}

} // namespace confab::tests

using confab::tests::SyncOrderTest;
CONFAB_TEST(SyncOrderTest)
#include "syncordertest.moc"
