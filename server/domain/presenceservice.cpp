// SPDX-License-Identifier: Apache-2.0
#include "server/domain/presenceservice.h"

#include "server/storage/accountrepository.h"
#include "server/storage/writer.h"

#include <QThread>

namespace confab {

PresenceService::PresenceService(EventBus &bus, Writer &writer, const Clock &clock)
    : m_bus(bus)
    , m_writer(writer)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(gatherFor);
    connect(&m_timer, &QTimer::timeout, this, &PresenceService::tellChanges);
    bus.subscribe([this](const Events &events) {
        for (const Event &event : events) {
            if (const auto *changed = std::get_if<PresenceSharingChanged>(&event))
                setSharing(changed->account, changed->shares);
        }
    });
    bus.setWhoIsHere([this] { return connected(); });
}

void PresenceService::opened(SocketId socket, const Caller &caller)
{
    update(caller, [&](PersonPresence &person) {
        person.sockets.insert(socket, Presence::Online);
        person.shares = caller.sharesPresence; // read just now; what another node said may be older
        person.leftHere = false;
    });
}

void PresenceService::closed(SocketId socket, const Caller &caller)
{
    update(caller, [&](PersonPresence &person) {
        if (person.sockets.remove(socket) && person.sockets.isEmpty()) {
            person.lastSeenAt = m_clock.now();
            person.leftHere = true;
        }
    });
}

void PresenceService::setState(SocketId socket, const Caller &caller, Presence state)
{
    update(caller, [&](PersonPresence &person) {
        if (person.sockets.contains(socket))
            person.sockets.insert(socket, state);
    });
}

void PresenceService::update(const Caller &caller, const std::function<void(PersonPresence &)> &change)
{
    const std::lock_guard lock(m_mutex);
    auto person = m_people.find(caller.account);
    if (person == m_people.end())
        person
            = m_people.insert(caller.account, {.username = caller.username, .shares = caller.sharesPresence});
    change(*person);
    markChanged(caller.account);
}

void PresenceService::setSharing(AccountId account, bool shares)
{
    const std::lock_guard lock(m_mutex);
    const auto person = m_people.find(account);
    if (person == m_people.end())
        return;
    person->shares = shares;
    markChanged(account);
}

void PresenceService::hear(NodeId node, const QList<PersonThere> &people)
{
    const std::lock_guard lock(m_mutex);
    for (const PersonThere &person : people)
        hearLocked(node, person);
}

void PresenceService::hearEverybody(NodeId node, const QList<PersonThere> &people)
{
    QSet<AccountId> named;
    for (const PersonThere &person : people)
        named.insert(person.account);
    const std::lock_guard lock(m_mutex);
    const QSet<AccountId> before = m_there.value(node);
    for (const AccountId account : before - named)
        leaveLocked(node, account, std::nullopt);
    for (const PersonThere &person : people)
        hearLocked(node, person);
}

void PresenceService::forget(NodeId node, Timestamp lastHeard, LastSeen lastSeen)
{
    QHash<AccountId, Timestamp> gone;
    {
        const std::lock_guard lock(m_mutex);
        const QSet<AccountId> there = m_there.value(node);
        for (const AccountId account : there) {
            leaveLocked(node, account, lastHeard);
            if (m_people.value(account).isGone())
                gone.insert(account, lastHeard);
        }
        m_there.remove(node);
    }
    if (lastSeen == LastSeen::Remember)
        remember(gone);
}

void PresenceService::hearLocked(NodeId node, const PersonThere &person)
{
    if (person.state == Presence::Offline)
        return leaveLocked(node, person.account, person.lastSeenAt);
    auto known = m_people.find(person.account);
    if (known == m_people.end())
        known = m_people.insert(person.account, {.username = person.username});
    if (known->sockets.isEmpty())
        known->shares = person.shares;
    known->elsewhere.insert(node, person.state);
    m_there[node].insert(person.account);
    markChanged(person.account);
}

