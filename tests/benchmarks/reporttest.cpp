// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/plot.h"

#include "tests/support/testcase.h"

#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// What is gathered, kept as JSON, and shown again as tables and charts.
class ReportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsMediansAndRatio();
    void keepsCurvesApart();
    void survivesJson();
    void rejects_data();
    void rejects();
    void mergesWhatIsNewer();
    void tablesHaveOneCellForEachPoint();
    void chartsHoldTheCurves();
    void replacesBetweenMarks();
    void refusesTextWithoutMarks();
    void redrawsFolder();

private:
    [[nodiscard]] static Report example();
};

Report ReportTest::example()
{
    Report report;
    for (const double value : {1.0, 30.0, 20.0}) {
        report.add(u"confab"_s, {{u"chat, /s"_s, value * 1000}});
        report.add(u"peer"_s, {{u"chat, /s"_s, value * 500}});
    }
    for (const int users : {200, 10}) {
        report.add(u"confab"_s, {{u"memory, MiB"_s, double(users), 1, u"users"_s, users}});
        report.add(u"peer"_s, {{u"memory, MiB"_s, 2.0 * users, 1, u"users"_s, users}});
    }
    report.add(u"confab"_s, {{u"memory, MiB"_s, 7.25, 1, u"stored"_s, 1000}});
    return report;
}

void ReportTest::showsMediansAndRatio()
{
    const QStringList lines = example().toText().split(u'\n');
    QVERIFY2(lines.at(1).startsWith("chat, /s "_L1), qPrintable(lines.at(1)));
    QCOMPARE(lines.at(1).simplified(), u"chat, /s 20,000 10,000 2.00"_s);
}

void ReportTest::keepsCurvesApart()
{
    QStringList labels;
    const Report report = example();
    for (const Report::Row &row : report.rows())
        labels.append(row.label());
    QCOMPARE(labels,
             QStringList({u"chat, /s"_s, u"memory, MiB (200 users)"_s, u"memory, MiB (10 users)"_s,
                          u"memory, MiB (1,000 stored)"_s}));
}

void ReportTest::survivesJson()
{
    Report report = example();
    report.setAbout({{"cores"_L1, 2}});
    const QByteArray json = QJsonDocument(report.toJson()).toJson();
    const auto read = Report::fromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(read);
    QCOMPARE(read->toText(), report.toText());
    QCOMPARE(read->about()["cores"_L1].toInt(), 2);
}

void ReportTest::rejects_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    QTest::newRow("no object") << QByteArray("[]") << u"subjects"_s;
    QTest::newRow("no servers") << QByteArray(R"({"subjects":[]})") << u"subjects"_s;
    QTest::newRow("a server without a name") << QByteArray(R"({"subjects":[7]})") << u"subjects"_s;
    QTest::newRow("a figure without a name")
        << QByteArray(R"({"subjects":["a"],"figures":[{"values":{"a":[1]}}]})") << u"figures"_s;
    QTest::newRow("a figure without values")
        << QByteArray(R"({"subjects":["a"],"figures":[{"name":"chat"}]})") << u"figures"_s;
}

void ReportTest::rejects()
{
    QFETCH(QByteArray, json);
    const auto read = Report::fromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(!read);
    QTEST(read.error().field, "field");
}

void ReportTest::mergesWhatIsNewer()
{
    Report newer;
    newer.add(u"confab"_s, {{u"chat, /s"_s, 99'000}, {u"idle, KiB"_s, 3}});
    Report whole = example();
    whole.merge(newer);
    QCOMPARE(whole.subjects(), QStringList({u"confab"_s, u"peer"_s}));
    QCOMPARE(*whole.rows().first().value(u"confab"_s), 99'000.0);
    QCOMPARE(*whole.rows().first().value(u"peer"_s), 10'000.0);
    QCOMPARE(whole.rows().last().name, u"idle, KiB"_s);
}

void ReportTest::tablesHaveOneCellForEachPoint()
{
    const Report report = example();
    const Plot plot(report);
    QCOMPARE(plot.table(),
             u"| | confab | peer | ratio |\n|---|---:|---:|---:|\n"
             "| chat, /s | 20,000 | 10,000 | 2.00 |\n"_s);
    QCOMPARE(plot.curveTable(u"users"_s),
             u"| connected users | 10 | 200 |\n|---|---:|---:|\n"
             "| memory, MiB | 10.0 | 200.0 |\n"_s);
}

void ReportTest::chartsHoldTheCurves()
{
    const Report report = example();
    const QList<Chart> charts = Plot(report).charts(u"users"_s);
    QCOMPARE(charts.size(), 1);
    QCOMPARE(charts.first().series.size(), 2);
    QCOMPARE(charts.first().series.first().name, u"confab: memory"_s);
    QCOMPARE(charts.first().series.first().points, QList<QPointF>({{10, 10}, {200, 200}}));
    QCOMPARE(charts.first().series.last().stroke, Series::Stroke::Dashed);
    QCOMPARE(Plot(report).charts(u"stored"_s).first().series.size(), 1);
}

void ReportTest::replacesBetweenMarks()
{
    const QString text = u"a\n<!-- one -->\nold\n<!-- end of one -->\nb"_s;
    const auto replaced = Plot::replaced(text, u"one"_s, u"new\n"_s);
    QVERIFY(replaced);
    QCOMPARE(*replaced, u"a\n<!-- one -->\nnew\n<!-- end of one -->\nb"_s);
    QCOMPARE(*Plot::replaced(*replaced, u"one"_s, u"old\n"_s), text);
}

void ReportTest::refusesTextWithoutMarks()
{
    QVERIFY(!Plot::replaced(u"nothing"_s, u"one"_s, {}));
    QVERIFY(!Plot::replaced(u"<!-- one -->\n"_s, u"one"_s, {}));
}

void ReportTest::redrawsFolder()
{
    const QTemporaryDir directory;
    QFile readme(directory.filePath(u"README.md"_s));
    QVERIFY(readme.open(QIODevice::ReadWrite));
    for (const char *name : {"figures", "growth by users", "growth by stored"})
        readme.write(QByteArray("<!-- ") + name + " -->\n<!-- end of " + name + " -->\n");
    readme.close();
    const Report report = example();
    QVERIFY(Plot(report).into(directory.path()));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    QVERIFY(readme.readAll().contains("| chat, /s | 20,000 |"));
    for (const QString &name : {u"growth-users.svg"_s, u"growth-stored.svg"_s})
        QVERIFY(QFile(directory.filePath(name)).size() > 0);
}

} // namespace confab::tests

using confab::tests::ReportTest;
CONFAB_TEST(ReportTest)
#include "reporttest.moc"
