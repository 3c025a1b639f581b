// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/messagehistory.h"

namespace confab {

/// Reading messages; MessageWriter writes them. Keeps no state; thread-safe.
class MessageService {
public:
    using Holding = MessageHistory::Holding;
    /// Which part of a conversation a page shows; with none of the three the newest messages. Those that hold
    /// files are read backwards only: with `before`, or from the end.
    struct Place {
        std::optional<Seq> before = {};
        std::optional<Seq> after = {};
        std::optional<Seq> around = {};
        Holding holding = Holding::Anything;
    };
    /// Shows the page's messages to `visitor`, in seq order. Answers the cursor of the next page, which goes
    /// on in the direction that was asked for, older where none was; empty at the end.
    [[nodiscard]] Result<QString> page(Database &database, const Caller &caller, ConversationId id,
                                       const Place &place, int limit,
                                       const MessageHistory::Visitor &visitor) const;
    [[nodiscard]] Result<Message> one(Database &database, const Caller &caller, const MessageId &id) const;
};

} // namespace confab
