// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/clustersimulation.h"

#include "tests/benchmarks/statistics.h"

#include <algorithm>
#include <deque>
#include <queue>
#include <random>

namespace confab::tests {

namespace {

using Time = double; // microseconds from the start

enum class Stage { Arrival, Received, Stored, Passed, Delivered };

struct Passing {
    Time arrived = 0;
    int sender = 0; ///< node
    int recipient = 0; ///< node
    int writer = 0;
    int bus = 0;
};

struct Event {
    Time at;
    Stage stage;
    qsizetype subject; ///< a message; of Stored a writer

    bool operator<(const Event &other) const { return at > other.at; } // the earliest first
};

/// Some equal servers before one queue, first come first served: what a job waits and takes is known when it
/// comes.
class Station {
public:
    explicit Station(int servers) { m_free.resize(size_t(servers), 0); }

    /// When a job that comes at `now` is done; one that takes no time needs no server.
    Time enter(Time now, Time takes)
    {
        if (takes <= 0)
            return now;
        std::pop_heap(m_free.begin(), m_free.end(), std::greater());
        const Time done = std::max(now, m_free.back()) + takes;
        m_free.back() = done;
        std::push_heap(m_free.begin(), m_free.end(), std::greater());
        m_worked += takes;
        return done;
    }
    [[nodiscard]] Time worked() const { return m_worked; }

private:
    std::vector<Time> m_free; ///< when each server is free again; a heap
    Time m_worked = 0;
};

/// Takes all that wait when it is free, and commits them at once.
struct BatchWriter {
    std::deque<qsizetype> waiting;
    std::vector<qsizetype> committing;
    Time worked = 0;
    quint64 batches = 0;
};

} // namespace

class ClusterSimulation::State {
public:
    State(const Setup &setup, quint32 seed)
        : m_setup(setup)
        , m_random(seed)
        , m_nodes(size_t(setup.nodes), Station(setup.nodeCores))
        , m_buses(size_t(setup.buses), Station(1))
        , m_writers(size_t(setup.databases) * size_t(setup.writers))
    { }

    Outcome run(quint64 messages)
    {
        m_messages.resize(size_t(messages));
        m_events.push({nextGap(), Stage::Arrival, 0});
        while (!m_events.empty()) {
            const Event event = m_events.top();
            m_events.pop();
            handle(event);
        }
        return outcome();
    }

private:
    int pick(size_t count) { return count > 1 ? int(m_random() % count) : 0; }
    Time nextGap() { return std::exponential_distribution<double>(m_setup.rate / 1e6)(m_random); }

    void handle(const Event &event)
    {
        switch (event.stage) {
        case Stage::Arrival:
            return arrive(event);
        case Stage::Received:
            m_writers.at(size_t(m_messages.at(size_t(event.subject)).writer))
                .waiting.push_back(event.subject);
            return commit(m_messages.at(size_t(event.subject)).writer, event.at);
        case Stage::Stored:
            return stored(event);
        case Stage::Passed: {
            Station &node = m_nodes.at(size_t(m_messages.at(size_t(event.subject)).recipient));
            return m_events.push({node.enter(event.at, m_setup.deliver), Stage::Delivered, event.subject});
        }
        case Stage::Delivered:
            return delivered(event);
        }
    }

    void arrive(const Event &event)
    {
        const Passing message{.arrived = event.at,
                              .sender = pick(m_nodes.size()),
                              .recipient = pick(m_nodes.size()),
                              .writer = pick(m_writers.size()),
                              .bus = pick(m_buses.size())};
        m_messages.at(size_t(event.subject)) = message;
        Station &node = m_nodes.at(size_t(message.sender));
        m_events.push({node.enter(event.at, m_setup.receive), Stage::Received, event.subject});
        m_hasEnded = event.subject + 1 == qsizetype(m_messages.size());
        if (!m_hasEnded)
            m_events.push({event.at + nextGap(), Stage::Arrival, event.subject + 1});
    }

    void commit(int index, Time now)
    {
        BatchWriter &writer = m_writers.at(size_t(index));
        if (!writer.committing.empty() || writer.waiting.empty())
            return;
        const auto count = std::min<qsizetype>(qsizetype(writer.waiting.size()), batchLimit);
        writer.committing.assign(writer.waiting.begin(), writer.waiting.begin() + count);
        writer.waiting.erase(writer.waiting.begin(), writer.waiting.begin() + count);
        const Time takes = m_setup.commit + m_setup.store * double(count);
        writer.worked += takes;
        writer.batches += 1;
        m_events.push({now + takes, Stage::Stored, index});
    }

    void stored(const Event &event)
    {
        const auto batch = std::exchange(m_writers.at(size_t(event.subject)).committing, {});
        for (const qsizetype subject : batch) {
            const Passing &message = m_messages.at(size_t(subject));
            const bool crosses = !m_buses.empty() && message.sender != message.recipient;
            const Time passed
                = crosses ? m_buses.at(size_t(message.bus)).enter(event.at, m_setup.bus) : event.at;
            m_events.push({passed, Stage::Passed, subject});
        }
        commit(int(event.subject), event.at);
    }

    void delivered(const Event &event)
    {
        if (m_hasEnded)
            ++m_late;
        if (event.subject >= qsizetype(m_messages.size() / 10))
            m_times.push_back((event.at - m_messages.at(size_t(event.subject)).arrived) / 1000);
        m_end = event.at;
    }

    Outcome outcome()
    {
        Outcome outcome{.messages = m_messages.size(), .waiting = m_late};
        outcome.p50 = quantile(m_times, 0.5);
        outcome.p99 = quantile(m_times, 0.99);
        quint64 batches = 0;
        Time writing = 0;
        for (const BatchWriter &writer : m_writers) {
            writing += writer.worked;
            batches += writer.batches;
        }
        outcome.batch = batches > 0 ? double(m_messages.size()) / double(batches) : 0;
        outcome.nodeUse = use(worked(m_nodes), double(m_nodes.size()) * m_setup.nodeCores);
        outcome.writerUse = use(writing, double(m_writers.size()));
        outcome.busUse = use(worked(m_buses), double(m_buses.size()));
        return outcome;
    }

    [[nodiscard]] static Time worked(const std::vector<Station> &stations)
    {
        Time time = 0;
        for (const Station &station : stations)
            time += station.worked();
        return time;
    }
    [[nodiscard]] double use(Time working, double servers) const
    {
        return servers > 0 && m_end > 0 ? working / (m_end * servers) : 0;
    }

    const Setup m_setup;
    std::mt19937_64 m_random;
    std::vector<Station> m_nodes;
    std::vector<Station> m_buses;
    std::vector<BatchWriter> m_writers;
    std::vector<Passing> m_messages;
    std::priority_queue<Event> m_events;
    std::vector<double> m_times;
    bool m_hasEnded = false; ///< the last has arrived
    Time m_end = 0;
    quint64 m_late = 0;
};

ClusterSimulation::ClusterSimulation(const Setup &setup, quint32 seed)
    : m_state(std::make_unique<State>(setup, seed))
{ }

ClusterSimulation::~ClusterSimulation() = default;

ClusterSimulation::Outcome ClusterSimulation::run(quint64 messages)
{
    return m_state->run(messages);
}

} // namespace confab::tests
