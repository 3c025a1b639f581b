// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/core/number.h"
#include "shared/protocol/relation.h"

namespace confab {

/// What one account has in the tables of others: where it is, and what takes it away. For the removal of
/// accounts alone. Cheap to make; used on its database's thread.
class AccountTraces {
public:
    AccountTraces(Database &database, AccountId account)
        : m_database(database)
        , m_account(account)
    { }

    /// A group that it is in now.
    [[nodiscard]] Result<std::optional<ConversationId>> group() const;
    /// The first conversation after `id` that it is or was in.
    [[nodiscard]] Result<std::optional<ConversationId>> conversationAfter(ConversationId id) const;
    /// All of them, ascending.
    [[nodiscard]] Result<QList<ConversationId>> conversations() const;

    struct Listed {
        AccountId by;
        Relation relation;
    };
    /// Who has it as a contact or blocks it.
    [[nodiscard]] Result<QList<Listed>> listed(int limit) const;
    /// Its messages of a conversation after `after` and up to `to` that stand, in order.
    [[nodiscard]] Result<QList<Seq>> messages(ConversationId conversation, Seq after, Seq to,
                                              int limit) const;
    struct Reacted {
        Seq seq;
        QString emoji;
    };
    /// Its reactions to those messages, in their order.
    [[nodiscard]] Result<QList<Reacted>> reactions(ConversationId conversation, Seq after, Seq to,
                                                   int limit) const;

    /// Contact list, blocks and invitations of its own, and what it made of conversations for itself alone.
    [[nodiscard]] Result<void> removeOwn() const;
    /// Nobody can write in these, which are direct ones, any more, as where one of the two blocks the other.
    [[nodiscard]] Result<void> block(const QList<ConversationId> &conversations) const;
    /// Uploads, and files that no message holds, expire at `at`.
    [[nodiscard]] Result<void> expireFiles(Timestamp at) const;

private:
    [[nodiscard]] Result<std::optional<ConversationId>> one(const QString &sql, Bindings bindings) const;
    [[nodiscard]] Result<void> blockAtOnce(const QList<ConversationId> &conversations) const;

    Database &m_database;
    const AccountId m_account;
};

} // namespace confab
