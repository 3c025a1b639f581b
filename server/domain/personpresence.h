// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"

#include <QHash>

#include <algorithm>

namespace confab {

/// One person's presence: the sockets here, what other nodes say, and what was told of it. A value.
struct PersonPresence {
    QString username;
    bool shares = true;
    QHash<SocketId, Presence> sockets = {};
    QHash<NodeId, Presence> elsewhere = {}; ///< without those that say Offline
    std::optional<Timestamp> lastSeenAt = {}; ///< when the last socket went, where it is known
    bool leftHere = false; ///< the last socket here went, and that is not written down yet

    // Told last
    Presence toldWatchers = Presence::Offline;
    Presence toldNodes = Presence::Offline;

    /// By the sockets here. Whoever is there with one device is there.
    [[nodiscard]] Presence here() const { return most(sockets); }
    [[nodiscard]] Presence anywhere() const { return std::max(most(sockets), most(elsewhere)); }
    [[nodiscard]] Presence shown() const { return shares ? anywhere() : Presence::Offline; }
    [[nodiscard]] bool isGone() const { return sockets.isEmpty() && elsewhere.isEmpty(); }

private:
    template <typename Key>
    [[nodiscard]] static Presence most(const QHash<Key, Presence> &states)
    {
        return states.isEmpty() ? Presence::Offline : *std::max_element(states.begin(), states.end());
    }
};

} // namespace confab
