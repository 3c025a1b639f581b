// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/svgsheet.h"

#include "tests/support/testcase.h"

#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace confab::tests {

class SvgSheetTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marksScale_data();
    void marksScale();
    void writesNumbersBriefly_data();
    void writesNumbersBriefly();
    void drawsEverySeries();
    void putsGreaterValuesHigher();
    void isWellFormedWhateverNamesHold();
    void drawsEmptySheets();
};

namespace {

/// The values of `attribute` of the elements of that name; fails the test where the text is no XML.
QStringList attributes(const QByteArray &svg, const QString &element, const QString &attribute)
{
    QStringList found;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == element)
            found.append(xml.attributes().value(attribute).toString());
    }
    if (xml.hasError())
        QTest::qFail(qPrintable(xml.errorString()), __FILE__, __LINE__);
    return found;
}

Chart chartOf(const QString &name, const QList<QPointF> &points)
{
    return {.title = name, .axis = u"users"_s, .series = {{.name = name, .points = points}}};
}

} // namespace

void SvgSheetTest::marksScale_data()
{
    QTest::addColumn<double>("most");
    for (const double most : {0.003, 0.9, 1.0, 1.1, 7.0, 20.0, 99.0, 101.0, 48'000.0, 1e7})
        QTest::addRow("up to %g", most) << most;
}

void SvgSheetTest::marksScale()
{
    QFETCH(double, most);
    const QList<double> marks = SvgSheet::marks(most);
    QVERIFY2(marks.size() >= 3 && marks.size() <= 8, qPrintable(QString::number(marks.size())));
    QCOMPARE(marks.first(), 0.0);
    QVERIFY(marks.last() >= most * (1 - 1e-6));
    QVERIFY(marks.at(marks.size() - 2) < most);
    // Each mark is a multiple of 1, 2 or 5 times a power of ten.
    const double digit = marks.at(1) / std::pow(10, std::floor(std::log10(marks.at(1)) + 1e-9));
    QVERIFY2(qAbs(digit - 1) < 1e-6 || qAbs(digit - 2) < 1e-6 || qAbs(digit - 5) < 1e-6,
             qPrintable(QString::number(digit)));
}

void SvgSheetTest::writesNumbersBriefly_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0"_s;
    QTest::newRow("a part") << 0.25 << u"0.25"_s;
    QTest::newRow("hundreds") << 250.0 << u"250"_s;
    QTest::newRow("thousands") << 2'000.0 << u"2000"_s;
    QTest::newRow("ten thousands") << 10'000.0 << u"10k"_s;
    QTest::newRow("millions") << 1'500'000.0 << u"1.5M"_s;
}

void SvgSheetTest::writesNumbersBriefly()
{
    QFETCH(double, value);
    QTEST(SvgSheet::brief(value), "text");
}

void SvgSheetTest::drawsEverySeries()
{
    Chart chart = chartOf(u"first"_s, {{10, 1}, {1000, 2}});
    chart.series.append({.name = u"second"_s, .points = {{10, 3}}, .stroke = Series::Stroke::Dashed});
    const QByteArray svg = SvgSheet({chart, chartOf(u"third"_s, {{1, 1}})}).toSvg();
    QCOMPARE(attributes(svg, u"polyline"_s, u"points"_s).size(), 3);
    QCOMPARE(attributes(svg, u"circle"_s, u"cx"_s).size(), 4);
    QVERIFY(attributes(svg, u"polyline"_s, u"class"_s).contains(u"line c0 dashed"_s));
}

void SvgSheetTest::putsGreaterValuesHigher()
{
    const QByteArray svg = SvgSheet({chartOf(u"one"_s, {{10, 1}, {100, 5}, {1000, 5}})}).toSvg();
    const QStringList x = attributes(svg, u"circle"_s, u"cx"_s);
    const QStringList y = attributes(svg, u"circle"_s, u"cy"_s);
    QCOMPARE(x.size(), 3);
    QVERIFY(y.at(0).toDouble() > y.at(1).toDouble());
    QCOMPARE(y.at(1), y.at(2));
    // The scale is logarithmic: ten times as much is as far, wherever it begins.
    QCOMPARE(x.at(1).toDouble() - x.at(0).toDouble(), x.at(2).toDouble() - x.at(1).toDouble());
}

void SvgSheetTest::isWellFormedWhateverNamesHold()
{
    const QByteArray svg = SvgSheet({chartOf(u"<a> & \"b\""_s, {{1, 1}})}).toSvg();
    QVERIFY(!attributes(svg, u"text"_s, u"x"_s).isEmpty());
    QVERIFY(svg.contains("&lt;a&gt; &amp;"));
}

void SvgSheetTest::drawsEmptySheets()
{
    QVERIFY(attributes(SvgSheet({}).toSvg(), u"circle"_s, u"cx"_s).isEmpty());
    QVERIFY(attributes(SvgSheet({chartOf(u"none"_s, {})}).toSvg(), u"circle"_s, u"cx"_s).isEmpty());
}

} // namespace confab::tests

using confab::tests::SvgSheetTest;
CONFAB_TEST(SvgSheetTest)
#include "svgsheettest.moc"
