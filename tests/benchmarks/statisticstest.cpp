// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/statistics.h"

#include "tests/support/testcase.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace confab::tests {

class StatisticsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void median_data();
    void median();
    void quantile_data();
    void quantile();
    void namesQuantiles();
};

void StatisticsTest::median_data()
{
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<double>("middle");
    QTest::newRow("none") << QList<double>() << 0.0;
    QTest::newRow("one") << QList<double>{7} << 7.0;
    QTest::newRow("the lower of two") << QList<double>{9, 7} << 7.0;
    QTest::newRow("out of order") << QList<double>{5, 1, 100} << 5.0;
}

void StatisticsTest::median()
{
    QFETCH(QList<double>, values);
    QTEST(confab::tests::median(values), "middle");
}

void StatisticsTest::quantile_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("share");
    QTest::addColumn<double>("value");
    QTest::newRow("none") << 0 << 0.5 << 0.0;
    QTest::newRow("one") << 1 << 0.99 << 1.0;
    QTest::newRow("half of a hundred") << 100 << 0.5 << 51.0;
    QTest::newRow("nearly all of a hundred") << 100 << 0.99 << 100.0;
    QTest::newRow("nearly all of a thousand") << 1000 << 0.99 << 991.0;
    QTest::newRow("all") << 10 << 1.0 << 10.0;
}

void StatisticsTest::quantile()
{
    QFETCH(int, count);
    QFETCH(double, share);
    std::vector<double> values(static_cast<size_t>(count));
    std::iota(values.begin(), values.end(), 1);
    std::reverse(values.begin(), values.end());
    QTEST(confab::tests::quantile(values, share), "value");
}

void StatisticsTest::namesQuantiles()
{
    std::vector<double> times{3, 1, 2};
    const Figures figures = quantiles(u"ack"_s, times);
    QCOMPARE(figures.size(), 2);
    QCOMPARE(figures.first().name, u"ack p50, ms"_s);
    QCOMPARE(figures.first().value, 2.0);
    QCOMPARE(figures.last().name, u"ack p99, ms"_s);
    QCOMPARE(figures.last().value, 3.0);
}

} // namespace confab::tests

using confab::tests::StatisticsTest;
CONFAB_TEST(StatisticsTest)
#include "statisticstest.moc"
