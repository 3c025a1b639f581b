// SPDX-License-Identifier: Apache-2.0
#include "server/storage/accounttraces.h"
#include "server/storage/conversationrepository.h"
#include "server/storage/filerepository.h"
#include "server/storage/memberrepository.h"
#include "server/storage/messagehistory.h"
#include "server/storage/messagerepository.h"
#include "server/storage/namepartrepository.h"
#include "server/storage/reactionrepository.h"
#include "server/storage/searchrepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr ConversationId conversation(7);
constexpr AccountId account(1);
/// Where something is read of many messages, it is the last few.
constexpr Seq last(3000);
constexpr Seq nearLast(2950);
/// What any of the questions may read of them, joins and the steps of a halving included.
constexpr qint64 fewRows = 300;

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

bool isTransaction(const QString &sql)
{
    return sql == "BEGIN"_L1 || sql == "COMMIT"_L1;
}

/// The rows that this connection, on PostgreSQL this transaction, has read so far from tables, and on MariaDB
/// from indexes. How a server plans depends on what is in the tables, so it is not asked for its plans.
qint64 rowsRead(Database &database)
{
    static const QString mariaDb = uR"(
        SELECT sum(variable_value) FROM information_schema.session_status
         WHERE variable_name LIKE 'HANDLER\_READ\_%')"_s;
    static const QString postgreSql = uR"(
        SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables)"_s;
    auto rows = database.run(database.engine() == Engine::MariaDb ? mariaDb : postgreSql);
    return rows && rows->next() ? rows->integer(0) : -1;
}

/// Two people who have written very much to each other: what a planner may take for few rows to begin with.
void fill(StorageFixture &storage)
{
    const Caller ada = storage.person(u"ada"_s);
    const Caller grace = storage.person(u"grace"_s);
    const ConversationRow row{
        .id = conversation, .lastSeq = last, .change = Change(last.value() + 1), .ownChange = Change(1)};
    QVERIFY(ConversationRepository(storage.database()).insertDirect(row, ada.account, grace.account));
    QVERIFY(ConversationRepository(storage.database()).advance(row, 0));
    for (const AccountId member : {ada.account, grace.account}) {
        QVERIFY(MemberRepository(storage.database())
                    .insert({.conversation = conversation, .account = member, .firstSeq = Seq(1)}));
    }
    std::vector<MessageRepository::New> messages;
    for (Seq seq(1); seq <= last; seq = seq.next()) {
        messages.push_back({{.conversation = conversation,
                             .seq = seq,
                             .change = Change(seq.value() + 1),
                             .clientId = QUuid::createUuid(),
                             .body = u"Hello"_s},
                            seq.value() % 2 ? ada.account : grace.account});
    }
    QVERIFY(MessageRepository(storage.database()).insert(messages));
    for (Seq seq(1); seq <= last; seq = Seq(seq.value() + 200))
        QVERIFY(FileRepository(storage.database()).attach(conversation, seq, {{.id = FileId(seq.value())}}));
}

/// Two people with a conversation, among very many others.
void crowd(StorageFixture &storage)
{
    constexpr int others = 10'000;
    const Caller ada = storage.person(u"ada"_s);
    const Caller grace = storage.person(u"grace"_s);
    Database &database = storage.database();
    QVERIFY(ConversationRepository(database).insertDirect({.id = conversation}, ada.account, grace.account));
    for (const AccountId member : {ada.account, grace.account})
        QVERIFY(MemberRepository(database).insert({.conversation = conversation, .account = member}));
    QStringList accounts;
    QStringList groups;
    for (int i = 1; i <= others; ++i) {
        accounts.append(u"('p%1', 'p%1', 'p', 'p', 'none', 0, 0)"_s.arg(i));
        groups.append(u"(%1, 1, 'g', 0, 0, 0, 0, 0, 0, 0)"_s.arg(conversation.value() + i));
    }
    QVERIFY(database.change(u"INSERT INTO account (username, username_key, display_name, search_key, "
                            "password_hash, role, created_at) VALUES "_s
                            + accounts.join(u',')));
    QVERIFY(
        database.change(u"INSERT INTO conversation (id, kind, title, history, last_seq, change, own_change, "
                        "created_at, updated_at, moved) VALUES "_s
                        + groups.join(u',')));
}

} // namespace

Q_DECLARE_METATYPE(Questions)

/// What is asked often reads no more rows than it answers, and sorts nothing.
class QueryPlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsByIndexes_data();
    void readsByIndexes();
    void findsWhoIsMeantAmongMany_data();
    void findsWhoIsMeantAmongMany();
    void looksUpPostings();
    void knowsABadPlan();

private:
    static void checkPlans(const Questions &ask);
    static void checkRowsRead(Database &database, const Questions &ask);

    std::unique_ptr<StorageFixture> m_filled;
    std::unique_ptr<StorageFixture> m_crowded;
};

