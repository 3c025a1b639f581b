// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/messagerange.h"
#include "client/store/localstore.h"
#include "client/store/messagelistmodel.h"
#include "client/store/messageroles.h"
#include "client/store/shownmessages.h"

namespace confab {

/// A conversation of a LocalStore as a window of rows:
///
///     [messages and gaps, by seq] [the outbox, as written, where the window reaches the end]
///
/// At most mostRows are held; what is beyond them at the far end goes as more is loaded. A message that
/// leaves the outbox keeps its row. GUI thread; the store outlives it.
class StoredMessageListModel final : public MessageListModel {
    Q_OBJECT

public:
    using NameOf = MessageRoles::NameOf;

    static constexpr int pageSize = 50;
    static constexpr int mostUnreadAtOpening = 200;
    static constexpr int mostRows = 600;

    StoredMessageListModel(LocalStore &store, ChatId chat, LoadMessages load, NameOf nameOf,
                           QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override { return MessageRoles::names(); }
    [[nodiscard]] ChatId chat() const override { return m_chat.id; }
    void loadOlder() override;
    void loadNewer() override;
    void showNewest() override;
    void showAround(Seq seq) override;
    void fillGap(int row) override;
    [[nodiscard]] bool atStart() const override { return m_atStart; }
    [[nodiscard]] bool atEnd() const override { return m_atEnd; }
    [[nodiscard]] bool isLoadingOlder() const override { return m_isLoading; }
    [[nodiscard]] Seq firstUnread() const override { return m_firstUnread; }
    [[nodiscard]] int rowOf(const QUuid &clientId) const override { return rowWith(m_items, clientId); }
    [[nodiscard]] int rowOf(Seq seq) const override;
    /// The name of a person has changed.
    void namesChanged();

private:
    /// Whether the window ends with the newest.
    enum class Reach { End, Part };
    void open();
    void fill(const QList<MessageItem> &items, Reach reach);
    void fillAround(Seq seq);
    void trimStart();
    void trimEnd();
    void storeChanged(const StoreChange &change);
    void put(const Message &message);
    void replace(int row, const MessageItem &item);
    void insert(int row, const QList<MessageItem> &items);
    void remove(int first, int last);
    void appendMessage(const Message &message, int waitingRow);
    void putIntoGap(int row, const Message &message);
    void discard(const OutboxEntry &entry);
    void amended(const QSet<Seq> &seqs);
    void tellReplies(Seq seq);
    void marksChanged(const Chat &before);
    void extend(int limit);
    void olderLoaded(const Result<Seq> &outcome);
    void setLoading(bool loading);
    void updateAtStart();
    [[nodiscard]] int findSeq(Seq seq) const { return rowWith(m_items, m_stored, seq); }
    [[nodiscard]] QList<MessageItem> waiting() const;
    [[nodiscard]] Seq first() const;
    [[nodiscard]] Seq last() const;

    LocalStore &m_store;
    const LoadMessages m_load;
    ShownMessages m_shown;
    const MessageRoles m_roles;
    Chat m_chat;
    QList<MessageItem> m_items;
    int m_stored = 0; ///< how many of the items come before the outbox
    Seq m_firstUnread;
    bool m_isLoading = false;
    bool m_atStart = false;
    bool m_atEnd = true;
    QSet<Seq> m_askedGaps; ///< by their end: one is asked for once, unless that failed
};

} // namespace confab
