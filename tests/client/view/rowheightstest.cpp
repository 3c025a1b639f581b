// SPDX-License-Identifier: Apache-2.0
#include "client/view/rowheights.h"
#include "tests/support/testcase.h"

#include <QRandomGenerator>

using namespace confab;

class RowHeightsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsWithEstimates();
    void findsRowsOutside();
    void agreesWithAPlainSum();
};

void RowHeightsTest::startsWithEstimates()
{
    RowHeights heights;
    heights.reset(100000, 40);
    QCOMPARE(heights.total(), 4000000);
    QCOMPARE(heights.top(500), 20000);
    QCOMPARE(heights.rowAt(20001), 500);
    QVERIFY(!heights.isMeasured(500));
    heights.setHeight(500, 100);
    QVERIFY(heights.isMeasured(500));
    QCOMPARE(heights.top(501), 20100);
    heights.invalidate(500);
    QCOMPARE(heights.height(500), 100);
}

void RowHeightsTest::findsRowsOutside()
{
    RowHeights heights;
    QCOMPARE(heights.rowAt(10), -1);
    heights.reset(3, 10);
    QCOMPARE(heights.rowAt(-5), 0);
    QCOMPARE(heights.rowAt(0), 0);
    QCOMPARE(heights.rowAt(9), 0);
    QCOMPARE(heights.rowAt(10), 1);
    QCOMPARE(heights.rowAt(29), 2);
    QCOMPARE(heights.rowAt(1000), 2);
}

void RowHeightsTest::agreesWithAPlainSum()
{
    QRandomGenerator random(7);
    RowHeights heights;
    std::vector<int> plain(20, 30);
    heights.reset(20, 30);
    for (int step = 0; step < 2000; ++step) {
        const int count = int(plain.size());
        const int row = random.bounded(qMax(1, count));
        const int what = random.bounded(4);
        if (what == 0 || count == 0) {
            const int added = 1 + random.bounded(5);
            plain.insert(plain.begin() + qMin(row, count), size_t(added), 30);
            heights.insert(qMin(row, count), added);
        } else if (what == 1) {
            const int gone = 1 + random.bounded(qMin(4, count - row));
            plain.erase(plain.begin() + row, plain.begin() + row + gone);
            heights.remove(row, gone);
        } else {
            plain[size_t(row)] = random.bounded(200);
            heights.setHeight(row, plain[size_t(row)]);
        }
        qint64 sum = 0;
        for (size_t i = 0; i < plain.size(); ++i) {
            QCOMPARE(heights.top(int(i)), sum);
            if (plain[i] > 0)
                QCOMPARE(heights.rowAt(sum), int(i));
            sum += plain[i];
        }
        QCOMPARE(heights.total(), sum);
    }
}

CONFAB_TEST(RowHeightsTest)
#include "rowheightstest.moc"
