// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "client/store/localstore.h"
#include "client/store/messagelistmodel.h"
#include "client/store/messagewindow.h"

namespace confab {

/// A conversation of a LocalStore as a window of rows:
///
///     [messages and gaps, by seq] [the outbox, as written]
///
/// A message that leaves the outbox keeps its row. GUI thread; the store outlives it.
class StoredMessageListModel final : public MessageListModel {
    Q_OBJECT

public:
    /// Fetches at most `limit` messages before `before` (the last ones where that is 0) into the store.
    using Load = std::function<void(Seq before, int limit, Answer<void> done)>;
    using NameOf = std::function<QString(const QString &username)>;

    static constexpr int pageSize = 50;
    static constexpr int mostUnreadAtOpening = 200;

    StoredMessageListModel(LocalStore &store, ChatId chat, Load load, NameOf nameOf,
                           QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] ChatId chat() const override { return m_chat.id; }
    void loadOlder() override;
    void fillGap(int row) override;
    [[nodiscard]] bool atStart() const override { return m_atStart; }
    [[nodiscard]] bool isLoadingOlder() const override { return m_isLoading; }
    [[nodiscard]] Seq firstUnread() const override { return m_firstUnread; }
    [[nodiscard]] int rowOf(const QUuid &clientId) const override;
    [[nodiscard]] int rowOf(Seq seq) const override;
    /// The name of a person has changed.
    void namesChanged();

private:
    void fill();
    void storeChanged(const StoreChange &change);
    void put(const Message &message);
    void replace(int row, const MessageItem &item);
    void insert(int row, const QList<MessageItem> &items);
    void removeRow(int row);
    void appendMessage(const Message &message, int waitingRow);
    void putIntoGap(int row, const Message &message);
    void discard(const OutboxEntry &entry);
    void marksChanged(const Chat &before);
    void extend(int limit);
    void olderLoaded(const Result<void> &outcome);
    void setLoading(bool loading);
    void updateAtStart();
    [[nodiscard]] int findSeq(Seq seq) const;
    [[nodiscard]] Seq first() const;
    [[nodiscard]] bool isOwn(const QString &username) const;
    [[nodiscard]] QVariant messageData(const Message &message, int role) const;
    [[nodiscard]] QVariant waitingData(const OutboxEntry &entry, int role) const;

    LocalStore &m_store;
    const Load m_load;
    const NameOf m_nameOf;
    Chat m_chat;
    QList<MessageItem> m_items;
    int m_stored = 0; ///< how many of the items come before the outbox
    Seq m_firstUnread;
    bool m_isLoading = false;
    bool m_atStart = false;
    QSet<Seq> m_askedGaps; ///< by their end: one is asked for once, unless that failed
};

} // namespace confab
