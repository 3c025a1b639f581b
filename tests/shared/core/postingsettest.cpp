// SPDX-License-Identifier: Apache-2.0
#include "shared/core/postingset.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

class PostingSetTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsNumbers();
    void comesBackFromBytes_data();
    void comesBackFromBytes();
    void rejectsWhatIsNoSet_data();
    void rejectsWhatIsNoSet();
    void keepsWhatBothHave();
    void takesWhatEitherHas();
    void findsTheNext();
};

namespace {

PostingSet every(int step, int from = 0)
{
    PostingSet set;
    for (int number = from; number < PostingSet::capacity; number += step)
        set.insert(number);
    return set;
}

PostingSet of(std::initializer_list<int> members)
{
    PostingSet set;
    for (const int number : members)
        set.insert(number);
    return set;
}

} // namespace

void PostingSetTest::holdsNumbers()
{
    PostingSet set;
    QVERIFY(set.isEmpty());
    for (const int number : {0, 63, 64, 4095})
        set.insert(number);
    set.remove(63);
    set.remove(100);
    QVERIFY(!set.isEmpty());
    QCOMPARE(set.count(), 3);
    QVERIFY(set.contains(64) && !set.contains(63) && !set.contains(65));
    QList<int> seen;
    set.visit([&](int number) { seen.append(number); });
    QCOMPARE(seen, (QList<int>{0, 64, 4095}));
}

void PostingSetTest::comesBackFromBytes_data()
{
    QTest::addColumn<PostingSet>("set");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("bytes");

    QTest::newRow("nothing") << PostingSet() << 0 << 0;
    QTest::newRow("the first") << of({0}) << 1 << 1;
    QTest::newRow("the last") << of({4095}) << 1 << 2;
    QTest::newRow("neighbours") << of({7, 8, 9}) << 3 << 3;
    QTest::newRow("steps of one byte and of two") << of({126, 253, 254, 382, 4095}) << 5 << 7;
    QTest::newRow("across words") << of({63, 64, 127, 128}) << 4 << 4;
    QTest::newRow("just short of bits") << every(128, 1) << 32 << 63;
    QTest::newRow("as many as bits take") << every(8) << 512 << 512;
    QTest::newRow("half") << every(2) << 2048 << 512;
    QTest::newRow("all") << PostingSet::first(PostingSet::capacity) << 4096 << 512;
    QTest::newRow("511 neighbours") << PostingSet::first(511) << 511 << 511;
}

void PostingSetTest::comesBackFromBytes()
{
    QFETCH(PostingSet, set);
    QTEST(set.count(), "count");
    QTEST(int(set.toBytes().size()), "bytes");
    QCOMPARE(PostingSet::fromBytes(set.toBytes()), std::optional(set));
}

void PostingSetTest::rejectsWhatIsNoSet_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("a step that does not end") << QByteArray("\x81");
    QTest::newRow("a step without end") << QByteArray(511, '\xFF');
    QTest::newRow("a step to where it stands") << QByteArray("\x01\x00", 2);
    QTest::newRow("a step to before the first") << QByteArray("\x00", 1);
    QTest::newRow("a number beyond the last") << QByteArray("\xA0\x01", 2);
    QTest::newRow("steps beyond the last number") << QByteArray(500, '\x7F');
    QTest::newRow("more than all bits") << QByteArray(513, '\x01');
}

void PostingSetTest::rejectsWhatIsNoSet()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!PostingSet::fromBytes(bytes));
}

void PostingSetTest::keepsWhatBothHave()
{
    PostingSet set = every(2);
    set.intersect(every(3));
    QCOMPARE(set, every(6));
    set.intersect(of({1, 6}));
    QCOMPARE(set, of({6}));
    set.intersect(PostingSet());
    QVERIFY(set.isEmpty());
}

void PostingSetTest::takesWhatEitherHas()
{
    PostingSet set = of({1, 64});
    set.unite(of({64, 4095}));
    QCOMPARE(set, of({1, 64, 4095}));
}

void PostingSetTest::findsTheNext()
{
    const PostingSet set = of({5, 64, 4095});
    QCOMPARE(set.next(0), 5);
    QCOMPARE(set.next(5), 5);
    QCOMPARE(set.next(6), 64);
    QCOMPARE(set.next(65), 4095);
    QCOMPARE(PostingSet::first(10).next(10), -1);
    QCOMPARE(set.next(4096), -1);
}

} // namespace confab::tests

using confab::tests::PostingSetTest;
CONFAB_TEST(PostingSetTest)
#include "postingsettest.moc"
