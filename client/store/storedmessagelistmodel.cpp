// SPDX-License-Identifier: Apache-2.0
#include "client/store/storedmessagelistmodel.h"

#include "shared/core/limits.h"

#include <QPointer>

namespace confab {

using namespace Qt::StringLiterals;

StoredMessageListModel::StoredMessageListModel(LocalStore &store, ChatId chat, LoadMessages load,
                                               NameOf nameOf, QObject *parent)
    : MessageListModel(parent)
    , m_store(store)
    , m_load(std::move(load))
    , m_shown(store, chat)
    , m_roles(
          store.self(), std::move(nameOf),
          [this](const QString &username) { return m_store.members().holds(m_chat.id, username); },
          [this](const QString &name) { return m_store.relations().holds(Relation::Block, name); }, m_shown)
{
    m_chat.id = chat;
    open();
    connect(&store, &LocalStore::changed, this, &StoredMessageListModel::storeChanged);
}

void StoredMessageListModel::open()
{
    m_shown.refresh();
    if (const auto row = m_store.conversations().find(m_chat.id))
        m_chat = row->chat;
    m_firstUnread = m_chat.unread > 0
        ? m_store.messages().firstOfOthers(m_chat.id, m_chat.readSeq, m_store.self())
        : Seq();
    // The first unread one is among them, with something before it, unless it is very far back.
    const int size = pageSize + std::min(m_chat.unread, mostUnreadAtOpening);
    fill(toItems(m_shown.before(Seq(), size), Seq()), Reach::End);
}

void StoredMessageListModel::fill(const QList<MessageItem> &items, Reach reach)
{
    m_items = items;
    m_stored = int(m_items.size());
    m_atEnd = reach == Reach::End;
    if (m_atEnd)
        m_items += waiting();
    m_askedGaps.clear();
    updateAtStart();
}

QList<MessageItem> StoredMessageListModel::waiting() const
{
    const auto entries = m_store.outbox().of(m_chat.id);
    return {entries.begin(), entries.end()};
}

Seq StoredMessageListModel::first() const
{
    return m_stored == 0 ? Seq() : firstSeqOf(m_items.first());
}

Seq StoredMessageListModel::last() const
{
    return m_stored == 0 ? Seq() : lastSeqOf(m_items.at(m_stored - 1));
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
        open();
        endResetModel();
        return;
    }
    amended(change.amended.value(m_chat.id));
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
        if (entry.chat == m_chat.id && m_atEnd)
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

/// What waits for these messages is another than before.
void StoredMessageListModel::amended(const QSet<Seq> &seqs)
{
    if (!seqs.isEmpty())
        m_shown.refresh();
    for (const Seq seq : seqs) {
        const int row = rowOf(seq);
        const auto message = row < 0 ? std::nullopt : m_shown.at(seq);
        if (message)
            replace(row, *message);
        tellReplies(seq);
    }
}

/// Those that answer `seq` show what it says.
void StoredMessageListModel::tellReplies(Seq seq)
{
    for (int row = 0; row < int(m_items.size()); ++row) {
        const auto *message = std::get_if<Message>(&m_items.at(row));
        if (message && message->replyTo == seq)
            Q_EMIT dataChanged(index(row), index(row), {ReplyBodyRole, ReplyDeletedRole});
    }
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

void StoredMessageListModel::remove(int first, int last)
{
    beginRemoveRows({}, first, last);
    m_items.remove(first, last - first + 1);
    m_stored -= std::max(0, std::min(last + 1, m_stored) - first);
    endRemoveRows();
}

void StoredMessageListModel::discard(const OutboxEntry &entry)
{
    const int row = entry.chat == m_chat.id ? rowOf(entry.clientId) : -1;
    if (row >= m_stored)
        remove(row, row);
}

void StoredMessageListModel::put(const Message &message)
{
    int waiting = -1;
    for (int row = m_stored; row < m_items.size() && waiting < 0; ++row) {
        if (clientIdOf(m_items.at(row)) == message.clientId && m_roles.isOwn(message.sender))
            waiting = row;
    }
    if (m_stored == 0 || message.seq > last()) {
        if (m_atEnd)
            appendMessage(m_shown.shown(message), waiting);
        return;
    }
    if (waiting >= 0)
        remove(waiting, waiting); // Its place is further up.
    const int row = findSeq(message.seq);
    if (row < 0)
        return; // Before the window.
    if (std::holds_alternative<MessageGap>(m_items.at(row)))
        putIntoGap(row, message);
    else
        replace(row, m_shown.shown(message));
    tellReplies(message.seq);
}

void StoredMessageListModel::appendMessage(const Message &message, int waitingRow)
{
    if (m_stored > 0) {
        const Seq expected = last().next();
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
    const auto split = splitGap(std::get<MessageGap>(m_items.at(row)), message);
    replace(row, split.gap);
    insert(row, split.before);
    insert(row + int(split.before.size()) + 1, split.after);
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
        if (message && message->seq <= to && m_roles.isOwn(message->sender))
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
    const auto older = m_shown.before(first(), limit);
    insert(0, toItems(older, first()));
}

void StoredMessageListModel::loadOlder()
{
    if (m_isLoading || m_atStart)
        return;
    if (m_stored > 0 && m_shown.at(first().previous())) {
        extend(pageSize);
        trimEnd();
        updateAtStart();
        return;
    }
    setLoading(true);
    m_load({.before = first(), .limit = pageSize}, [self = QPointer(this)](const Result<Seq> &outcome) {
        if (self)
            self->olderLoaded(outcome);
    });
}

void StoredMessageListModel::olderLoaded(const Result<Seq> &outcome)
{
    // Without a network too: what lies beyond the gap may be here.
    const Seq before = first();
    extend(pageSize);
    trimEnd();
    setLoading(false);
    updateAtStart();
    if (!outcome)
        Q_EMIT loadFailed(outcome.error());
    else if (first() == before && !m_atStart)
        Q_EMIT atStartChanged(m_atStart = true); // The server has nothing before it.
}

void StoredMessageListModel::loadNewer()
{
    if (m_atEnd)
        return;
    const auto newer = m_shown.after(last(), pageSize);
    insert(m_stored, toItemsAfter(newer, last()));
    trimStart();
    if (newer.size() == pageSize)
        return;
    insert(m_stored, waiting());
    Q_EMIT atEndChanged(m_atEnd = true);
}

/// What is far below the screen goes, what waits in the outbox with it.
void StoredMessageListModel::trimEnd()
{
    int keep = mostRows;
    if (m_stored <= keep)
        return;
    while (keep > 0 && std::holds_alternative<MessageGap>(m_items.at(keep - 1)))
        --keep;
    remove(keep, int(m_items.size()) - 1);
    if (std::exchange(m_atEnd, false))
        Q_EMIT atEndChanged(false);
}

void StoredMessageListModel::trimStart()
{
    int excess = m_stored - mostRows;
    if (excess <= 0)
        return;
    while (excess < m_stored && std::holds_alternative<MessageGap>(m_items.at(excess)))
        ++excess;
    remove(0, excess - 1);
    updateAtStart();
}

void StoredMessageListModel::showNewest()
{
    if (m_atEnd)
        return;
    beginResetModel();
    fill(toItems(m_shown.before(Seq(), pageSize), Seq()), Reach::End);
    endResetModel();
    Q_EMIT atEndChanged(true);
}

void StoredMessageListModel::showAround(Seq seq)
{
    if (rowOf(seq) >= 0) {
        Q_EMIT shownAround(seq);
        return;
    }
    if (m_shown.at(seq)) {
        fillAround(seq);
        return;
    }
    const Seq before(seq.value() + pageSize / 2);
    m_load({.before = before, .limit = pageSize}, [self = QPointer(this), seq](const Result<Seq> &outcome) {
        if (!self)
            return;
        if (outcome && self->m_shown.at(seq))
            self->fillAround(seq);
        else
            Q_EMIT self->loadFailed(outcome ? Error{ErrorCode::NotFound} : outcome.error());
    });
}

void StoredMessageListModel::fillAround(Seq seq)
{
    if (rowOf(seq) < 0) {
        const auto newer = m_shown.after(seq, pageSize);
        QList<Message> latestFirst(newer.rbegin(), newer.rend());
        latestFirst += m_shown.before(seq.next(), pageSize);
        beginResetModel();
        fill(toItems(latestFirst, Seq()), newer.size() < pageSize ? Reach::End : Reach::Part);
        endResetModel();
        Q_EMIT atEndChanged(m_atEnd);
    }
    Q_EMIT shownAround(seq);
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
    m_load({.before = gap->to.next(), .limit = size},
           [self = QPointer(this), end = gap->to](const Result<Seq> &outcome) {
               if (!self || outcome)
                   return;
               self->m_askedGaps.remove(end);
               Q_EMIT self->loadFailed(outcome.error());
           });
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
    return m_roles.data(m_items.at(index.row()), m_chat, role);
}

} // namespace confab
