// SPDX-License-Identifier: Apache-2.0
#include "shared/core/uuid7.h"
#include "tests/support/testcase.h"

using namespace confab;

class Uuid7Test final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isOfVersion7();
    void beginsWithTheTime();
    void isOrderedByTime();
    void isNeverTheSame();
};

namespace {

Timestamp at(qint64 milliseconds)
{
    return Timestamp(std::chrono::milliseconds(milliseconds));
}

} // namespace

void Uuid7Test::isOfVersion7()
{
    const QByteArray bytes = newUuid7(SystemClock().now()).toRfc4122();
    QCOMPARE(uchar(bytes[6]) >> 4, 7);
    QCOMPARE(uchar(bytes[8]) >> 6, 2); // the variant of RFC 9562
}

void Uuid7Test::beginsWithTheTime()
{
    // The example of RFC 9562, A.6: 2022-02-22T19:22:22.000Z.
    QVERIFY(newUuid7(at(0x017F22E279B0)).toString(QUuid::WithoutBraces).startsWith(u"017f22e2-79b0-7"));
}

void Uuid7Test::isOrderedByTime()
{
    const QByteArray earlier = newUuid7(at(1'000'000)).toRfc4122();
    const QByteArray later = newUuid7(at(1'000'001)).toRfc4122();
    QVERIFY(earlier < later);
}

void Uuid7Test::isNeverTheSame()
{
    QSet<QUuid> seen;
    for (int i = 0; i < 10'000; ++i)
        seen.insert(newUuid7(at(1'000'000)));
    QCOMPARE(seen.size(), 10'000);
}

CONFAB_TEST(Uuid7Test)
#include "uuid7test.moc"
