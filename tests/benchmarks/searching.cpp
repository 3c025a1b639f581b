// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/searching.h"

#include "tests/benchmarks/httpload.h"
#include "tests/benchmarks/phrases.h"
#include "tests/benchmarks/seeder.h"
#include "tests/benchmarks/statistics.h"
#include "tests/benchmarks/talk.h"

#include <QThread>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using Where = Subject::Where;

namespace {

constexpr int pageSize = 50;
constexpr milliseconds sampleEvery{50};

/// One kind of search.
struct Scene {
    QString name;
    QStringList texts; ///< asked for in turn
    Where where = Where::Everywhere;
};

QList<Scene> scenes()
{
    QStringList rare;
    for (int i = 0; i < 64; ++i)
        rare.append(Phrases::rareWord(i * 300));
    const QStringList common{u"the"_s, u"you"_s, u"that"_s};
    // Every pair of letters is frequent, but nobody writes the word.
    const QStringList none{u"theatime"_s, u"ithandis"_s, u"inotheyou"_s, u"thandoit"_s};
    return {{u"rare word"_s, rare},
            {u"common word"_s, common},
            {u"two common pairs"_s, {u"it an"_s, u"the an"_s}},
            {u"word that nobody wrote"_s, {u"xylqwjz"_s, u"quizzqk"_s}},
            {u"nobody's word of common pairs"_s, none},
            {u"Chinese"_s, {u"马上"_s, u"我马"_s}},
            {u"rare word in the largest conversation"_s, rare, Where::LargestConversation},
            {u"rare word in the smallest conversation"_s, rare, Where::SmallestConversation},
            {u"common word in the smallest conversation"_s, common, Where::SmallestConversation}};
}

Figures measureScene(Subject &subject, const Scene &scene, milliseconds duration)
{
    const QList<QByteArray> requests = subject.searches(scene.texts, scene.where, pageSize);
    auto outcome = HttpLoad{.requests = requests, .duration = duration}.run(subject);
    return Figures{{scene.name + u", CPU ms"_s, outcome.cpuMicroseconds / 1000, 2}}
    + quantiles(scene.name, outcome.times);
}

Figures measureIndexing(Subject &subject, int messages)
{
    const auto begin = Talk::Clock::now();
    const microseconds cpu = subject.reindex();
    const double wall = duration<double>(Talk::Clock::now() - begin).count();
    return {{u"index of %1, s"_s.arg(messages), wall, 1},
            {u"index of %1, CPU µs each"_s.arg(messages), double(cpu.count()) / messages, 1}};
}

/// Writes at a steady rate, and asks again and again which message is the last that is found.
class Flood {
public:
    Flood(Subject &subject, const WorkloadOptions &options)
        : m_subject(subject)
        , m_talk(subject, options.users)
        , m_users(quint64(options.users))
        , m_rate(options.floodRate)
        , m_connection(subject.openHttp())
        , m_request(subject.searches({u"xxxxxxxxxxxx"_s}, Where::LargestConversation, 1).constFirst())
    { }

    Figures run(milliseconds length)
    {
        const microseconds before = m_subject.threadTime("search");
        m_begin = Talk::Clock::now();
        auto sample = m_begin + seconds(1);
        while (Talk::Clock::now() < m_begin + length) {
            m_talk.turn(milliseconds(1), [](int, const Subject::Received &) {});
            const auto now = Talk::Clock::now();
            sendUntil(now);
            if (now < sample)
                continue;
            takeSample();
            sample = now + sampleEvery;
        }
        const double sent = double(m_talk.sent());
        m_talk.drain();
        QThread::msleep(500); // the last of them
        const double cpu = double((m_subject.threadTime("search") - before).count());
        return Figures{{u"written beside indexing, /s"_s, sent / duration<double>(length).count()},
                       {u"index behind p50, ms"_s, quantile(m_behind, 0.5)},
                       {u"index behind most, ms"_s, quantile(m_behind, 1)},
                       {u"indexing, CPU µs a message"_s, cpu / sent, 1}};
    }

private:
    void sendUntil(Talk::Clock::time_point now)
    {
        const auto due = quint64(duration<double>(now - m_begin).count() * m_rate);
        for (; m_talk.sent() < due; m_sentAt.push_back(now))
            (void)m_talk.send(int(m_talk.sent() % m_users));
    }

    void takeSample()
    {
        const Connection::Answer answer = m_connection->ask(m_request);
        const quint64 number = Subject::numberInBody(answer.body.toStdString());
        // Users 0 and 1 write first in each round.
        const quint64 next = number == 0 ? 1 : number + (number % m_users == 1 ? 1 : m_users - 1);
        if (next <= m_sentAt.size()) {
            const auto behind = Talk::Clock::now() - m_sentAt.at(size_t(next - 1));
            m_behind.push_back(duration<double, std::milli>(behind).count());
        }
    }

    Subject &m_subject;
    Talk m_talk;
    const quint64 m_users;
    const int m_rate;
    const std::unique_ptr<Connection> m_connection;
    const QByteArray m_request;
    Talk::Clock::time_point m_begin;
    std::vector<Talk::Clock::time_point> m_sentAt; ///< by number, from 1
    std::vector<double> m_behind;
};

} // namespace

Figures runSearch(Subject &subject, const WorkloadOptions &options)
{
    constexpr int people = 200;
    if (!subject.seed({.users = people, .messages = options.searched}))
        return {};
    Figures figures = measureIndexing(subject, options.searched);
    subject.start();
    subject.addUsers(people);
    const QList<Scene> all = scenes();
    for (const Scene &scene : all)
        figures += measureScene(subject, scene, options.duration / 2);
    WorkloadOptions flood = options;
    flood.users = people;
    figures += Flood(subject, flood).run(options.duration + seconds(1));
    subject.stop();
    return figures;
}

} // namespace confab::tests
