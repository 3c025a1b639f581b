// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/outbox.h"

#include <QList>

#include <variant>

namespace confab {

/// What this device lacks between two messages: all from `from` to `to`.
struct MessageGap {
    Seq from;
    Seq to;
};

/// One row of an open conversation: a message of the server, a gap between two, or what waits in the outbox.
using MessageItem = std::variant<Message, MessageGap, OutboxEntry>;

[[nodiscard]] QUuid clientIdOf(const MessageItem &item);
/// The first and the last number it stands for; 0 for what waits.
[[nodiscard]] Seq firstSeqOf(const MessageItem &item);
[[nodiscard]] Seq lastSeqOf(const MessageItem &item);
/// Messages, latest first and from before `before`, as rows, oldest first, with a gap wherever numbers are
/// missing: between two of them, and between the last of them and `before` (0: nothing comes after them).
[[nodiscard]] QList<MessageItem> toItems(const QList<Message> &latestFirst, Seq before);
/// Messages, oldest first and from after `after`, as rows in the same way.
[[nodiscard]] QList<MessageItem> toItemsAfter(const QList<Message> &oldestFirst, Seq after);

/// The row among the first `count` that is or lacks `seq`; -1 when none does.
[[nodiscard]] int rowWith(const QList<MessageItem> &items, int count, Seq seq);
/// The row with that clientId, looked for from the end; -1 when there is none.
[[nodiscard]] int rowWith(const QList<MessageItem> &items, const QUuid &clientId);

/// What a gap becomes when one of the messages that it lacks has come.
struct SplitGap {
    QList<MessageItem> before;
    MessageItem gap; ///< what is left of it, or the message itself
    QList<MessageItem> after;
};
[[nodiscard]] SplitGap splitGap(const MessageGap &gap, const Message &message);

} // namespace confab
