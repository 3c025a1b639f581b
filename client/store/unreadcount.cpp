// SPDX-License-Identifier: Apache-2.0
#include "client/store/unreadcount.h"

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

} // namespace

void countUnread(LocalStore &store, ChatRow &row)
{
    row.chat.unread = int(std::min<qint64>(unreadOf(store, row), Limits::unread));
    row.chat.mentions = row.chat.isGroup() && row.chat.unread > 0
        ? store.messages().countNaming(row.chat.id, row.chat.readSeq)
        : 0;
}

} // namespace confab
