// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/database.h"
#include "shared/protocol/message.h"
#include "shared/protocol/page.h"

namespace confab {

/// Reading messages; MessageWriter writes them. Keeps no state; thread-safe.
class MessageService {
public:
    /// Which part of a conversation a page shows; with none of the three the newest messages.
    struct Place {
        std::optional<Seq> before = {};
        std::optional<Seq> after = {};
        std::optional<Seq> around = {};
    };
    /// In seq order. `next` goes on in the direction that was asked for, older where none was.
    [[nodiscard]] Result<Page<Message>> page(Database &database, const Caller &caller, ConversationId id,
                                             const Place &place, int limit) const;
    [[nodiscard]] Result<Message> one(Database &database, const Caller &caller, const MessageId &id) const;
};

} // namespace confab
