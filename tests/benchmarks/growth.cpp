// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/growth.h"

#include "tests/benchmarks/httpload.h"
#include "tests/benchmarks/report.h"
#include "tests/benchmarks/seeder.h"
#include "tests/benchmarks/statistics.h"
#include "tests/benchmarks/talk.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using Reading = Subject::Reading;

namespace {

constexpr int inFlight = 3200;
/// Filling anew takes so long that what the chat of one run adds is let stand for the next.
constexpr qint64 tooManyToFillAgain = 200'000;

SeedPlan planOf(int users, qint64 stored)
{
    return {.users = users, .messages = stored};
}

} // namespace

int Growth::windowOf(int users)
{
    return std::clamp(inFlight / users, 1, 16);
}

QList<Growth::Point> Growth::points() const
{
    QList<Point> points;
    for (const int users : m_options.users)
        points.append({u"users"_s, users, users, m_options.usersStored});
    for (const qint64 stored : m_options.stored)
        points.append({u"stored"_s, stored, m_options.storedUsers, stored});
    return points;
}

void Growth::run(const QList<MakeSubject> &subjects)
{
    const QList<Point> all = points();
    for (const Point &point : all)
        runPoint(point, subjects);
}

void Growth::runPoint(const Point &point, const QList<MakeSubject> &subjects)
{
    std::vector<std::unique_ptr<Subject>> made(size_t(subjects.size()));
    for (int run = 0; run < m_options.runs; ++run) {
        for (size_t i = 0; i < made.size(); ++i) {
            bool isSeeded = made.at(i) != nullptr;
            if (!isSeeded) {
                made.at(i) = subjects.at(qsizetype(i))();
                isSeeded = made.at(i)->seed(planOf(point.users, point.stored));
                // A server that finds messages without an index would make it beside what is measured.
                if (isSeeded)
                    (void)made.at(i)->reindex();
            }
            if (isSeeded || point.axis == "users"_L1) {
                Figures figures = measure(*made.at(i), point);
                for (Figure &figure : figures) {
                    figure.axis = point.axis;
                    figure.at = point.at;
                }
                m_report.add(made.at(i)->name(), figures);
            }
            if (!isSeeded || point.stored < tooManyToFillAgain)
                made.at(i).reset();
        }
    }
}

Figures Growth::measure(Subject &subject, const Point &point) const
{
    WorkloadOptions workload = m_options.workload;
    workload.users = point.users;
    workload.window = windowOf(point.users);
    Figures figures{{u"start, ms"_s, timeStart(subject), 1}};
    {
        Talk talk(subject, point.users);
        figures.append({u"memory, MiB"_s, subject.residentMebibytes(), 1});
        figures += measureLatency(talk, {}, workload);
        figures += measureReadings(subject);
        figures += measureChat(subject, talk, u"chat"_s, workload);
    }
    subject.stop();
    return figures;
}

Figures Growth::measureReadings(Subject &subject) const
{
    static const QList<std::pair<Reading, QString>> readings{{Reading::History, u"history"_s},
                                                             {Reading::Sync, u"sync"_s},
                                                             {Reading::FirstSync, u"first sync"_s},
                                                             {Reading::Users, u"user list"_s},
                                                             {Reading::Search, u"search"_s}};
    Figures figures;
    for (const auto &[reading, name] : readings) {
        const QList<QByteArray> requests = subject.requests(reading);
        if (requests.isEmpty())
            continue;
        auto outcome
            = HttpLoad{.requests = requests, .duration = m_options.workload.duration / 2}.run(subject);
        figures.append({name + u", CPU µs"_s, outcome.cpuMicroseconds, 1});
        figures += quantiles(name, outcome.times);
    }
    return figures;
}

} // namespace confab::tests
