// SPDX-License-Identifier: Apache-2.0
#include "server/bus/eventbus.h"

namespace confab {

void EventBus::publishHere(const Events &events) const
{
    if (events.isEmpty())
        return;
    for (const Subscriber &subscriber : m_subscribers)
        subscriber(events);
}

} // namespace confab
