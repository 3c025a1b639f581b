// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/store/delivery.h"
#include "client/store/messagefile.h"

#include <QAbstractListModel>

namespace confab {

/// One emoji at a message, as it is shown.
struct ShownReaction {
    QString emoji;
    QStringList names = {}; ///< display names of those who put it there
    bool isOwn = false; ///< this account is among them

    bool operator==(const ShownReaction &) const = default;
};

/// One conversation's messages, oldest first, with what waits in the outbox at the end; rows for MessageView.
///
/// Holds a window of rows, not the conversation: `loadOlder` and `loadNewer` move it, letting go what is far
/// from where it grows. It opens at the newest. Where the device lacks messages between two rows there is a
/// Gap row, which goes when it has been filled. Rows come, go and change one by one; a reset comes when the
/// window goes to another place, or when the server's epoch changed and everything here is void. The caller's
/// own, on the GUI thread; the Account must outlive it.
class MessageListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Kind { Message, Gap, Event };
    Q_ENUM(Kind)
    enum Role {
        KindRole = Qt::UserRole + 1, ///< Kind; a Gap answers only this and SeqRole (the first seq it lacks)
        ClientIdRole, ///< QUuid
        SeqRole, ///< qint64; 0 for what waits in the outbox
        BodyRole, ///< QString; also Qt::DisplayRole; empty when deleted
        SenderRole, ///< QString: a username
        SenderNameRole, ///< QString: the display name
        IsOwnRole, ///< bool
        SentAtRole, ///< QDateTime in UTC; for what waits in the outbox, when it was written
        DeliveryRole, ///< Delivery
        ErrorRole, ///< confab::Error of a Refused one, else an invalid QVariant
        EditedRole, ///< bool
        DeletedRole, ///< bool
        WaitingRole, ///< bool: an edit, deletion or reaction of this account is on its way to the server
        ReactionsRole, ///< QList<ShownReaction>
        ReplyToRole, ///< qint64: the seq it answers; 0 for none. The rest is empty where this device lacks it
        ReplyNameRole, ///< QString: the display name of who wrote that
        ReplyBodyRole, ///< QString; empty when deleted
        ReplyDeletedRole, ///< bool
        EventRole, ///< GroupEvent; of an Event, which answers the sender, the time and the next one besides
        EventNameRole, ///< QString: the display name of whom it happened to
        FilesRole, ///< QList<MessageFile>
        MentionsRole, ///< QStringList: the members of the group whom the body names, as it writes them
        OwnNameRole, ///< QString: this account's username
        FromBlockedRole, ///< bool: in a group, of somebody whom this account blocks
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] virtual ChatId chat() const = 0;
    /// Lengthens the window backwards: from this device at once, from the server where this device has a gap.
    /// Does nothing while it is loading already, or at the start.
    virtual void loadOlder() = 0;
    /// Lengthens the window towards the newest. Does nothing at the end.
    virtual void loadNewer() = 0;
    /// Puts the window at the newest, unless it reaches it.
    virtual void showNewest() = 0;
    /// Puts the window around that message, unless it is in it; `shownAround` follows when it is, at once or
    /// after the server's answer, else `loadFailed`.
    virtual void showAround(Seq seq) = 0;
    /// Asks the server for what the Gap at `row` lacks; views call it when they show one. Repeats do no harm.
    virtual void fillGap(int row) = 0;
    /// Whether the first row is the first message this account may see.
    [[nodiscard]] virtual bool atStart() const = 0;
    /// Whether the last row is the newest.
    [[nodiscard]] virtual bool atEnd() const = 0;
    [[nodiscard]] virtual bool isLoadingOlder() const = 0;
    /// The first unread message of someone else when this was opened; 0 when there was none. For the line.
    [[nodiscard]] virtual Seq firstUnread() const = 0;
    /// The row of that message; -1 when it is not in the window.
    [[nodiscard]] virtual int rowOf(const QUuid &clientId) const = 0;
    [[nodiscard]] virtual int rowOf(Seq seq) const = 0;

Q_SIGNALS:
    void atStartChanged(bool atStart);
    void atEndChanged(bool atEnd);
    void shownAround(confab::Seq seq);
    void loadingOlderChanged(bool loading);
    /// Older messages, those of a gap, or the one to show could not be fetched.
    void loadFailed(const confab::Error &error);
};

} // namespace confab
