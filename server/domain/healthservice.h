// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/eventbus.h"
#include "shared/core/clock.h"
#include "shared/protocol/health.h"

#include <mutex>

namespace confab {

/// Whether this node can serve: for balancers, which ask often.
///
/// Whoever asks is told at once what is known already, and nothing is asked because of them: somebody looks
/// into the database several times a second anyhow and says how that went; the bus says itself when it is
/// away. Thread-safe; what it is made with must outlive it.
class HealthService {
public:
    HealthService(EventBus &bus, const Clock &clock);

    /// Somebody has looked into the database, successfully or not.
    void databaseLooked(const Result<void> &looked);

    [[nodiscard]] Health health() const;

    /// A database that has not been heard of for so long does not answer: the look into it hangs.
    static constexpr std::chrono::seconds patience{3};

private:
    void handle(const Events &events);

    const Clock &m_clock;

    mutable std::mutex m_mutex;
    Timestamp m_heard; // guarded by m_mutex; when the database was looked into
    Health m_health; // guarded by m_mutex; as of then
};

} // namespace confab
