// SPDX-License-Identifier: Apache-2.0
#include "server/storage/conversationrepository.h"
#include "server/storage/memberrepository.h"
#include "server/storage/messagehistory.h"
#include "server/storage/messagerepository.h"
#include "server/storage/namepartrepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr ConversationId conversation(7);
constexpr AccountId account(1);

/// What one of the things that people do asks the database.
using Questions = std::function<void(Database &)>;

// A table that is read from end to end, or rows that are put in order. What a subquery or a step of a
// recursion has found is read as a whole, of course.
QStringList badStepsOfSqlite(Database &database, const QString &sql)
{
    QStringList bad;
    QStringList made; // the names of what is no table
    bool isRecursion = false;
    auto rows = database.run(u"EXPLAIN QUERY PLAN "_s + sql);
    while (rows && rows->next()) {
        const QString step = rows->text(3);
        const QStringList words = step.split(u' ');
        if (words.first() == "CO-ROUTINE"_L1 || words.first() == "MATERIALIZE"_L1)
            made.append(words.last());
        const bool isScan = words.first() == "SCAN"_L1 && !isRecursion && !made.contains(words.value(1))
            && step != "SCAN CONSTANT ROW"_L1;
        if (isScan || step.startsWith("USE TEMP B-TREE"_L1))
            bad.append(step);
        isRecursion = step == "RECURSIVE STEP"_L1;
    }
    return bad;
}

/// The steps of how an engine will run a statement that are not wanted. Another engine joins by its own.
QStringList badSteps(Database &database, const QString &sql)
{
    Q_ASSERT(database.engine() == Engine::Sqlite);
    return badStepsOfSqlite(database, sql);
}

bool isTransaction(const QString &sql)
{
    return sql == "BEGIN"_L1 || sql == "COMMIT"_L1;
}

} // namespace

Q_DECLARE_METATYPE(Questions)

/// What is asked often reads no more rows than it answers, and sorts nothing.
class QueryPlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsByIndexes_data();
    void readsByIndexes();
    void knowsABadPlan();
};

void QueryPlanTest::readsByIndexes_data()
{
    QTest::addColumn<Questions>("ask");

    QTest::newRow("who asks") << Questions(
        [](Database &database) { (void)SessionRepository(database).holder(SessionId(1)); });
    QTest::newRow("a page of history") << Questions([](Database &database) {
        (void)MemberRepository(database).horizon(conversation, account);
        (void)MessageHistory(database).visit(conversation, Seq(1), Seq(9), [](const MessageRow &) {});
    });
    QTest::newRow("what changed") << Questions([](Database &database) {
        (void)MessageRepository(database).changedSince(conversation, Change(3), Seq(1), 10);
    });
    QTest::newRow("sync, and the list of conversations") << Questions([](Database &database) {
        (void)MemberRepository(database).conversationsOf(account);
        (void)MemberRepository(database).peopleOf(account);
    });
    QTest::newRow("one conversation") << Questions([](Database &database) {
        (void)MemberRepository(database).of(conversation);
        (void)ConversationRepository(database).find(conversation);
        (void)ConversationRepository(database).findDirect(account, AccountId(2));
        (void)MessageRepository(database).find(conversation, Seq(1));
    });
    QTest::newRow("what is unread") << Questions([](Database &database) {
        (void)MessageRepository(database).countUnread(conversation, Seq(1), account, 1000);
    });
    QTest::newRow("whether a message is a repeat") << Questions([](Database &database) {
        (void)MessageRepository(database).written({{account, QUuid::createUuid()}});
    });
    QTest::newRow("marks") << Questions(
        [](Database &database) { (void)MemberRepository(database).movedSince(3); });
    QTest::newRow("a person by name") << Questions([](Database &database) {
        (void)AccountRepository(database).find(account);
        (void)AccountRepository(database).findByName(u"ada");
    });
    QTest::newRow("everybody") << Questions(
        [](Database &database) { (void)AccountRepository(database).list({.limit = 50}); });
    QTest::newRow("people by a part of their names") << Questions([](Database &database) {
        (void)AccountRepository(database).list({.query = u"d"_s, .limit = 50});
        (void)AccountRepository(database).list({.query = u"da l"_s, .limit = 50});
    });
    QTest::newRow("a new name") << Questions([](Database &database) {
        (void)NamePartRepository(database).replace(account, u"ada"_s, u"ada", u"ida");
    });
}

void QueryPlanTest::readsByIndexes()
{
    QFETCH(Questions, ask);
    StorageFixture storage;
    const QStringList before = storage.database().statements();
    ask(storage.database());
    QStringList asked = storage.database().statements();
    asked.removeIf([&](const QString &sql) { return before.contains(sql) || isTransaction(sql); });
    QVERIFY(!asked.isEmpty());
    for (const QString &sql : asked)
        QVERIFY2(badSteps(storage.database(), sql).isEmpty(),
                 qPrintable(sql + u'\n' + badSteps(storage.database(), sql).join(u'\n')));
}

void QueryPlanTest::knowsABadPlan()
{
    StorageFixture storage;
    QCOMPARE(badSteps(storage.database(), u"SELECT body FROM message"_s).size(), 1);
    QCOMPARE(badSteps(storage.database(), u"SELECT id FROM session WHERE id > 3 ORDER BY nonce"_s).size(), 1);
}

CONFAB_TEST(QueryPlanTest)
#include "queryplantest.moc"
