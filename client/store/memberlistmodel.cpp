// SPDX-License-Identifier: Apache-2.0
#include "client/store/memberlistmodel.h"

#include "client/store/presencebook.h"
#include "shared/core/text.h"

#include <QDateTime>

namespace confab {

MemberListModel::MemberListModel(LocalStore &store, const PresenceBook &presence, ChatId chat, Meet meet,
                                 QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_presence(presence)
    , m_chat(chat)
    , m_meet(std::move(meet))
    , m_members(store.members().of(chat))
{
    connect(&store, &LocalStore::changed, this, [this](const StoreChange &change) {
        if (change.everything || change.members.contains(m_chat) || !change.people.isEmpty())
            refresh();
    });
    connect(&presence, &PresenceBook::changed, this, &MemberListModel::touch);
}

void MemberListModel::setQuery(const QString &query)
{
    const QString trimmed = query.trimmed();
    if (trimmed == m_query)
        return;
    m_query = trimmed;
    refresh();
}

void MemberListModel::refresh()
{
    const QList<GroupMember> now = m_store.members().of(m_chat, m_query);
    if (follow(now))
        return;
    beginResetModel();
    m_members = now;
    endResetModel();
}

bool MemberListModel::follow(const QList<GroupMember> &now)
{
    const auto namesOf = [](const QList<GroupMember> &members) {
        QSet<QString> names;
        for (const GroupMember &member : members)
            names.insert(member.user.username);
        return names;
    };
    const QSet<QString> wanted = namesOf(now);
    const QSet<QString> before = namesOf(m_members);
    if ((wanted - before).size() + (before - wanted).size() > mostSteps)
        return false;
    for (int row = int(m_members.size()) - 1; row >= 0; --row) {
        if (wanted.contains(m_members.at(row).user.username))
            continue;
        beginRemoveRows({}, row, row);
        m_members.removeAt(row);
        endRemoveRows();
    }
    const QSet<QString> known = namesOf(m_members);
    for (int row = 0; row < int(now.size()); ++row) {
        if (!known.contains(now.at(row).user.username)) {
            beginInsertRows({}, row, row);
            m_members.insert(row, now.at(row));
            endInsertRows();
        } else if (m_members.at(row).user.username != now.at(row).user.username) {
            return false;
        } else if (m_members.at(row) != now.at(row)) {
            m_members[row] = now.at(row);
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
    return true;
}

void MemberListModel::touch(const QString &username)
{
    for (int row = 0; row < int(m_members.size()); ++row) {
        if (usernameKey(m_members.at(row).user.username) == usernameKey(username))
            Q_EMIT dataChanged(index(row), index(row), {PresenceRole, LastSeenAtRole});
    }
}

int MemberListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_members.size());
}

QVariant MemberListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const GroupMember &member = m_members.at(index.row());
    switch (role) {
    case UsernameRole:
        return member.user.username;
    case Qt::DisplayRole:
    case DisplayNameRole:
        if (!member.isKnown)
            m_meet(member.user.username);
        return member.user.displayName;
    case OwnerRole:
        return member.role == MemberRole::Owner;
    case SelfRole:
        return usernameKey(member.user.username) == usernameKey(m_store.self());
    case PresenceRole:
        return QVariant::fromValue(m_presence.of(member.user.username));
    case LastSeenAtRole: {
        const auto seen = m_presence.present(member.user).lastSeenAt;
        return seen ? QDateTime::fromMSecsSinceEpoch(seen->time_since_epoch().count(), Qt::UTC) : QDateTime();
    }
    case StatusTextRole:
        return member.user.status.value_or(QString());
    default:
        return {};
    }
}

QHash<int, QByteArray> MemberListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {UsernameRole, "username"},
            {DisplayNameRole, "displayName"},
            {OwnerRole, "owner"},
            {SelfRole, "self"},
            {PresenceRole, "presence"},
            {LastSeenAtRole, "lastSeenAt"},
            {StatusTextRole, "statusText"}};
}

} // namespace confab
