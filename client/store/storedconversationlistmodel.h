// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/store/conversationlistmodel.h"
#include "client/store/localstore.h"

namespace confab {

class PresenceBook;
class TypingBook;

/// The conversations of a LocalStore. Keeps of each only what orders it; what a row shows is read when it is
/// asked for, so that two thousand conversations cost as much at the start as those on the screen. GUI
/// thread; everything given outlives it.
class StoredConversationListModel final : public ConversationListModel {
    Q_OBJECT

public:
    enum class Holds { Current, Archived };

    StoredConversationListModel(LocalStore &store, const PresenceBook &presence, const TypingBook &typing,
                                const Clock &clock, Scheduler &scheduler, Holds holds = Holds::Current,
                                QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] QModelIndex indexOf(ChatId chat) const override;
    [[nodiscard]] int totalUnread() const override;

private:
    struct Preview {
        QString text;
        bool isOwn = false;
        bool isDeleted = false;
        std::optional<GroupEvent> event = {};
        QString writer = {}; ///< a username; with the next two display names, in a group
        QString sender = {};
        QString eventName = {};
        Delivery delivery = Delivery::Accepted;
        std::optional<Timestamp> time = {};
        QString draft;
    };
    struct Row {
        ChatRow content;
        mutable std::optional<Preview> preview = {}; ///< read when first shown
    };

    void fill();
    void storeChanged(const StoreChange &change);
    void update(ChatId chat);
    void place(const Row &row, int from);
    void touch(const QString &username, int role);
    void tellUnread();
    /// Waits for the first of the muted ones that is to be heard again.
    void awaitUnmuting();
    void unmute();
    [[nodiscard]] bool isShown(const ChatRow &row) const;
    [[nodiscard]] bool isMuted(const Chat &chat) const;
    [[nodiscard]] int find(ChatId chat) const;
    [[nodiscard]] const Preview &preview(const Row &row) const;
    [[nodiscard]] Preview readPreview(const Chat &chat) const;
    [[nodiscard]] QString nameOf(const QString &username) const;

    LocalStore &m_store;
    const PresenceBook &m_presence;
    const TypingBook &m_typing;
    const Clock &m_clock;
    const Holds m_holds;
    Alarm m_unmuting;
    std::vector<Row> m_rows;
    int m_toldUnread = 0;
};

} // namespace confab
