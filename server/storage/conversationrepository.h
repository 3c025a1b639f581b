// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/lockable.h"
#include "shared/protocol/conversation.h"

namespace confab {

/// The row of a conversation: what is the same for all its members.
struct ConversationRow {
    ConversationId id;
    ConversationKind kind = ConversationKind::Direct;
    std::optional<QString> title = {};
    ConversationState state = ConversationState::Open;
    Seq lastSeq = {};
    Change change = {}; ///< the last number given out in it
    Change ownChange = {}; ///< of the last change of title, avatar, history, members or state
    Timestamp createdAt = {};
    Timestamp updatedAt = {}; ///< of the last message
    qint64 moved = 0; ///< when anything of it moved, in steps (movedStep)
    bool blocked = false; ///< one of the two of a direct one blocks the other
    GroupHistory history = GroupHistory::Joined;
    std::optional<QString> avatar = {};
};

/// Table `conversation`. Cheap to make; used on its database's thread.
class ConversationRepository {
public:
    explicit ConversationRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<ConversationRow>> find(ConversationId id,
                                                              Lock lock = Lock::None) const;
    /// Those of `ids`, which ascend, that exist; nobody else changes them until the transaction ends.
    [[nodiscard]] Result<QList<ConversationRow>> lock(const QList<ConversationId> &ids) const;
    /// The one direct conversation of two people, in either order.
    [[nodiscard]] Result<std::optional<ConversationRow>> findDirect(AccountId first, AccountId second) const;
    [[nodiscard]] Result<void> insertDirect(const ConversationRow &row, AccountId first,
                                            AccountId second) const;
    [[nodiscard]] Result<void> insertGroup(const ConversationRow &row) const;
    /// Stores title, avatar, history, state and ownChange.
    [[nodiscard]] Result<void> updateShown(const ConversationRow &row) const;
    /// `blocks` of the two block the other from now on. Does nothing where they have no conversation.
    [[nodiscard]] Result<void> setBlocked(AccountId first, AccountId second, int blocks) const;
    /// Makes all direct ones closed that nobody is active in, or all open: step by step, as there may be
    /// many, in the order of their ids. Answers the last that it looked at; nothing when there were none.
    struct Sweep {
        ConversationState state;
        ConversationId after;
        int atMost;
        qint64 moved;
    };
    [[nodiscard]] Result<std::optional<ConversationId>> sweep(const Sweep &sweep) const;
    /// Stores lastSeq, change, updatedAt and moved.
    [[nodiscard]] Result<void> advance(const ConversationRow &row, qint64 movedBefore) const;
    /// The same for many.
    struct Advanced {
        ConversationRow row;
        qint64 movedBefore;
    };
    [[nodiscard]] Result<void> advance(const QList<Advanced> &all) const;

private:
    [[nodiscard]] Result<QList<ConversationRow>> lockAtOnce(const QList<ConversationId> &ids) const;
    [[nodiscard]] Result<void> advanceAtOnce(const QList<Advanced> &all) const;

    Database &m_database;
};

} // namespace confab
