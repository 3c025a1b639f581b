// SPDX-License-Identifier: Apache-2.0
#include "client/store/searchchunk.h"
#include "shared/core/bigrams.h"
#include "tests/support/testcase.h"

#include <limits>

namespace confab::tests {

using namespace Qt::StringLiterals;

class SearchChunkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entriesComeBackFromBytes();
    void entriesThatAreCutOffAreLeftOut();
    void putsTheNewestFirst();
    void saysWhichMessagesHoldAPair();
    void pairsAreNeighboursAndThoseWithFewBetween_data();
    void pairsAreNeighboursAndThoseWithFewBetween();
    void aPartHasNoPairThatTheWholeLacks_data();
    void aPartHasNoPairThatTheWholeLacks();
};

namespace {

SearchEntry entry(qint64 chat, qint64 seq, qint64 sentAt)
{
    return {ChatId(chat), Seq(seq), Timestamp(std::chrono::milliseconds(sentAt))};
}

QList<qint64> pairsOf(const QString &text)
{
    QList<qint64> pairs;
    visitPairs(foldedText(text), [&](qint64 pair) { pairs.append(pair); });
    return pairs;
}

} // namespace

void SearchChunkTest::entriesComeBackFromBytes()
{
    const QList<SearchEntry> entries{entry(1, 1, 1'790'000'000'000), entry(2, 500'000, 1'790'000'000'000),
                                     entry(1, 3, -5), entry(std::numeric_limits<qint64>::max(), 127, 128),
                                     entry(127, 128, 0)};
    QCOMPARE(entriesFromBytes(toBytes(entries)), entries);
    QVERIFY(entriesFromBytes({}).isEmpty());
}

void SearchChunkTest::entriesThatAreCutOffAreLeftOut()
{
    const QList<SearchEntry> entries{entry(1, 1, 1000), entry(300, 70'000, 2000)};
    QByteArray bytes = toBytes(entries);
    bytes.chop(1);
    QCOMPARE(entriesFromBytes(bytes), entries.mid(0, 1));
    QVERIFY(entriesFromBytes(QByteArray(100, '\xFF')).isEmpty());
}

void SearchChunkTest::putsTheNewestFirst()
{
    SearchChunk chunk;
    chunk.add(entry(1, 1, 100), u"");
    chunk.add(entry(1, 2, 300), u"");
    chunk.add(entry(2, 1, 200), u"");
    chunk.add(entry(2, 2, 300), u"");
    QCOMPARE(chunk.entries(),
             (QList{entry(2, 2, 300), entry(1, 2, 300), entry(2, 1, 200), entry(1, 1, 100)}));
}

void SearchChunkTest::saysWhichMessagesHoldAPair()
{
    SearchChunk chunk;
    chunk.add(entry(1, 1, 100), u"abab");
    chunk.add(entry(1, 2, 200), u"bc");
    chunk.add(entry(1, 3, 300), u"ab");
    QMap<qint64, QByteArray> sets;
    qint64 last = -1;
    chunk.visitPostings([&](qint64 pair, const PostingSet &members) {
        QVERIFY(pair > last);
        last = pair;
        sets.insert(pair, members.toBytes());
    });
    PostingSet newestAndOldest;
    newestAndOldest.insert(0);
    newestAndOldest.insert(2);
    QCOMPARE(sets.value(qint64(Bigram{U'a', U'b'}.key())), newestAndOldest.toBytes());
    PostingSet middle;
    middle.insert(1);
    QCOMPARE(sets.value(qint64(Bigram{U'b', U'c'}.key())), middle.toBytes());
    QCOMPARE(sets.size(), 6); // ab, ba, bc, a-a, b-b, a--b
}

void SearchChunkTest::pairsAreNeighboursAndThoseWithFewBetween_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("pairs");

    QTest::newRow("nothing") << QString() << 0;
    QTest::newRow("one letter") << u"a"_s << 0;
    QTest::newRow("two letters") << u"ab"_s << 1;
    QTest::newRow("three letters") << u"abc"_s << 3;
    QTest::newRow("four letters") << u"abcd"_s << 6;
    QTest::newRow("two words") << u"abc de"_s << 4;
    QTest::newRow("two emoji") << u"😀👍"_s << 1;
}

void SearchChunkTest::pairsAreNeighboursAndThoseWithFewBetween()
{
    QFETCH(QString, text);
    QTEST(int(pairsOf(text).size()), "pairs");
}

void SearchChunkTest::aPartHasNoPairThatTheWholeLacks_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("words that continue each other") << u"xab bcd dd de a aa b"_s;
    QTest::newRow("scripts") << u"Straße 你好世界 مرحبا بالعالم 👍🏽👩‍💻 c++"_s;
}

/// Else a search would miss what is there.
void SearchChunkTest::aPartHasNoPairThatTheWholeLacks()
{
    QFETCH(QString, text);
    const QString folded = foldedText(text);
    const QList<qint64> whole = pairsOf(text);
    for (int start = 0; start < folded.size(); ++start) {
        for (int end = start + 1; end <= folded.size(); ++end) {
            const QStringView part = QStringView(folded).mid(start, end - start);
            if (part.front().isLowSurrogate() || part.back().isHighSurrogate())
                continue;
            visitPairs(part,
                       [&](qint64 pair) { QVERIFY2(whole.contains(pair), qPrintable(part.toString())); });
        }
    }
}

} // namespace confab::tests

using confab::tests::SearchChunkTest;
CONFAB_TEST(SearchChunkTest)
#include "searchchunktest.moc"
