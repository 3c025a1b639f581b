// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/nodeevents.h"

#include <QByteArray>

namespace confab {

/// The names of the channels of one installation. Redis knows channels without regard to its databases, so
/// that the epoch, which all nodes read from the same storage, keeps installations apart. A value.
class RedisChannels {
public:
    RedisChannels() = default;
    RedisChannels(const QString &epoch, NodeId self)
        : m_prefix("confab:" + epoch.toUtf8() + ':')
        , m_nodes(m_prefix + 'n')
        , m_probe(m_prefix + "n:" + QByteArray::number(self.value()))
    { }

    /// What the sockets of one account are told.
    [[nodiscard]] QByteArray account(AccountId account) const
    {
        return m_prefix + "a:" + QByteArray::number(account.value());
    }
    /// The account whose channel that is; null when it is none's.
    [[nodiscard]] AccountId accountOf(QByteArrayView channel) const
    {
        if (!channel.startsWith(m_prefix) || !channel.sliced(m_prefix.size()).startsWith("a:"))
            return {};
        return AccountId(channel.sliced(m_prefix.size() + 2).toLongLong());
    }
    /// What all nodes tell each other.
    [[nodiscard]] const QByteArray &nodes() const { return m_nodes; }
    /// What this node tells itself, to see that Redis still carries.
    [[nodiscard]] const QByteArray &probe() const { return m_probe; }

private:
    QByteArray m_prefix;
    QByteArray m_nodes;
    QByteArray m_probe;
};

} // namespace confab
