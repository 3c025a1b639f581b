// SPDX-License-Identifier: Apache-2.0
#include "client/view/searchmodel.h"

#include "client/store/conversationlistmodel.h"
#include "client/store/peoplelistmodel.h"
#include "shared/core/text.h"

namespace confab {
namespace {

constexpr int mostConversations = 8; ///< more would push the people off the screen

} // namespace

SearchModel::SearchModel(ConversationListModel &conversations, PeopleListModel &people, QObject *parent)
    : QAbstractListModel(parent)
    , m_conversations(conversations)
    , m_people(people)
{
    connect(&conversations, &QAbstractItemModel::rowsInserted, this, &SearchModel::rebuild);
    connect(&conversations, &QAbstractItemModel::rowsRemoved, this, &SearchModel::rebuild);
    connect(&conversations, &QAbstractItemModel::rowsMoved, this, &SearchModel::rebuild);
    connect(&conversations, &QAbstractItemModel::modelReset, this, &SearchModel::rebuild);
    connect(&people, &QAbstractItemModel::modelReset, this, &SearchModel::rebuild);
    connect(&people, &QAbstractItemModel::rowsRemoved, this, &SearchModel::rebuild);
    connect(&people, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { appendPeople(first, last); });
    const auto repaint = [this] {
        if (!m_entries.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_entries.size()) - 1));
    };
    connect(&conversations, &QAbstractItemModel::dataChanged, this, repaint);
    connect(&people, &QAbstractItemModel::dataChanged, this, repaint);
    rebuild();
}

void SearchModel::setQuery(const QString &query)
{
    m_query = searchKey(query);
    m_people.setQuery(query.trimmed());
    rebuild();
}

SidebarRow SearchModel::rowAt(int row) const
{
    const Entry &entry = m_entries.at(row);
    switch (entry.kind) {
    case SidebarRow::Kind::Section:
        return SidebarRow::section(entry.title);
    case SidebarRow::Kind::Conversation:
        return SidebarRow::ofConversation(source(entry));
    case SidebarRow::Kind::Person:
        return SidebarRow::ofPerson(source(entry));
    }
    Q_UNREACHABLE();
}

int SearchModel::firstChoice() const
{
    return m_entries.size() > 1 ? 1 : -1; // Whatever is there begins with a section's title.
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Entry &entry = m_entries.at(index.row());
    const bool isSection = entry.kind == SidebarRow::Kind::Section;
    switch (role) {
    case Qt::DisplayRole:
        return rowAt(index.row()).title;
    case Qt::AccessibleTextRole:
        return spokenText(rowAt(index.row()));
    case IsSectionRole:
        return isSection;
    case UsernameRole:
        return isSection ? QVariant() : rowAt(index.row()).username;
    case ChatIdRole:
        if (entry.kind == SidebarRow::Kind::Conversation)
            return source(entry).data(ConversationListModel::ChatIdRole);
        return QVariant::fromValue(ChatId());
    default:
        return {};
    }
}

Qt::ItemFlags SearchModel::flags(const QModelIndex &index) const
{
    const bool isSection = !index.isValid() || m_entries.at(index.row()).kind == SidebarRow::Kind::Section;
    return isSection ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

bool SearchModel::canFetchMore(const QModelIndex &) const
{
    return m_people.canFetchMore({});
}

void SearchModel::fetchMore(const QModelIndex &)
{
    m_people.fetchMore({});
}

void SearchModel::rebuild()
{
    beginResetModel();
    m_entries.clear();
    m_shown.clear();
    const QList<Entry> conversations = conversationEntries();
    if (!conversations.isEmpty())
        m_entries.append({SidebarRow::Kind::Section, 0, tr("Conversations")});
    m_entries.append(conversations);
    for (const Entry &entry : conversations)
        m_shown.insert(source(entry).data(ConversationListModel::UsernameRole).toString());
    const QList<Entry> people = peopleEntries(0, m_people.rowCount() - 1);
    if (!people.isEmpty())
        m_entries.append({SidebarRow::Kind::Section, 0, tr("People")});
    m_entries.append(people);
    endResetModel();
}

void SearchModel::appendPeople(int first, int last)
{
    const bool isNextPage = !m_entries.isEmpty() && m_entries.last().kind == SidebarRow::Kind::Person
        && m_entries.last().sourceRow < first;
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
    for (int row = 0; row < m_conversations.rowCount() && entries.size() < mostConversations; ++row) {
        const QModelIndex index = m_conversations.index(row, 0);
        const QString name = index.data(ConversationListModel::TitleRole).toString();
        const QString username = index.data(ConversationListModel::UsernameRole).toString();
        if (m_query.isEmpty() || searchKey(name).contains(m_query) || searchKey(username).contains(m_query))
            entries.append({SidebarRow::Kind::Conversation, row});
    }
    return entries;
}

QList<SearchModel::Entry> SearchModel::peopleEntries(int first, int last) const
{
    QList<Entry> entries;
    for (int row = first; row <= last; ++row) {
        if (!m_shown.contains(m_people.index(row, 0).data(PeopleListModel::UsernameRole).toString()))
            entries.append({SidebarRow::Kind::Person, row});
    }
    return entries;
}

QModelIndex SearchModel::source(const Entry &entry) const
{
    if (entry.kind == SidebarRow::Kind::Conversation)
        return m_conversations.index(entry.sourceRow, 0);
    return m_people.index(entry.sourceRow, 0);
}

} // namespace confab
