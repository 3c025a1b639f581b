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

int rowWith(const QList<MessageItem> &items, int count, Seq seq)
{
    const auto end = items.begin() + count;
    const auto found = std::lower_bound(items.begin(), end, seq, [](const MessageItem &item, Seq wanted) {
        return lastSeqOf(item) < wanted;
    });
    return found == end || seq < firstSeqOf(*found) ? -1 : int(found - items.begin());
}

int rowWith(const QList<MessageItem> &items, const QUuid &clientId)
{
    for (int row = int(items.size()) - 1; row >= 0; --row) {
        if (clientIdOf(items.at(row)) == clientId)
            return row;
    }
    return -1;
}

SplitGap splitGap(const MessageGap &gap, const Message &message)
{
    if (gap.from == gap.to)
        return {.before = {}, .gap = message, .after = {}};
    if (message.seq == gap.from)
        return {.before = {message}, .gap = MessageGap{.from = gap.from.next(), .to = gap.to}, .after = {}};
    if (message.seq == gap.to)
        return {
            .before = {}, .gap = MessageGap{.from = gap.from, .to = gap.to.previous()}, .after = {message}};
    return {.before = {},
            .gap = MessageGap{.from = gap.from, .to = message.seq.previous()},
            .after = {message, MessageGap{.from = message.seq.next(), .to = gap.to}}};
}

} // namespace confab
