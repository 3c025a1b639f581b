// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"
#include "server/bus/redischannels.h"

namespace confab {

/// What one node publishes: a header that says who, and a line for each event, in order. Each event is
/// written once, however many channels carry it.
///
///     {"from":"<node>"}
///     {"type":"message",…}
///     {"type":"receipt",…}
///
/// Used by one thread.
class Outgoing {
public:
    struct Message {
        QByteArray channel;
        QByteArray payload;
    };

    Outgoing(RedisChannels channels, NodeId self);

    void add(const Events &events);
    /// All that was added since the last time, one message a channel unless it would grow too long. The
    /// events of one channel are in the order they were added.
    [[nodiscard]] QList<Message> take();
    /// A message without events.
    [[nodiscard]] Message probe() const { return {m_channels.probe(), m_header}; }

    static constexpr qsizetype longPayload = 256 * 1024; ///< bytes; no event is added to a longer one

private:
    /// AmongAll: after what the channels of accounts carry already, and before what they will.
    enum class Order { OfItsChannel, AmongAll };

    void appendForNodes(const QByteArray &line, Order order);
    void append(const QByteArray &channel, const QByteArray &line);

    const RedisChannels m_channels;
    const QByteArray m_header;
    QList<Message> m_messages;
    QHash<QByteArray, qsizetype> m_byChannel; ///< the message that still takes lines
};

} // namespace confab
