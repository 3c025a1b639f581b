// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/eventbus.h"
#include "server/domain/caller.h"
#include "server/domain/presencesource.h"

#include <QHash>

#include <mutex>

namespace confab {

class Writer;

/// Who is there: the sockets of each account on this node and what each says of its user. Only who watches is
/// told, and only of those who share it. Thread-safe. The bus, the writer and the clock must outlive it.
class PresenceService final : public PresenceSource {
public:
    PresenceService(EventBus &bus, Writer &writer, const Clock &clock);

    void opened(SocketId socket, const Caller &caller);
    void closed(SocketId socket, const Caller &caller);
    /// This device is used, or is not.
    void setState(SocketId socket, const Caller &caller, Presence state);

    [[nodiscard]] std::optional<Presence> presence(AccountId account) const override;
    /// Everybody who has a socket here.
    [[nodiscard]] QList<AccountId> connected() const;

private:
    struct Person {
        QString username;
        bool shares = true;
        QHash<SocketId, Presence> sockets;

        [[nodiscard]] Presence presence() const;
        [[nodiscard]] Presence shown() const { return shares ? presence() : Presence::Offline; }
    };

    /// Changes the person under the lock, and tells those who watch if what they see differs.
    void update(const Caller &caller, const std::function<void(Person &)> &change);
    void setSharing(AccountId account, bool shares);
    void tell(AccountId account, const Person &person, std::optional<Timestamp> lastSeenAt);
    void remember(AccountId account, Timestamp lastSeenAt);

    EventBus &m_bus;
    Writer &m_writer;
    const Clock &m_clock;

    mutable std::mutex m_mutex;
    QHash<AccountId, Person> m_people; // guarded by m_mutex; those with a socket
};

} // namespace confab
