// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/capacitytable.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Reckoning with round numbers, and the simulation against what queueing theory says.
class CapacityTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsInputs();
    void rejectsInputs_data();
    void rejectsInputs();
    void plansByArithmetic();
    void plansGrowWithUsers();
    void waitsAsTheorySays();
    void committingTogetherCarriesMore();
    void fallsBehindWhereTooLittleIsThere();
    void spreadsOverNodes();
    void repeatsItself();
    void redrawsItsTables();
    void namesWhatCannotBeRedrawn();

private:
    [[nodiscard]] static QString table(const QString &without = {}, const QString &more = {});
    [[nodiscard]] static CapacityInputs inputs();
};

QString CapacityTest::table(const QString &without, const QString &more)
{
    static const QMap<QString, QString> others{{u"use"_s, u"0.5"_s}, {u"node sockets"_s, u"1,000,000"_s}};
    QString text = u"| input | value |\n|---|---:|\n"_s;
    for (const QString &name : CapacityInputs::names()) {
        if (name != without)
            text += u"| %1 | %2 |\n"_s.arg(name, others.value(name, u"10"_s));
    }
    return text + more;
}

CapacityInputs CapacityTest::inputs()
{
    auto inputs = CapacityInputs::fromMarkdown(table());
    Q_ASSERT(inputs);
    inputs->set(u"messages a day"_s, 86.4);
    inputs->set(u"marks a message"_s, 1);
    inputs->set(u"connected share"_s, 0.5);
    inputs->set(u"devices"_s, 2);
    inputs->set(u"message bytes"_s, 200);
    inputs->set(u"embedded message µs"_s, 25);
    inputs->set(u"node sockets"_s, 50'000);
    return *inputs;
}

void CapacityTest::readsInputs()
{
    const auto inputs
        = CapacityInputs::fromMarkdown(u"text\n\n"_s + table().replace("| 10 |"_L1, "| 1,000.5 | why |"_L1));
    QVERIFY2(inputs, inputs ? "" : qPrintable(inputs.error().field + inputs.error().detail));
    QCOMPARE((*inputs)[u"devices"_s], 1000.5);
    QCOMPARE((*inputs)[u"use"_s], 0.5);
}

void CapacityTest::rejectsInputs_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("field");
    QTest::newRow("one is missing") << table(u"devices"_s) << u"devices"_s;
    QTest::newRow("one is unknown") << table({}, u"| moons | 1 |\n"_s) << u"moons"_s;
    QTest::newRow("one is there twice") << table({}, u"| devices | 1 |\n"_s) << u"devices"_s;
    QTest::newRow("one is no number") << table(u"devices"_s, u"| devices | many |\n"_s) << u"devices"_s;
    QTest::newRow("one is nothing") << table(u"devices"_s, u"| devices | 0 |\n"_s) << u"devices"_s;
    QTest::newRow("one is below nothing") << table(u"devices"_s, u"| devices | -1 |\n"_s) << u"devices"_s;
}

void CapacityTest::rejectsInputs()
{
    QFETCH(QString, table);
    const auto inputs = CapacityInputs::fromMarkdown(table);
    QVERIFY(!inputs);
    QTEST(inputs.error().field, "field");
}

