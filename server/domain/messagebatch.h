// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/conversationservice.h"
#include "server/domain/post.h"
#include "server/storage/messagerepository.h"

namespace confab {

/// Many posts in one transaction: what they have in common (sessions, conversations, members) is read once,
/// and a conversation's numbers are stored once. Each is written once, however often it is asked for, and
/// published, or (for a repeat) acknowledged; one that is refused takes none of the others with it. Lives for
/// one run on the writer's thread.
class MessageBatch {
public:
    using Outcome = Result<Posted>;

    MessageBatch(const ConversationService &conversations, Timestamp now, std::vector<const Post *> posts);

    /// The outcomes, in the order of the posts. An error is storage's, and nothing may be committed then.
    [[nodiscard]] Result<std::vector<Outcome>> run(Transaction &transaction);

private:
    /// A conversation that posts go to, as it stands with those before.
    struct Place {
        ConversationRow row;
        QList<MemberRow> members = {};
        QList<AccountId> audience = {};
        qint64 movedBefore = 0;
        bool moved = false;
    };
    struct Item {
        const Post *post;
        Result<Caller> caller = Error{};
        std::optional<ConversationId> conversation = {}; ///< empty while nobody has begun it
    };

    [[nodiscard]] Result<void> readCallers(Database &database);
    [[nodiscard]] Result<void> findDirects(Database &database);
    [[nodiscard]] static Result<void> findDirect(Database &database, Item &item);
    [[nodiscard]] Result<void> readPlaces(Database &database);
    [[nodiscard]] Result<void> readRepeats(Database &database);
    /// What the posts want to hold, as far as each caller may have it.
    [[nodiscard]] Result<void> readFiles(Database &database);
    [[nodiscard]] Result<Outcome> post(Transaction &transaction, Item &item);
    [[nodiscard]] Result<Outcome> repeat(Transaction &transaction, Item &item, const MessageId &first);
    [[nodiscard]] Outcome repeat(Transaction &transaction, const Item &item, const Message &first) const;
    [[nodiscard]] Result<Outcome> begin(Transaction &transaction, Item &item);
    [[nodiscard]] Result<QList<Attachment>> attachmentsOf(const Item &item) const;
    [[nodiscard]] Outcome write(Transaction &transaction, const Item &item);
    [[nodiscard]] Result<void> store(Database &database);
    [[nodiscard]] bool isFor(const Item &item, ConversationId conversation) const;

    const ConversationService &m_conversations;
    const Timestamp m_now;
    std::vector<Item> m_items;
    QHash<ConversationId, Place> m_places;
    QHash<MessageRepository::ClientKey, MessageId> m_repeats; // written before this batch
    QHash<std::pair<AccountId, FileId>, Attachment> m_files;
    std::vector<MessageRepository::New> m_messages;
    QHash<MessageRepository::ClientKey, size_t> m_written; // the places of those
};

} // namespace confab
