// SPDX-License-Identifier: Apache-2.0
#include "server/bus/eventbus.h"

namespace confab {

void LocalEventBus::publish(const Events &events)
{
    if (events.isEmpty())
        return;
    for (const Subscriber &subscriber : m_subscribers)
        subscriber(events);
}

void LocalEventBus::subscribe(Subscriber subscriber)
{
    m_subscribers.push_back(std::move(subscriber));
}

} // namespace confab
