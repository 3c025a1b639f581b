// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"

#include <QByteArray>
#include <QList>
#include <QVarLengthArray>

#include <memory>
#include <variant>

/// Frames on their way to sockets: what the net layer gets from the api layer, whole (writeTextFrame) and
/// once for all their recipients, but for those of ToViewers. Values.
namespace confab {

/// A frame to one socket.
struct ToSocket {
    SocketId socket;
    QByteArray frame;
    bool isAnswer = true; ///< an ack or error: one frame less of the socket is unanswered
};

/// A push to every socket of these accounts but those of `except` (they get their answer in its place).
struct ToAccounts {
    QList<AccountId> accounts;
    QVarLengthArray<SocketId, 2> except = {};
    QByteArray frame;
};

/// To each account of `change.views` what it sees, on every socket but those that asked for it. Written
/// (encodeView) where there is such a socket: of a large group it is long, and different for each member.
struct ToViewers {
    ConversationChanged change;
};

/// A push to every socket that watches `account`.
struct ToWatchers {
    AccountId account;
    QByteArray frame;
};

/// From now on `socket` watches these accounts, and no others; of those of `hidden` it is told nothing until
/// it may see them.
struct SetWatch {
    SocketId socket;
    QList<AccountId> accounts;
    QSet<AccountId> hidden = {};
};

/// The sockets of `viewer` that watch `about` are told nothing of it from now on, or are again; and `frame`.
struct SetSight {
    AccountId viewer;
    AccountId about;
    bool hidden;
    QByteArray frame;
};

/// The sockets of `account` watch nobody any more.
struct EndWatches {
    AccountId account;
};

/// The sockets of this session are closed with 4401.
struct EndSession {
    SessionId session;
};

using Delivery
    = std::variant<ToSocket, ToAccounts, ToViewers, ToWatchers, SetWatch, SetSight, EndWatches, EndSession>;
/// One batch, in order, shared by all I/O threads.
using Deliveries = std::shared_ptr<const QList<Delivery>>;

} // namespace confab
