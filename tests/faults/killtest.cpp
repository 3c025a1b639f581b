// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/sender.h"
#include "tests/support/testcase.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// confabd is killed at random moments while several people write over both doors, and started again. Then
/// nothing that was acknowledged or pushed is missing, nothing is there twice, and every number is dense.
///
/// 50 kills, or as many as CONFAB_KILLS says.
class KillTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLost();

private:
    struct Conversation {
        QString id;
        Person *reader;
    };

    void addSenders(Person &first, Person &second);
    void killAtRandom(int kills);
    bool everythingIsAcknowledged();
    void compareWithDatabase();
    static void compareCounts(const QSqlDatabase &database, const QString &conversation);

    TestServer m_server;
    Ledger m_ledger;
    std::vector<std::unique_ptr<Sender>> m_senders;
    QList<Conversation> m_conversations;
};

void KillTest::nothingAcknowledgedIsLost()
{
    const int kills = qEnvironmentVariableIntValue("CONFAB_KILLS") > 0
        ? qEnvironmentVariableIntValue("CONFAB_KILLS")
        : 50;
    QVERIFY(m_server.start());
    Person ada(m_server, u"ada"_s);
    Person grace(m_server, u"grace"_s);
    Person linus(m_server, u"linus"_s);
    addSenders(ada, grace);
    addSenders(linus, ada);

    killAtRandom(kills);
    if (QTest::currentTestFailed())
        return;

    for (const auto &sender : m_senders)
        sender->finish();
    QVERIFY(QTest::qWaitFor([this] { return everythingIsAcknowledged(); }, 30'000));
    for (const Conversation &conversation : std::as_const(m_conversations))
        m_ledger.compare(conversation.id, conversation.reader->messages(conversation.id));
    QVERIFY(m_server.stop());
    QVERIFY2(m_ledger.violations().isEmpty(), qPrintable(m_ledger.violations().mid(0, 20).join(u'\n')));
    QVERIFY(m_ledger.acknowledgedCount() > kills);
    compareWithDatabase();
    qInfo("%d kills, %d messages acknowledged, %d of them more than once", kills,
          m_ledger.acknowledgedCount(), m_ledger.repeats());
}

void KillTest::addSenders(Person &first, Person &second)
{
    const QString id = first.conversationWith(second);
    QVERIFY(!id.isEmpty());
    m_conversations.append({id, &second});
    for (Person *person : {&first, &second}) {
        m_senders.push_back(std::make_unique<SocketSender>(m_server, *person, id, m_ledger));
        m_senders.push_back(std::make_unique<HttpSender>(m_server, *person, id, m_ledger));
    }
}

void KillTest::killAtRandom(int kills)
{
    for (int i = 0; i < kills; ++i) {
        for (const auto &sender : m_senders)
            sender->resume();
        QTest::qWait(QRandomGenerator::global()->bounded(150, 400));
        QVERIFY2(m_server.isRunning(), "confabd ended by itself");
        m_server.kill();
        QVERIFY(m_server.start());
    }
    for (const auto &sender : m_senders)
        sender->resume();
}

bool KillTest::everythingIsAcknowledged()
{
    return std::all_of(m_senders.begin(), m_senders.end(),
                       [](const auto &sender) { return sender->isDone(); });
}

void KillTest::compareWithDatabase()
{
    const QString name = u"killtest"_s;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(m_server.databasePath());
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        QVERIFY2(database.open(), qPrintable(database.lastError().text()));
        QSqlQuery check(u"PRAGMA integrity_check"_s, database);
        QVERIFY(check.next());
        QCOMPARE(check.value(0).toString(), u"ok"_s);
        for (const Conversation &conversation : std::as_const(m_conversations))
            compareCounts(database, conversation.id);
    }
    QSqlDatabase::removeDatabase(name);
}

void KillTest::compareCounts(const QSqlDatabase &database, const QString &conversation)
{
    QSqlQuery query(uR"(
        SELECT count(*), min(seq), max(seq), count(DISTINCT seq), min(change), max(change), count(DISTINCT change),
               count(DISTINCT hex(client_id)), (SELECT last_seq FROM conversation WHERE id = conversation_id),
               (SELECT change FROM conversation WHERE id = conversation_id)
          FROM message
         WHERE conversation_id = %1)"_s.arg(conversation),
                    database);
    QVERIFY2(query.next(), qPrintable(query.lastError().text()));
    const qint64 count = query.value(0).toLongLong();
    QVERIFY(count > 0);
    const QList<qint64> expected{count, 1, count, count, 2, count + 1, count, count, count, count + 1};
    for (int column = 0; column < expected.size(); ++column)
        QCOMPARE(query.value(column).toLongLong(), expected.at(column));
}

} // namespace confab::tests

using confab::tests::KillTest;
CONFAB_TEST(KillTest)
#include "killtest.moc"
