// SPDX-License-Identifier: Apache-2.0
#include "client/store/unreadcount.h"

#include "client/store/mention.h"
#include "shared/core/limits.h"

namespace confab {
namespace {

qint64 unreadOf(LocalStore &store, const ChatRow &row)
{
    const Chat &chat = row.chat;
    // Who came back to a group has read up to somewhere before what may be seen.
    const Seq read = std::max(chat.readSeq, Seq(chat.firstSeq.value() - 1));
    const auto after = store.messages().countAfter(chat.id, read, store.self());
    const qint64 holes = chat.lastSeq.value() - read.value() - after.rows;
    if (holes <= 0 || after.rows >= MessageStore::mostCounted)
        return after.unread;
    // What is not here cannot be counted: the server's number for it, and the rows for what came since.
    const bool isCounted = row.summaryReadSeq == chat.readSeq;
    return isCounted
        ? row.summaryUnread + store.messages().countAfter(chat.id, row.summaryLastSeq, store.self()).unread
        : after.unread + holes;
}

int mentionsIn(LocalStore &store, const Chat &chat)
{
    int mentions = 0;
    for (const QString &body : store.messages().naming(chat.id, chat.readSeq, store.self()))
        mentions += Mention::isIn(body, store.self()) ? 1 : 0;
    return mentions;
}

} // namespace

void countUnread(LocalStore &store, ChatRow &row)
{
    row.chat.unread = int(std::min<qint64>(unreadOf(store, row), Limits::unread));
    row.chat.mentions = row.chat.isGroup() && row.chat.unread > 0 ? mentionsIn(store, row.chat) : 0;
}

} // namespace confab
