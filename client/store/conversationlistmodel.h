// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/store/delivery.h"

#include <QAbstractListModel>

namespace confab {

/// The conversations of an account, pinned ones first, then the latest first.
///
/// Rows move and change one by one; there is no reset after the first fill but when the server's epoch
/// changes. Archived conversations are in a list of their own. Owned by the Account, on the GUI thread.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        ChatIdRole = Qt::UserRole + 1, ///< ChatId
        TitleRole, ///< QString: the display name; also Qt::DisplayRole
        UsernameRole, ///< QString; of a group, what is nobody's name
        PreviewRole, ///< QString: the last message in one line; empty for a deleted one or none
        PreviewIsOwnRole, ///< bool
        PreviewDeletedRole, ///< bool: the last message is a tombstone
        PreviewSenderRole, ///< QString: the display name of who wrote or did it; of a group only
        PreviewFromBlockedRole, ///< bool: in a group, and of somebody whom this account blocks
        PreviewEventRole, ///< GroupEvent: what happened to a group; invalid of what somebody wrote
        PreviewEventNameRole, ///< QString: the display name of whom it happened to
        PreviewDeliveryRole, ///< Delivery of the last message
        UpdatedAtRole, ///< QDateTime in UTC; invalid when there is no message
        UnreadRole, ///< int, at most Limits::unread
        MarkedUnreadRole, ///< bool: the person's own reminder, whatever is read
        MutedRole, ///< bool
        PinnedRole, ///< bool
        ArchivedRole, ///< bool
        PresenceRole, ///< Presence; Offline where unknown
        StatusTextRole, ///< QString: what the person says below the name
        LastSeenAtRole, ///< QDateTime in UTC; invalid where unknown
        TypingRole, ///< bool
        DraftRole, ///< QString
        MentionsRole, ///< int: unread messages that name this account
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    /// The row of that chat; invalid when it has none.
    [[nodiscard]] virtual QModelIndex indexOf(ChatId chat) const = 0;
    [[nodiscard]] virtual int totalUnread() const = 0;

Q_SIGNALS:
    /// Unread messages in conversations that are not muted, and mentions, where they are told of, in those
    /// that are; one that is marked as unread counts as one.
    void totalUnreadChanged(int unread);
};

} // namespace confab
