// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/localstore.h"

#include <QAbstractListModel>

namespace confab {

class PresenceBook;

/// Who is in a group: owners first, then by display name, narrowed down by a part of a name. A thousand
/// rows are read in one go from the LocalStore; of somebody unknown the profile is asked for when the row is
/// shown. The caller's own, on the GUI thread; store and presence outlive it.
class MemberListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        UsernameRole = Qt::UserRole + 1, ///< QString
        DisplayNameRole, ///< QString; also Qt::DisplayRole
        OwnerRole, ///< bool
        SelfRole, ///< bool: this account
        PresenceRole, ///< Presence; Offline where it is not shared
        LastSeenAtRole, ///< QDateTime in UTC; invalid where it is not shared
        StatusTextRole, ///< QString
    };
    Q_ENUM(Role)
    static constexpr int mostSteps = 50; ///< rows that are told of one by one; with more all are new
    using Meet = std::function<void(const QString &username)>;

    MemberListModel(LocalStore &store, const PresenceBook &presence, ChatId chat, Meet meet,
                    QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    /// Any part of a username or display name; empty finds everyone.
    void setQuery(const QString &query);

private:
    void refresh();
    /// False where rows have changed places, or more than `mostSteps` come and go.
    [[nodiscard]] bool follow(const QList<GroupMember> &now);
    void touch(const QString &username);

    LocalStore &m_store;
    const PresenceBook &m_presence;
    const ChatId m_chat;
    const Meet m_meet;
    QString m_query;
    QList<GroupMember> m_members;
};

} // namespace confab
