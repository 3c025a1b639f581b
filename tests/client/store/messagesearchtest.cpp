// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagesearch.h"
#include "tests/client/store/searchdevice.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

/// The thread that searches, beside the GUI thread that writes.
class MessageSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsInItsOwnThread();
    void findsWhatHoldsAFile();
    void answersTheLatestOnly();
    void indexesInTheBackground();
    void endsWhileItIndexes();
    void saysWhenItCannotSearch();
};

namespace {

QList<FoundMessages> waitFor(QSignalSpy &spy)
{
    QList<FoundMessages> all;
    (void)QTest::qWaitFor([&] { return !spy.isEmpty(); });
    for (const auto &arguments : spy)
        all.append(arguments.first().value<FoundMessages>());
    spy.clear();
    return all;
}

} // namespace

void MessageSearchTest::findsInItsOwnThread()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.putMany(1, 1, 50, [](int seq) { return u"word %1"_s.arg(seq); });
    MessageSearch search(device.path(), device.indexPath());
    QSignalSpy spy(&search, &MessageSearch::found);
    const quint64 number = search.find({.text = u"word"_s}, 30);
    auto found = waitFor(spy);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().search, number);
    QCOMPARE(found.first().messages.size(), 30);
    QCOMPARE(found.first().messages.first().seq, Seq(50));
    QVERIFY(!found.first().isAtEnd);
    search.more(30);
    found = waitFor(spy);
    QCOMPARE(found.first().messages.size(), 20);
    QCOMPARE(found.first().messages.last().seq, Seq(1));
    QVERIFY(found.first().isAtEnd);
    // What is written while it is open.
    device.put({device.message(1, 51, u"word of the day"_s)});
    (void)search.find({.text = u"the day"_s}, 30);
    QCOMPARE(waitFor(spy).first().messages.size(), 1);
}

void MessageSearchTest::findsWhatHoldsAFile()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    Message picture = device.message(1, 2, u"word with a picture"_s);
    picture.attachments.append({.id = FileId(7), .name = u"a.png"_s, .size = 5, .mediaType = u"image/png"_s});
    device.put({device.message(1, 1, u"word alone"_s), picture});
    MessageSearch search(device.path(), device.indexPath());
    QSignalSpy spy(&search, &MessageSearch::found);
    (void)search.find({.text = u"word"_s, .hasFile = true}, 30);
    const auto found = waitFor(spy);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().messages.size(), 1);
    QCOMPARE(found.first().messages.first().seq, Seq(2));
}

void MessageSearchTest::answersTheLatestOnly()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.putMany(1, 1, 500, [](int seq) { return u"word %1"_s.arg(seq); });
    MessageSearch search(device.path(), device.indexPath());
    QSignalSpy spy(&search, &MessageSearch::found);
    quint64 last = 0;
    for (const auto &query : {u"wo"_s, u"wor"_s, u"word"_s, u"word 499"_s})
        last = search.find({.text = query}, 30);
    const auto found = waitFor(spy);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().search, last);
    QCOMPARE(found.first().messages.size(), 1);
    (void)search.find({.text = u"word"_s}, 30);
    search.cancel();
    last = search.find({.text = u"word 12"_s}, 1);
    QCOMPARE(waitFor(spy).first().search, last);
}

void MessageSearchTest::indexesInTheBackground()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.putMany(1, 1, 9000, [](int seq) { return u"word %1"_s.arg(seq); });
    device.makeOld();
    MessageSearch search(device.path(), device.indexPath());
    QSignalSpy indexed(&search, &MessageSearch::indexed);
    QSignalSpy spy(&search, &MessageSearch::found);
    search.index();
    (void)search.find({.text = u"word 8999"_s}, 30);
    QCOMPARE(waitFor(spy).size(), 1); // Answered in between, whether or not it was found yet.
    QTRY_VERIFY(!indexed.isEmpty());
    (void)search.find({.text = u"word 8999"_s}, 30);
    const auto found = waitFor(spy);
    QCOMPARE(found.first().messages.size(), 1);
    QVERIFY(found.first().isUpToDate);
    device.start();
    QVERIFY(device.indexer->isUpToDate());
}

void MessageSearchTest::endsWhileItIndexes()
{
    SearchDevice device;
    device.converse(1, u"grace"_s);
    device.putMany(1, 1, 9000, [](int seq) { return u"word %1"_s.arg(seq); });
    device.makeOld();
    for (int i = 0; i < 3; ++i) {
        MessageSearch search(device.path(), device.indexPath());
        QSignalSpy spy(&search, &MessageSearch::found);
        search.index();
        (void)search.find({.text = u"nothing"_s}, 30);
        QCOMPARE(waitFor(spy).size(), 1);
    }
    device.start();
    device.indexAll();
    QCOMPARE(device.find(u"word"_s).size(), 9000);
}

void MessageSearchTest::saysWhenItCannotSearch()
{
    MessageSearch search(u"/nowhere/at/all/ada.sqlite"_s, u"/nowhere/at/all/ada.search"_s);
    QSignalSpy spy(&search, &MessageSearch::found);
    search.index();
    (void)search.find({.text = u"word"_s}, 30);
    const auto found = waitFor(spy);
    QCOMPARE(found.size(), 1);
    QVERIFY(found.first().messages.isEmpty());
    QVERIFY(found.first().isAtEnd);
}

} // namespace confab::tests

using confab::tests::MessageSearchTest;
CONFAB_TEST(MessageSearchTest)
#include "messagesearchtest.moc"
