// SPDX-License-Identifier: Apache-2.0
#include "client/view/searchmodel.h"

#include "client/store/conversationlistmodel.h"
#include "client/store/hitlistmodel.h"
#include "client/store/messagequery.h"
#include "client/store/peoplelistmodel.h"
#include "shared/core/text.h"

namespace confab {
namespace {

constexpr int mostConversations = 8; ///< more would push the people off the screen
constexpr int mostPeople = 5; ///< more would push the messages off the screen

using Kind = SidebarRow::Kind;

} // namespace

SearchModel::SearchModel(ConversationListModel &conversations, PeopleListModel &people,
                         HitListModel &messages, QObject *parent)
    : QAbstractListModel(parent)
    , m_conversations(conversations)
    , m_people(people)
    , m_messages(messages)
{
    connectNames();
    connectMessages();
    rebuild();
}

void SearchModel::connectNames()
{
    for (QAbstractItemModel *names :
         std::initializer_list<QAbstractItemModel *>{&m_conversations, &m_people}) {
        connect(names, &QAbstractItemModel::rowsRemoved, this, &SearchModel::rebuild);
        connect(names, &QAbstractItemModel::modelReset, this, &SearchModel::rebuild);
        connect(names, &QAbstractItemModel::dataChanged, this, [this] {
            if (!m_entries.isEmpty())
                Q_EMIT dataChanged(index(0), index(int(m_entries.size()) - 1));
        });
    }
    connect(&m_conversations, &QAbstractItemModel::rowsInserted, this, &SearchModel::rebuild);
    connect(&m_conversations, &QAbstractItemModel::rowsMoved, this, &SearchModel::rebuild);
    connect(&m_people, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { appendPeople(first, last); });
}

void SearchModel::connectMessages()
{
    connect(&m_messages, &QAbstractItemModel::modelReset, this, &SearchModel::rebuildMessages);
    // In two halves each, as rows that other results stand above stay what they are.
    connect(&m_messages, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this](const QModelIndex &, int first, int last) {
                if (m_hits > 0)
                    beginInsertRows({}, rowOfMessage(first), rowOfMessage(last));
            });
    connect(&m_messages, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_hits == 0)
            return rebuildMessages();
        m_hits = m_messages.rowCount();
        endInsertRows();
    });
    connect(&m_messages, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) {
                if (m_hits > last - first + 1)
                    beginRemoveRows({}, rowOfMessage(first), rowOfMessage(last));
            });
    connect(&m_messages, &QAbstractItemModel::rowsRemoved, this, [this] {
        if (m_messages.rowCount() == 0)
            return rebuildMessages();
        m_hits = m_messages.rowCount();
        endRemoveRows();
    });
    connect(&m_messages, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                Q_EMIT dataChanged(index(rowOfMessage(first.row())), index(rowOfMessage(last.row())));
            });
    connect(&m_messages, &HitListModel::stateChanged, this, [this] {
        if (m_note != messagesNote())
            rebuildMessages();
    });
}

void SearchModel::setQuery(const QString &query)
{
    m_query = searchKey(query);
    m_showsAllPeople = m_query.isEmpty();
    m_hasNames = !MessageQuery::parse(query).hasFilters; // Filters are for messages.
    if (m_hasNames)
        m_people.setQuery(query.trimmed());
    m_messages.setQuery(query.trimmed());
    rebuild();
}

void SearchModel::showAllPeople()
{
    m_showsAllPeople = true;
    rebuild();
}

/// What stands below the messages; empty where they speak for themselves.
QString SearchModel::messagesNote() const
{
    const bool isEmpty = m_messages.rowCount() == 0;
    if (isEmpty && m_messages.query().isEmpty())
        return {};
    if (m_messages.isSearching())
        return isEmpty ? tr("Searching in messages…") : QString();
    if (m_messages.isIndexing())
        return tr("Older messages are still being prepared for searching.");
    if (m_messages.isLocal())
        return isEmpty ? tr("Nothing in the messages on this device. The server cannot be asked now.")
                       : tr("Only messages on this device. The server cannot be asked now.");
    return isEmpty ? tr("No message contains this.") : QString();
}

