// SPDX-License-Identifier: Apache-2.0
#include "server/storage/memberrepository.h"
#include "server/storage/searchsource.h"
#include "tests/support/searchfixture.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

/// How SQLite runs `sql`, a line a step.
QStringList planOf(Database &database, const QString &sql)
{
    auto rows = database.run(u"EXPLAIN QUERY PLAN "_s + sql);
    QStringList steps;
    while (rows && rows->next())
        steps.append(rows->text(3));
    return steps;
}

/// Statements of `database` that read a whole table or sort.
QStringList wasteful(Database &database)
{
    QStringList found;
    for (const QString &sql : database.statements()) {
        if (sql.contains("schema_migration"_L1))
            continue; // the Migrator's
        for (const QString &step : planOf(database, sql)) {
            if (step.startsWith("SCAN "_L1) || step.contains("TEMP B-TREE"_L1))
                found.append(sql.simplified() + " -> "_L1 + step);
        }
    }
    found.sort();
    return found;
}

} // namespace

/// What a search and the indexer ask is answered from indexes alone.
class SearchPlanTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsOfTheIndex()
    {
        SearchFixture index(DatabaseUrl::sqlite({}));
        SearchQuery query{.tokens = {}, .conversations = {{ConversationId(1), Seq(1)}}};
        QList<SearchEntry> entries;
        for (int i = 0; i < 5000; ++i)
            entries.append({.place = {Timestamp(std::chrono::milliseconds(i)), ConversationId(1), Seq(i + 1)},
                            .sender = AccountId(1),
                            .tokens = searchTokens(u"hello")});
        QVERIFY(index.add(entries));
        query.before = entries.constLast().place;
        QCOMPARE(index.find(query, u"hello"_s).size() >= SearchReader::reach, true);
        QVERIFY(index.remove({entries.constFirst().place}));
        QVERIFY(SearchRepository(index.database()).setProgress({.conversation = ConversationId(1)}));
        QVERIFY(SearchRepository(index.database()).progress(ConversationId(1)));
        // What is fresh is few and read as it is; which blocks a time is in is asked for what was deleted,
        // and reads one narrow row for each 4,096 messages.
        QCOMPARE(
            wasteful(index.database()),
            (QStringList{
                u"SELECT block FROM search_block WHERE first_at <= :time AND last_at >= :same_time -> SCAN search_block"_s,
                u"SELECT block, first_at, last_at, reached_at FROM search_block WHERE first_at <= :time ORDER BY block DESC LIMIT 1 -> SCAN search_block"_s,
                u"SELECT entries FROM search_fresh ORDER BY batch -> SCAN search_fresh"_s}));
    }

    void readsOfTheMessages()
    {
        StorageFixture storage;
        const SearchSource source(storage.database());
        QVERIFY(source.head(ConversationId(1)));
        QVERIFY(source.movedSince(0, ConversationId(), 10));
        QVERIFY(source.after(ConversationId(1), Seq(1), 10));
        QVERIFY(source.modified(ConversationId(1), Seq(1), Change(1), 10));
        QVERIFY(MemberRepository(storage.database()).firstSeqs(AccountId(1)));
        QCOMPARE(wasteful(storage.database()), QStringList());
    }
};

CONFAB_TEST(SearchPlanTest)
#include "searchplantest.moc"
