// SPDX-License-Identifier: Apache-2.0
#include "client/store/storedconversationlistmodel.h"

#include "client/store/presencebook.h"
#include "client/store/typingbook.h"
#include "shared/core/text.h"

#include <QDateTime>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype previewLength = 200;

bool comesFirst(const ChatRow &a, const ChatRow &b)
{
    if (a.chat.pinned != b.chat.pinned)
        return a.chat.pinned;
    if (a.chat.updatedAt != b.chat.updatedAt)
        return a.chat.updatedAt > b.chat.updatedAt;
    return a.chat.id > b.chat.id;
}

QDateTime toDateTime(const std::optional<Timestamp> &time)
{
    return time ? QDateTime::fromMSecsSinceEpoch(time->time_since_epoch().count(), Qt::UTC) : QDateTime();
}

QString oneLine(const QString &body)
{
    return body.left(previewLength * 2).simplified().left(previewLength);
}

} // namespace

StoredConversationListModel::StoredConversationListModel(LocalStore &store, const PresenceBook &presence,
                                                         const TypingBook &typing, const Clock &clock,
                                                         Scheduler &scheduler, Holds holds, QObject *parent)
    : ConversationListModel(parent)
    , m_store(store)
    , m_presence(presence)
    , m_typing(typing)
    , m_clock(clock)
    , m_holds(holds)
    , m_unmuting(scheduler)
{
    fill();
    m_toldUnread = totalUnread();
    awaitUnmuting();
    connect(&store, &LocalStore::changed, this, &StoredConversationListModel::storeChanged);
    connect(&presence, &PresenceBook::changed, this,
            [this](const QString &username) { touch(username, PresenceRole); });
    connect(&typing, &TypingBook::changed, this, [this](ChatId chat) {
        if (const auto at = indexOf(chat); at.isValid())
            Q_EMIT dataChanged(at, at, {TypingRole});
    });
}

void StoredConversationListModel::fill()
{
    m_rows.clear();
    for (const ChatRow &row : m_store.conversations().all()) {
        if (isShown(row))
            m_rows.push_back({.content = row});
    }
    std::sort(m_rows.begin(), m_rows.end(),
              [](const Row &a, const Row &b) { return comesFirst(a.content, b.content); });
}

bool StoredConversationListModel::isShown(const ChatRow &row) const
{
    if (row.chat.archived != (m_holds == Holds::Archived))
        return false;
    return row.chat.lastSeq != Seq() || !m_store.outbox().of(row.chat.id).isEmpty()
        || !m_store.drafts().of(row.chat.id).isEmpty();
}

void StoredConversationListModel::storeChanged(const StoreChange &change)
{
    if (change.everything) {
        beginResetModel();
        fill();
        endResetModel();
    } else {
        for (const ChatId chat : change.chats)
            update(chat);
    }
    tellUnread();
    awaitUnmuting();
}

void StoredConversationListModel::awaitUnmuting()
{
    std::optional<Timestamp> first;
    for (const Row &row : m_rows) {
        const auto until = row.content.chat.mutedUntil;
        if (isMuted(row.content.chat) && *until != OwnState::mutedForever)
            first = std::min(first.value_or(*until), *until);
    }
    if (!first)
        return m_unmuting.cancel();
    // Not for longer than an hour at once: a clock may be set, and a machine may sleep.
    const std::chrono::milliseconds wait
        = std::min<std::chrono::milliseconds>(*first - m_clock.now(), std::chrono::hours(1));
    m_unmuting.set(wait, [this] { unmute(); });
}

void StoredConversationListModel::unmute()
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_rows[size_t(row)].content.chat.mutedUntil)
            Q_EMIT dataChanged(index(row), index(row), {MutedRole});
    }
    tellUnread();
    awaitUnmuting();
}

void StoredConversationListModel::update(ChatId chat)
{
    const auto row = m_store.conversations().find(chat);
    const int from = find(chat);
    const bool shown = row && isShown(*row);
    if (shown) {
        place({.content = *row}, from);
    } else if (from >= 0) {
        beginRemoveRows({}, from, from);
        m_rows.erase(m_rows.begin() + from);
        endRemoveRows();
    }
}

void StoredConversationListModel::place(const Row &row, int from)
{
    // How many of the others come before it.
    int to = 0;
    for (const Row &other : m_rows)
        to += other.content.chat.id != row.content.chat.id && comesFirst(other.content, row.content) ? 1 : 0;

    if (from < 0) {
        beginInsertRows({}, to, to);
        m_rows.insert(m_rows.begin() + to, row);
        endInsertRows();
        return;
    }
    if (from != to) {
        // Qt counts the place with the row still in it.
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
        Row moved = std::move(m_rows[size_t(from)]);
        m_rows.erase(m_rows.begin() + from);
        m_rows.insert(m_rows.begin() + to, std::move(moved));
        endMoveRows();
    }
    m_rows[size_t(to)] = row;
    Q_EMIT dataChanged(index(to), index(to));
}

void StoredConversationListModel::touch(const QString &username, int role)
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (usernameKey(m_rows[size_t(row)].content.chat.username) == usernameKey(username))
            Q_EMIT dataChanged(index(row), index(row), {role});
    }
}

