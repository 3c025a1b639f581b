// SPDX-License-Identifier: Apache-2.0
#include "client/view/switchermodel.h"

#include "client/store/conversationlistmodel.h"
#include "client/store/peoplelistmodel.h"
#include "shared/core/text.h"

#include <algorithm>

namespace confab {
namespace {

using Kind = SidebarRow::Kind;
using Model = ConversationListModel;

/// Whom one talks to is meant more often than somebody else, and both more often than a command.
constexpr int conversationScore = 4;
constexpr int personScore = 2;
constexpr int commandScore = -8;
/// A letter of the username tells less than one of the name that is shown.
constexpr int usernamePenalty = 2;

User personAt(const PeopleListModel &people, int row)
{
    const QModelIndex index = people.index(row, 0);
    return {.id = {},
            .username = index.data(PeopleListModel::UsernameRole).toString(),
            .displayName = index.data(PeopleListModel::DisplayNameRole).toString(),
            .presence = index.data(PeopleListModel::PresenceRole).value<Presence>()};
}

} // namespace

SwitcherModel::SwitcherModel(Sources sources, QObject *parent)
    : QAbstractListModel(parent)
    , m_sources(std::move(sources))
{
    for (QAbstractItemModel *model : std::initializer_list<QAbstractItemModel *>{
             &m_sources.conversations, &m_sources.archived, &m_sources.people}) {
        connect(model, &QAbstractItemModel::modelReset, this, &SwitcherModel::rebuild);
        connect(model, &QAbstractItemModel::rowsInserted, this, &SwitcherModel::rebuild);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &SwitcherModel::rebuild);
        connect(model, &QAbstractItemModel::rowsMoved, this, &SwitcherModel::rebuild);
    }
    connect(&m_sources.people, &PeopleListModel::answered, this, &SwitcherModel::rebuild);
    rebuild();
}

void SwitcherModel::setQuery(const QString &query)
{
    m_query = query.trimmed();
    if (!m_query.isEmpty())
        m_sources.people.setQuery(m_query);
    rebuild();
}

void SwitcherModel::rebuild()
{
    beginResetModel();
    m_entries.clear();
    m_shown.clear();
    addConversations(m_sources.conversations);
    if (!m_query.isEmpty()) {
        addConversations(m_sources.archived);
        addPeople();
    }
    addCommands();
    // The order of the sources where they fit as well as each other.
    std::stable_sort(m_entries.begin(), m_entries.end(),
                     [](const Entry &a, const Entry &b) { return a.match.score > b.match.score; });
    if (m_entries.size() > mostRows)
        m_entries.resize(mostRows);
    endResetModel();
}

std::optional<FuzzyMatch> SwitcherModel::fits(const QString &title, const QString &username) const
{
    auto byTitle = FuzzyMatch::of(m_query, title);
    const auto byUsername = FuzzyMatch::of(m_query, username);
    if (byUsername && (!byTitle || byUsername->score - usernamePenalty > byTitle->score))
        return FuzzyMatch{.score = byUsername->score - usernamePenalty, .places = {}};
    return byTitle;
}

void SwitcherModel::addConversations(const Model &model)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        const QString username = index.data(Model::UsernameRole).toString();
        m_shown.insert(usernameKey(username));
        auto match = fits(index.data(Model::TitleRole).toString(), username);
        if (!match)
            continue;
        match->score += conversationScore;
        m_entries.append({Kind::Conversation, &model, row, {}, *match});
    }
}

void SwitcherModel::addPeople()
{
    for (const User &person : m_sources.known)
        addPerson(person, personScore);
    if (m_sources.people.query() != m_query || m_sources.people.isSearching())
        return; // They are of the query before.
    for (int row = 0; row < m_sources.people.rowCount(); ++row)
        addPerson(personAt(m_sources.people, row), personScore);
}

void SwitcherModel::addPerson(const User &person, int score)
{
    auto match = fits(person.displayName, person.username);
    if (!match || m_shown.contains(usernameKey(person.username)))
        return;
    m_shown.insert(usernameKey(person.username));
    match->score += score;
    m_entries.append({Kind::Person, nullptr, 0, person, *match});
}

void SwitcherModel::addCommands()
{
    for (int row = 0; row < m_sources.commands.size(); ++row) {
        auto match = FuzzyMatch::of(m_query, m_sources.commands.at(row).text);
        if (!match)
            continue;
        match->score += commandScore;
        m_entries.append({Kind::Command, nullptr, row, {}, *match});
    }
}

SidebarRow SwitcherModel::rowAt(int row) const
{
    const Entry &entry = m_entries.at(row);
    SidebarRow shown;
    if (entry.kind == Kind::Conversation) {
        shown = SidebarRow::ofConversation(entry.model->index(entry.sourceRow, 0));
    } else if (entry.kind == Kind::Person) {
        shown = SidebarRow::ofPerson(entry.person);
    } else {
        const SwitcherCommand &command = m_sources.commands.at(entry.sourceRow);
        shown = SidebarRow::command(command.text, command.keys, command.icon);
    }
    shown.foundLetters = entry.match.places;
    return shown;
}

int SwitcherModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant SwitcherModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return rowAt(index.row()).title;
    return role == Qt::AccessibleTextRole ? QVariant(spokenText(rowAt(index.row()))) : QVariant();
}

SwitcherModel::Choice SwitcherModel::choiceAt(int row) const
{
    const Entry &entry = m_entries.at(row);
    if (entry.kind == Kind::Conversation)
        return {.chat = entry.model->index(entry.sourceRow, 0).data(Model::ChatIdRole).value<ChatId>()};
    if (entry.kind == Kind::Person)
        return {.username = entry.person.username};
    return {.run = m_sources.commands.at(entry.sourceRow).run};
}

} // namespace confab
