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
        const auto block = SearchBlock::fromColumns(made.columns());
        QVERIFY(block);
        QCOMPARE(block->count(), 2);
        QVERIFY(!block->document(0));
        QVERIFY(!block->document(2));
        QVERIFY(block->document(1)->place == entries[1].place);
        QCOMPARE(block->document(1)->sender, AccountId(3));
        QCOMPARE(block->find(entries[1].place), std::optional(1));
        QCOMPARE(block->find(entries[0].place), std::nullopt);
        const auto postings = SearchBlock::postings(entries);
        QCOMPARE(postings.size(), 2);
        QCOMPARE(postings[0].documents.count(), 2);
        QCOMPARE(postings[1].documents.count(), 1);
    }

    void rejectsABlockThatIsNone_data()
    {
        QTest::addColumn<int>("conversations");
        QTest::addColumn<int>("senders");
        QTest::addColumn<int>("documents");
        QTest::newRow("half a conversation") << 12 << 8 << 16;
        QTest::newRow("half a sender") << 8 << 4 << 16;
        QTest::newRow("half a message") << 8 << 8 << 24;
        QTest::newRow("too many messages") << 8 << 8 << 16 * 4097;
    }
    void rejectsABlockThatIsNone()
    {
        QFETCH(int, conversations);
        QFETCH(int, senders);
        QFETCH(int, documents);
        const auto block = SearchBlock::fromColumns({.conversations = QByteArray(conversations, '\1'),
                                                     .senders = QByteArray(senders, '\1'),
                                                     .documents = QByteArray(documents, '\0')});
        QVERIFY(!block);
        QVERIFY(isDamage(block.error()));
    }
};

CONFAB_TEST(SearchEntryTest)
#include "searchentrytest.moc"