/// The messages with their title and note; the note alone only below other results.
int SearchModel::messageRows(int hits, const QString &note) const
{
    if (hits == 0 && (note.isEmpty() || m_entries.isEmpty()))
        return 0;
    return 1 + hits + (note.isEmpty() ? 0 : 1);
}

SearchModel::Entry SearchModel::entryAt(int row) const
{
    if (row < m_entries.size())
        return m_entries.at(row);
    const int place = row - int(m_entries.size()) - 1;
    if (place < 0)
        return {Kind::Section, 0, tr("Messages")};
    return place < m_hits ? Entry{Kind::Message, place} : Entry{Kind::Note, 0, m_note};
}

SidebarRow SearchModel::rowAt(int row) const
{
    const Entry entry = entryAt(row);
    switch (entry.kind) {
    case Kind::Section:
        return SidebarRow::section(entry.title);
    case Kind::Note:
        return SidebarRow::note(entry.title);
    case Kind::More:
        return SidebarRow::more(entry.title);
    case Kind::Conversation:
        return SidebarRow::ofConversation(source(entry));
    case Kind::Person:
        return SidebarRow::ofPerson(source(entry));
    case Kind::Command:
    case Kind::File:
        break; // There is none in a search.
    case Kind::Message:
        return SidebarRow::ofMessage(source(entry), m_messages.query());
    }
    Q_UNREACHABLE();
}