void CapacityTest::plansByArithmetic()
{
    const CapacityPlan plan = CapacityPlan::forUsers(1000, inputs());
    QCOMPARE(plan.messagesADay, 86'400.0);
    QCOMPARE(plan.meanRate, 1.0);
    QCOMPARE(plan.peakRate, 10.0);
    QCOMPARE(plan.sockets, 1000.0);
    QCOMPARE(plan.terabytesAYear, 86'400.0 * 365 * 200 / 1e12);
    QVERIFY(plan.kind == CapacityPlan::Kind::Embedded);
    // Ten messages a second with a mark each at 25 µs, and for each a tenth of a page at 10 µs.
    QVERIFY(qAbs(plan.nodeCores - 10 * (2 * 25e-6 + 10e-6 * 10 / 86.4)) < 1e-12);
}

void CapacityTest::plansGrowWithUsers()
{
    using Kind = CapacityPlan::Kind;
    Kind before = Kind::Embedded;
    int nodes = 0;
    for (const double users : {1e2, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}) {
        const CapacityPlan plan = CapacityPlan::forUsers(users, inputs());
        QVERIFY(plan.kind >= before && plan.nodes >= nodes);
        QVERIFY(plan.sockets / plan.nodes <= 50'000);
        before = plan.kind;
        nodes = plan.nodes;
    }
    QVERIFY(before == Kind::Partitioned);
}

void CapacityTest::waitsAsTheorySays()
{
    // One server, nothing gathered: each message takes exactly `receive`, so the mean wait at half load is
    // half of that (M/D/1: u / (2 (1 - u))), and a half of all find the server free.
    const ClusterSimulation::Setup setup{
        .rate = 5'000, .receive = 100, .deliver = 0, .store = 0, .commit = 0};
    const auto outcome = ClusterSimulation(setup, 1).run(100'000);
    QVERIFY2(qAbs(outcome.nodeUse - 0.5) < 0.02, qPrintable(QString::number(outcome.nodeUse)));
    QVERIFY2(outcome.p50 >= 0.1 && outcome.p50 < 0.12, qPrintable(QString::number(outcome.p50)));
    QVERIFY2(outcome.p99 > 0.3 && outcome.p99 < 0.6, qPrintable(QString::number(outcome.p99)));
}

void CapacityTest::committingTogetherCarriesMore()
{
    // A commit a message would carry 2,000 a second.
    ClusterSimulation::Setup setup{.rate = 20'000, .receive = 0, .deliver = 0, .store = 5, .commit = 500};
    const auto outcome = ClusterSimulation(setup, 1).run(100'000);
    QVERIFY2(outcome.batch > 5 && outcome.batch < 50, qPrintable(QString::number(outcome.batch)));
    QVERIFY2(outcome.p99 < 3, qPrintable(QString::number(outcome.p99)));
    setup.rate = 100;
    const auto alone = ClusterSimulation(setup, 1).run(10'000);
    QVERIFY(alone.batch < 1.1);
    QVERIFY2(alone.p50 >= 0.505 && alone.p50 < 0.52, qPrintable(QString::number(alone.p50)));
}

void CapacityTest::fallsBehindWhereTooLittleIsThere()
{
    const ClusterSimulation::Setup setup{
        .rate = 12'000, .receive = 100, .deliver = 0, .store = 0, .commit = 0};
    const auto outcome = ClusterSimulation(setup, 1).run(60'000);
    QVERIFY(outcome.nodeUse > 0.99);
    QVERIFY2(outcome.waiting > 5'000, qPrintable(QString::number(outcome.waiting)));
}

void CapacityTest::spreadsOverNodes()
{
    const ClusterSimulation::Setup setup{.rate = 20'000,
                                         .nodes = 10,
                                         .nodeCores = 2,
                                         .databases = 4,
                                         .writers = 2,
                                         .buses = 1,
                                         .receive = 100,
                                         .deliver = 100,
                                         .store = 20,
                                         .commit = 100,
                                         .bus = 10};
    const auto outcome = ClusterSimulation(setup, 1).run(100'000);
    QVERIFY2(qAbs(outcome.nodeUse - 0.2) < 0.01, qPrintable(QString::number(outcome.nodeUse)));
    // Nine of ten messages go to another node.
    QVERIFY2(qAbs(outcome.busUse - 0.18) < 0.01, qPrintable(QString::number(outcome.busUse)));
}

void CapacityTest::repeatsItself()
{
    const ClusterSimulation::Setup setup{.rate = 10'000, .nodes = 3, .nodeCores = 2, .buses = 1};
    const auto first = ClusterSimulation(setup, 7).run(20'000);
    const auto second = ClusterSimulation(setup, 7).run(20'000);
    QCOMPARE(first.p99, second.p99);
    QCOMPARE(first.batch, second.batch);
    QVERIFY(ClusterSimulation(setup, 8).run(20'000).p99 != first.p99);
}

void CapacityTest::redrawsItsTables()
{
    QString text = u"<!-- inputs -->\n"_s + table() + u"<!-- end of inputs -->\n"_s;
    for (const QString &name : {u"limits"_s, u"capacity"_s, u"simulation"_s})
        text += u"<!-- %1 -->\n<!-- end of %1 -->\n"_s.arg(name);
    const auto redrawn = CapacityTable::redrawn(text, 2000);
    QVERIFY(redrawn);
    QVERIFY(redrawn->contains("| messages a day | 1,000 | 100,000 |"_L1));
    QCOMPARE(*CapacityTable::redrawn(*redrawn, 2000), *redrawn);
}

void CapacityTest::namesWhatCannotBeRedrawn()
{
    QVERIFY(!CapacityTable::redrawn(u"nothing"_s));
    const auto redrawn
        = CapacityTable::redrawn(u"<!-- inputs -->\n"_s + table() + u"<!-- end of inputs -->\n"_s);
    QVERIFY(!redrawn);
    QCOMPARE(redrawn.error().field, u"limits"_s);
}

} // namespace confab::tests

using confab::tests::CapacityTest;
CONFAB_TEST(CapacityTest)
#include "capacitytest.moc"
