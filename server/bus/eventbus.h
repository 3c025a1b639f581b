// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"

#include <functional>

namespace confab {

/// Carries what has happened from those who commit it to those who hold the sockets, batch by batch.
///
/// Batches of one publisher arrive in its order. Subscribers are added before the first publication; they are
/// called on the publisher's thread and must not block. A bus may lose things: the dense change numbers and
/// the marks make every loss visible.
class EventBus {
public:
    using Subscriber = std::function<void(const Events &)>;

    virtual ~EventBus() = default;
    virtual void publish(const Events &events) = 0;
    virtual void subscribe(Subscriber subscriber) = 0;
};

/// The bus of a single node: a call.
class LocalEventBus final : public EventBus {
public:
    void publish(const Events &events) override;
    void subscribe(Subscriber subscriber) override;

private:
    std::vector<Subscriber> m_subscribers; // constant once publication begins
};

} // namespace confab
