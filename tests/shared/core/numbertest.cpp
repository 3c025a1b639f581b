// SPDX-License-Identifier: Apache-2.0
#include "shared/core/number.h"
#include "tests/support/testcase.h"

using namespace confab;

class NumberTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsBeforeTheFirst();
    void hasNeighbours();
    void isOrderedAndHashedByValue();
    void isNoOtherKindOfNumber();
};

void NumberTest::startsBeforeTheFirst()
{
    QCOMPARE(Seq().value(), 0);
    QCOMPARE(Seq().next(), Seq(1));
}

void NumberTest::hasNeighbours()
{
    QCOMPARE(Change(41).next(), Change(42));
    QCOMPARE(Change(41).previous(), Change(40));
}

void NumberTest::isOrderedAndHashedByValue()
{
    QVERIFY(Seq(9) < Seq(10));
    QVERIFY(Seq(10) >= Seq(10));
    const QSet<Seq> numbers{Seq(1), Seq(1), Seq(2)};
    QCOMPARE(numbers.size(), 2);
}

void NumberTest::isNoOtherKindOfNumber()
{
    static_assert(!std::is_convertible_v<Seq, Change>);
    static_assert(!std::is_constructible_v<Seq, Change>);
    static_assert(!std::is_convertible_v<qint64, Seq>);
    static_assert(!std::is_convertible_v<Seq, qint64>);
    static_assert(!std::equality_comparable_with<Own, Change>);
}

CONFAB_TEST(NumberTest)
#include "numbertest.moc"
