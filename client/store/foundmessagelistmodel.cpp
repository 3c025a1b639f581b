// SPDX-License-Identifier: Apache-2.0
#include "client/store/foundmessagelistmodel.h"

#include "client/store/localstore.h"
#include "shared/core/bigrams.h"
#include "shared/core/text.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>

namespace confab {
namespace {

SearchEntry placeOf(const FoundMessage &message)
{
    return {message.chat, message.seq, message.sentAt};
}

} // namespace

FoundMessageListModel::FoundMessageListModel(MessageSearch &search, Ask ask, LocalStore &store,
                                             Scheduler &scheduler, QObject *parent)
    : HitListModel(parent)
    , m_search(search)
    , m_ask(std::move(ask))
    , m_store(store)
    , m_pause(scheduler)
{
    connect(&search, &MessageSearch::found, this, &FoundMessageListModel::takeLocal);
    connect(&search, &MessageSearch::indexed, this, [this] {
        if (m_isIndexing)
            setQuery(m_query); // Now all of it can be found.
    });
    connect(&store, &LocalStore::changed, this, &FoundMessageListModel::storeChanged);
}

void FoundMessageListModel::setQuery(const QString &query)
{
    const bool isAsked = !bigramQuery(query).isEmpty();
    m_query = isAsked ? query.trimmed() : QString();
    ++m_question;
    m_next.clear();
    m_pause.cancel();
    m_isStale = isAsked;
    m_isLocalPending = isAsked;
    m_isServerPending = isAsked;
    if (isAsked) {
        m_number = m_search.find(m_query, pageSize);
        m_pause.set(pause, [this] { askServer({}); });
    } else {
        m_search.cancel();
        m_isLocal = false;
        m_isIndexing = false;
        clear();
    }
    Q_EMIT stateChanged();
}

void FoundMessageListModel::clear()
{
    if (m_hits.isEmpty())
        return;
    beginResetModel();
    m_hits.clear();
    endResetModel();
}

void FoundMessageListModel::askServer(const QString &before)
{
    m_isServerPending = true;
    m_ask(m_query, before, [self = QPointer(this), question = m_question](Result<Page<Message>> page) {
        if (self && question == self->m_question)
            self->takeServer(page);
    });
}

void FoundMessageListModel::takeLocal(const FoundMessages &found)
{
    if (found.search != m_number)
        return;
    m_isLocalPending = false;
    m_isLocalAtEnd = found.isAtEnd;
    m_isIndexing = !found.isUpToDate;
    take(found.messages);
    Q_EMIT stateChanged();
}

void FoundMessageListModel::takeServer(const Result<Page<Message>> &page)
{
    m_isServerPending = false;
    m_isLocal = !page;
    m_next = page ? page->next : QString();
    take(page ? known(page->items) : QList<FoundMessage>());
    Q_EMIT stateChanged();
}

QList<FoundMessage> FoundMessageListModel::known(const QList<Message> &messages) const
{
    QList<FoundMessage> found;
    for (const Message &message : messages) {
        if (const auto row = m_store.conversations().find(message.conversation))
            found.append({row->chat.id, message.seq, message.sender, message.sentAt, message.body});
    }
    return found;
}

void FoundMessageListModel::take(const QList<FoundMessage> &messages)
{
    if (!std::exchange(m_isStale, false)) {
        for (const FoundMessage &message : messages)
            insert(message);
        return;
    }
    beginResetModel();
    m_hits = messages;
    std::sort(m_hits.begin(), m_hits.end(),
              [](const auto &a, const auto &b) { return isNewer(placeOf(a), placeOf(b)); });
    endResetModel();
}

void FoundMessageListModel::insert(const FoundMessage &message)
{
    const auto place
        = std::lower_bound(m_hits.begin(), m_hits.end(), message, [](const auto &hit, const auto &wanted) {
              return isNewer(placeOf(hit), placeOf(wanted));
          });
    if (place != m_hits.end() && placeOf(*place) == placeOf(message))
        return;
    const int row = int(place - m_hits.begin());
    beginInsertRows({}, row, row);
    m_hits.insert(row, message);
    endInsertRows();
}

void FoundMessageListModel::storeChanged(const StoreChange &change)
{
    if (m_hits.isEmpty())
        return;
    if (change.everything || !change.forgotten.isEmpty()) {
        setQuery(m_query);
        return;
    }
    for (auto it = change.messages.begin(); it != change.messages.end(); ++it) {
        for (const Message &message : *it)
            messageChanged(it.key(), message);
    }
}

/// A deleted text may not be read any longer, here either.
void FoundMessageListModel::messageChanged(ChatId chat, const Message &message)
{
    const auto found = std::find_if(m_hits.begin(), m_hits.end(), [&](const FoundMessage &hit) {
        return hit.chat == chat && hit.seq == message.seq;
    });
    if (found == m_hits.end())
        return;
    const int row = int(found - m_hits.begin());
    if (!message.deleted) {
        m_hits[row].body = message.body;
        Q_EMIT dataChanged(index(row), index(row));
        return;
    }
    beginRemoveRows({}, row, row);
    m_hits.removeAt(row);
    endRemoveRows();
}

bool FoundMessageListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !isSearching() && !m_query.isEmpty()
        && (!m_isLocalAtEnd || !m_next.isEmpty());
}

void FoundMessageListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    if (!m_isLocalAtEnd) {
        m_isLocalPending = true;
        m_search.more(pageSize);
    }
    if (!m_next.isEmpty())
        askServer(m_next);
    Q_EMIT stateChanged();
}

int FoundMessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hits.size());
}

QVariant FoundMessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FoundMessage &hit = m_hits.at(index.row());
    const auto chat = [&] {
        const auto row = m_store.conversations().find(hit.chat);
        return row ? row->chat : Chat();
    };
    switch (role) {
    case ChatIdRole:
        return QVariant::fromValue(hit.chat);
    case SeqRole:
        return hit.seq.value();
    case UsernameRole:
        return chat().username;
    case TitleRole:
        return chat().displayName;
    case Qt::DisplayRole:
    case BodyRole:
        return hit.body;
    case IsOwnRole:
        return usernameKey(hit.sender) == usernameKey(m_store.self());
    case SentAtRole:
        return QDateTime::fromMSecsSinceEpoch(hit.sentAt.time_since_epoch().count(), Qt::UTC);
    default:
        return {};
    }
}

QHash<int, QByteArray> FoundMessageListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {ChatIdRole, "chatId"}, {SeqRole, "seq"},
            {UsernameRole, "username"},   {TitleRole, "title"},   {BodyRole, "body"},
            {IsOwnRole, "isOwn"},         {SentAtRole, "sentAt"}};
}

} // namespace confab
