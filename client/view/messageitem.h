// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/messagelistmodel.h"

#include <QDateTime>

namespace confab {

/// One row of a MessageListModel as it is shown, with its place among its neighbours.
struct MessageItem {
    MessageListModel::Kind kind = MessageListModel::Kind::Message;
    QUuid clientId = {};
    Seq seq = {};
    QString body = {};
    QString sender = {};
    QString senderName = {};
    bool isOwn = false;
    QDateTime sentAt = {};
    Delivery delivery = Delivery::Accepted;
    std::optional<Error> error = {};
    bool edited = false;
    bool deleted = false;
    bool folded = false; ///< of somebody blocked, and not looked at yet: without what it says
    bool waiting = false; ///< what was done to it is on its way to the server
    QList<ShownReaction> reactions = {};
    Seq replyTo = {}; ///< 0: it answers none
    QString replyName = {}; ///< empty where this device lacks what it answers
    QString replyBody = {};
    bool replyDeleted = false;
    QList<MessageFile> files = {};
    QStringList mentions = {}; ///< members whom the body names
    QString ownName = {}; ///< the username of who looks at it
    GroupEvent event = {}; ///< of one that nobody wrote
    QString eventName = {}; ///< of whom it happened to

    bool startsDay = false; ///< a day separator stands above it
    bool startsNew = false; ///< the "New messages" line stands above it
    bool startsGroup = true; ///< name and avatar stand with it

    enum class Folding { Folded, Open };
    /// `folding` is what becomes of a message of somebody blocked.
    [[nodiscard]] static MessageItem at(const QAbstractItemModel &model, int row, Seq firstUnread,
                                        Folding folding = Folding::Folded);
    /// Whether the server has it, so that something can become of it.
    [[nodiscard]] bool stands() const { return isMessage() && seq != Seq() && !deleted && !folded; }
    /// Whether somebody wrote it.
    [[nodiscard]] bool isMessage() const { return kind == MessageListModel::Kind::Message; }
    [[nodiscard]] bool isEvent() const { return kind == MessageListModel::Kind::Event; }
    [[nodiscard]] bool isGap() const { return kind == MessageListModel::Kind::Gap; }
    [[nodiscard]] QDate day() const { return sentAt.toLocalTime().date(); }
};

/// "Grace, 09:40, Did the build pass?, read", for screen readers.
[[nodiscard]] QString spokenText(const MessageItem &item);
/// What stands in place of a folded one.
[[nodiscard]] QString foldedText();
/// The state of an own message in a word: "waiting", "sent", "delivered", "read", "not sent".
[[nodiscard]] QString deliveryText(Delivery delivery);

} // namespace confab
