// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <thread>

namespace confab {

/// Looks again and again for a moment, before a thread goes to sleep for what is probably due at once.
///
/// A thread that sleeps lets its processor halt, and on a virtual machine waking a halted one costs 50 µs and
/// more: longer than most of what one thread does for another here (Linux, Documentation/virt/
/// guest-halt-polling.rst, does the same where the machine's owner allows it). Whoever else wants the
/// processor gets it at each look. It is only done where it has paid off lately, so that a server that has
/// little to do sleeps. Belongs to the thread that waits.
class BriefWait final {
public:
    using Clock = std::chrono::steady_clock;

    /// True as soon as `isDue()` is, false when it is time to sleep.
    template <typename IsDue>
    [[nodiscard]] bool poll(IsDue isDue)
    {
        if (isDue())
            return true;
        if (m_score < worthwhile)
            return false;
        const Clock::time_point until = Clock::now() + longest;
        do {
            std::this_thread::yield();
            if (isDue()) {
                m_score = std::min(m_score + 1, best);
                return true;
            }
        } while (Clock::now() < until);
        m_score -= failure;
        return false;
    }

    /// To be told of a sleep for what poll() did not see come.
    void slept(Clock::duration time)
    {
        if (time < longest && hasCompany)
            m_score = std::min(m_score + 1, best);
    }

    static constexpr std::chrono::microseconds longest{100};

private:
    // One look in vain takes as long as several that are not save.
    static constexpr int failure = 4;
    static constexpr int worthwhile = 4;
    static constexpr int best = 16;

    /// On one processor nobody else could bring it about meanwhile. Asked once: it takes a system call.
    static inline const bool hasCompany = std::thread::hardware_concurrency() > 1;

    int m_score = 0;
};

} // namespace confab
