// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/protocol/conversationrequests.h"

#include <QDateTime>

namespace confab {

class Account;

/// One thing a person can make of a conversation for oneself alone. The menus, the details and the quick
/// switcher are made from the same table, so that none can know more than the others.
struct ChatAction {
    enum class Kind { ReadMark, Pin, Mute, Archive };

    Kind kind;
    QString text; ///< complete in itself: "Mute for 1 hour"
    QString partText; ///< below "Mute": "For 1 hour"; empty for what is no part of anything
    QLatin1StringView icon;
    UpdateConversationRequest update = {};
    bool readsAll = false; ///< up to the last message
};

/// What there is for that chat at this moment, in local time.
[[nodiscard]] QList<ChatAction> chatActions(const Chat &chat, const QDateTime &now);
/// The one of that kind; the first where there are several.
[[nodiscard]] ChatAction chatAction(ChatAction::Kind kind, const Chat &chat, const QDateTime &now);

void perform(const ChatAction &action, Account &account, ChatId chat);

/// "Muted until 18:30", "Muted"; empty for what is not muted.
[[nodiscard]] QString mutedText(const Chat &chat, const QDateTime &now);

} // namespace confab
