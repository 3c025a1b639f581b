// SPDX-License-Identifier: Apache-2.0
#include "client/store/filelistmodel.h"

#include "shared/core/text.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace confab {
namespace {

constexpr Seq firstSeq(1);

} // namespace

FileListModel::FileListModel(LocalStore &store, ChatId chat, LoadMessages load, NameOf nameOf,
                             QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_chat(chat)
    , m_load(std::move(load))
    , m_nameOf(std::move(nameOf))
{
    connect(&store, &LocalStore::changed, this, &FileListModel::storeChanged);
    readPage();
    askServer();
}

void FileListModel::readPage()
{
    const QList<Message> page = m_store.messages().holdingFiles(m_chat, m_read, pageSize);
    m_read = page.size() < pageSize ? firstSeq : page.last().seq;
    for (const Message &message : page)
        insert(message);
}

void FileListModel::askServer()
{
    if (m_isLoading || m_asked == firstSeq)
        return;
    m_isLoading = true;
    m_load({.before = m_asked, .limit = pageSize, .hasFile = true},
           [self = QPointer(this), generation = m_generation](const Result<Seq> &first) {
               if (self && generation == self->m_generation)
                   self->take(first);
           });
    Q_EMIT stateChanged();
}

void FileListModel::take(const Result<Seq> &first)
{
    m_isLoading = false;
    m_isLocal = !first;
    if (first)
        m_asked = *first;
    fillHole();
    Q_EMIT stateChanged();
}

void FileListModel::retry()
{
    if (std::exchange(m_isLocal, false))
        askServer();
}

bool FileListModel::canFetchMore(const QModelIndex &parent) const
{
    const bool hasServerMore = m_asked != firstSeq && !m_isLocal;
    return !parent.isValid() && !m_isLoading && (m_read != firstSeq || hasServerMore);
}

void FileListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    if (m_read != firstSeq)
        readPage();
    if (!m_isLocal)
        askServer();
}

void FileListModel::storeChanged(const StoreChange &change)
{
    if (change.everything || change.forgotten.contains(m_chat)) {
        beginResetModel();
        m_rows.clear();
        m_read = {};
        m_asked = {};
        m_isLoading = false;
        ++m_generation;
        endResetModel();
        readPage();
        askServer();
        return;
    }
    const QList<Message> messages = change.messages.value(m_chat);
    for (const Message &message : messages)
        messageChanged(message);
}

void FileListModel::messageChanged(const Message &message)
{
    const int row = rowOf(message.seq);
    const bool isShown = row < m_rows.size() && m_rows.at(row).seq == message.seq;
    const bool holds = !message.deleted && !message.attachments.isEmpty();
    if (isShown && !holds)
        remove(message.seq);
    else if (!isShown && holds && message.seq >= m_read)
        insert(message);
    fillHole();
}

/// What lies between rows that are shown is wanted now, what lies below them when it is scrolled to.
void FileListModel::fillHole()
{
    if (!m_isLocal && !m_rows.isEmpty() && m_rows.last().seq < m_asked)
        askServer();
}

void FileListModel::remove(Seq seq)
{
    const int first = rowOf(seq);
    int last = first;
    while (last + 1 < m_rows.size() && m_rows.at(last + 1).seq == seq)
        ++last;
    beginRemoveRows({}, first, last);
    m_rows.remove(first, last - first + 1);
    endRemoveRows();
}

void FileListModel::insert(const Message &message)
{
    const int first = rowOf(message.seq);
    beginInsertRows({}, first, first + int(message.attachments.size()) - 1);
    int row = first;
    for (const Attachment &file : message.attachments)
        m_rows.insert(row++, {message.seq, message.sender, message.sentAt, file});
    endInsertRows();
}

int FileListModel::rowOf(Seq seq) const
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), seq,
                                        [](const Row &row, Seq wanted) { return row.seq > wanted; });
    return int(place - m_rows.begin());
}

int FileListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant FileListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.file.name;
    case FileRole:
        return QVariant::fromValue(MessageFile{.shown = row.file});
    case SeqRole:
        return row.seq.value();
    case SenderRole:
        return m_nameOf(row.sender);
    case IsOwnRole:
        return usernameKey(row.sender) == usernameKey(m_store.self());
    case SentAtRole:
        return QDateTime::fromMSecsSinceEpoch(row.sentAt.time_since_epoch().count(), Qt::UTC);
    default:
        return {};
    }
}

QHash<int, QByteArray> FileListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {FileRole, "file"},   {SeqRole, "seq"},
            {SenderRole, "sender"},       {IsOwnRole, "isOwn"}, {SentAtRole, "sentAt"}};
}

} // namespace confab
