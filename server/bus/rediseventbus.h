// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/eventbus.h"
#include "server/bus/redisurl.h"

#include <future>
#include <mutex>

namespace confab {

class RedisLink;

/// The bus of several nodes: a call for what happens on this one, and Redis for what the others are told.
///
/// README.md beside this says what travels in which form, and what may be lost. Owned by the Server; has a
/// thread of its own for the RedisLink. Redis that goes away later is survived: BusLost and BusRestored say
/// so to this node.
class RedisEventBus final : public EventBus {
public:
    RedisEventBus(RedisUrl url, NodeId self);
    ~RedisEventBus() override;

    void publish(const Events &events) override;
    [[nodiscard]] NodeId node() const override { return m_self; }
    void listenFor(AccountId account, std::function<void()> then) override;
    void setWhoIsHere(WhoIsHere whoIsHere) override { m_whoIsHere = std::move(whoIsHere); }
    [[nodiscard]] Result<void> start(const QString &epoch) override;
    void stop() override;

    /// Events that may wait for the bus's thread; what comes beyond is dropped for other nodes, and marks
    /// repair it.
    static constexpr qsizetype outboxLength = 50000;

private:
    class Thread;

    void run(const QString &epoch, std::promise<Result<void>> opened);
    void drain(RedisLink &link);

    const RedisUrl m_url;
    const NodeId m_self;
    WhoIsHere m_whoIsHere; // constant once started
    std::unique_ptr<Thread> m_thread;

    std::mutex m_mutex;
    RedisLink *m_link = nullptr; // guarded by m_mutex; there while the thread takes work
    QList<Events> m_outbox; // guarded by m_mutex
    qsizetype m_outboxLength = 0; // guarded by m_mutex
    qsizetype m_dropped = 0; // guarded by m_mutex
};

} // namespace confab
