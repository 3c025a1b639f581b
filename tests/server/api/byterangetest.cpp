// SPDX-License-Identifier: Apache-2.0
#include "server/api/byterange.h"
#include "tests/support/testcase.h"

using namespace confab;

class ByteRangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsThePart_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("length");

        const auto row = [](const char *name, const char *field, qint64 first, qint64 length) {
            QTest::newRow(name) << QByteArray(field) << first << length;
        };
        row("the first byte", "bytes=0-0", 0, 1);
        row("some in the middle", "bytes=10-19", 10, 10);
        row("all from one on", "bytes=90-", 90, 10);
        row("more than there are", "bytes=90-1000", 90, 10);
        row("the last ones", "bytes=-10", 90, 10);
        row("more last ones than there are", "bytes=-1000", 0, 100);
        row("the unit in another case", "Bytes=0-9", 0, 10);
        row("with blanks around", " bytes= 0-9 ", 0, 10);
        row("nothing: it begins behind the end", "bytes=100-", 0, 0);
        row("nothing: no last ones", "bytes=-0", 100, 0);
    }

    void findsThePart()
    {
        QFETCH(QByteArray, field);
        const auto range = parseByteRange(field, 100);
        QVERIFY(range);
        QTEST(range->first, "first");
        QTEST(range->length, "length");
        QCOMPARE(range->isSatisfiable(), range->length > 0);
    }

    void passesOver_data()
    {
        QTest::addColumn<QByteArray>("field");
        for (const char *field :
             {"", "bytes", "bytes=", "bytes=-", "bytes=x-9", "bytes=0-x", "bytes=9-0", "bytes=0-9,20-29",
              "lines=0-9", "bytes=+1-2", "bytes=0x0-9", "bytes=1", "bytes=--1", "bytes=0 - 9",
              "bytes=99999999999999999999-", "bytes=0-99999999999999999999"})
            QTest::addRow("\"%s\"", field) << QByteArray(field);
    }

    void passesOver()
    {
        QFETCH(QByteArray, field);
        QVERIFY(!parseByteRange(field, 100));
    }
};

CONFAB_TEST(ByteRangeTest)
#include "byterangetest.moc"
