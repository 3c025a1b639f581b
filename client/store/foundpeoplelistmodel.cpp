// SPDX-License-Identifier: Apache-2.0
#include "client/store/foundpeoplelistmodel.h"

#include "client/store/localstore.h"
#include "client/store/presencebook.h"
#include "shared/core/text.h"

#include <QDateTime>
#include <QPointer>

namespace confab {

FoundPeopleListModel::FoundPeopleListModel(Find find, LocalStore &store, const PresenceBook &presence,
                                           Scheduler &scheduler, QObject *parent)
    : PeopleListModel(parent)
    , m_find(std::move(find))
    , m_store(store)
    , m_presence(presence)
    , m_pause(scheduler)
{
    connect(&presence, &PresenceBook::changed, this, [this](const QString &username) {
        for (int row = 0; row < m_users.size(); ++row) {
            if (usernameKey(m_users.at(row).username) == usernameKey(username))
                Q_EMIT dataChanged(index(row), index(row), {PresenceRole, LastSeenAtRole});
        }
    });
}

void FoundPeopleListModel::setQuery(const QString &query)
{
    m_query = query;
    ++m_question;
    m_isFetching = false;
    setSearching(true);
    m_pause.set(pause, [this] { ask(); });
}

void FoundPeopleListModel::ask()
{
    m_find(m_query.trimmed(), {}, [self = QPointer(this), question = m_question](Result<Page<User>> page) {
        if (self && question == self->m_question)
            self->take(page);
    });
}

void FoundPeopleListModel::take(const Result<Page<User>> &page)
{
    beginResetModel();
    m_isLocal = !page;
    m_users = others(page ? page->items : m_store.people().search(m_query.trimmed(), localLimit));
    m_next = page ? page->next : QString();
    endResetModel();
    setSearching(false);
    Q_EMIT answered();
}

bool FoundPeopleListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_next.isEmpty() && !m_isFetching && !m_isSearching;
}

void FoundPeopleListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isFetching = true;
    m_find(m_query.trimmed(), m_next,
           [self = QPointer(this), question = m_question](Result<Page<User>> page) {
               if (self && question == self->m_question)
                   self->takeMore(page);
           });
}

void FoundPeopleListModel::takeMore(const Result<Page<User>> &page)
{
    m_isFetching = false;
    if (!page)
        return; // The view asks again when it comes to the end.
    m_next = page->next;
    const auto users = others(page->items);
    if (users.isEmpty())
        return;
    beginInsertRows({}, int(m_users.size()), int(m_users.size() + users.size()) - 1);
    m_users.append(users);
    endInsertRows();
}

QList<User> FoundPeopleListModel::others(const QList<User> &users) const
{
    QList<User> out;
    for (const User &user : users) {
        if (usernameKey(user.username) != usernameKey(m_store.self()))
            out.append(user);
    }
    return out;
}

void FoundPeopleListModel::setSearching(bool searching)
{
    if (std::exchange(m_isSearching, searching) != searching)
        Q_EMIT searchingChanged(searching);
}

int FoundPeopleListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_users.size());
}

QVariant FoundPeopleListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const User user = m_presence.present(m_users.at(index.row()));
    switch (role) {
    case UsernameRole:
        return user.username;
    case Qt::DisplayRole:
    case DisplayNameRole:
        return user.displayName;
    case PresenceRole:
        return QVariant::fromValue(user.presence.value_or(Presence::Offline));
    case LastSeenAtRole:
        return user.lastSeenAt
            ? QDateTime::fromMSecsSinceEpoch(user.lastSeenAt->time_since_epoch().count(), Qt::UTC)
            : QDateTime();
    case StatusTextRole:
        return user.status.value_or(QString());
    default:
        return {};
    }
}

QHash<int, QByteArray> FoundPeopleListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {UsernameRole, "username"},     {DisplayNameRole, "displayName"},
            {PresenceRole, "presence"},   {LastSeenAtRole, "lastSeenAt"}, {StatusTextRole, "statusText"}};
}

} // namespace confab
