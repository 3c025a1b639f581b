// SPDX-License-Identifier: Apache-2.0
#include "server/domain/presenceexchange.h"

#include "server/domain/sight.h"
#include "server/storage/storagepool.h"
#include "shared/core/logging.h"

#include <algorithm>

namespace confab {

PresenceExchange::PresenceExchange(PresenceService &presence, EventBus &bus, StoragePool &readers,
                                   const Clock &clock)
    : m_presence(presence)
    , m_bus(bus)
    , m_readers(readers)
    , m_clock(clock)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &PresenceExchange::beat);
    bus.subscribe([this](const Events &events) {
        for (const Event &event : events)
            handle(event);
    });
}

void PresenceExchange::start()
{
    m_timer.start();
}

void PresenceExchange::leave()
{
    m_timer.stop();
    m_bus.publish({NodeLeft{m_bus.node()}});
}

void PresenceExchange::handle(const Event &event)
{
    if (const auto *people = std::get_if<PeopleChanged>(&event); people && people->node != m_bus.node())
        heard(*people);
    else if (const auto *all = std::get_if<EverybodyThere>(&event); all && all->node != m_bus.node())
        heard(*all);
    else if (const auto *alive = std::get_if<NodeAlive>(&event); alive && alive->node != m_bus.node())
        heard(*alive);
    else if (const auto *left = std::get_if<NodeLeft>(&event); left && left->node != m_bus.node())
        heard(*left);
    else if (const auto *asked = std::get_if<PeopleAsked>(&event); asked && asked->node != m_bus.node())
        heard(*asked);
    else if (std::holds_alternative<BusRestored>(event))
        restored();
    else if (std::holds_alternative<BusLost>(event))
        setBusIsThere(false);
}

void PresenceExchange::heard(const PeopleChanged &event)
{
    {
        const std::lock_guard lock(m_mutex);
        Node &node = nodeLocked(event.node);
        // After a hole the list, which the next heartbeat asks for, says more than this.
        if (node.number + 1 != event.number || node.number < 0)
            return;
        node.number = event.number;
    }
    m_presence.hear(event.node, event.people);
}

void PresenceExchange::heard(const EverybodyThere &event)
{
    {
        const std::lock_guard lock(m_mutex);
        Node &node = nodeLocked(event.node);
        if (node.number > event.number)
            return;
        node.number = event.number;
    }
    m_presence.hearEverybody(event.node, event.people);
}

void PresenceExchange::heard(const NodeAlive &event)
{
    {
        const std::lock_guard lock(m_mutex);
        if (nodeLocked(event.node).number == event.number)
            return;
    }
    m_bus.publish({PeopleAsked{.node = m_bus.node(), .asked = event.node}});
}

void PresenceExchange::heard(const NodeLeft &event)
{
    {
        const std::lock_guard lock(m_mutex);
        m_nodes.remove(event.node);
    }
    // It has told of its people's end itself; this is for those of whom it could not.
    m_presence.forget(event.node, m_clock.now(), PresenceService::LastSeen::Leave);
}

void PresenceExchange::heard(const PeopleAsked &event)
{
    if (event.asked.isNull() || event.asked == m_bus.node())
        m_bus.publish({m_presence.everybodyHere()});
}

void PresenceExchange::restored()
{
    {
        const std::lock_guard lock(m_mutex);
        m_busIsThere = true;
        for (Node &node : m_nodes)
            node.lastHeard = m_clock.now(); // it could not be heard
    }
    introduce();
}

void PresenceExchange::setBusIsThere(bool isThere)
{
    const std::lock_guard lock(m_mutex);
    m_busIsThere = isThere;
}

void PresenceExchange::introduce()
{
    const auto tell = [this] {
        m_bus.publish({m_presence.everybodyHere(), PeopleAsked{.node = m_bus.node()}});
    };
    const QList<AccountId> here = m_presence.connected();
    const bool queued = !here.isEmpty() && m_readers.submit([=, this](Database &database) {
        for (const AccountId account : here) {
            if (const auto sight = Sight::of(database, account))
                m_bus.publishHere(sight->events(database));
        }
        tell();
    });
    if (!queued)
        tell();
}

void PresenceExchange::beat()
{
    QHash<NodeId, Timestamp> gone;
    bool remembers = false;
    {
        const std::lock_guard lock(m_mutex);
        const Timestamp now = m_clock.now();
        for (auto node = m_nodes.begin(); m_busIsThere && node != m_nodes.end();) {
            if (now - node->lastHeard <= silence) {
                ++node;
                continue;
            }
            gone.insert(node.key(), node->lastHeard);
            node = m_nodes.erase(node);
        }
        remembers = std::none_of(m_nodes.keyBegin(), m_nodes.keyEnd(),
                                 [&](NodeId other) { return other < m_bus.node(); });
    }
    for (auto node = gone.begin(); node != gone.end(); ++node) {
        qCWarning(lcDomain, "Node %s is silent; its people are taken for gone",
                  qPrintable(node.key().toString()));
        m_presence.forget(node.key(), *node,
                          remembers ? PresenceService::LastSeen::Remember : PresenceService::LastSeen::Leave);
    }
    m_bus.publish({NodeAlive{.node = m_bus.node(), .number = m_presence.number()}});
}

PresenceExchange::Node &PresenceExchange::nodeLocked(NodeId node)
{
    Node &known = m_nodes[node];
    known.lastHeard = m_clock.now();
    return known;
}

} // namespace confab
