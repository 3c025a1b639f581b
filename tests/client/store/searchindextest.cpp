// SPDX-License-Identifier: Apache-2.0
#include "shared/core/bigrams.h"
#include "tests/client/store/searchdevice.h"

#include "tests/support/testcase.h"

#include <QFile>

#include <random>

namespace confab::tests {

using namespace Qt::StringLiterals;

class SearchIndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatHasJustCome();
    void findsWhatWasThereBeforeTheIndex();
    void findsTheLatestFirst();
    void findsInSteps();
    void stopsWhenNobodyWaits();
    void followsEdits();
    void followsDeletions();
    void followsAConversationThatIsRemoved();
    void startsOverInANewEpoch();
    void startsOverWhenTheIndexIsDamaged();
    void goesOnAfterItWasKilledAtAnyStep();
    void isKilledBetweenTheTwoFiles();
    void findsWhatReadingAllOfThemFinds();
};

namespace {

QString numbered(int seq)
{
    return u"number %1"_s.arg(seq);
}

} // namespace

void SearchIndexTest::findsWhatHasJustCome()
{
    SearchDevice device;
    const ChatId chat = device.converse(1, u"grace"_s);
    device.put({device.message(1, 1, u"Did the build pass?"_s), device.message(1, 2, u"It did, Straße."_s)});
    QCOMPARE(device.bodies(u"BUILD"_s), QStringList{u"Did the build pass?"_s});
    const auto found = device.find(u"strasse"_s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().chat, chat);
    QCOMPARE(found.first().seq, Seq(2));
    QCOMPARE(found.first().sender, u"grace"_s);
    QVERIFY(device.find(u"b"_s).isEmpty());
    QVERIFY(device.find(u"built"_s).isEmpty());
    device.put({device.message(1, 3, u"Another build"_s)});
    QCOMPARE(device.bodies(u"build"_s).size(), 2);
}

void SearchIndexTest::findsWhatWasThereBeforeTheIndex()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.converse(2, u"linus"_s);
    device.putMany(1, 1, 5000, numbered);
    device.putMany(2, 1, 10, numbered);
    device.makeOld();
    QVERIFY(device.find(u"number"_s).isEmpty());
    QVERIFY(!device.indexer->isUpToDate());
    device.indexAll();
    QVERIFY(device.indexer->isUpToDate());
    QCOMPARE(device.find(u"number"_s).size(), 5010);
    QCOMPARE(device.bodies(u"number 4999"_s), QStringList{u"number 4999"_s});
    device.start();
    QVERIFY(device.indexer->isUpToDate());
    QCOMPARE(device.indexAll(), 0);
    QCOMPARE(device.find(u"number"_s).size(), 5010);
}

void SearchIndexTest::findsTheLatestFirst()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.converse(2, u"linus"_s);
    device.indexAll();
    // One chunk of each conversation, whose times interleave, and some that are not indexed.
    for (const int conversation : {1, 2}) {
        QList<Message> page;
        for (int seq = 1; seq <= SearchChunk::capacity; ++seq)
            page.append(device.message(conversation, seq, numbered(seq), 10 * seq + conversation));
        device.put(page);
        device.indexAll();
    }
    device.put(
        {device.message(1, 5000, numbered(5000), 15), device.message(2, 5001, numbered(5001), 999'999)});
    QCOMPARE(device.index->chunks().size(), 2);
    const auto found = device.find(u"number"_s);
    QCOMPARE(found.size(), 2 * SearchChunk::capacity + 2);
    QVERIFY(std::is_sorted(found.begin(), found.end(),
                           [](const auto &a, const auto &b) { return a.sentAt > b.sentAt; }));
    QCOMPARE(found.first().seq, Seq(5001));
}

void SearchIndexTest::findsInSteps()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.indexAll();
    device.putMany(1, 1, 4200, numbered);
    device.indexAll();
    device.unindexed->refresh();
    MessageFinder finder(*device.messages, *device.index, *device.unindexed, {.text = u"number"_s});
    int seq = 4200;
    for (int step = 0; step < 42; ++step) {
        const auto found = finder.next(100, [] { return false; });
        QCOMPARE(found.size(), 100);
        for (const FoundMessage &message : found)
            QCOMPARE(message.seq, Seq(seq--));
    }
    QVERIFY(finder.next(100, [] { return false; }).isEmpty());
    QVERIFY(finder.isAtEnd());
}

void SearchIndexTest::stopsWhenNobodyWaits()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.indexAll();
    device.putMany(1, 1, 4096, numbered);
    device.indexAll();
    MessageFinder finder(*device.messages, *device.index, *device.unindexed, {.text = u"number"_s});
    int asked = 0;
    QCOMPARE(finder.next(4096, [&] { return ++asked > 10; }).size(), 9); // One turn looked into the chunk.
    QVERIFY(!finder.isAtEnd());
}

void SearchIndexTest::followsEdits()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.indexAll();
    device.putMany(1, 1, 4096, numbered);
    device.indexAll();
    QCOMPARE(device.one(u"SELECT count(*) FROM unindexed"_s), 0);
    Message edited = device.message(1, 77, u"something else"_s);
    edited.change = Change(5000);
    device.put({edited});
    QCOMPARE(device.bodies(u"thing els"_s), QStringList{u"something else"_s});
    QVERIFY(device.bodies(u"number 77 "_s).filter(u"number 77"_s).indexOf(u"number 77"_s) < 0);
    edited.change = Change(5001);
    edited.body = u"something else, number seven"_s;
    device.put({edited}); // Listed twice, and under both texts.
    QCOMPARE(device.bodies(u"thing els"_s).size(), 1);
    QCOMPARE(device.find(u"number"_s).size(), 4096);
}

