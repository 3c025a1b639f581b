// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/eventbus.h"
#include "server/domain/presenceservice.h"
#include "server/storage/storagepool.h"

#include <QObject>
#include <QTimer>

namespace confab {

/// Tells everybody connected here the high-water marks of their conversations that moved lately, as storage
/// has them, so that a lost last push is seen. Where there are other nodes more often, and at once when the
/// bus has been away. Lives on the main thread; reads on the pool's. What it is given must outlive it.
class MarksService final : public QObject {
    Q_OBJECT

public:
    MarksService(StoragePool &pool, const PresenceService &presence, EventBus &bus, const Clock &clock,
                 QObject *parent = nullptr);

    void start();
    /// One round; start() has it called every `interval`.
    void tell();

    /// With movedStepLength before it, a change is told within 30 seconds.
    static constexpr std::chrono::seconds interval{10};
    /// With other nodes, whose last push may be lost by the bus: then a change is told within this.
    static constexpr std::chrono::seconds intervalOfSeveral{5};

private:
    StoragePool &m_pool;
    const PresenceService &m_presence;
    EventBus &m_bus;
    const Clock &m_clock;
    QTimer m_timer;
};

} // namespace confab
