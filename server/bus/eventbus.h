// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"

#include <functional>

namespace confab {

/// Carries what has happened from those who commit it to those who hold the sockets, batch by batch: at once
/// to those of this node, and to the other nodes where there are some.
///
/// Batches of one publisher arrive in its order. Subscribers are added before start(); they are called on the
/// publisher's thread, for what other nodes published on the bus's own, and must not block. A bus may lose
/// things: the dense change numbers and the marks make every loss visible. Thread-safe once it has started.
class EventBus {
public:
    using Subscriber = std::function<void(const Events &)>;
    using WhoIsHere = std::function<QList<AccountId>()>;

    EventBus() = default;
    EventBus(const EventBus &) = delete;
    EventBus &operator=(const EventBus &) = delete;
    virtual ~EventBus() = default;

    void subscribe(Subscriber subscriber) { m_subscribers.push_back(std::move(subscriber)); }
    /// Tells this node, and every other that it concerns.
    virtual void publish(const Events &events) = 0;
    /// Tells this node alone: what the others find out for themselves.
    void publishHere(const Events &events) const;

    /// What this node is called among the others; null where there can be none.
    [[nodiscard]] virtual NodeId node() const = 0;
    /// Calls `then`, on any thread, once nothing for `account` from other nodes is missed any more; at once
    /// where there are none, and soon also when these cannot be reached.
    virtual void listenFor(AccountId account, std::function<void()> then) = 0;
    /// Who answers, thread-safely, which accounts have a socket here; for others the bus stops to listen
    /// after a while. Set before start().
    virtual void setWhoIsHere(WhoIsHere whoIsHere) = 0;

    /// Begins to carry; `epoch` keeps installations apart that share a bus. The error is a sentence.
    [[nodiscard]] virtual Result<void> start(const QString &epoch) = 0;
    /// Sends what waits, as far as that is quick, and ends.
    virtual void stop() = 0;

private:
    std::vector<Subscriber> m_subscribers; // constant once the bus has started
};

/// The bus of a single node: a call.
class LocalEventBus final : public EventBus {
public:
    void publish(const Events &events) override { publishHere(events); }
    [[nodiscard]] NodeId node() const override { return {}; }
    void listenFor(AccountId, std::function<void()> then) override { then(); }
    void setWhoIsHere(WhoIsHere) override { }
    [[nodiscard]] Result<void> start(const QString &) override { return {}; }
    void stop() override { }
};

} // namespace confab
