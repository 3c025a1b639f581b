// SPDX-License-Identifier: Apache-2.0
#include "tests/support/searchfixture.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

#include <QFile>

#include <random>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int conversations = 5;
constexpr int senders = 3;

SearchPlace place(qint64 number)
{
    return {.sentAt = Timestamp(std::chrono::milliseconds(1763704800000 + number * 1000)),
            .conversation = ConversationId(1 + number % conversations),
            .seq = Seq(1 + number / conversations)};
}

/// Every message says its number in words of letters, "x" and then its digits as a to j.
QString textOf(qint64 number)
{
    QString text = u"message x"_s;
    for (const QChar digit : QString::number(number))
        text.append(QChar(u'a' + digit.digitValue()));
    return text;
}

SearchEntry entry(qint64 number)
{
    return {.place = place(number),
            .sender = AccountId(1 + number % senders),
            .tokens = searchTokens(foldedText(textOf(number)))};
}

SearchQuery everywhere()
{
    SearchQuery query;
    for (int i = 1; i <= conversations; ++i)
        query.conversations.insert(ConversationId(i), Seq(1));
    return query;
}

} // namespace

class SearchIndexTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_index = std::make_unique<SearchFixture>(m_storage->url());
    }
    void cleanup()
    {
        m_index.reset();
        m_storage.reset();
    }

    void findsAtOnceWhatIsFresh()
    {
        QVERIFY(fill(0, 10, 3));
        QCOMPARE(m_index->count(u"search_block"_s), 0);
        QCOMPARE(m_index->find(everywhere(), u"message"_s).size(), 10);
        QVERIFY(m_index->find(everywhere(), textOf(7)).constFirst() == place(7));
        QVERIFY(m_index->find(everywhere(), u"nothing"_s).isEmpty());
    }

    void findsTheLatestFirst()
    {
        QVERIFY(fill(0, 10'000, 900));
        QCOMPARE(m_index->count(u"search_block"_s), 2);
        const auto found = m_index->find(everywhere(), u"message x"_s);
        QVERIFY(found.size() >= SearchReader::reach); // more is not promised
        for (qsizetype i = 0; i < SearchReader::reach; ++i)
            QVERIFY(found[i] == place(9999 - i));
    }

    void looksThroughManyBlocks()
    {
        constexpr int blocks = 300;
        constexpr int inABlock = 3;
        const SearchRepository rows(m_index->database());
        for (int block = 1; block <= blocks; ++block) {
            QList<SearchEntry> entries;
            for (int i = 0; i < inABlock; ++i)
                entries.append(entry(inABlock * block + i));
            if (block == 2 || block == 250)
                entries.last().tokens = searchTokens(u"message zqzq");
            const Timestamp lastAt = entries.constLast().place.sentAt;
            QVERIFY(rows.insertBlock({.block = block,
                                      .firstAt = entries.constFirst().place.sentAt,
                                      .lastAt = lastAt,
                                      .reachedAt = lastAt},
                                     SearchBlock(entries)));
            QVERIFY(rows.insertPostings(block, SearchBlock::postings(entries)));
        }
        const auto all = m_index->find(everywhere(), u"message"_s);
        QCOMPARE(all.size(), inABlock * blocks);
        QVERIFY(std::is_sorted(all.begin(), all.end(), std::greater<>()));
        // Also when it takes another thing first, having seen which is rarer.
        const SearchPlace late = place(inABlock * 250 + 2);
        const SearchPlace early = place(inABlock * 2 + 2);
        QCOMPARE(m_index->find(everywhere(), u"message zqz"_s), (QList<SearchPlace>{late, early}));
        SearchQuery query = everywhere();
        query.before = late;
        QCOMPARE(m_index->find(query, u"message zqz"_s), QList<SearchPlace>{early});
        query.conversations = {{late.conversation, Seq(1)}};
        QVERIFY(m_index->find(query, u"zqz"_s).isEmpty() == (late.conversation != early.conversation));
        query.before.reset();
        query.since = late.sentAt;
        QCOMPARE(m_index->find(query, u"zqz"_s), QList<SearchPlace>{late});
    }

    void ordersByTimeWhatCameInAnotherOrder()
    {
        QList<qint64> numbers(9000);
        std::iota(numbers.begin(), numbers.end(), 0);
        std::shuffle(numbers.begin(), numbers.end(), std::mt19937(1)); // the same every time
        for (qsizetype i = 0; i < numbers.size(); i += 500) {
            QList<SearchEntry> entries;
            for (const qint64 number : numbers.sliced(i, 500))
                entries.append(entry(number));
            QVERIFY(m_index->add(entries));
        }
        const auto found = m_index->find(everywhere(), u"message"_s);
        for (qsizetype i = 0; i < 2000; ++i)
            QVERIFY(found[i] == place(8999 - i));
    }

    void goesOnBeforeAPlace()
    {
        QVERIFY(fill(0, 9000, 1000));
        for (const qint64 number : {8999, 8500, 8192, 4097, 100, 0}) {
            SearchQuery query = everywhere();
            query.before = place(number);
            const auto found = m_index->find(query, u"message"_s);
            QCOMPARE(found.isEmpty(), number == 0);
            QVERIFY(number == 0 || found.constFirst() == place(number - 1));
        }
    }

    void asksForConversationFirstSeqAndSender()
    {
        QVERIFY(fill(0, 5000, 1000));
        SearchQuery query{.tokens = {}, .conversations = {{ConversationId(2), Seq(901)}}};
        const auto found = m_index->find(query, u"message"_s);
        QCOMPARE(found.size(), 100);
        for (const SearchPlace &one : found)
            QVERIFY(one.conversation == ConversationId(2) && one.seq > Seq(900));
        query.sender = AccountId(1);
        const auto sent = m_index->find(query, u"message"_s).size();
        QVERIFY(sent > 30 && sent < 36);
        query.conversations = {{ConversationId(99), Seq(1)}};
        QVERIFY(m_index->find(query, u"message"_s).isEmpty());
        query.conversations.clear();
        QVERIFY(m_index->find(query, u"message"_s).isEmpty());
        // The index cannot look for so many; their messages are told apart one by one.
        SearchQuery many{.tokens = {}, .conversations = {{ConversationId(2), Seq(901)}}};
        for (int i = 0; i < SearchReader::narrowConversations; ++i)
            many.conversations.insert(ConversationId(100 + i), Seq(1));
        QCOMPARE(m_index->find(many, u"message"_s), found);
    }

    void asksForATime()
    {
        QVERIFY(fill(0, 9000, 1000));
        SearchQuery query = everywhere();
        query.since = place(8990).sentAt;
        QCOMPARE(m_index->find(query, u"message"_s).size(), 10);
        query.since = place(100).sentAt;
        query.before = place(103);
        QCOMPARE(m_index->find(query, u"message"_s),
                 (QList<SearchPlace>{place(102), place(101), place(100)}));
    }

    void forgetsWhatIsRemoved_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("fresh") << 100;
        QTest::newRow("in a block") << 5000;
    }
    void forgetsWhatIsRemoved()
    {
        QFETCH(int, count);
        QVERIFY(fill(0, count, 100));
        QVERIFY(
            m_index->add({{.place = place(5000), .sender = AccountId(1), .tokens = searchTokens(u"zqzq")}}));
        // Sealed with the rest when there is enough for a block.
        QVERIFY(count < 1000 || fill(5001, 4096, 1000));
        QCOMPARE(m_index->find(everywhere(), u"zq"_s).size(), 1);
        const qint64 postings = m_index->count(u"search_posting"_s);
        QVERIFY(m_index->remove({place(5000), place(3)}));
        QVERIFY(m_index->find(everywhere(), u"zq"_s).isEmpty());
        SearchQuery third = everywhere();
        third.before = place(4);
        QVERIFY(m_index->find(third, u"message"_s).constFirst() == place(2));
        // Not only its place is gone, but also which bigrams it had: "zq" and "qz" were nobody else's.
        QCOMPARE(m_index->count(u"search_posting"_s), count < 1000 ? postings : postings - 2);
        QVERIFY(m_index->remove({place(5000)}));
    }

    void madeAnewWhenItCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no database") << QByteArray(5000, 'x');
        QTest::newRow("cut off") << QByteArray("SQLite format 3\0", 16);
    }
    void madeAnewWhenItCannotBeRead()
    {
        if (m_storage->url().isShared())
            QSKIP("the index is no file");
        QFETCH(QByteArray, content);
        QVERIFY(fill(0, 10, 10));
        m_index->close();
        m_index->files().discard();
        QFile file(m_index->path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        m_index->reopen();
        QVERIFY(m_index->find(everywhere(), u"message"_s).isEmpty());
        QVERIFY(fill(0, 10, 10));
        QCOMPARE(m_index->find(everywhere(), u"message"_s).size(), 10);
    }

    void readersFollowToTheNextFile()
    {
        if (m_storage->url().isShared())
            QSKIP("the index is no file");
        const QTemporaryDir directory;
        const auto url = DatabaseUrl::sqlite(directory.filePath(u"main.db"_s));
        QVERIFY(Database::open(url, Access::Write));
        const auto main = *Database::open(url, Access::Read);
        const SearchRepository rows(*main);
        QVERIFY(fill(0, 3, 3));
        for (int i = 0; i < 2; ++i) {
            QVERIFY(m_index->files().attach(*main));
            QCOMPARE(rows.fresh()->size(), 3);
        }
        m_index->close();
        m_index->files().discard();
        QVERIFY(!m_index->files().isThere());
        QVERIFY(!m_index->files().attach(*main));
        m_index->reopen();
        QVERIFY(m_index->files().attach(*main));
        QCOMPARE(rows.fresh()->size(), 0);
    }

private:
    /// Adds messages first … first + count - 1, `batch` of them at a time.
    bool fill(qint64 first, qint64 count, qint64 batch)
    {
        bool isDone = true;
        for (qint64 i = 0; i < count; i += batch) {
            QList<SearchEntry> entries;
            for (qint64 j = i; j < std::min(count, i + batch); ++j)
                entries.append(entry(first + j));
            isDone = isDone && m_index->add(entries);
        }
        return isDone;
    }

    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<SearchFixture> m_index;
};

CONFAB_TEST(SearchIndexTest)
#include "searchindextest.moc"
