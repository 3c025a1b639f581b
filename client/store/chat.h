// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/delivery.h"
#include "shared/protocol/conversation.h"

namespace confab {

/// Names a conversation on this device, from before the server knows of it. 0 is none.
using ChatId = Id<struct ChatTag>;

/// A conversation as this device has it. One that was begun offline has no `conversation` yet; its ChatId
/// stays the same when it gets one.
struct Chat {
    ChatId id;
    std::optional<ConversationId> conversation = {};
    QString username; ///< the other person; of a group, a key that is nobody's name (groupKey)
    QString displayName; ///< the other person's name as last heard, or the username; a group's title
    std::optional<QString> title = {}; ///< of a group only
    std::optional<QString> avatar = {}; ///< likewise, as what follows
    std::optional<GroupHistory> history = {}; ///< unknown of one that came with an earlier version
    int memberCount = 0;
    bool isOwned = false; ///< this account is an owner of it
    int mentions = 0; ///< unread messages that name this account
    Seq firstSeq = {};
    Seq lastSeq = {};
    Seq readSeq = {}; ///< how far this account has read it
    Seq peerReadSeq = {};
    Seq peerDeliveredSeq = {};
    int unread = 0;
    std::optional<Timestamp> mutedUntil = {}; ///< OwnState::mutedForever for always
    bool pinned = false;
    bool archived = false;
    bool markedUnread = false; ///< as a reminder, whatever is read of it
    ConversationState state = ConversationState::Open;
    Timestamp updatedAt = {};

    [[nodiscard]] bool isGroup() const { return title.has_value(); }
    /// A group that this account was in.
    [[nodiscard]] bool isLeft() const { return isGroup() && !conversation; }
    [[nodiscard]] bool isMuted(Timestamp now) const { return mutedUntil && *mutedUntil > now; }
    bool operator==(const Chat &) const = default;
};

/// What stands in a group's chat where another's has the other person.
[[nodiscard]] inline QString groupKey(ConversationId group)
{
    return QLatin1Char('#') + group.toString();
}

/// Why nothing can be written in a group that this account was in.
[[nodiscard]] inline Error leftGroup()
{
    return {ErrorCode::NotFound, QStringLiteral("conversation"), QStringLiteral("No member any more")};
}

/// How far one's own message `seq` of that chat has come.
[[nodiscard]] inline Delivery deliveryOf(const Chat &chat, Seq seq)
{
    if (seq <= chat.peerReadSeq)
        return Delivery::Read;
    return seq <= chat.peerDeliveredSeq ? Delivery::Delivered : Delivery::Accepted;
}

} // namespace confab