void SearchIndexTest::followsDeletions()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.indexAll();
    device.putMany(1, 1, 4097, numbered); // The last one is not indexed.
    device.indexAll();
    device.unindexed->refresh();
    for (const int seq : {4000, 4097}) {
        QCOMPARE(device.find(numbered(seq)).size(), 1);
        Message deleted = device.message(1, seq, {});
        deleted.change = Change(5000 + seq);
        deleted.deleted = true;
        device.put({deleted});
        QVERIFY(device.find(numbered(seq)).isEmpty());
    }
}

void SearchIndexTest::followsAConversationThatIsRemoved()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.indexAll();
    device.putMany(1, 1, 4100, numbered);
    device.indexAll();
    QVERIFY(device.sync.remove(ConversationId(1)));
    QVERIFY(device.find(u"number"_s).isEmpty());
    // The person is back, with other messages of the same numbers.
    device.converse(1, u"grace"_s);
    device.putMany(1, 1, 10, [](int seq) { return u"word %1"_s.arg(seq); });
    QVERIFY(device.find(u"number"_s).isEmpty());
    QCOMPARE(device.find(u"word"_s).size(), 10);
}

void SearchIndexTest::startsOverInANewEpoch()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.indexAll();
    device.putMany(1, 1, 4100, numbered);
    device.indexAll();
    QVERIFY(device.sync.dropCache(u"epoch-2"_s));
    QVERIFY(device.find(u"number"_s).isEmpty());
    device.converse(1, u"grace"_s);
    device.putMany(1, 1, 10, [](int seq) { return u"word %1"_s.arg(seq); });
    device.indexAll();
    QCOMPARE(device.index->epoch(), u"epoch-2"_s);
    QCOMPARE(device.find(u"word"_s).size(), 10);
    const auto chunks = device.index->chunks();
    QCOMPARE(chunks.size(), 1);
    QCOMPARE(chunks.first().size, 10); // Nothing of the old one is left.
}

void SearchIndexTest::startsOverWhenTheIndexIsDamaged()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.putMany(1, 1, 300, numbered);
    device.indexAll();
    device.indexer.reset();
    device.index.reset();
    QFile file(device.indexPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    device.start();
    device.indexAll();
    QCOMPARE(device.find(u"number"_s).size(), 300);
}

void SearchIndexTest::goesOnAfterItWasKilledAtAnyStep()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.putMany(1, 1, 4096 + 2000, numbered);
    device.makeOld();
    device.putMany(1, 6097, 6097 + 4095, numbered);
    int steps = 0;
    bool isMore = true;
    while (isMore) {
        // A little further each time than what a lost chunk takes.
        for (int step = 0; step < 20 && isMore; ++step, ++steps)
            isMore = device.indexer->step() == SearchIndexer::Step::More;
        device.start();
        QVERIFY(steps < 500);
    }
    QCOMPARE(device.find(u"number"_s).size(), 4096 + 2000 + 4096);
}

void SearchIndexTest::isKilledBetweenTheTwoFiles()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.indexAll();
    device.putMany(1, 1, 4096, numbered);
    QVERIFY(device.messages->write(u"CREATE TEMP TABLE kept AS SELECT * FROM unindexed"_s, {}));
    device.indexAll();
    QCOMPARE(device.one(u"SELECT count(*) FROM unindexed"_s), 0);
    QVERIFY(device.messages->write(u"INSERT INTO unindexed SELECT * FROM kept"_s, {}));
    device.indexAll();
    QCOMPARE(device.index->chunks().size(), 2);
    QCOMPARE(device.find(u"number"_s).size(), 4096);
}

/// Against the plainest way there is, with texts so much alike that the pairs say little.
void SearchIndexTest::findsWhatReadingAllOfThemFinds()
{
    std::mt19937 random(11);
    const auto number = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
    const QString letters = u"abAß 世界👍"_s;
    const auto text = [&](int most) {
        QString out;
        for (int length = number(most); length >= 0; --length)
            out += number(5) == 0 ? u"👍"_s : QString(letters.at(number(6)));
        return out;
    };
    SearchDevice device;
    device.converse(1, u"grace"_s);
    QList<Message> all;
    for (int seq = 1; seq <= 9000; ++seq)
        all.append(device.message(1, seq, text(12)));
    device.put(all.mid(0, 4500));
    device.makeOld();
    device.put(all.mid(4500));
    device.indexAll();
    QCOMPARE(device.index->chunks().size(), 3);
    for (int i = 0; i < 60; ++i) {
        const QString query = text(3);
        if (bigramQuery(query).isEmpty())
            continue;
        QList<Seq> expected;
        for (auto message = all.rbegin(); message != all.rend(); ++message) {
            if (containsText(foldedText(message->body), foldedText(query)))
                expected.append(message->seq);
        }
        QList<Seq> found;
        for (const FoundMessage &message : device.find(query))
            found.append(message.seq);
        QVERIFY2(found == expected, qPrintable(query));
    }
}

} // namespace confab::tests

using confab::tests::SearchIndexTest;
CONFAB_TEST(SearchIndexTest)
#include "searchindextest.moc"