void QueryPlanTest::readsByIndexes_data()
{
    QTest::addColumn<Questions>("ask");

    QTest::newRow("who asks") << Questions(
        [](Database &database) { (void)SessionRepository(database).holder(SessionId(1)); });
    QTest::newRow("a page of history") << Questions([](Database &database) {
        (void)MemberRepository(database).horizon(conversation, account);
        (void)MessageHistory(database).visit(conversation, nearLast, last, [](const MessageRow &) {});
    });
    QTest::newRow("a page of what holds files") << Questions([](Database &database) {
        (void)FileRepository(database).holders(conversation, Seq(1), last, 50);
        (void)MessageHistory(database).visit(
            conversation, Seq(1), last, [](const MessageRow &) {}, MessageHistory::Holding::Files);
    });
    QTest::newRow("what changed") << Questions([](Database &database) {
        (void)MessageRepository(database).changedSince(conversation, Change(nearLast.value()), Seq(1), 100);
    });
    QTest::newRow("sync, and the list of conversations") << Questions([](Database &database) {
        (void)MemberRepository(database).conversationsOf(account);
        (void)MemberRepository(database).peopleOf(account);
    });
    QTest::newRow("one conversation") << Questions([](Database &database) {
        (void)MemberRepository(database).of(conversation);
        (void)ConversationRepository(database).find(conversation);
        (void)ConversationRepository(database).findDirect(account, AccountId(2));
        (void)MessageRepository(database).find(conversation, last);
    });
    QTest::newRow("what is unread") << Questions([](Database &database) {
        (void)MessageRepository(database).countUnread(conversation, nearLast, account, 1000);
    });
    QTest::newRow("whether a message is a repeat") << Questions([](Database &database) {
        (void)MessageRepository(database).written({{account, QUuid::createUuid()}});
    });
    QTest::newRow("what a search has found") << Questions([](Database &database) {
        QList<MessageId> ids;
        for (Seq seq = nearLast; seq <= last; seq = seq.next())
            ids.append({conversation, seq});
        (void)MessageRepository(database).at(ids);
        (void)ReactionRepository(database).at(ids);
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
    if (testEngine() == Engine::Sqlite)
        return checkPlans(ask);
    if (!m_filled) {
        m_filled = std::make_unique<StorageFixture>();
        fill(*m_filled);
    }
    checkRowsRead(m_filled->database(), ask);
}

void QueryPlanTest::findsWhoIsMeantAmongMany_data()
{
    QTest::addColumn<Questions>("ask");

    QTest::newRow("who sees a profile")
        << Questions([](Database &database) { (void)AccountRepository(database).advanceOthers(account, 3); });
    QTest::newRow("where somebody is who goes") << Questions([](Database &database) {
        const AccountTraces traces(database, account);
        const auto conversations = traces.conversations();
        (void)ConversationRepository(database).lock(*conversations);
        (void)traces.block(*conversations);
        (void)traces.group();
    });
}

void QueryPlanTest::findsWhoIsMeantAmongMany()
{
    QFETCH(Questions, ask);
    if (testEngine() == Engine::Sqlite)
        return checkPlans(ask);
    if (!m_crowded) {
        m_crowded = std::make_unique<StorageFixture>();
        crowd(*m_crowded);
    }
    checkRowsRead(m_crowded->database(), ask);
}

void QueryPlanTest::checkPlans(const Questions &ask)
{
    StorageFixture storage;
    const QStringList before = storage.database().statements();
    ask(storage.database());
    QStringList asked = storage.database().statements();
    asked.removeIf([&](const QString &sql) { return before.contains(sql) || isTransaction(sql); });
    QVERIFY(!asked.isEmpty());
    for (const QString &sql : asked) {
        const QStringList bad = badStepsOfSqlite(storage.database(), sql);
        QVERIFY2(bad.isEmpty(), qPrintable(sql + u'\n' + bad.join(u'\n')));
    }
}

void QueryPlanTest::checkRowsRead(Database &database, const Questions &ask)
{
    QVERIFY(database.begin());
    const qint64 first = rowsRead(database);
    const qint64 before = rowsRead(database);
    ask(database);
    const qint64 after = rowsRead(database);
    database.rollback();
    QVERIFY(database.takeFailure());
    QVERIFY(first >= 0 && before >= first);
    const qint64 asking = before - first; // reading the counters counts too
    QVERIFY2(after - before - asking < fewRows, qPrintable(QString::number(after - before - asking)));
}

/// SearchPlanTest looks at SQLite's, which are in a file of their own.
void QueryPlanTest::looksUpPostings()
{
    if (testEngine() == Engine::Sqlite)
        QSKIP("there are none in this database");
    constexpr qint64 blocks = 60;
    StorageFixture storage;
    const SearchRepository index(storage.database());
    QList<SearchBlock::Posting> postings;
    for (SearchToken token = 1; token <= 500; ++token)
        postings.append({.token = token, .documents = PostingSet::first(1)});
    for (qint64 block = 1; block <= blocks; ++block)
        QVERIFY(index.insertPostings(block, postings));
    QVERIFY(storage.database().begin());
    const qint64 before = rowsRead(storage.database());
    qint64 found = 0;
    QVERIFY(index.postings({7, 77, 277, 477}, 1, blocks,
                           [&](SearchToken, qint64, const PostingSet &) { ++found; }));
    const qint64 read = rowsRead(storage.database()) - before;
    storage.database().rollback();
    QCOMPARE(found, 4 * blocks);
    QVERIFY2(read >= 0 && read < 2 * found, qPrintable(QString::number(read)));
}

void QueryPlanTest::knowsABadPlan()
{
    if (testEngine() != Engine::Sqlite) {
        StorageFixture storage;
        fill(storage);
        QVERIFY(storage.database().begin());
        const qint64 before = rowsRead(storage.database());
        {
            auto rows = storage.database().run(u"SELECT body FROM message WHERE body = 'Bye'"_s);
            QVERIFY(rows && !rows->next());
        }
        QVERIFY(rowsRead(storage.database()) - before >= last.value());
        storage.database().rollback();
        return;
    }
    StorageFixture storage;
    QCOMPARE(badStepsOfSqlite(storage.database(), u"SELECT body FROM message"_s).size(), 1);
    QCOMPARE(
        badStepsOfSqlite(storage.database(), u"SELECT id FROM session WHERE id > 3 ORDER BY nonce"_s).size(),
        1);
}

CONFAB_TEST(QueryPlanTest)
#include "queryplantest.moc"
