// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/presenceservice.h"

namespace confab {

class StoragePool;

/// Keeps this node and the others in the picture of who is where: a heartbeat every few seconds, the whole
/// list to who asks for it, and the end of a node that is silent, or says so.
///
/// A heartbeat carries the number of the last change its node told of; who missed one asks for the list.
/// While the bus is away nobody is taken for gone. Lives on the main thread; events reach it on any. What it
/// is given must outlive it.
class PresenceExchange final : public QObject {
    Q_OBJECT

public:
    PresenceExchange(PresenceService &presence, EventBus &bus, StoragePool &readers, const Clock &clock);

    /// Begins to beat; for a bus that has other nodes.
    void start();
    /// Tells the others that this node ends.
    void leave();
    /// One heartbeat, and a look at who is silent; start() has it done every `interval`.
    void beat();

    static constexpr std::chrono::seconds interval{3};
    /// Somebody whose node dies is seen to be gone within this, an interval, and the gathering of changes.
    static constexpr std::chrono::seconds silence{10};

private:
    struct Node {
        Timestamp lastHeard;
        qint64 number = -1; ///< of the last change heard of; -1: its list is not known yet
    };

    void handle(const Event &event);
    void heard(const PeopleChanged &event);
    void heard(const EverybodyThere &event);
    void heard(const NodeAlive &event);
    void heard(const NodeLeft &event);
    void heard(const PeopleAsked &event);
    void restored();
    void setBusIsThere(bool isThere);

    /// What is known of a node, which has just been heard of.
    [[nodiscard]] Node &nodeLocked(NodeId node);
    /// Reads again who lets others see the presence and whom a block hides, then tells everything of this
    /// node and asks for the rest.
    void introduce();

    PresenceService &m_presence;
    EventBus &m_bus;
    StoragePool &m_readers;
    const Clock &m_clock;
    QTimer m_timer;

    std::mutex m_mutex;
    QHash<NodeId, Node> m_nodes; // guarded by m_mutex; the others
    bool m_busIsThere = false; // guarded by m_mutex
};

} // namespace confab
