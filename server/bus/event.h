// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/conversationchanged.h"
#include "server/bus/nodeevents.h"
#include "shared/protocol/serverframes.h"

#include <QList>
#include <QSet>

#include <variant>

/// What has happened and is told to sockets, and to other nodes. Values; made on any thread, read on any.
namespace confab {

/// The members whom a committed change is told, and the frames that asked for it: these get their ack in
/// place of the push, in the order of the changes.
struct Audience {
    QList<AccountId> members = {};
    QList<Origin> origins = {};
};

/// A message is new or has changed.
struct MessageChanged {
    Message message;
    Audience audience;
    bool amended = false; ///< it was there before: whoever asked for the change is told the whole message
};

/// Something happened that these members may not see more of than its number.
struct NumberTaken {
    ChangeFrame number;
    QList<AccountId> members;
};

/// Someone's marks moved.
struct ReceiptChanged {
    ReceiptFrame receipt;
    Audience audience;
};

/// `account` is no member of it any more.
struct MembershipEnded {
    AccountId account;
    ConversationId conversation;
};

/// Contacts, blocks or profiles that `account` sees have changed.
struct AccountChanged {
    AccountId account;
    AccountState state;
};

/// The answer to a frame that changed nothing (or nothing anew: a repeated send). `ack.ref` is not used.
struct Acknowledged {
    Origin origin;
    AckFrame ack = {};
};

/// The answer to a frame that was refused.
struct Refused {
    Origin origin;
    Error error;
};

/// Somebody is writing.
struct Typing {
    UserTypingFrame frame;
    QList<AccountId> members;
};

/// Somebody came, went, or went away; told to the sockets that watch `account`.
struct PresenceChanged {
    AccountId account;
    UserPresenceFrame frame;
};

/// Somebody lets others see the presence from now on, or no more; then that account's sockets watch nobody
/// any more.
struct PresenceSharingChanged {
    AccountId account;
    bool shares;
};

/// `viewer` sees nothing of the presence of `about` from now on, or sees it again; `frame` is what those
/// sockets of the viewer are told that watch it.
struct SightChanged {
    AccountId viewer;
    AccountId about;
    bool hidden = false;
    UserPresenceFrame frame;
};

/// A socket watches these people from now on, whose presence is this at the moment. Those of `hidden` it may
/// not see now, but perhaps later.
struct WatchChanged {
    Origin origin;
    QList<AccountId> accounts;
    QSet<AccountId> hidden;
    QList<UserPresenceFrame> present;
};

/// The high-water marks of what moved lately for one account.
struct MarksDue {
    AccountId account;
    MarksFrame frame;
};

/// A session is over: its sockets are closed with 4401.
struct SessionEnded {
    SessionId session;
};

/// The bus reaches the other nodes from now on, at the start or again: what was published meanwhile may have
/// been missed, on both sides.
struct BusRestored { };

/// The bus does not reach the other nodes any more, for a while.
struct BusLost { };

using Event
    = std::variant<MessageChanged, ReceiptChanged, ConversationChanged, AccountChanged, Acknowledged, Refused,
                   Typing, PresenceChanged, WatchChanged, PresenceSharingChanged, SightChanged, MarksDue,
                   SessionEnded, PeopleChanged, EverybodyThere, PeopleAsked, NodeAlive, NodeLeft, RatesSpent,
                   BusRestored, BusLost, NumberTaken, MembershipEnded>;
using Events = QList<Event>;

} // namespace confab
