// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/result.h"
#include "shared/protocol/conversationrequests.h"

namespace confab {

class LocalDatabase;

/// A chat with what the sync engine keeps beside it.
struct ChatRow {
    Chat chat;
    MembershipId membership = {};
    Change summaryChange = {}; ///< how far the summary is known: for sync
    Change rowsChange = {}; ///< how far the rows are known without a hole: for changes
    Own own = {};
    bool tailKnown = false; ///< whether the last page came since the conversation came to this device
    Seq readAcked = {}; ///< this account's marks, as the server has them
    Seq deliveredAcked = {};
    int summaryUnread = 0; ///< the server's count, and what it was counted from
    Seq summaryLastSeq = {};
    Seq summaryReadSeq = {};
};

/// The table of conversations, those among them that only this device knows. GUI thread; the database
/// outlives it.
class ConversationStore final {
public:
    explicit ConversationStore(LocalDatabase &database)
        : m_database(database)
    { }

    [[nodiscard]] std::optional<ChatRow> find(ChatId id) const;
    [[nodiscard]] std::optional<ChatRow> find(ConversationId conversation) const;
    [[nodiscard]] std::optional<ChatRow> findPeer(const QString &username) const;
    [[nodiscard]] QList<ChatRow> all() const;
    /// The latest with one person that the server knows and that is not closed; null when there is none.
    [[nodiscard]] ChatId latestOpen() const;
    /// Those whose rows end before their summary.
    [[nodiscard]] QList<ConversationId> behind() const;
    /// Those of which not even the last page is here, latest first.
    [[nodiscard]] QList<ConversationId> withoutTail() const;
    /// Those with marks that the server may not have.
    [[nodiscard]] QList<ChatId> withUnsentMarks() const;
    /// For `sync`: at most Limits::syncConversations, the latest.
    [[nodiscard]] QHash<ConversationId, KnownNumbers> knownNumbers() const;

    /// A new chat with that person, known to this device alone.
    Result<ChatRow> make(const QString &username, Timestamp now);
    Result<void> save(const ChatRow &row);
    /// Takes from every chat what came from the server. Their ids stay, for drafts, outbox and open views.
    Result<void> forgetAll();

private:
    [[nodiscard]] QList<ChatRow> select(const QString &rest, const QVariantList &values) const;

    LocalDatabase &m_database;
};

/// What stays of a chat whose conversation is gone: its id and the other person.
[[nodiscard]] ChatRow forgotten(const ChatRow &row);

} // namespace confab
