// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/connection/conversationapi.h"
#include "client/store/hitlistmodel.h"
#include "client/store/messagequery.h"
#include "client/store/messagesearch.h"
#include "shared/protocol/page.h"

namespace confab {

class LocalStore;
struct StoreChange;

/// The messages that a search finds in the LocalStore, and those that only the server has, without doubles.
/// GUI thread; everything given outlives it.
class FoundMessageListModel final : public HitListModel {
    Q_OBJECT

public:
    /// Asks the server for a page; `next` is the cursor that the page before ended with.
    using Ask = std::function<void(const ConversationApi::Search &search, const QString &next,
                                   Answer<Page<Message>> done)>;

    static constexpr std::chrono::milliseconds pause{200}; ///< from the last letter until the server is asked
    static constexpr int pageSize = 30;
    /// Pages of the server with nothing in them that are passed over without being asked for: it has compared
    /// as many messages as it does at once, and may find more in the next ones.
    static constexpr int mostEmptyPages = 20;

    FoundMessageListModel(MessageSearch &search, Ask ask, LocalStore &store, Scheduler &scheduler,
                          QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    void setQuery(const QString &query) override;
    [[nodiscard]] QString query() const override { return m_filter.text; }
    [[nodiscard]] bool isSearching() const override { return m_isLocalPending || m_isServerPending; }
    [[nodiscard]] bool isLocal() const override { return m_isLocal; }
    [[nodiscard]] bool isIndexing() const override { return m_isIndexing; }

private:
    void stop();
    [[nodiscard]] MessageFilter filterOf(const MessageQuery &query, bool &isPossible) const;
    [[nodiscard]] ConversationApi::Search search() const;
    void askServer(const QString &next);
    void takeLocal(const FoundMessages &found);
    void takeServer(const Result<Page<Message>> &page);
    void take(const QList<FoundMessage> &messages);
    void insert(const FoundMessage &message);
    void clear();
    void storeChanged(const StoreChange &change);
    void messageChanged(ChatId chat, const Message &message);
    [[nodiscard]] QList<FoundMessage> known(const QList<Message> &messages) const;

    MessageSearch &m_search;
    const Ask m_ask;
    LocalStore &m_store;
    Alarm m_pause;
    QString m_typed;
    MessageFilter m_filter; ///< an empty text: nothing is searched for
    QList<FoundMessage> m_hits; ///< the latest first
    quint64 m_question = 0; ///< counts them: the server's answer to an older one is stale
    quint64 m_number = 0; ///< the search on this device
    QString m_next; ///< the server's cursor; empty at the end
    int m_emptyPages = 0; ///< in a row
    bool m_isStale = false; ///< the rows answer the query before
    bool m_isLocalPending = false;
    bool m_isServerPending = false;
    bool m_isLocalAtEnd = true;
    bool m_isLocal = false;
    bool m_isIndexing = false;
};

} // namespace confab
