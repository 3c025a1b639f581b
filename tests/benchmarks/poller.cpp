// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/poller.h"

#include "tests/benchmarks/connection.h"

#include <sys/epoll.h>
#include <unistd.h>

namespace confab::tests {

using namespace std::chrono;

Poller::Poller()
    : m_descriptor(epoll_create1(EPOLL_CLOEXEC))
{ }

Poller::~Poller()
{
    close(m_descriptor);
}

void Poller::add(const Connection &connection, int index)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = uint32_t(index);
    epoll_ctl(m_descriptor, EPOLL_CTL_ADD, connection.descriptor(), &event);
}

void Poller::wait(nanoseconds longest, const std::function<void(int index)> &ready)
{
    std::array<epoll_event, 256> events{};
    const nanoseconds time = std::max(longest, nanoseconds(0));
    const timespec timeout{time / 1s, long((time % 1s).count())};
    const int count = epoll_pwait2(m_descriptor, events.data(), int(events.size()), &timeout, nullptr);
    for (int i = 0; i < count; ++i)
        ready(int(events.at(size_t(i)).data.u32));
}

} // namespace confab::tests
