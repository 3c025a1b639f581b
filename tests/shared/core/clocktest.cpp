// SPDX-License-Identifier: Apache-2.0
#include "shared/core/clock.h"
#include "tests/support/testcase.h"

#include <QDateTime>

using namespace confab;
using namespace Qt::StringLiterals;

class ClockTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheTime();
    void writesRfc3339_data();
    void writesRfc3339();
    void readsRfc3339_data();
    void readsRfc3339();
    void rejects_data();
    void rejects();
};

namespace {

Timestamp at(qint64 milliseconds)
{
    return Timestamp(std::chrono::milliseconds(milliseconds));
}

} // namespace

void ClockTest::tellsTheTime()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const qint64 now = SystemClock().now().time_since_epoch().count();
    QVERIFY(now >= before);
    QVERIFY(now <= QDateTime::currentMSecsSinceEpoch());
}

void ClockTest::writesRfc3339_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");

    QTest::newRow("the beginning") << qint64(0) << u"1970-01-01T00:00:00.000Z"_s;
    QTest::newRow("a millisecond before") << qint64(-1) << u"1969-12-31T23:59:59.999Z"_s;
    QTest::newRow("the example of the protocol") << qint64(1795240800000) << u"2026-11-21T06:00:00.000Z"_s;
    QTest::newRow("a leap day") << qint64(1709251199007) << u"2024-02-29T23:59:59.007Z"_s;
    QTest::newRow("the first of the years") << qint64(-62167219200000) << u"0000-01-01T00:00:00.000Z"_s;
    QTest::newRow("the last of the years") << qint64(253402300799999) << u"9999-12-31T23:59:59.999Z"_s;
}

void ClockTest::writesRfc3339()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, text);
    QCOMPARE(toRfc3339(at(milliseconds)), text);
    QCOMPARE(fromRfc3339(text), std::optional(at(milliseconds)));
}

void ClockTest::readsRfc3339_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("same");

    QTest::newRow("without a fraction") << u"2026-11-21T06:00:00Z"_s << u"2026-11-21T06:00:00.000Z"_s;
    QTest::newRow("an offset ahead") << u"2026-11-21T07:00:00+01:00"_s << u"2026-11-21T06:00:00.000Z"_s;
    QTest::newRow("an offset behind") << u"2026-11-20T23:30:00.5-06:30"_s << u"2026-11-21T06:00:00.500Z"_s;
    QTest::newRow("an unknown offset") << u"2026-11-21T06:00:00-00:00"_s << u"2026-11-21T06:00:00.000Z"_s;
    QTest::newRow("one digit") << u"2026-11-21T06:00:00.1Z"_s << u"2026-11-21T06:00:00.100Z"_s;
    QTest::newRow("six digits") << u"2026-11-21T06:00:00.123456Z"_s << u"2026-11-21T06:00:00.123Z"_s;
    QTest::newRow("nine digits, cut and not rounded up")
        << u"2026-11-21T06:00:00.999999999Z"_s << u"2026-11-21T06:00:00.999Z"_s;
    QTest::newRow("small letters") << u"2026-11-21t06:00:00z"_s << u"2026-11-21T06:00:00.000Z"_s;
    QTest::newRow("a leap second") << u"2016-12-31T23:59:60Z"_s << u"2017-01-01T00:00:00.000Z"_s;
}

void ClockTest::readsRfc3339()
{
    QFETCH(QString, text);
    QFETCH(QString, same);
    const auto time = fromRfc3339(text);
    QVERIFY(time);
    QCOMPARE(toRfc3339(*time), same);
}

void ClockTest::rejects_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << QString();
    QTest::newRow("a word") << u"yesterday"_s;
    QTest::newRow("a date alone") << u"2026-11-21"_s;
    QTest::newRow("no offset") << u"2026-11-21T06:00:00.000"_s;
    QTest::newRow("no seconds") << u"2026-11-21T06:00Z"_s;
    QTest::newRow("no seconds, but an offset") << u"2026-11-21T06:00+01:00"_s;
    QTest::newRow("a fraction of a minute") << u"2026-11-21T06:00.50000Z"_s;
    QTest::newRow("a comma") << u"2026-11-21T06:00:00,123Z"_s;
    QTest::newRow("a dot without digits") << u"2026-11-21T06:00:00.Z"_s;
    QTest::newRow("ten digits") << u"2026-11-21T06:00:00.1234567890Z"_s;
    QTest::newRow("a blank instead of T") << u"2026-11-21 06:00:00Z"_s;
    QTest::newRow("blanks around") << u" 2026-11-21T06:00:00Z "_s;
    QTest::newRow("something behind") << u"2026-11-21T06:00:00Zz"_s;
    QTest::newRow("two offsets") << u"2026-11-21T06:00:00Z+01:00"_s;
    QTest::newRow("an offset without a colon") << u"2026-11-21T06:00:00+0100"_s;
    QTest::newRow("an offset of hours alone") << u"2026-11-21T06:00:00+01"_s;
    QTest::newRow("an offset of 24 hours") << u"2026-11-21T06:00:00+24:00"_s;
    QTest::newRow("an offset of 60 minutes") << u"2026-11-21T06:00:00+01:60"_s;
    QTest::newRow("month 0") << u"2026-00-21T06:00:00Z"_s;
    QTest::newRow("month 13") << u"2026-13-21T06:00:00Z"_s;
    QTest::newRow("day 0") << u"2026-11-00T06:00:00Z"_s;
    QTest::newRow("day 31 of a month of 30") << u"2026-11-31T06:00:00Z"_s;
    QTest::newRow("29 February of a common year") << u"2026-02-29T06:00:00Z"_s;
    QTest::newRow("hour 24") << u"2026-11-21T24:00:00Z"_s;
    QTest::newRow("minute 60") << u"2026-11-21T06:60:00Z"_s;
    QTest::newRow("second 61") << u"2026-11-21T06:00:61Z"_s;
    QTest::newRow("a year of five digits") << u"12026-11-21T06:00:00Z"_s;
    QTest::newRow("a signed year") << u"-026-11-21T06:00:00Z"_s;
    QTest::newRow("signs where digits belong") << u"2026-+1-21T06:00:00Z"_s;
    QTest::newRow("digits of another script") << u"٢٠٢٦-11-21T06:00:00Z"_s;
    QTest::newRow("a moment before the year 0") << u"0000-01-01T00:00:00+00:01"_s;
    QTest::newRow("a moment after the year 9999") << u"9999-12-31T23:59:59-00:01"_s;
    QTest::newRow("a leap second after the year 9999") << u"9999-12-31T23:59:60Z"_s;
}

void ClockTest::rejects()
{
    QFETCH(QString, text);
    QVERIFY(!fromRfc3339(text));
}

CONFAB_TEST(ClockTest)
#include "clocktest.moc"
