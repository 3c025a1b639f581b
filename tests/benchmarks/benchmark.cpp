// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/benchmark.h"

#include "tests/benchmarks/amending.h"
#include "tests/benchmarks/peersubject.h"
#include "tests/benchmarks/searching.h"
#include "tests/support/mariadbserver.h"
#include "tests/support/postgresserver.h"

#include <cstdio>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

using RunWorkload = Figures (*)(Subject &, const WorkloadOptions &);

RunWorkload workloadOf(const QString &name)
{
    static const QHash<QString, RunWorkload> all{
        {u"chat"_s, runChat},   {u"latency"_s, runLatency}, {u"idle"_s, runIdle},   {u"tls"_s, runIdle},
        {u"amend"_s, runAmend}, {u"history"_s, runHistory}, {u"start"_s, runStart}, {u"search"_s, runSearch}};
    return all.value(name);
}

void sayProgress(const QString &what)
{
    std::fputs(qPrintable(what + u'\n'), stderr);
}

} // namespace

Benchmark::Benchmark(BenchOptions options)
    : m_options(std::move(options))
{
    if (m_options.confab.database == "postgresql"_L1)
        m_database = std::make_unique<PostgresServer>();
    else if (m_options.confab.database == "mariadb"_L1)
        m_database = std::make_unique<MariaDbServer>();
    if (m_database && (m_database->program().isEmpty() || !m_database->start()))
        qFatal("%s could not be started", qPrintable(m_options.confab.database));
}

std::unique_ptr<Subject> Benchmark::makeConfab(ConfabOptions::Transport transport)
{
    ConfabOptions confab = m_options.confab;
    confab.transport = transport;
    if (m_database) {
        confab.database = m_database->newDatabase();
        confab.processes.append(m_database->pid());
    }
    return std::make_unique<ConfabSubject>(confab);
}

Report Benchmark::run(const std::function<void(const Report &)> &soFar)
{
    for (const BenchOptions::Step &step : m_options.steps) {
        sayProgress(step.workload + u" …"_s);
        if (step.workload == "growth"_L1)
            runGrowth();
        else
            run(step);
        describeRun();
        if (soFar)
            soFar(m_report);
    }
    return m_report;
}

void Benchmark::describeRun()
{
    QJsonObject about = describeMachine();
    about.insert("runs"_L1, m_options.runs);
    about.insert("seconds"_L1, double(m_options.growth.workload.duration.count()) / 1000);
    m_report.setAbout(about);
}

void Benchmark::measure(Subject &subject, const BenchOptions::Step &step)
{
    Figures figures = workloadOf(step.workload)(subject, step.options);
    if (step.workload == "tls"_L1) {
        for (Figure &figure : figures)
            figure.name.prepend(u"TLS: "_s);
    }
    m_report.add(subject.name(), figures);
}

void Benchmark::run(const BenchOptions::Step &step)
{
    const bool overTls = step.workload == "tls"_L1;
    const auto transport = overTls ? ConfabOptions::Transport::Tls : ConfabOptions::Transport::Plain;
    // Only one way of storing lets the peer answer a history.
    const auto store = step.workload == "history"_L1 ? PeerSubject::Store::Group : PeerSubject::Store::Full;
    for (int i = 0; i < m_options.runs; ++i) {
        measure(*makeConfab(transport), step);
        if (!m_options.peerCommand.isEmpty() && !overTls) {
            PeerSubject peer(m_options.peerCommand, store);
            measure(peer, step);
        }
    }
}

void Benchmark::runGrowth()
{
    QList<Growth::MakeSubject> subjects{[this] { return makeConfab(ConfabOptions::Transport::Plain); }};
    if (!m_options.peerCommand.isEmpty())
        subjects.append([this] {
            return std::make_unique<PeerSubject>(m_options.peerCommand, PeerSubject::Store::Full);
        });
    Growth growth(m_options.growth, m_report);
    growth.run(subjects);
}

} // namespace confab::tests
