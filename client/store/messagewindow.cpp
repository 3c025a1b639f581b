// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagewindow.h"

#include <algorithm>

namespace confab {

QUuid clientIdOf(const MessageItem &item)
{
    if (const auto *message = std::get_if<Message>(&item))
        return message->clientId;
    if (const auto *entry = std::get_if<OutboxEntry>(&item))
        return entry->clientId;
    return {};
}

Seq firstSeqOf(const MessageItem &item)
{
    if (const auto *message = std::get_if<Message>(&item))
        return message->seq;
    if (const auto *gap = std::get_if<MessageGap>(&item))
        return gap->from;
    return {};
}

Seq lastSeqOf(const MessageItem &item)
{
    const auto *gap = std::get_if<MessageGap>(&item);
    return gap ? gap->to : firstSeqOf(item);
}

QList<MessageItem> toItems(const QList<Message> &latestFirst, Seq before)
{
    QList<MessageItem> items;
    Seq next = before;
    for (const Message &message : latestFirst) {
        if (next != Seq() && message.seq.next() < next)
            items.append(MessageGap{.from = message.seq.next(), .to = next.previous()});
        items.append(message);
        next = message.seq;
    }
    std::reverse(items.begin(), items.end());
    return items;
}

QList<MessageItem> toItemsAfter(const QList<Message> &oldestFirst, Seq after)
{
    QList<MessageItem> items = toItems({oldestFirst.rbegin(), oldestFirst.rend()}, Seq());
    if (!oldestFirst.isEmpty() && after.next() < oldestFirst.first().seq)
        items.prepend(MessageGap{.from = after.next(), .to = oldestFirst.first().seq.previous()});
    return items;
}

} // namespace confab
