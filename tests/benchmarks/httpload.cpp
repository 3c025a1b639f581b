// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/httpload.h"

#include "tests/benchmarks/poller.h"

namespace confab::tests {

namespace {

using Clock = std::chrono::steady_clock;

/// The connections of one run, and what they have heard.
class Loop {
public:
    Loop(Subject &subject, const HttpLoad &load)
        : m_load(load)
        , m_sent(size_t(load.connections))
    {
        for (int i = 0; i < load.connections; ++i) {
            m_connections.push_back(subject.openHttp());
            m_poller.add(*m_connections.back(), i);
            ask(i);
        }
    }

    void turn()
    {
        m_poller.wait(std::chrono::milliseconds(100), [this](int index) {
            m_connections.at(size_t(index))->read(m_buffer, [this, index](std::string_view) {
                const std::chrono::duration<double, std::milli> time
                    = Clock::now() - m_sent.at(size_t(index));
                m_times.push_back(time.count());
                ask(index);
            });
        });
    }

    [[nodiscard]] std::vector<double> takeTimes() { return std::exchange(m_times, {}); }

private:
    void ask(int index)
    {
        Connection &connection = *m_connections.at(size_t(index));
        connection.write(m_load.requests.at(m_next++ % m_load.requests.size()));
        m_sent.at(size_t(index)) = Clock::now();
        connection.flush();
    }

    const HttpLoad &m_load;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<Clock::time_point> m_sent; ///< by connection
    Poller m_poller;
    ReadBuffer m_buffer{};
    std::vector<double> m_times;
    qsizetype m_next = 0;
};

} // namespace

HttpLoad::Outcome HttpLoad::run(Subject &subject) const
{
    Loop loop(subject, *this);
    const auto until = [&](Clock::time_point end) {
        while (Clock::now() < end)
            loop.turn();
    };
    until(Clock::now() + duration / 4); // warm up
    (void)loop.takeTimes();
    const auto cpuBefore = subject.cpuTime();
    const auto begin = Clock::now();
    until(begin + duration);
    const double elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
    const double cpu = double((subject.cpuTime() - cpuBefore).count());
    std::vector<double> times = loop.takeTimes();
    const double count = double(std::max<size_t>(times.size(), 1));
    return {.perSecond = double(times.size()) / elapsed,
            .cpuMicroseconds = cpu / count,
            .times = std::move(times)};
}

} // namespace confab::tests
