// SPDX-License-Identifier: Apache-2.0
#include "server/domain/presenceservice.h"

#include "server/storage/accountrepository.h"
#include "server/storage/writer.h"

#include <algorithm>

namespace confab {

PresenceService::PresenceService(EventBus &bus, Writer &writer, const Clock &clock)
    : m_bus(bus)
    , m_writer(writer)
    , m_clock(clock)
{
    bus.subscribe([this](const Events &events) {
        for (const Event &event : events) {
            if (const auto *changed = std::get_if<PresenceSharingChanged>(&event))
                setSharing(changed->account, changed->shares);
        }
    });
}

Presence PresenceService::Person::presence() const
{
    // Whoever is there with one device is there.
    return sockets.isEmpty() ? Presence::Offline : *std::max_element(sockets.begin(), sockets.end());
}

void PresenceService::opened(SocketId socket, const Caller &caller)
{
    update(caller, [&](Person &person) { person.sockets.insert(socket, Presence::Online); });
}

void PresenceService::closed(SocketId socket, const Caller &caller)
{
    update(caller, [&](Person &person) { person.sockets.remove(socket); });
}

void PresenceService::setState(SocketId socket, const Caller &caller, Presence state)
{
    update(caller, [&](Person &person) {
        if (person.sockets.contains(socket))
            person.sockets.insert(socket, state);
    });
}

void PresenceService::update(const Caller &caller, const std::function<void(Person &)> &change)
{
    Person after;
    Presence before = Presence::Offline;
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_people.find(caller.account);
        Person &person = known != m_people.end()
            ? *known
            : *m_people.insert(caller.account,
                               {.username = caller.username, .shares = caller.sharesPresence});
        before = person.shown();
        change(person);
        after = person;
        if (person.sockets.isEmpty())
            m_people.remove(caller.account);
    }
    std::optional<Timestamp> lastSeenAt;
    if (after.sockets.isEmpty()) {
        lastSeenAt = m_clock.now();
        remember(caller.account, *lastSeenAt);
    }
    if (after.shown() != before)
        tell(caller.account, after, lastSeenAt);
}

void PresenceService::setSharing(AccountId account, bool shares)
{
    Person after;
    Presence before = Presence::Offline;
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_people.find(account);
        if (known == m_people.end())
            return;
        before = known->shown();
        known->shares = shares;
        after = *known;
    }
    if (after.shown() != before)
        tell(account, after, std::nullopt);
}

void PresenceService::tell(AccountId account, const Person &person, std::optional<Timestamp> lastSeenAt)
{
    if (!person.shares)
        lastSeenAt.reset();
    m_bus.publish({PresenceChanged{account, {person.username, person.shown(), lastSeenAt}}});
}

void PresenceService::remember(AccountId account, Timestamp lastSeenAt)
{
    m_writer.submit(
        [=](Transaction &transaction) {
            return AccountRepository(transaction.database()).setLastSeen(account, lastSeenAt);
        },
        [](const Result<void> &, Events &) {}); // a lost one only makes "last seen" older
}

std::optional<Presence> PresenceService::presence(AccountId account) const
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_people.constFind(account);
    return known == m_people.constEnd() ? Presence::Offline : known->presence();
}

QList<AccountId> PresenceService::connected() const
{
    const std::lock_guard lock(m_mutex);
    return m_people.keys();
}

} // namespace confab
