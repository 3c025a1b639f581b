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
    connect(&store, &LocalStore::changed, this, [this](const StoreChange &change) {
        if (change.relations)
            fill();
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
    m_isLocal = !page;
    m_found = page ? page->items : m_store.people().search(m_query.trimmed(), localLimit);
    m_next = page ? page->next : QString();
    m_answered = m_query.trimmed();
    fill();
    setSearching(false);
    Q_EMIT answered();
}

void FoundPeopleListModel::fill()
{
    beginResetModel();
    // The contacts are all here: they need not wait for the page of the server that has them.
    m_users = m_store.people().related(Relation::Contact, m_answered);
    m_contacts = int(m_users.size());
    m_users += others(m_found);
    endResetModel();
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
    m_found += page->items;
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
        const bool isSelf = usernameKey(user.username) == usernameKey(m_store.self());
        if (!isSelf && !m_store.relations().holds(Relation::Contact, user.username))
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
    case ContactRole:
        return index.row() < m_contacts;
    case BlockedRole:
        return m_store.relations().holds(Relation::Block, user.username);
    default:
        return {};
    }
}

QHash<int, QByteArray> FoundPeopleListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {UsernameRole, "username"},     {DisplayNameRole, "displayName"},
            {PresenceRole, "presence"},   {LastSeenAtRole, "lastSeenAt"}, {StatusTextRole, "statusText"},
            {ContactRole, "contact"},     {BlockedRole, "blocked"}};
}

} // namespace confab
