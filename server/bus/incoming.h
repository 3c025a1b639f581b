// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"
#include "server/bus/redischannels.h"

namespace confab {

/// Makes events of what other nodes published (see Outgoing for the form). What this node published itself
/// is passed over, and so is what a newer node may say and this one cannot read.
///
/// An event that several channels carried is read once and told once, to all of these accounts, as long as
/// that changes no account's order. Used by one thread.
class Incoming {
public:
    Incoming(RedisChannels channels, NodeId self);

    void add(const QByteArray &channel, const QByteArray &payload);
    /// The events since the last time.
    [[nodiscard]] Events take();
    /// Lines that were no events since the last time, and why the first was not.
    struct Malformed {
        int count = 0;
        QString first = {};
    };
    [[nodiscard]] Malformed takeMalformed() { return std::exchange(m_malformed, {}); }

private:
    void addForNodes(const QByteArray &line);
    void addForAccount(const QByteArray &line, AccountId account);
    [[nodiscard]] bool join(const QByteArray &line, AccountId account);
    void reject(const Error &error);

    const RedisChannels m_channels;
    const QByteArray m_ownHeader;
    Events m_events;
    QHash<QByteArray, qsizetype> m_byLine; ///< where in m_events what a line says is
    QHash<AccountId, qsizetype> m_lastOf; ///< the last of an account there
    Malformed m_malformed;
};

} // namespace confab
