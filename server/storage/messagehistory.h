// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/reactionrepository.h"
#include "shared/protocol/message.h"

#include <functional>

namespace confab {

/// Table `message`, read page by page: each row is shown to a visitor and then let go of. Cheap to make; used
/// on its database's thread.
class MessageHistory {
public:
    enum class Holding { Anything, Files };
    /// The view is valid during the call only.
    using Visitor = std::function<void(const MessageRow &)>;

    explicit MessageHistory(Database &database)
        : m_database(database)
    { }

    /// The messages from `first` to `last`, both included, in seq order; of them those that hold what is
    /// asked for.
    [[nodiscard]] Result<void> visit(ConversationId conversation, Seq first, Seq last, const Visitor &visitor,
                                     Holding holding = Holding::Anything);

private:
    [[nodiscard]] Result<QByteArrayView> senderOf(const Rows &rows);
    [[nodiscard]] Result<void> readReactions(MessageRow &message, Seq last);

    Database &m_database;
    std::vector<std::pair<AccountId, QByteArray>> m_senders; // few: those of one page
    std::optional<ReactionRepository::BySeq> m_reactions; // of the page, once one of it may have any
};

} // namespace confab
