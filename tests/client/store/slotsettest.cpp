// SPDX-License-Identifier: Apache-2.0
#include "client/store/slotset.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

class SlotSetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromBytes_data();
    void comesBackFromBytes();
    void survivesDamage_data();
    void survivesDamage();
    void intersects();
    void leavesOutWhatIsBeyondItsCapacity();
};

namespace {

SlotSet every(int step, int from = 0)
{
    SlotSet set;
    for (int slot = from; slot < SlotSet::capacity; slot += step)
        set.insert(slot);
    return set;
}

SlotSet of(std::initializer_list<int> members)
{
    SlotSet set;
    for (const int slot : members)
        set.insert(slot);
    return set;
}

} // namespace

void SlotSetTest::comesBackFromBytes_data()
{
    QTest::addColumn<SlotSet>("set");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("bytes");

    QTest::newRow("nothing") << SlotSet() << 0 << 0;
    QTest::newRow("the first") << of({0}) << 1 << 1;
    QTest::newRow("the last") << of({4095}) << 1 << 2;
    QTest::newRow("neighbours") << of({7, 8, 9}) << 3 << 3;
    QTest::newRow("steps of one byte and of two") << of({126, 253, 254, 382, 4095}) << 5 << 7;
    QTest::newRow("across words") << of({63, 64, 127, 128}) << 4 << 4;
    QTest::newRow("just short of bits") << every(128, 1) << 32 << 63;
    QTest::newRow("as many as bits take") << every(8) << 512 << 512;
    QTest::newRow("half") << every(2) << 2048 << 512;
    QTest::newRow("all") << SlotSet::first(SlotSet::capacity) << 4096 << 512;
    QTest::newRow("511 neighbours") << SlotSet::first(511) << 511 << 511;
}

void SlotSetTest::comesBackFromBytes()
{
    QFETCH(SlotSet, set);
    QTEST(set.count(), "count");
    QTEST(int(set.toBytes().size()), "bytes");
    QCOMPARE(SlotSet::fromBytes(set.toBytes()), set);
    int seen = 0;
    for (int slot = set.next(0); slot >= 0; slot = set.next(slot + 1))
        ++seen;
    QTEST(seen, "count");
}

void SlotSetTest::survivesDamage_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("a step that does not end") << QByteArray("\x81");
    QTest::newRow("a step without end") << QByteArray(511, '\xFF');
    QTest::newRow("no steps at all") << QByteArray(511, '\0');
    QTest::newRow("steps beyond the last slot") << QByteArray(600, '\x7F');
    QTest::newRow("half a set of bits") << QByteArray(300, '\xA5');
}

void SlotSetTest::survivesDamage()
{
    QFETCH(QByteArray, bytes);
    const SlotSet set = SlotSet::fromBytes(bytes);
    QCOMPARE(SlotSet::fromBytes(set.toBytes()), set);
}

void SlotSetTest::intersects()
{
    SlotSet set = every(2);
    set.intersect(every(3));
    QCOMPARE(set, every(6));
    set.intersect(of({1, 6}));
    QCOMPARE(set, of({6}));
    set.intersect(SlotSet());
    QCOMPARE(set.next(0), -1);
}

void SlotSetTest::leavesOutWhatIsBeyondItsCapacity()
{
    QCOMPARE(of({-1, 4096, 100000}), SlotSet());
    QCOMPARE(SlotSet::first(5000).count(), 4096);
    QCOMPARE(SlotSet::first(10).next(4096), -1);
}

} // namespace confab::tests

using confab::tests::SlotSetTest;
CONFAB_TEST(SlotSetTest)
#include "slotsettest.moc"
