// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/poller.h"
#include "tests/benchmarks/subject.h"

namespace confab::tests {

/// Users on their sockets who write to their neighbours: what the workloads that send share.
class Talk final {
public:
    using Clock = std::chrono::steady_clock;
    using Heard = std::function<void(int user, const Subject::Received &)>;

    /// Opens the sockets of the first `users` users.
    Talk(Subject &subject, int users);

    /// Puts a message of `user` on its way, with the next number, which it answers. Goes out with turn().
    quint64 send(int user);
    /// Puts on its way what `user` does to message `seq` of theirs, with a server that has such a thing.
    void amend(int user, Subject::Amendment what, quint64 seq);
    /// The number of the last message.
    [[nodiscard]] quint64 sent() const { return m_sent; }
    /// Sends what waits, waits for input no longer than `longest`, and tells everything that arrived.
    void turn(std::chrono::nanoseconds longest, const Heard &heard);

    /// Each user keeps `window` messages unacknowledged, until `messages` are acknowledged or `duration` is
    /// over, whichever is given.
    struct Counts {
        quint64 acknowledged = 0;
        quint64 received = 0;
        double seconds = 0;
    };
    Counts runClosedLoop(int window, quint64 messages, Clock::duration duration);
    /// Waits until everything that was sent is acknowledged and received; says so where that does not come.
    void drain();
    static constexpr std::chrono::seconds patience{20};

private:
    /// Puts m_frame on its way.
    void post(int user);
    void flush();

    Subject &m_subject;
    std::vector<std::unique_ptr<Connection>> m_connections;
    Poller m_poller;
    std::unique_ptr<ReadBuffer> m_buffer = std::make_unique<ReadBuffer>();
    std::vector<int> m_unflushed; ///< users whose connections have output
    std::string m_frame;
    quint64 m_sent = 0;
    quint64 m_acknowledged = 0;
    quint64 m_received = 0;
};

} // namespace confab::tests
