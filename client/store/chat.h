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
    QString username; ///< the other person
    QString displayName; ///< the other person's name as last heard, or the username
    Seq firstSeq = {};
    Seq lastSeq = {};
    Seq readSeq = {}; ///< how far this account has read it
    Seq peerReadSeq = {};
    Seq peerDeliveredSeq = {};
    int unread = 0;
    std::optional<Timestamp> mutedUntil = {}; ///< OwnState::mutedForever for always
    bool pinned = false;
    ConversationState state = ConversationState::Open;
    Timestamp updatedAt = {};

    bool operator==(const Chat &) const = default;
};

/// How far one's own message `seq` of that chat has come.
[[nodiscard]] inline Delivery deliveryOf(const Chat &chat, Seq seq)
{
    if (seq <= chat.peerReadSeq)
        return Delivery::Read;
    return seq <= chat.peerDeliveredSeq ? Delivery::Delivered : Delivery::Accepted;
}

} // namespace confab
