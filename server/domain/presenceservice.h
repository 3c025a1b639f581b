// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/eventbus.h"
#include "server/domain/caller.h"
#include "server/domain/personpresence.h"
#include "server/domain/presencesource.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <mutex>

namespace confab {

class Writer;

/// Who is there: the sockets of each account on this node and what each says of its user, and what other
/// nodes say of theirs.
///
/// Only who watches is told, and only of those who share it. Changes are gathered for a moment, so that a
/// burst of them, or a device that only reconnects, is told once or not at all; each node tells its own
/// watchers, and the other nodes what has changed among its own sockets. Thread-safe, but for tellChanges();
/// made on the main thread, whose event loop it needs. The bus, the writer and the clock must outlive it.
class PresenceService final : public QObject, public PresenceSource {
    Q_OBJECT

public:
    PresenceService(EventBus &bus, Writer &writer, const Clock &clock);

    void opened(SocketId socket, const Caller &caller);
    void closed(SocketId socket, const Caller &caller);
    /// This device is used, or is not.
    void setState(SocketId socket, const Caller &caller, Presence state);

    /// What `node` says has changed there.
    void hear(NodeId node, const QList<PersonThere> &people);
    /// What `node` says of everybody there; whom it does not name is not there.
    void hearEverybody(NodeId node, const QList<PersonThere> &people);
    enum class LastSeen { Remember, Leave };
    /// `node` is gone, and was last heard of at `lastHeard`; one of the others writes that down.
    void forget(NodeId node, Timestamp lastHeard, LastSeen lastSeen);
    /// Everybody here, for other nodes, with the number of the last change that was told.
    [[nodiscard]] EverybodyThere everybodyHere() const;
    /// The number of the last PeopleChanged.
    [[nodiscard]] qint64 number() const;

    [[nodiscard]] std::optional<Presence> presence(AccountId account) const override;
    /// Everybody who has a socket here.
    [[nodiscard]] QList<AccountId> connected() const;
    /// Those of `accounts` who have a socket anywhere.
    [[nodiscard]] QList<AccountId> connectedOf(const QList<AccountId> &accounts) const;

    /// Tells what has changed. Called by itself `gatherFor` after a change.
    void tellChanges();

    static constexpr std::chrono::milliseconds gatherFor{100};

private:
    struct Told {
        Events events = {};
        QList<PersonThere> people = {};
        QHash<AccountId, Timestamp> lastSeen = {};
    };

    /// Changes the person under the lock.
    void update(const Caller &caller, const std::function<void(PersonPresence &)> &change);
    void setSharing(AccountId account, bool shares);
    // With the lock held:
    void hearLocked(NodeId node, const PersonThere &person);
    void leaveLocked(NodeId node, AccountId account, std::optional<Timestamp> lastSeenAt);
    void markChanged(AccountId account);
    void takeChange(AccountId account, Told &told);

    void remember(const QHash<AccountId, Timestamp> &lastSeen);

    EventBus &m_bus;
    Writer &m_writer;
    const Clock &m_clock;
    QTimer m_timer;

    mutable std::mutex m_mutex;
    QHash<AccountId, PersonPresence> m_people; // guarded by m_mutex; those who are anywhere, or just went
    QHash<NodeId, QSet<AccountId>> m_there; // guarded by m_mutex; who is at other nodes
    QSet<AccountId> m_changed; // guarded by m_mutex
    qint64 m_number = 0; // guarded by m_mutex
};

} // namespace confab
