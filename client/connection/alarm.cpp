// SPDX-License-Identifier: Apache-2.0
#include "client/connection/alarm.h"

namespace confab {

Alarm::Alarm(Scheduler &scheduler)
    : m_scheduler(scheduler)
{ }

void Alarm::set(std::chrono::milliseconds delay, std::function<void()> ring)
{
    m_pending = std::make_unique<QObject>();
    m_scheduler.after(delay, m_pending.get(), [this, ring = std::move(ring)] {
        // Before the call: it may set the alarm again.
        const auto rung = std::move(m_pending);
        ring();
    });
}

void Alarm::cancel()
{
    m_pending.reset();
}

} // namespace confab
