// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/workloads.h"

#include "tests/benchmarks/httpload.h"
#include "tests/benchmarks/statistics.h"
#include "tests/benchmarks/talk.h"

#include <QThread>

#include <ctime>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using Kind = Subject::Received::Kind;

namespace {

/// Sockets that are open and silent: of users from `first` on, to whom nobody writes. A device of somebody
/// who is written to is not idle.
class IdleSockets {
public:
    static constexpr int accounts = 100;

    IdleSockets(Subject &subject, int count, int first = 0)
    {
        if (count > 0)
            subject.addUsers(first + accounts);
        for (int i = 0; i < count; ++i)
            m_connections.push_back(subject.open(first + i % accounts));
    }

private:
    std::vector<std::unique_ptr<Connection>> m_connections;
};

double inMilliseconds(Talk::Clock::duration time)
{
    return duration<double, std::milli>(time).count();
}

microseconds generatorTime()
{
    return microseconds(clock() * 1'000'000 / CLOCKS_PER_SEC);
}

Figures askForHistory(Subject &subject, int connections, milliseconds duration)
{
    const QList<QByteArray> requests = subject.requests(Subject::Reading::History);
    if (requests.isEmpty())
        return {};
    const auto outcome
        = HttpLoad{.connections = connections, .requests = requests, .duration = duration}.run(subject);
    const QString name = u"history c%1"_s.arg(connections);
    return {{name + u", /s"_s, outcome.perSecond}, {name + u", CPU µs"_s, outcome.cpuMicroseconds, 1}};
}

Figures measureIdle(Subject &subject, int count)
{
    const double before = subject.residentMebibytes();
    const IdleSockets idle(subject, count);
    QThread::msleep(500);
    const double each = (subject.residentMebibytes() - before) * 1024 / count;
    const auto cpuBefore = subject.cpuTime();
    QThread::msleep(2000);
    const double cpu = double((subject.cpuTime() - cpuBefore).count()) / 2'000'000;
    return {{u"idle %1, KiB each"_s.arg(count), each, 1}, {u"idle %1, CPU %"_s.arg(count), cpu * 100, 1}};
}

} // namespace

double timeStart(Subject &subject)
{
    const auto begin = Talk::Clock::now();
    subject.start();
    return inMilliseconds(Talk::Clock::now() - begin);
}

Figures measureChat(Subject &subject, Talk &talk, const QString &name, const WorkloadOptions &options)
{
    talk.runClosedLoop(options.window, 0, std::min<milliseconds>(1s, options.duration)); // warm up
    const auto cpuBefore = subject.cpuTime();
    const auto othersBefore = subject.othersCpuTime();
    const auto generatorBefore = generatorTime();
    const Talk::Counts counts = talk.runClosedLoop(options.window, 0, options.duration);
    const double cpu = double((subject.cpuTime() - cpuBefore).count());
    const double others = double((subject.othersCpuTime() - othersBefore).count());
    const double generator = double((generatorTime() - generatorBefore).count());
    talk.drain();
    const double messages = double(std::max<quint64>(1, std::min(counts.acknowledged, counts.received)));
    Figures figures{{name + u", /s"_s, messages / counts.seconds}, {name + u", CPU µs"_s, cpu / messages, 1}};
    if (others > 0)
        figures.append({name + u", of it the database's and the bus's µs"_s, others / messages, 1});
    figures.append({name + u", generator's µs"_s, generator / messages, 1});
    return figures;
}

Figures measureLatency(Talk &talk, const QString &suffix, const WorkloadOptions &options)
{
    const auto count = quint64(options.rate * options.duration / 1s);
    const auto interval = nanoseconds(1s) / options.rate;
    const quint64 first = talk.sent() + 1;
    std::vector<Talk::Clock::time_point> sent(static_cast<size_t>(count));
    std::vector<double> acknowledged;
    std::vector<double> received;
    const auto heard = [&](int, const Subject::Received &what) {
        if (what.number < first || what.number >= first + count || what.kind == Kind::Other)
            return;
        auto &times = what.kind == Kind::Ack ? acknowledged : received;
        times.push_back(inMilliseconds(Talk::Clock::now() - sent.at(size_t(what.number - first))));
    };
    const auto begin = Talk::Clock::now();
    for (quint64 i = 0; i < count; ++i) {
        const auto due = begin + interval * qint64(i);
        for (auto now = Talk::Clock::now(); now < due; now = Talk::Clock::now())
            talk.turn(due - now, heard);
        sent.at(size_t(i)) = Talk::Clock::now();
        talk.send(int(i % quint64(options.users)));
        talk.turn(0ns, heard);
    }
    const auto end = Talk::Clock::now() + Talk::patience;
    while ((received.size() < count || acknowledged.size() < count) && Talk::Clock::now() < end)
        talk.turn(100ms, heard);
    return quantiles(u"ack%1"_s.arg(suffix), acknowledged) + quantiles(u"delivery%1"_s.arg(suffix), received);
}

Figures runChat(Subject &subject, const WorkloadOptions &options)
{
    subject.start();
    Figures figures;
    {
        Talk talk(subject, options.users);
        figures
            = measureChat(subject, talk, u"chat u%1 w%2"_s.arg(options.users).arg(options.window), options);
    }
    subject.stop();
    return figures;
}

Figures runLatency(Subject &subject, const WorkloadOptions &options)
{
    WorkloadOptions few = options;
    few.users = std::min(options.users, 20);
    subject.start();
    Figures figures;
    {
        const IdleSockets idle(subject, options.idle, few.users);
        Talk talk(subject, few.users);
        const QString beside = options.idle > 0 ? u" beside %1"_s.arg(options.idle) : QString();
        figures = measureLatency(talk, beside, few);
    }
    subject.stop();
    return figures;
}

Figures runIdle(Subject &subject, const WorkloadOptions &)
{
    Figures figures;
    for (const int count : {1'000, 5'000, 10'000}) {
        subject.start();
        {
            const IdleSockets warm(subject, 1);
        }
        QThread::msleep(500);
        if (figures.isEmpty())
            figures.append({u"memory idle, MiB"_s, subject.residentMebibytes(), 1});
        figures += measureIdle(subject, count);
        subject.stop();
    }
    return figures;
}

Figures runHistory(Subject &subject, const WorkloadOptions &options)
{
    subject.start();
    {
        Talk talk(subject, 2);
        talk.runClosedLoop(32, quint64(options.stored), {});
        talk.drain();
    }
    Figures figures
        = askForHistory(subject, 1, options.duration) + askForHistory(subject, 8, options.duration);
    subject.stop();
    figures.append({u"start with %1, ms"_s.arg(options.stored), timeStart(subject), 1});
    subject.stop();
    return figures;
}

Figures runStart(Subject &subject, const WorkloadOptions &)
{
    const Figures figures{{u"start empty, ms"_s, timeStart(subject), 1}};
    subject.stop();
    return figures;
}

} // namespace confab::tests