int SearchModel::firstChoice() const
{
    return rowCount() > 1 ? 1 : -1; // Whatever is there begins with a section's title.
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size()) + messageRows(m_hits, m_note);
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Entry entry = entryAt(index.row());
    const bool hasSource
        = entry.kind == Kind::Conversation || entry.kind == Kind::Person || entry.kind == Kind::Message;
    switch (role) {
    case Qt::DisplayRole:
        return rowAt(index.row()).title;
    case Qt::AccessibleTextRole:
        return spokenText(rowAt(index.row()));
    case Qt::ToolTipRole:
        if (entry.kind == Kind::Person)
            return personToolTip(source(entry));
        return entry.kind == Kind::Conversation ? QVariant(conversationToolTip(source(entry))) : QVariant();
    case KindRole:
        return QVariant::fromValue(entry.kind);
    case UsernameRole:
        return hasSource ? rowAt(index.row()).username : QVariant();
    case ChatIdRole:
        if (entry.kind == Kind::Conversation)
            return source(entry).data(ConversationListModel::ChatIdRole);
        return entry.kind == Kind::Message ? source(entry).data(HitListModel::ChatIdRole)
                                           : QVariant::fromValue(ChatId());
    case SeqRole:
        return entry.kind == Kind::Message ? source(entry).data(HitListModel::SeqRole) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags SearchModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Kind kind = entryAt(index.row()).kind;
    return kind == Kind::Section || kind == Kind::Note
        ? Qt::NoItemFlags
        : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

bool SearchModel::canFetchMore(const QModelIndex &) const
{
    return (m_hasNames && m_showsAllPeople && m_people.canFetchMore({})) || m_messages.canFetchMore({});
}

void SearchModel::fetchMore(const QModelIndex &)
{
    if (m_hasNames && m_showsAllPeople && m_people.canFetchMore({}))
        m_people.fetchMore({});
    if (m_messages.canFetchMore({}))
        m_messages.fetchMore({});
}

void SearchModel::rebuild()
{
    beginResetModel();
    m_entries.clear();
    m_shown.clear();
    for (const auto &[title, find] : {std::pair(tr("Contacts"), &SearchModel::contactEntries),
                                      std::pair(tr("Conversations"), &SearchModel::conversationEntries)}) {
        const QList<Entry> entries = (this->*find)();
        append(title, entries);
        for (const Entry &entry : entries)
            m_shown.insert(usernameOf(entry));
    }
    const QList<Entry> people = peopleEntries(0, m_people.rowCount() - 1);
    const bool isCut = !m_showsAllPeople && people.size() > mostPeople;
    append(tr("People"), isCut ? people.mid(0, mostPeople) : people);
    if (isCut)
        m_entries.append({Kind::More, 0, tr("Show all people")});
    m_hits = m_messages.rowCount();
    m_note = messagesNote();
    endResetModel();
}

void SearchModel::append(const QString &title, const QList<Entry> &entries)
{
    if (!entries.isEmpty())
        m_entries.append({Kind::Section, 0, title});
    m_entries.append(entries);
}

bool SearchModel::fits(const QString &name, const QString &username) const
{
    return m_query.isEmpty() || searchKey(name).contains(m_query) || searchKey(username).contains(m_query);
}

QList<SearchModel::Entry> SearchModel::contactEntries() const
{
    QList<Entry> entries;
    QHash<QString, int> conversations;
    for (int row = 0; row < m_people.rowCount(); ++row) {
        const QModelIndex person = m_people.index(row, 0);
        if (!person.data(PeopleListModel::ContactRole).toBool())
            break; // They come first.
        if (row == 0) {
            for (int chat = 0; chat < m_conversations.rowCount(); ++chat)
                conversations.insert(usernameOf({Kind::Conversation, chat}), chat);
        }
        const QString username = person.data(PeopleListModel::UsernameRole).toString();
        if (!fits(person.data(PeopleListModel::DisplayNameRole).toString(), username))
            continue; // They are of the query before, until the answer is there.
        const auto chat = conversations.constFind(username);
        entries.append(chat == conversations.constEnd() ? Entry{Kind::Person, row}
                                                        : Entry{Kind::Conversation, *chat});
    }
    return entries;
}

QString SearchModel::usernameOf(const Entry &entry) const
{
    const bool isPerson = entry.kind == Kind::Person;
    return source(entry)
        .data(isPerson ? int(PeopleListModel::UsernameRole) : int(ConversationListModel::UsernameRole))
        .toString();
}

void SearchModel::rebuildMessages()
{
    const int first = int(m_entries.size());
    if (const int rows = messageRows(m_hits, m_note); rows > 0) {
        beginRemoveRows({}, first, first + rows - 1);
        m_hits = 0;
        m_note.clear();
        endRemoveRows();
    }
    const int hits = m_messages.rowCount();
    const QString note = messagesNote();
    const int rows = messageRows(hits, note);
    if (rows > 0)
        beginInsertRows({}, first, first + rows - 1);
    m_hits = hits;
    m_note = note;
    if (rows > 0)
        endInsertRows();
}

void SearchModel::appendPeople(int first, int last)
{
    const bool isNextPage = !m_entries.isEmpty() && m_entries.last().kind == Kind::Person
        && m_entries.last().sourceRow < first && m_showsAllPeople;
    if (!isNextPage) {
        rebuild();
        return;
    }
    const QList<Entry> people = peopleEntries(first, last);
    if (people.isEmpty())
        return;
    beginInsertRows({}, int(m_entries.size()), int(m_entries.size() + people.size()) - 1);
    m_entries.append(people);
    endInsertRows();
}

QList<SearchModel::Entry> SearchModel::conversationEntries() const
{
    QList<Entry> entries;
    for (int row = 0; m_hasNames && row < m_conversations.rowCount() && entries.size() < mostConversations;
         ++row) {
        const QModelIndex index = m_conversations.index(row, 0);
        const QString username = index.data(ConversationListModel::UsernameRole).toString();
        if (!m_shown.contains(username)
            && fits(index.data(ConversationListModel::TitleRole).toString(), username))
            entries.append({Kind::Conversation, row});
    }
    return entries;
}

QList<SearchModel::Entry> SearchModel::peopleEntries(int first, int last) const
{
    QList<Entry> entries;
    for (int row = first; m_hasNames && row <= last; ++row) {
        if (!m_shown.contains(m_people.index(row, 0).data(PeopleListModel::UsernameRole).toString()))
            entries.append({Kind::Person, row});
    }
    return entries;
}

QModelIndex SearchModel::source(const Entry &entry) const
{
    if (entry.kind == Kind::Conversation)
        return m_conversations.index(entry.sourceRow, 0);
    return entry.kind == Kind::Message ? m_messages.index(entry.sourceRow, 0)
                                       : m_people.index(entry.sourceRow, 0);
}

} // namespace confab
