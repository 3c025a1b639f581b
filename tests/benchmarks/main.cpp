// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/report.h"
#include "tests/benchmarks/workloads.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <sys/resource.h>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

struct Workload {
    QString name;
    Figures (*run)(Subject &, const WorkloadOptions &);
    PeerSubject::Store peerStore = PeerSubject::Store::Full;
};

/// In the order in which they run when none is named.
QList<Workload> workloads()
{
    return {{u"chat"_s, runChat},
            {u"latency"_s, runLatency},
            {u"idle"_s, runIdle},
            {u"history"_s, runHistory, PeerSubject::Store::Group},
            {u"start"_s, runStart}};
}

void addOptions(QCommandLineParser &parser)
{
    const WorkloadOptions fallback;
    const auto number = [&](const char *name, const char *help, qint64 value) {
        parser.addOption(
            {QString::fromLatin1(name), QString::fromUtf8(help), u"N"_s, QString::number(value)});
    };
    number("users", "Users of chat, in pairs.", fallback.users);
    number("window", "Unacknowledged messages of each of them.", fallback.window);
    number("rate", "Messages a second of latency.", fallback.rate);
    number("beside-idle", "Idle sockets beside latency.", fallback.idle);
    number("stored", "Messages in the conversation of history.", fallback.stored);
    number("seconds", "How long each measurement lasts.", fallback.duration.count());
    number("runs", "How often each is repeated; the median is shown.", 3);
    parser.addOption(
        {u"peer-command"_s, u"Also measures the Node.js peer, started with COMMAND."_s, u"COMMAND"_s});
    parser.addPositionalArgument(
        u"workload"_s, u"chat, latency, idle, history, start; all when none is named."_s, u"[workload…]"_s);
    parser.addHelpOption();
}

WorkloadOptions readOptions(const QCommandLineParser &parser)
{
    const auto number = [&](const char *name) {
        const int value = parser.value(QString::fromLatin1(name)).toInt();
        if (value <= 0 && std::string_view(name) != "beside-idle")
            qFatal("--%s must be a number above 0", name);
        return value;
    };
    return {.users = number("users") & ~1, // in pairs
            .window = number("window"),
            .rate = number("rate"),
            .idle = number("beside-idle"),
            .stored = number("stored"),
            .duration = std::chrono::seconds(number("seconds"))};
}

/// Ten thousand sockets need more open files than most are allowed at first.
void raiseOpenFiles()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

void run(const QCommandLineParser &parser)
{
    const WorkloadOptions options = readOptions(parser);
    const int runs = std::max(1, parser.value(u"runs"_s).toInt());
    const QStringList wanted = parser.positionalArguments();
    Report report;
    for (const Workload &workload : workloads()) {
        if (!wanted.isEmpty() && !wanted.contains(workload.name))
            continue;
        // In turns, so that what else the machine does falls on both.
        for (int i = 0; i < runs; ++i) {
            ConfabSubject confab;
            report.add(confab.name(), workload.run(confab, options));
            if (parser.isSet(u"peer-command"_s)) {
                PeerSubject peer(parser.value(u"peer-command"_s), workload.peerStore);
                report.add(peer.name(), workload.run(peer, options));
            }
        }
    }
    std::fputs(report.toText().toLocal8Bit().constData(), stdout);
}

} // namespace

} // namespace confab::tests

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures confabd; see tests/benchmarks/README.md."));
    confab::tests::addOptions(parser);
    parser.process(application);
    confab::tests::raiseOpenFiles();
    confab::tests::run(parser);
    return 0;
}
