// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/conversationservice.h"

namespace confab {

/// Writing and reading messages. Keeps no state; thread-safe.
class MessageService {
public:
    MessageService(const ConversationService &conversations, const Clock &clock)
        : m_conversations(conversations)
        , m_clock(clock)
    { }

    /// A message to be written in `conversation`, or to the person `to`.
    struct Draft {
        std::optional<ConversationId> conversation = {};
        std::optional<QString> to = {};
        QUuid clientId;
        QString body;
        std::optional<Seq> replyTo = {};
    };
    struct Posted {
        Message message;
        bool repeated = false; ///< this is the first message of the same `clientId`, nothing was written
    };
    /// Writes it once, however often it is asked for, and publishes it or (for a repeat) its acknowledgement.
    [[nodiscard]] Result<Posted> post(Transaction &transaction, const Caller &caller, const Draft &draft,
                                      const Origin &origin) const;

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

private:
    [[nodiscard]] Result<std::optional<Posted>> repeated(Transaction &transaction, const Caller &caller,
                                                         const Draft &draft, const Origin &origin) const;
    [[nodiscard]] Result<Posted> write(Transaction &transaction, ConversationAccess access,
                                       const Draft &draft, const Origin &origin) const;

    const ConversationService &m_conversations;
    const Clock &m_clock;
};

} // namespace confab
