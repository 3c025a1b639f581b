// SPDX-License-Identifier: Apache-2.0
#include "client/store/storedmessagelistmodel.h"

#include "shared/core/limits.h"
#include "shared/core/text.h"

#include <QDateTime>
#include <QPointer>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QDateTime toDateTime(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

} // namespace

StoredMessageListModel::StoredMessageListModel(LocalStore &store, ChatId chat, Load load, NameOf nameOf,
                                               QObject *parent)
    : MessageListModel(parent)
    , m_store(store)
    , m_load(std::move(load))
    , m_nameOf(std::move(nameOf))
{
    m_chat.id = chat;
    fill();
    connect(&store, &LocalStore::changed, this, &StoredMessageListModel::storeChanged);
}

void StoredMessageListModel::fill()
{
    if (const auto row = m_store.conversations().find(m_chat.id))
        m_chat = row->chat;
    m_firstUnread = m_chat.unread > 0
        ? m_store.messages().firstOfOthers(m_chat.id, m_chat.readSeq, m_store.self())
        : Seq();
    // The first unread one is among them, with something before it, unless it is very far back.
    const int size = pageSize + std::min(m_chat.unread, mostUnreadAtOpening);
    m_items = toItems(m_store.messages().before(m_chat.id, Seq(), size), Seq());
    m_stored = int(m_items.size());
    for (const OutboxEntry &entry : m_store.outbox().of(m_chat.id))
        m_items.append(entry);
    m_askedGaps.clear();
    updateAtStart();
}

Seq StoredMessageListModel::first() const
{
    return m_stored == 0 ? Seq() : firstSeqOf(m_items.first());
}

bool StoredMessageListModel::isOwn(const QString &username) const
{
    return usernameKey(username) == usernameKey(m_store.self());
}

void StoredMessageListModel::updateAtStart()
{
    const Seq start = std::max(m_chat.firstSeq, Seq(1));
    const bool atStart = m_stored == 0 ? m_chat.lastSeq == Seq() : first() <= start;
    if (std::exchange(m_atStart, atStart) != atStart)
        Q_EMIT atStartChanged(atStart);
}

void StoredMessageListModel::storeChanged(const StoreChange &change)
{
    if (change.everything || change.forgotten.contains(m_chat.id)) {
        beginResetModel();
        fill();
        endResetModel();
        return;
    }
    const Chat before = m_chat;
    if (change.chats.contains(m_chat.id)) {
        if (const auto row = m_store.conversations().find(m_chat.id))
            m_chat = row->chat;
    }
    for (const Message &message : change.messages.value(m_chat.id))
        put(message);
    for (const OutboxEntry &entry : change.discarded)
        discard(entry);
    for (const OutboxEntry &entry : change.queued) {
        if (entry.chat == m_chat.id)
            insert(int(m_items.size()), {entry});
    }
    for (const OutboxEntry &entry : change.changed) {
        if (const int row = entry.chat == m_chat.id ? rowOf(entry.clientId) : -1; row >= 0)
            replace(row, entry);
    }
    marksChanged(before);
    if (m_stored > 0 && m_stored < pageSize && !m_isLoading)
        extend(pageSize - m_stored); // A page that came for a conversation of which only the end was here.
    updateAtStart();
}

void StoredMessageListModel::insert(int row, const QList<MessageItem> &items)
{
    if (items.isEmpty())
        return;
    beginInsertRows({}, row, row + int(items.size()) - 1);
    for (qsizetype i = 0; i < items.size(); ++i)
        m_items.insert(row + i, items.at(i));
    if (!std::holds_alternative<OutboxEntry>(items.first()))
        m_stored += int(items.size());
    endInsertRows();
}

void StoredMessageListModel::replace(int row, const MessageItem &item)
{
    m_items[row] = item;
    Q_EMIT dataChanged(index(row), index(row));
}

void StoredMessageListModel::removeRow(int row)
{
    beginRemoveRows({}, row, row);
    m_items.removeAt(row);
    if (row < m_stored)
        --m_stored;
    endRemoveRows();
}

void StoredMessageListModel::discard(const OutboxEntry &entry)
{
    const int row = entry.chat == m_chat.id ? rowOf(entry.clientId) : -1;
    if (row >= m_stored)
        removeRow(row);
}

