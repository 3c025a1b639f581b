// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/sidebarrow.h"

#include <QAbstractListModel>

namespace confab {

class ConversationListModel;
class HitListModel;
class PeopleListModel;

/// What a search in the sidebar finds: the contacts, then the conversations whose name fits, then the people
/// the server finds, then the messages that contain it, each under a title, and below the messages what there
/// is to say of them. Nobody is there twice; a contact one talks to is shown by the conversation. Of many
/// people the first few are shown, with a row that shows the rest: they would push the messages off the
/// screen.
///
/// Mirrors the three models, which must outlive it; GUI thread.
class SearchModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { UsernameRole = Qt::UserRole + 1, ChatIdRole, SeqRole, KindRole };
    Q_ENUM(Role)

    SearchModel(ConversationListModel &conversations, PeopleListModel &people, HitListModel &messages,
                QObject *parent = nullptr);

    void setQuery(const QString &query);
    void showAllPeople();
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

    void connectNames();
    void connectMessages();
    void rebuild();
    void appendPeople(int first, int last);
    void rebuildMessages();
    [[nodiscard]] QString messagesNote() const;
    [[nodiscard]] int messageRows(int hits, const QString &note) const;
    [[nodiscard]] int rowOfMessage(int hit) const { return int(m_entries.size()) + 1 + hit; }
    [[nodiscard]] Entry entryAt(int row) const;
    void append(const QString &title, const QList<Entry> &entries);
    [[nodiscard]] bool fits(const QString &name, const QString &username) const;
    [[nodiscard]] QList<Entry> contactEntries() const;
    [[nodiscard]] QList<Entry> conversationEntries() const;
    [[nodiscard]] QList<Entry> peopleEntries(int first, int last) const;
    [[nodiscard]] QString usernameOf(const Entry &entry) const;
    [[nodiscard]] QModelIndex source(const Entry &entry) const;

    ConversationListModel &m_conversations;
    PeopleListModel &m_people;
    HitListModel &m_messages;
    QString m_query;
    bool m_hasNames = true; ///< people and conversations are looked for, too
    bool m_showsAllPeople = true;
    QSet<QString> m_shown; // Usernames among the contacts and conversations.
    QList<Entry> m_entries; // All but the messages, which follow with their title and note.
    int m_hits = 0;
    QString m_note;
};

} // namespace confab
