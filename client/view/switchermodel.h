// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/fuzzymatch.h"
#include "client/view/sidebarrow.h"

#include <QAbstractListModel>

#include <functional>

namespace confab {

class ConversationListModel;
class PeopleListModel;

/// Something the quick switcher can do; `keys` is how it is done without it, where it can be.
struct SwitcherCommand {
    QString text;
    QString keys = {};
    QLatin1StringView icon;
    std::function<void()> run;
};

/// What fits the letters typed into the quick switcher: conversations, archived ones too, people, and
/// commands, in one list, the best first. With nothing typed: the conversations as the sidebar has them, then
/// the commands.
///
/// Mirrors the three models, which must outlive it; the people are asked for what is typed. GUI thread.
class SwitcherModel final : public QAbstractListModel {
    Q_OBJECT

public:
    struct Sources {
        ConversationListModel &conversations;
        ConversationListModel &archived;
        PeopleListModel &people; ///< whom the server finds
        QList<User> known; ///< whom this device has met
        QList<SwitcherCommand> commands;
    };
    /// Of more, nobody reads on.
    static constexpr int mostRows = 50;

    explicit SwitcherModel(Sources sources, QObject *parent = nullptr);

    void setQuery(const QString &query);
    [[nodiscard]] SidebarRow rowAt(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    /// What a row leads to: a chat, a person one has none with yet, or a command.
    struct Choice {
        ChatId chat = {};
        QString username = {};
        std::function<void()> run = {};
    };
    [[nodiscard]] Choice choiceAt(int row) const;

private:
    struct Entry {
        SidebarRow::Kind kind;
        const ConversationListModel *model = nullptr; ///< of a conversation
        int sourceRow = 0;
        User person = {};
        FuzzyMatch match = {};
    };

    void rebuild();
    void addConversations(const ConversationListModel &model);
    void addPeople();
    void addPerson(const User &person, int score);
    void addCommands();
    /// By either name; the places are those in the title.
    [[nodiscard]] std::optional<FuzzyMatch> fits(const QString &title, const QString &username) const;

    const Sources m_sources;
    QString m_query;
    QList<Entry> m_entries;
    QSet<QString> m_shown; ///< usernames
};

} // namespace confab
