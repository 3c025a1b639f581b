// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/talk.h"

namespace confab::tests {

using namespace std::chrono_literals;
using Kind = Subject::Received::Kind;

Talk::Talk(Subject &subject, int users)
    : m_subject(subject)
{
    subject.addUsers(users);
    for (int user = 0; user < users; ++user) {
        m_connections.push_back(subject.open(user));
        m_poller.add(*m_connections.back(), user);
    }
}

quint64 Talk::send(int user)
{
    m_frame.clear();
    m_subject.writeSend(m_frame, user, ++m_sent);
    post(user);
    return m_sent;
}

void Talk::amend(int user, Subject::Amendment what, quint64 seq)
{
    m_frame.clear();
    if (m_subject.writeAmend(m_frame, user, what, seq))
        post(user);
}

void Talk::post(int user)
{
    Connection &connection = *m_connections.at(size_t(user));
    if (!connection.hasOutput())
        m_unflushed.push_back(user);
    connection.frame(m_frame);
}

void Talk::flush()
{
    std::erase_if(m_unflushed, [this](int user) { return m_connections.at(size_t(user))->flush(); });
}

void Talk::turn(std::chrono::nanoseconds longest, const Heard &heard)
{
    flush();
    m_poller.wait(longest, [&](int user) {
        m_connections.at(size_t(user))->read(*m_buffer, [&](std::string_view frame) {
            const Subject::Received received = m_subject.read(frame);
            m_acknowledged += received.kind == Kind::Ack ? 1 : 0;
            m_received += received.kind == Kind::Message ? 1 : 0;
            heard(user, received);
        });
    });
    flush();
}

Talk::Counts Talk::runClosedLoop(int window, quint64 messages, Clock::duration duration)
{
    const quint64 acknowledgedBefore = m_acknowledged;
    const quint64 receivedBefore = m_received;
    const auto begin = Clock::now();
    if (m_sent == m_acknowledged) {
        for (int user = 0; user < int(m_connections.size()); ++user) {
            for (int i = 0; i < window; ++i)
                send(user);
        }
    }
    const auto isOver = [&] {
        return messages > 0 ? m_acknowledged - acknowledgedBefore >= messages
                            : Clock::now() - begin >= duration;
    };
    while (!isOver()) {
        turn(100ms, [this](int user, const Subject::Received &received) {
            if (received.kind == Kind::Ack)
                send(user);
        });
    }
    return {m_acknowledged - acknowledgedBefore, m_received - receivedBefore,
            std::chrono::duration<double>(Clock::now() - begin).count()};
}

void Talk::drain()
{
    const auto end = Clock::now() + patience;
    while ((m_acknowledged < m_sent || m_received < m_sent) && Clock::now() < end)
        turn(100ms, [](int, const Subject::Received &) {});
    if (m_acknowledged < m_sent || m_received < m_sent)
        qWarning("of %llu messages %llu were acknowledged and %llu received", m_sent, m_acknowledged,
                 m_received);
}

} // namespace confab::tests