void PresenceService::leaveLocked(NodeId node, AccountId account, std::optional<Timestamp> lastSeenAt)
{
    m_there[node].remove(account);
    const auto known = m_people.find(account);
    if (known == m_people.end() || !known->elsewhere.remove(node))
        return;
    if (lastSeenAt)
        known->lastSeenAt = lastSeenAt;
    markChanged(account);
}

void PresenceService::markChanged(AccountId account)
{
    const bool isFirst = m_changed.isEmpty();
    m_changed.insert(account);
    if (isFirst)
        QMetaObject::invokeMethod(&m_timer, qOverload<>(&QTimer::start), Qt::QueuedConnection);
}

void PresenceService::tellChanges()
{
    Q_ASSERT(QThread::currentThread() == thread());
    Told told;
    {
        const std::lock_guard lock(m_mutex);
        const QSet<AccountId> changed = std::exchange(m_changed, {});
        for (const AccountId account : changed)
            takeChange(account, told);
        if (!told.people.isEmpty() && !m_bus.node().isNull())
            told.events.append(
                PeopleChanged{.node = m_bus.node(), .number = ++m_number, .people = std::move(told.people)});
    }
    remember(told.lastSeen);
    m_bus.publish(told.events);
}

void PresenceService::takeChange(AccountId account, Told &told)
{
    const auto person = m_people.find(account);
    if (person == m_people.end())
        return;
    const bool left = person->isGone();
    if (person->here() != person->toldNodes) {
        person->toldNodes = person->here();
        told.people.append({.account = account,
                            .username = person->username,
                            .shares = person->shares,
                            .state = person->here(),
                            .lastSeenAt = person->sockets.isEmpty() ? person->lastSeenAt : std::nullopt});
    }
    if (std::exchange(person->leftHere, false) && left)
        told.lastSeen.insert(account, *person->lastSeenAt);
    if (person->shown() != person->toldWatchers) {
        person->toldWatchers = person->shown();
        const bool tellsWhen = left && person->shares;
        told.events.append(PresenceChanged{account,
                                           {.user = person->username,
                                            .state = person->shown(),
                                            .lastSeenAt = tellsWhen ? person->lastSeenAt : std::nullopt}});
    }
    if (left)
        m_people.erase(person);
}

void PresenceService::remember(const QHash<AccountId, Timestamp> &lastSeen)
{
    for (auto seen = lastSeen.begin(); seen != lastSeen.end(); ++seen)
        m_writer.submit(
            [account = seen.key(), time = seen.value()](Transaction &transaction) {
                return AccountRepository(transaction.database()).setLastSeen(account, time);
            },
            [](const Result<void> &, Events &) {}); // a lost one only makes "last seen" older
}

EverybodyThere PresenceService::everybodyHere() const
{
    const std::lock_guard lock(m_mutex);
    EverybodyThere everybody{.node = m_bus.node(), .number = m_number};
    for (auto person = m_people.begin(); person != m_people.end(); ++person) {
        if (person->toldNodes != Presence::Offline)
            everybody.people.append({.account = person.key(),
                                     .username = person->username,
                                     .shares = person->shares,
                                     .state = person->toldNodes});
    }
    return everybody;
}

qint64 PresenceService::number() const
{
    const std::lock_guard lock(m_mutex);
    return m_number;
}

std::optional<Presence> PresenceService::presence(AccountId account) const
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_people.constFind(account);
    return known == m_people.constEnd() ? Presence::Offline : known->anywhere();
}

QList<AccountId> PresenceService::connectedOf(const QList<AccountId> &accounts) const
{
    const std::lock_guard lock(m_mutex);
    QList<AccountId> there;
    for (const AccountId account : accounts) {
        const auto known = m_people.constFind(account);
        if (known != m_people.constEnd() && !known->isGone())
            there.append(account);
    }
    return there;
}

QList<AccountId> PresenceService::connected() const
{
    const std::lock_guard lock(m_mutex);
    QList<AccountId> accounts;
    for (auto person = m_people.begin(); person != m_people.end(); ++person) {
        if (!person->sockets.isEmpty())
            accounts.append(person.key());
    }
    return accounts;
}

} // namespace confab
