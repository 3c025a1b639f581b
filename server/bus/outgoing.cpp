// SPDX-License-Identifier: Apache-2.0
#include "server/bus/outgoing.h"

#include "server/bus/eventjson.h"

namespace confab {

Outgoing::Outgoing(RedisChannels channels, NodeId self)
    : m_channels(std::move(channels))
    , m_header("{\"from\":\"" + QByteArray::number(self.value()) + "\"}\n")
{ }

void Outgoing::add(const Events &events)
{
    for (const Event &event : events) {
        const QList<WrittenEvent> written = writeEvent(event);
        const bool isOfAccounts = std::holds_alternative<ConversationChanged>(event);
        for (const WrittenEvent &one : written) {
            const QByteArray line = one.json + '\n';
            if (one.accounts.isEmpty())
                appendForNodes(line, isOfAccounts ? Order::AmongAll : Order::OfItsChannel);
            for (const AccountId account : one.accounts)
                append(m_channels.account(account), line);
        }
    }
}

void Outgoing::appendForNodes(const QByteArray &line, Order order)
{
    // No message before it takes lines any more, and it takes none.
    if (order == Order::AmongAll)
        m_byChannel.clear();
    append(m_channels.nodes(), line);
    if (order == Order::AmongAll)
        m_byChannel.clear();
}

void Outgoing::append(const QByteArray &channel, const QByteArray &line)
{
    const auto known = m_byChannel.constFind(channel);
    if (known != m_byChannel.constEnd() && m_messages[*known].payload.size() + line.size() <= longPayload) {
        m_messages[*known].payload += line;
        return;
    }
    m_byChannel.insert(channel, m_messages.size());
    m_messages.append({channel, m_header + line});
}

QList<Outgoing::Message> Outgoing::take()
{
    m_byChannel.clear();
    return std::exchange(m_messages, {});
}

} // namespace confab
