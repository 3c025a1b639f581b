// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/workloads.h"

#include "tests/benchmarks/talk.h"

#include <QThread>

#include <algorithm>
#include <cmath>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using Kind = Subject::Received::Kind;

namespace {

/// Sockets that are open and silent.
class IdleSockets {
public:
    static constexpr int accounts = 100;

    IdleSockets(Subject &subject, int count)
    {
        subject.addUsers(accounts);
        for (int i = 0; i < count; ++i)
            m_connections.push_back(subject.open(i % accounts));
    }

private:
    std::vector<std::unique_ptr<Connection>> m_connections;
};

double milliseconds(Talk::Clock::duration time)
{
    return duration<double, std::milli>(time).count();
}

/// `times` must not be empty; sorts them.
double quantile(std::vector<double> &times, double share)
{
    std::sort(times.begin(), times.end());
    return times.at(std::min(times.size() - 1, size_t(std::floor(double(times.size()) * share))));
}

void addQuantiles(Figures &figures, const QString &what, std::vector<double> &times)
{
    figures.append({what + u" p50, ms"_s, quantile(times, 0.5), 3});
    figures.append({what + u" p99, ms"_s, quantile(times, 0.99), 3});
}

/// Requests a second over so many connections, each with one request on its way.
Figures askForHistory(Subject &subject, int count, seconds duration)
{
    const QByteArray request = subject.historyRequest();
    Poller poller;
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = 0; i < count; ++i) {
        connections.push_back(subject.openHttp());
        poller.add(*connections.back(), i);
        connections.back()->write({request.constData(), size_t(request.size())});
        connections.back()->flush();
    }
    quint64 answers = 0;
    const auto cpuBefore = subject.cpuTime();
    const auto begin = Talk::Clock::now();
    while (Talk::Clock::now() - begin < duration) {
        poller.wait(100, [&](int index) {
            Connection &connection = *connections.at(size_t(index));
            connection.read([&](std::string_view) {
                ++answers;
                connection.write({request.constData(), size_t(request.size())});
            });
            connection.flush();
        });
    }
    const double elapsed = std::chrono::duration<double>(Talk::Clock::now() - begin).count();
    const double cpu = double((subject.cpuTime() - cpuBefore).count());
    const QString connectionsText = u"history c%1"_s.arg(count);
    return {{connectionsText + u", /s"_s, double(answers) / elapsed},
            {connectionsText + u", CPU µs"_s, cpu / double(std::max<quint64>(answers, 1)), 1}};
}

} // namespace

Figures runChat(Subject &subject, const WorkloadOptions &options)
{
    subject.start();
    Talk talk(subject, options.users);
    talk.runClosedLoop(options.window, 0, 1s); // warm up
    const auto cpuBefore = subject.cpuTime();
    const Talk::Counts counts = talk.runClosedLoop(options.window, 0, options.duration);
    const double cpu = double((subject.cpuTime() - cpuBefore).count());
    talk.drain();
    subject.stop();
    const QString name = u"chat u%1 w%2"_s.arg(options.users).arg(options.window);
    const double messages = double(std::min(counts.acknowledged, counts.received));
    return {{name + u", /s"_s, messages / counts.seconds}, {name + u", CPU µs"_s, cpu / messages, 1}};
}

Figures runLatency(Subject &subject, const WorkloadOptions &options)
{
    constexpr int users = 20;
    subject.start();
    const IdleSockets idle(subject, options.idle);
    Talk talk(subject, users);
    const auto count = quint64(options.rate * options.duration.count());
    const auto interval = nanoseconds(1s) / options.rate;
    std::vector<Talk::Clock::time_point> sent(size_t(count) + 1);
    std::vector<double> acknowledged;
    std::vector<double> received;
    const auto heard = [&](int, const Subject::Received &what) {
        if (what.number == 0 || what.number > count)
            return;
        auto &times = what.kind == Kind::Ack ? acknowledged : received;
        times.push_back(milliseconds(Talk::Clock::now() - sent.at(size_t(what.number))));
    };
    const auto begin = Talk::Clock::now();
    for (quint64 i = 0; i < count; ++i) {
        while (Talk::Clock::now() < begin + interval * int(i))
            talk.turn(1, heard);
        sent.at(size_t(talk.send(int(i % users)))) = Talk::Clock::now();
        talk.turn(0, heard);
    }
    while (received.size() < count || acknowledged.size() < count)
        talk.turn(100, heard);
    subject.stop();
    const QString beside = options.idle > 0 ? u" beside %1"_s.arg(options.idle) : QString();
    Figures figures;
    addQuantiles(figures, u"ack%1"_s.arg(beside), acknowledged);
    addQuantiles(figures, u"delivery%1"_s.arg(beside), received);
    return figures;
}

Figures runIdle(Subject &subject, const WorkloadOptions &options)
{
    Figures figures;
    for (const int count : {1'000, 5'000, 10'000}) {
        subject.start();
        {
            const IdleSockets warm(subject, 1);
        }
        QThread::msleep(500);
        const double before = subject.residentMebibytes();
        if (figures.isEmpty())
            figures.append({u"memory idle, MiB"_s, before, 1});
        const IdleSockets idle(subject, count);
        QThread::msleep(500);
        const double each = (subject.residentMebibytes() - before) * 1024 / count;
        const auto cpuBefore = subject.cpuTime();
        QThread::msleep(2000);
        const double cpu = double((subject.cpuTime() - cpuBefore).count()) / 2'000'000;
        figures.append({u"idle %1, KiB each"_s.arg(count), each, 1});
        figures.append({u"idle %1, CPU %"_s.arg(count), cpu * 100, 1});
        subject.stop();
    }
    (void)options;
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
    const auto begin = Talk::Clock::now();
    subject.start();
    figures.append({u"start with %1, ms"_s.arg(options.stored), milliseconds(Talk::Clock::now() - begin), 1});
    subject.stop();
    return figures;
}

Figures runStart(Subject &subject, const WorkloadOptions &)
{
    const auto begin = Talk::Clock::now();
    subject.start();
    const Figures figures{{u"start empty, ms"_s, milliseconds(Talk::Clock::now() - begin), 1}};
    subject.stop();
    return figures;
}

} // namespace confab::tests