int StoredMessageListModel::findSeq(Seq seq) const
{
    const auto end = m_items.begin() + m_stored;
    const auto found = std::lower_bound(m_items.begin(), end, seq, [](const MessageItem &item, Seq wanted) {
        return lastSeqOf(item) < wanted;
    });
    return found == end || seq < firstSeqOf(*found) ? -1 : int(found - m_items.begin());
}

void StoredMessageListModel::put(const Message &message)
{
    int waiting = -1;
    for (int row = m_stored; row < m_items.size() && waiting < 0; ++row) {
        if (clientIdOf(m_items.at(row)) == message.clientId && isOwn(message.sender))
            waiting = row;
    }
    const bool isAfter = m_stored == 0 || message.seq > lastSeqOf(m_items.at(m_stored - 1));
    if (isAfter) {
        appendMessage(message, waiting);
        return;
    }
    if (waiting >= 0)
        removeRow(waiting); // Its place is further up.
    const int row = findSeq(message.seq);
    if (row < 0)
        return; // Before the window.
    if (std::holds_alternative<MessageGap>(m_items.at(row)))
        putIntoGap(row, message);
    else
        replace(row, message);
}

void StoredMessageListModel::appendMessage(const Message &message, int waitingRow)
{
    if (m_stored > 0) {
        const Seq expected = lastSeqOf(m_items.at(m_stored - 1)).next();
        if (expected < message.seq) {
            insert(m_stored, {MessageGap{.from = expected, .to = message.seq.previous()}});
            waitingRow += waitingRow < 0 ? 0 : 1;
        }
    }
    if (waitingRow < 0) {
        insert(m_stored, {message});
        return;
    }
    if (waitingRow != m_stored) { // Refused ones wait before it.
        beginMoveRows({}, waitingRow, waitingRow, {}, m_stored);
        m_items.move(waitingRow, m_stored);
        endMoveRows();
    }
    replace(m_stored++, message);
}

void StoredMessageListModel::putIntoGap(int row, const Message &message)
{
    const auto gap = std::get<MessageGap>(m_items.at(row));
    if (gap.from == gap.to) {
        replace(row, message);
    } else if (message.seq == gap.from) {
        replace(row, MessageGap{.from = gap.from.next(), .to = gap.to});
        insert(row, {message});
    } else if (message.seq == gap.to) {
        replace(row, MessageGap{.from = gap.from, .to = gap.to.previous()});
        insert(row + 1, {message});
    } else {
        replace(row, MessageGap{.from = gap.from, .to = message.seq.previous()});
        insert(row + 1, {message, MessageGap{.from = message.seq.next(), .to = gap.to}});
    }
}

void StoredMessageListModel::marksChanged(const Chat &before)
{
    if (before.displayName != m_chat.displayName)
        namesChanged();
    if (before.peerReadSeq == m_chat.peerReadSeq && before.peerDeliveredSeq == m_chat.peerDeliveredSeq)
        return;
    const Seq from = std::min(before.peerReadSeq, before.peerDeliveredSeq);
    const Seq to = std::max(m_chat.peerReadSeq, m_chat.peerDeliveredSeq);
    // From the end: marks move among the latest.
    for (int row = m_stored - 1; row >= 0 && firstSeqOf(m_items.at(row)) > from; --row) {
        const auto *message = std::get_if<Message>(&m_items.at(row));
        if (message && message->seq <= to && isOwn(message->sender))
            Q_EMIT dataChanged(index(row), index(row), {DeliveryRole});
    }
}

void StoredMessageListModel::namesChanged()
{
    if (!m_items.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_items.size()) - 1), {SenderNameRole});
}

void StoredMessageListModel::extend(int limit)
{
    const auto older = m_store.messages().before(m_chat.id, first(), limit);
    insert(0, toItems(older, first()));
}

void StoredMessageListModel::loadOlder()
{
    if (m_isLoading || m_atStart)
        return;
    if (m_stored > 0 && m_store.messages().at(m_chat.id, first().previous())) {
        extend(pageSize);
        updateAtStart();
        return;
    }
    setLoading(true);
    m_load(first(), pageSize, [self = QPointer(this)](Result<void> outcome) {
        if (self)
            self->olderLoaded(outcome);
    });
}

