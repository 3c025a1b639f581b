// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/capacitytable.h"

#include "tests/benchmarks/plot.h"

#include <cmath>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

const QList<double> sizes{100, 1e4, 1e6, 1e8};
constexpr quint32 seed = 1;

/// Three digits that count, thousands apart.
QString rounded(double value)
{
    if (!(value > 0))
        return u"0"_s;
    const int digits = int(std::floor(std::log10(value)));
    const double unit = std::pow(10, digits - 2);
    return grouped(std::round(value / unit) * unit, std::max(0, 2 - digits));
}

QString kindOf(const CapacityPlan &plan)
{
    switch (plan.kind) {
    case CapacityPlan::Kind::Embedded:
        return u"one process, embedded"_s;
    case CapacityPlan::Kind::OneDatabase:
        return u"nodes, one database"_s;
    case CapacityPlan::Kind::Partitioned:
        return u"nodes, partitioned"_s;
    }
    Q_UNREACHABLE();
}

QString heading(const QStringList &columns)
{
    return u"| "_s + columns.join(u" | "_s) + u" |\n|---|"_s + u"---:|"_s.repeated(columns.size() - 1)
        + u'\n';
}

} // namespace

QString CapacityTable::capacity() const
{
    QStringList columns{u"users"_s};
    QList<CapacityPlan> plans;
    for (const double users : sizes) {
        columns.append(grouped(users, 0));
        plans.append(CapacityPlan::forUsers(users, m_inputs));
    }
    QString text = heading(columns);
    const auto row = [&](const QString &name, const std::function<QString(const CapacityPlan &)> &cell) {
        text += u"| "_s + name + u" |"_s;
        for (const CapacityPlan &plan : plans)
            text += u' ' + cell(plan) + u" |"_s;
        text += u'\n';
    };
    row(u"layout"_s, kindOf);
    row(u"messages a day"_s, [](const auto &plan) { return rounded(plan.messagesADay); });
    row(u"messages a second, mean"_s, [](const auto &plan) { return rounded(plan.meanRate); });
    row(u"messages a second, peak"_s, [](const auto &plan) { return rounded(plan.peakRate); });
    row(u"sockets at once"_s, [](const auto &plan) { return rounded(plan.sockets); });
    row(u"GB a year, one copy"_s, [](const auto &plan) { return rounded(plan.terabytesAYear * 1000); });
    row(u"cores busy at the peak: nodes"_s, [](const auto &plan) { return rounded(plan.nodeCores); });
    row(u"… databases"_s, [](const auto &plan) { return rounded(plan.databaseCores); });
    row(u"… bus"_s, [](const auto &plan) { return rounded(plan.busCores); });
    row(u"nodes"_s, [](const auto &plan) { return grouped(plan.nodes, 0); });
    row(u"GiB of memory, each node"_s, [](const auto &plan) { return rounded(plan.nodeMemory); });
    row(u"databases, without copies"_s, [](const auto &plan) { return grouped(plan.databases, 0); });
    row(u"database servers, with copies"_s, [this](const auto &plan) {
        return plan.kind == CapacityPlan::Kind::Embedded ? u"–"_s
                                                         : grouped(plan.databases * m_inputs[u"copies"_s], 0);
    });
    row(u"buses"_s, [](const auto &plan) { return plan.buses > 0 ? grouped(plan.buses, 0) : u"–"_s; });
    return text;
}

QString CapacityTable::simulation(quint64 messages) const
{
    QString text = heading({u"what"_s, u"writes a second"_s, u"p50, ms"_s, u"p99, ms"_s, u"batch"_s,
                            u"nodes busy"_s, u"writers busy"_s, u"bus busy"_s});
    const auto row = [&](const QString &name, const ClusterSimulation::Setup &setup) {
        const auto outcome = ClusterSimulation(setup, seed).run(messages);
        const auto percent = [](double share) { return grouped(share * 100, 1) + u" %"_s; };
        text += u"| %1 | %2 | %3 | %4 | %5 | %6 | %7 | %8 |\n"_s.arg(
            name, rounded(setup.rate), grouped(outcome.p50, 2), grouped(outcome.p99, 2),
            grouped(outcome.batch, 1), percent(outcome.nodeUse), percent(outcome.writerUse),
            percent(outcome.busUse));
    };
    for (const double users : sizes) {
        auto setup = CapacityPlan::forUsers(users, m_inputs).setup(m_inputs);
        row(u"%1 people, peak"_s.arg(grouped(users, 0)), setup);
        setup.rate *= 1.5;
        row(u"%1 people, half as much again"_s.arg(grouped(users, 0)), setup);
    }
    auto setup = CapacityPlan::forUsers(sizes.first(), m_inputs).setup(m_inputs);
    for (const double share : {0.5, 0.8, 0.95}) {
        setup.rate = share * 1e6 / m_inputs[u"embedded message µs"_s];
        row(u"one process, %1 % full"_s.arg(share * 100), setup);
    }
    return text;
}

QString CapacityTable::limits() const
{
    const double use = m_inputs[u"use"_s];
    const double writes = 1 + m_inputs[u"marks a message"_s];
    const double messagesAUser = m_inputs[u"messages a day"_s] * m_inputs[u"peak factor"_s] / 86'400;
    QString text = heading({u"one …"_s, u"full at, writes a second"_s, u"planned to"_s, u"is, people"_s});
    const auto row = [&](const QString &name, double cores, double microseconds) {
        const double full = cores * 1e6 / microseconds;
        text += u"| %1 | %2 | %3 | %4 |\n"_s.arg(name, rounded(full), rounded(full * use),
                                                 rounded(full * use / writes / messagesAUser));
    };
    row(u"process with its embedded database"_s, 1, m_inputs[u"embedded message µs"_s]);
    row(u"node before a database"_s, m_inputs[u"node cores"_s], m_inputs[u"node message µs"_s]);
    row(u"database"_s, m_inputs[u"database cores"_s], m_inputs[u"database message µs"_s]);
    row(u"Redis"_s, 1, 2 * m_inputs[u"bus event µs"_s]);
    return text;
}

Result<QString> CapacityTable::redrawn(const QString &text, quint64 messages)
{
    const QString begin = u"<!-- inputs -->\n"_s;
    const qsizetype from = text.indexOf(begin);
    const qsizetype to = text.indexOf("<!-- end of inputs -->"_L1);
    if (from < 0 || to < from)
        return Error::invalid(u"inputs"_s, u"have no place in the text"_s);
    const auto inputs
        = CapacityInputs::fromMarkdown(text.sliced(from + begin.size(), to - from - begin.size()));
    if (!inputs)
        return inputs.error();
    const CapacityTable table(*inputs);
    Result<QString> redrawn = text;
    const QList<std::pair<QString, QString>> parts{{u"limits"_s, table.limits()},
                                                   {u"capacity"_s, table.capacity()},
                                                   {u"simulation"_s, table.simulation(messages)}};
    for (const auto &[name, content] : parts) {
        redrawn = Plot::replaced(*redrawn, name, content);
        if (!redrawn)
            return redrawn;
    }
    return redrawn;
}

} // namespace confab::tests
