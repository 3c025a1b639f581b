// SPDX-License-Identifier: Apache-2.0
#include "server/domain/healthservice.h"

namespace confab {

HealthService::HealthService(EventBus &bus, const Clock &clock)
    : m_clock(clock)
    , m_heard(clock.now())
{
    if (bus.node().isNull())
        return;
    m_health.bus = Health::Part::Up; // the start waits for it
    bus.subscribe([this](const Events &events) { handle(events); });
}

void HealthService::handle(const Events &events)
{
    for (const Event &event : events) {
        const bool isLost = std::holds_alternative<BusLost>(event);
        if (!isLost && !std::holds_alternative<BusRestored>(event))
            continue;
        const std::lock_guard lock(m_mutex);
        m_health.bus = isLost ? Health::Part::Away : Health::Part::Up;
    }
}

void HealthService::databaseLooked(const Result<void> &looked)
{
    const std::lock_guard lock(m_mutex);
    m_heard = m_clock.now();
    m_health.database = looked ? Health::Part::Up : Health::Part::Away;
}

Health HealthService::health() const
{
    const std::lock_guard lock(m_mutex);
    Health health = m_health;
    if (m_clock.now() - m_heard > patience)
        health.database = Health::Part::Away;
    return health;
}

} // namespace confab