void StoredMessageListModel::olderLoaded(const Result<void> &outcome)
{
    // Without a network too: what lies beyond the gap may be here.
    const Seq before = first();
    extend(pageSize);
    setLoading(false);
    updateAtStart();
    if (!outcome)
        Q_EMIT loadFailed(outcome.error());
    else if (first() == before && !m_atStart)
        Q_EMIT atStartChanged(m_atStart = true); // The server has nothing before it.
}

void StoredMessageListModel::setLoading(bool loading)
{
    m_isLoading = loading;
    Q_EMIT loadingOlderChanged(loading);
}

void StoredMessageListModel::fillGap(int row)
{
    const auto *gap = row >= 0 && row < m_items.size() ? std::get_if<MessageGap>(&m_items.at(row)) : nullptr;
    if (!gap || m_askedGaps.contains(gap->to))
        return;
    m_askedGaps.insert(gap->to);
    const int size = int(std::min<qint64>(gap->to.value() - gap->from.value() + 1, Limits::page));
    m_load(gap->to.next(), size, [self = QPointer(this), end = gap->to](Result<void> outcome) {
        if (!self || outcome)
            return;
        self->m_askedGaps.remove(end);
        Q_EMIT self->loadFailed(outcome.error());
    });
}

int StoredMessageListModel::rowOf(const QUuid &clientId) const
{
    // From the end: it is the latest that are looked for.
    for (int row = int(m_items.size()) - 1; row >= 0; --row) {
        if (clientIdOf(m_items.at(row)) == clientId)
            return row;
    }
    return -1;
}

int StoredMessageListModel::rowOf(Seq seq) const
{
    const int row = findSeq(seq);
    return row >= 0 && std::holds_alternative<Message>(m_items.at(row)) ? row : -1;
}

int StoredMessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant StoredMessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MessageItem &item = m_items.at(index.row());
    if (const auto *message = std::get_if<Message>(&item))
        return messageData(*message, role);
    if (const auto *entry = std::get_if<OutboxEntry>(&item))
        return waitingData(*entry, role);
    if (role == KindRole)
        return QVariant::fromValue(Kind::Gap);
    return role == SeqRole ? QVariant(firstSeqOf(item).value()) : QVariant();
}

QVariant StoredMessageListModel::messageData(const Message &message, int role) const
{
    const bool own = isOwn(message.sender);
    switch (role) {
    case KindRole:
        return QVariant::fromValue(Kind::Message);
    case ClientIdRole:
        return message.clientId;
    case SeqRole:
        return message.seq.value();
    case Qt::DisplayRole:
    case BodyRole:
        return message.body;
    case SenderRole:
        return message.sender;
    case SenderNameRole:
        return m_nameOf(message.sender);
    case IsOwnRole:
        return own;
    case SentAtRole:
        return toDateTime(message.sentAt);
    case DeliveryRole:
        return QVariant::fromValue(own ? deliveryOf(m_chat, message.seq) : Delivery::Accepted);
    case EditedRole:
        return message.editedAt.has_value();
    case DeletedRole:
        return message.deleted;
    default:
        return {};
    }
}

QVariant StoredMessageListModel::waitingData(const OutboxEntry &entry, int role) const
{
    switch (role) {
    case KindRole:
        return QVariant::fromValue(Kind::Message);
    case ClientIdRole:
        return entry.clientId;
    case SeqRole:
        return qint64(0);
    case Qt::DisplayRole:
    case BodyRole:
        return entry.body;
    case SenderRole:
        return m_store.self();
    case SenderNameRole:
        return m_nameOf(m_store.self());
    case IsOwnRole:
        return true;
    case SentAtRole:
        return toDateTime(entry.writtenAt);
    case DeliveryRole:
        return QVariant::fromValue(entry.refused ? Delivery::Refused : Delivery::Queued);
    case ErrorRole:
        return entry.refused ? QVariant::fromValue(*entry.refused) : QVariant();
    case EditedRole:
    case DeletedRole:
        return false;
    default:
        return {};
    }
}

QHash<int, QByteArray> StoredMessageListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {KindRole, "kind"},
            {ClientIdRole, "clientId"},   {SeqRole, "seq"},
            {BodyRole, "body"},           {SenderRole, "sender"},
            {SenderNameRole, "name"},     {IsOwnRole, "isOwn"},
            {SentAtRole, "sentAt"},       {DeliveryRole, "delivery"},
            {ErrorRole, "error"},         {EditedRole, "edited"},
            {DeletedRole, "deleted"}};
}

} // namespace confab
