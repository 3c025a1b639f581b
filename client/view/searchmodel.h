// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/sidebarrow.h"

#include <QAbstractListModel>

namespace confab {

class ConversationListModel;
class PeopleListModel;

/// What a search in the sidebar finds: the conversations whose name fits, then the people the server finds,
/// each under a title. Whoever is among the conversations is not repeated among the people.
///
/// Mirrors the two models, which must outlive it; GUI thread.
class SearchModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { UsernameRole = Qt::UserRole + 1, ChatIdRole, IsSectionRole };
    Q_ENUM(Role)

    SearchModel(ConversationListModel &conversations, PeopleListModel &people, QObject *parent = nullptr);

    void setQuery(const QString &query);
    [[nodiscard]] SidebarRow rowAt(int row) const;
    /// The first row that can be chosen; -1 when nothing was found.
    [[nodiscard]] int firstChoice() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    struct Entry {
        SidebarRow::Kind kind;
        int sourceRow = 0;
        QString title = {};
    };

    void rebuild();
    void appendPeople(int first, int last);
    [[nodiscard]] QList<Entry> conversationEntries() const;
    [[nodiscard]] QList<Entry> peopleEntries(int first, int last) const;
    [[nodiscard]] QModelIndex source(const Entry &entry) const;

    ConversationListModel &m_conversations;
    PeopleListModel &m_people;
    QString m_query;
    QSet<QString> m_shown; // Usernames among the conversations.
    QList<Entry> m_entries;
};

} // namespace confab
