// SPDX-License-Identifier: Apache-2.0
#include "client/store/foundmessagelistmodel.h"

#include "client/store/localstore.h"
#include "shared/core/bigrams.h"
#include "shared/core/text.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Whether it means the person who searches.
bool isSelf(const QString &name)
{
    //: As the value of the search filter "from:".
    return name.compare("me"_L1, Qt::CaseInsensitive) == 0
        || name.compare(FoundMessageListModel::tr("me"), Qt::CaseInsensitive) == 0;
}

/// The conversations by what they are called.
class NamedChats {
public:
    explicit NamedChats(LocalStore &store)
        : m_store(store)
    { }

    /// By the username, or else the latest whose name has it in it.
    [[nodiscard]] std::optional<Chat> find(const QString &name) const
    {
        if (name.isEmpty())
            return std::nullopt;
        if (const auto row = m_store.conversations().findPeer(name))
            return row->chat;
        std::optional<Chat> best;
        const QList<ChatRow> rows = m_store.conversations().all();
        for (const ChatRow &row : rows) {
            const bool isNamed = searchKey(row.chat.displayName).contains(searchKey(name));
            if (isNamed && (!best || row.chat.updatedAt > best->updatedAt))
                best = row.chat;
        }
        return best;
    }

private:
    LocalStore &m_store;
};

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
            setQuery(m_typed); // Now all of it can be found.
    });
    connect(&store, &LocalStore::changed, this, &FoundMessageListModel::storeChanged);
}

void FoundMessageListModel::setQuery(const QString &query)
{
    const MessageQuery asked = MessageQuery::parse(query);
    bool isPossible = !bigramQuery(asked.text).isEmpty();
    m_typed = query;
    m_filter = isPossible ? filterOf(asked, isPossible) : MessageFilter();
    ++m_question;
    m_next.clear();
    m_emptyPages = 0;
    m_pause.cancel();
    m_isStale = isPossible;
    m_isLocalPending = isPossible;
    m_isServerPending = isPossible;
    if (isPossible) {
        m_number = m_search.find(m_filter, pageSize);
        m_pause.set(pause, [this] { askServer({}); });
    } else {
        stop();
    }
    Q_EMIT stateChanged();
}

void FoundMessageListModel::stop()
{
    m_search.cancel();
    m_isLocalAtEnd = true;
    m_isLocal = false;
    m_isIndexing = false;
    clear();
}

/// Not possible where there is no such conversation, or nobody can have the sender's name.
MessageFilter FoundMessageListModel::filterOf(const MessageQuery &query, bool &isPossible) const
{
    const auto timeOf = [](const std::optional<QDate> &day) {
        return day
            ? std::optional(Timestamp(std::chrono::milliseconds(day->startOfDay().toMSecsSinceEpoch())))
            : std::nullopt;
    };
    MessageFilter filter{.text = query.text,
                         .sender = query.from,
                         .before = timeOf(query.before),
                         .after = timeOf(query.after),
                         .hasFile = query.hasFile};
    const NamedChats chats(m_store);
    if (const auto partner = chats.find(query.from))
        filter.sender = partner->username;
    if (isSelf(query.from))
        filter.sender = m_store.self();
    if (const auto chat = chats.find(query.in))
        filter.chat = chat->id;
    isPossible
        = (query.in.isEmpty() || filter.chat) && (filter.sender.isEmpty() || isUsername(filter.sender));
    return filter;
}

ConversationApi::Search FoundMessageListModel::search() const
{
    ConversationApi::Search search{.text = m_filter.text,
                                   .from = m_filter.sender,
                                   .before = m_filter.before,
                                   .after = m_filter.after,
                                   .hasFile = m_filter.hasFile};
    if (const auto row = m_filter.chat ? m_store.conversations().find(*m_filter.chat) : std::nullopt)
        search.conversation = row->chat.conversation;
    return search;
}

void FoundMessageListModel::clear()
{
    if (m_hits.isEmpty())
        return;
    beginResetModel();
    m_hits.clear();
    endResetModel();
}

void FoundMessageListModel::askServer(const QString &next)
{
    m_isServerPending = true;
    const ConversationApi::Search asked = search();
    if (m_filter.chat && !asked.conversation)
        return takeServer(Page<Message>()); // The server has never heard of it.
    m_ask(asked, next, [self = QPointer(this), question = m_question](Result<Page<Message>> page) {
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
    m_emptyPages = page && page->items.isEmpty() ? m_emptyPages + 1 : 0;
    if (!m_next.isEmpty() && m_emptyPages > 0 && m_emptyPages <= mostEmptyPages)
        return askServer(m_next);
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
        setQuery(m_typed);
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
    return !parent.isValid() && !isSearching() && !m_filter.text.isEmpty()
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
