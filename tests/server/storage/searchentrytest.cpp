// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchentry.h"
#include "server/storage/searchblock.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

namespace {

SearchEntry entry(qint64 time, qint64 conversation, qint64 seq, qint64 sender, QList<SearchToken> tokens)
{
    return {.place = {.sentAt = Timestamp(std::chrono::milliseconds(time)),
                      .conversation = ConversationId(conversation),
                      .seq = Seq(seq)},
            .sender = AccountId(sender),
            .tokens = std::move(tokens)};
}

} // namespace

class SearchEntryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasEachTokenOnceInOrder()
    {
        const QList<SearchToken> tokens = searchTokens(u"banana");
        QCOMPARE(tokens.size(), 3); // ba, an, na
        QVERIFY(std::is_sorted(tokens.begin(), tokens.end()));
        QCOMPARE(searchTokens(u"a b"), QList<SearchToken>());
        QVERIFY(searchTokens(u"ab") != searchTokens(u"ba"));
        QCOMPARE(searchTokens(u"\U0001F44D\U0001F600").size(), 1);
    }

    void comesBackAsItWas()
    {
        const QList<SearchEntry> entries{
            entry(1763704800123, Q_INT64_C(9007199254740993), 7, 3, {1, 5, 0xFFFFFFFF}),
            entry(-1, 2, 4294967295, 9, {})};
        const auto decoded = decodeEntries(encodeEntries(entries));
        QVERIFY(decoded);
        QCOMPARE(decoded->size(), 2);
        for (int i = 0; i < 2; ++i) {
            QVERIFY((*decoded)[i].place == entries[i].place);
            QCOMPARE((*decoded)[i].sender, entries[i].sender);
            QCOMPARE((*decoded)[i].tokens, entries[i].tokens);
        }
    }

    void rejectsWhatIsCutOff()
    {
        const QByteArray whole = encodeEntries({entry(1, 2, 3, 4, {5, 6})});
        for (qsizetype size = 1; size < whole.size(); ++size) {
            const auto decoded = decodeEntries(whole.first(size));
            QVERIFY(!decoded);
            QVERIFY(isDamage(decoded.error()));
        }
    }

    void aBlockKnowsItsMessages()
    {
        const QList<SearchEntry> entries{entry(1, 20, 1, 4, {5}), entry(2, 10, 8, 3, {5, 6})};
        SearchBlock made(entries);
        made.remove(0);
        const auto block = SearchBlock::fromBytes(made.toBytes());
        QVERIFY(block);
        QCOMPARE(block->count(), 2);
        QVERIFY(!block->document(0));
        QVERIFY(!block->document(2));
        QVERIFY(block->document(1)->place == entries[1].place);
        QCOMPARE(block->document(1)->sender, AccountId(3));
        QCOMPARE(block->find(entries[1].place), std::optional(1));
        QCOMPARE(block->find(entries[0].place), std::nullopt);
    }

    void aPartOfABlockKnowsItsNumbers()
    {
        const QList<SearchEntry> entries{entry(1, 20, 1, 4, {}), entry(2, 10, 8, 3, {}),
                                         entry(3, 20, 2, 4, {})};
        const auto part
            = SearchBlock::fromBytes(SearchBlock(entries).toBytes().sliced(SearchBlock::documentBytes), 1);
        QVERIFY(part);
        QVERIFY(!part->document(0));
        QVERIFY(part->document(1)->place == entries[1].place);
        QVERIFY(part->document(2)->place == entries[2].place);
        QVERIFY(!part->document(3));
        QCOMPARE(part->find(entries[2].place), std::optional(2));
    }

    void postingsAreByTokenConversationAndSender()
    {
        const QList<SearchEntry> entries{entry(1, 20, 1, 4, {5}), entry(2, 10, 8, 4, {5, 6})};
        QHash<SearchToken, PostingSet> postings;
        for (const SearchBlock::Posting &posting : SearchBlock::postings(entries))
            postings.insert(posting.token, posting.documents);
        QCOMPARE(postings.size(), 5);
        QCOMPARE(postings[5].count(), 2);
        QVERIFY(postings[6].contains(1) && postings[6].count() == 1);
        QVERIFY(postings[searchToken(ConversationId(20))].contains(0));
        QCOMPARE(postings[searchToken(AccountId(4))].count(), 2);
        QVERIFY(searchToken(ConversationId(4)) != searchToken(AccountId(4)));
    }

    void rejectsABlockThatIsNone_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("first");
        QTest::newRow("half a message") << 42 << 0;
        QTest::newRow("too many messages") << 28 * 4097 << 0;
        QTest::newRow("too many messages after the first") << 28 * 4096 << 1;
    }
    void rejectsABlockThatIsNone()
    {
        QFETCH(int, bytes);
        QFETCH(int, first);
        const auto block = SearchBlock::fromBytes(QByteArray(bytes, '\1'), first);
        QVERIFY(!block);
        QVERIFY(isDamage(block.error()));
    }
};

CONFAB_TEST(SearchEntryTest)
#include "searchentrytest.moc"
