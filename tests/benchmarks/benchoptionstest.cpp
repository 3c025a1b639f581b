// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/benchoptions.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

class BenchOptionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void measuresEverythingButGrowthByDefault();
    void measuresWhatIsNamed();
    void measuresChatAndLatencyTwiceForAll();
    void readsServersThatRun();
    void readsCurves();
    void rejects_data();
    void rejects();

private:
    [[nodiscard]] static Result<BenchOptions> read(const QString &arguments);
    [[nodiscard]] static QStringList workloads(const BenchOptions &options);
};

Result<BenchOptions> BenchOptionsTest::read(const QString &arguments)
{
    QCommandLineParser parser;
    addBenchOptions(parser);
    if (!parser.parse(u"confab-bench "_s.append(arguments).split(u' ', Qt::SkipEmptyParts)))
        return Error::invalid(u"arguments"_s, parser.errorText());
    return readBenchOptions(parser);
}

QStringList BenchOptionsTest::workloads(const BenchOptions &options)
{
    QStringList names;
    for (const BenchOptions::Step &step : options.steps)
        names.append(step.workload);
    return names;
}

void BenchOptionsTest::measuresEverythingButGrowthByDefault()
{
    const auto options = read({});
    QVERIFY(options);
    QCOMPARE(
        workloads(*options),
        QStringList({u"chat"_s, u"latency"_s, u"amend"_s, u"idle"_s, u"tls"_s, u"history"_s, u"start"_s}));
    QCOMPARE(options->runs, 3);
    QCOMPARE(options->steps.first().options.users, 200);
}

void BenchOptionsTest::measuresWhatIsNamed()
{
    const auto options = read(u"--users 11 --window 1 --seconds 2 --runs 5 start chat"_s);
    QVERIFY(options);
    QCOMPARE(workloads(*options), QStringList({u"start"_s, u"chat"_s}));
    QCOMPARE(options->runs, 5);
    QCOMPARE(options->steps.last().options.users, 10); // in pairs
    QCOMPARE(options->steps.last().options.duration, std::chrono::seconds(2));
}

void BenchOptionsTest::measuresChatAndLatencyTwiceForAll()
{
    const auto options = read(u"--all"_s);
    QVERIFY(options);
    QCOMPARE(workloads(*options).count(u"chat"_s), 2);
    QCOMPARE(options->steps.at(0).options.users, 10);
    QCOMPARE(options->steps.at(1).options.users, 200);
    QCOMPARE(workloads(*options).count(u"latency"_s), 2);
    QVERIFY(workloads(*options).contains(u"growth"_s));
}

void BenchOptionsTest::readsServersThatRun()
{
    const auto options = read(u"--url http://127.0.0.1:7280 --pid 12,34 chat"_s);
    QVERIFY(options);
    QCOMPARE(options->confab.port, std::optional<quint16>(7280));
    QCOMPARE(options->confab.processes, QList<qint64>({12, 34}));
}

void BenchOptionsTest::readsCurves()
{
    const auto options = read(u"--growth-users 10,20 --growth-stored 1000,10000000 growth"_s);
    QVERIFY(options);
    QCOMPARE(options->growth.users, QList<int>({10, 20}));
    QCOMPARE(options->growth.stored, QList<qint64>({1'000, 10'000'000}));
}

void BenchOptionsTest::rejects_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("field");
    QTest::newRow("a workload that is none") << u"talk"_s << u"workload"_s;
    QTest::newRow("one user") << u"--users 1"_s << u"users"_s;
    QTest::newRow("no window") << u"--window 0"_s << u"window"_s;
    QTest::newRow("a window that the server refuses") << u"--window 65"_s << u"window"_s;
    QTest::newRow("a rate of nothing") << u"--rate x"_s << u"rate"_s;
    QTest::newRow("no time") << u"--seconds 0"_s << u"seconds"_s;
    QTest::newRow("no run") << u"--runs 0"_s << u"runs"_s;
    QTest::newRow("fewer idle sockets than none") << u"--beside-idle=-1"_s << u"beside-idle"_s;
    QTest::newRow("a curve with a hole") << u"--growth-users 10,,20"_s << u"growth-users"_s;
    QTest::newRow("a server that is nowhere") << u"--url localhost --pid 1"_s << u"url"_s;
    QTest::newRow("a server without its process") << u"--url http://127.0.0.1:7280"_s << u"url"_s;
    QTest::newRow("a process that is none") << u"--pid 0"_s << u"pid"_s;
    QTest::newRow("no node") << u"--nodes 0"_s << u"nodes"_s;
    QTest::newRow("an option that is none") << u"--loud"_s << u"arguments"_s;
}

void BenchOptionsTest::rejects()
{
    QFETCH(QString, arguments);
    const auto options = read(arguments);
    QVERIFY(!options);
    QTEST(options.error().field, "field");
}

} // namespace confab::tests

using confab::tests::BenchOptionsTest;
CONFAB_TEST(BenchOptionsTest)
#include "benchoptionstest.moc"