int StoredConversationListModel::find(ChatId chat) const
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_rows[size_t(row)].content.chat.id == chat)
            return row;
    }
    return -1;
}

QModelIndex StoredConversationListModel::indexOf(ChatId chat) const
{
    const int row = find(chat);
    return row < 0 ? QModelIndex() : index(row);
}

int StoredConversationListModel::totalUnread() const
{
    int unread = 0;
    const bool tellsMentions = m_store.state().tellsMentions();
    for (const Row &row : m_rows) {
        const Chat &chat = row.content.chat;
        unread += isMuted(chat) ? (tellsMentions ? chat.mentions : 0)
                                : std::max(chat.unread, chat.markedUnread ? 1 : 0);
    }
    return unread;
}

void StoredConversationListModel::tellUnread()
{
    const int unread = totalUnread();
    if (std::exchange(m_toldUnread, unread) != unread)
        Q_EMIT totalUnreadChanged(unread);
}

bool StoredConversationListModel::isMuted(const Chat &chat) const
{
    return chat.isMuted(m_clock.now());
}

const StoredConversationListModel::Preview &StoredConversationListModel::preview(const Row &row) const
{
    if (!row.preview)
        row.preview = readPreview(row.content.chat);
    return *row.preview;
}

StoredConversationListModel::Preview StoredConversationListModel::readPreview(const Chat &chat) const
{
    Preview preview{.draft = m_store.drafts().of(chat.id)};
    const auto outbox = m_store.outbox().of(chat.id);
    const auto last = m_store.messages().before(chat.id, Seq(), 1);
    if (!outbox.isEmpty()) {
        const OutboxEntry &entry = outbox.last();
        preview.text = oneLine(entry.body);
        if (preview.text.isEmpty() && !entry.files.isEmpty())
            preview.text = entry.files.first().shown.name;
        preview.isOwn = true;
        preview.delivery = entry.refused ? Delivery::Refused : Delivery::Queued;
        preview.time = entry.writtenAt;
    } else if (!last.isEmpty()) {
        const Message &message = last.first();
        preview.text = oneLine(message.body);
        if (preview.text.isEmpty() && !message.attachments.isEmpty())
            preview.text = message.attachments.first().name;
        preview.isOwn = usernameKey(message.sender) == usernameKey(m_store.self());
        preview.isDeleted = message.deleted;
        preview.event = message.event;
        if (chat.isGroup()) {
            preview.writer = message.sender;
            preview.sender = nameOf(message.sender);
        }
        if (message.event && message.event->user)
            preview.eventName = nameOf(*message.event->user);
        if (preview.isOwn)
            preview.delivery = deliveryOf(chat, message.seq);
        preview.time = message.sentAt;
    }
    return preview;
}

QString StoredConversationListModel::nameOf(const QString &username) const
{
    const auto person = m_store.people().find(username);
    return person ? person->displayName : username;
}

int StoredConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant StoredConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const Chat &chat = row.content.chat;
    switch (role) {
    case ChatIdRole:
        return QVariant::fromValue(chat.id);
    case Qt::DisplayRole:
    case TitleRole:
        return chat.displayName;
    case UsernameRole:
        return chat.username;
    case PreviewRole:
        return preview(row).text;
    case PreviewIsOwnRole:
        return preview(row).isOwn;
    case PreviewSenderRole:
        return preview(row).sender;
    case PreviewFromBlockedRole:
        return !preview(row).isOwn && !preview(row).writer.isEmpty()
            && m_store.relations().holds(Relation::Block, preview(row).writer);
    case PreviewEventRole:
        return preview(row).event ? QVariant::fromValue(*preview(row).event) : QVariant();
    case PreviewEventNameRole:
        return preview(row).eventName;
    case PreviewDeletedRole:
        return preview(row).isDeleted;
    case PreviewDeliveryRole:
        return QVariant::fromValue(preview(row).delivery);
    case UpdatedAtRole:
        return toDateTime(preview(row).time);
    case UnreadRole:
        return chat.unread;
    case MentionsRole:
        return chat.mentions;
    case MarkedUnreadRole:
        return chat.markedUnread;
    case MutedRole:
        return isMuted(chat);
    case PinnedRole:
        return chat.pinned;
    case ArchivedRole:
        return chat.archived;
    case PresenceRole:
        return QVariant::fromValue(m_presence.of(chat.username));
    case StatusTextRole: {
        const auto person = m_store.people().find(chat.username);
        return person ? person->status.value_or(QString()) : QString();
    }
    case LastSeenAtRole: {
        const auto person = m_store.people().find(chat.username);
        return toDateTime(person ? m_presence.present(*person).lastSeenAt : std::nullopt);
    }
    case TypingRole:
        return m_typing.isTyping(chat.id);
    case DraftRole:
        return preview(row).draft;
    default:
        return {};
    }
}

QHash<int, QByteArray> StoredConversationListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {ChatIdRole, "chatId"},   {TitleRole, "title"},
            {UsernameRole, "username"},   {PreviewRole, "preview"}, {UpdatedAtRole, "updatedAt"},
            {UnreadRole, "unread"},       {MutedRole, "muted"},     {PinnedRole, "pinned"},
            {PresenceRole, "presence"},   {TypingRole, "typing"},   {DraftRole, "draft"}};
}

} // namespace confab
