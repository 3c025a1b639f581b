// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/messagerange.h"
#include "client/connection/serverframe.h"
#include "shared/core/clock.h"
#include "shared/protocol/page.h"

#include <QHash>

#include <functional>
#include <map>

namespace confab::tests {

/// A server in memory that keeps the protocol's numbers as the real one must: dense `seq` and `change`, one
/// message for each clientId, rows that carry the change of their last modification.
class MemoryServer {
public:
    struct Stored {
        ConversationId id;
        QStringList members;
        std::optional<QString> title = {}; ///< of a group
        MembershipId membership{1};
        Seq firstSeq{1}; ///< what members see begins there
        ConversationState state = ConversationState::Open;
        Change change;
        QList<Message> messages; ///< by seq, from 1
        QHash<QString, Member> marks;
        QHash<QString, Change> marksChange; ///< of whose last moved when
        QHash<QString, OwnState> own;
    };
    /// Gets each push for the user it belongs to.
    using Push = std::function<void(const QString &user, const ServerFrame &frame)>;

    explicit MemoryServer(const Clock &clock)
        : m_clock(clock)
    { }

    QHash<QString, AccountState> accounts; ///< contacts, blocks and profiles of each
    QString epoch = QStringLiteral("epoch-1");
    int changesPage = 5; ///< small, so that answers come in several
    int syncPage = 3;
    Push push = [](const QString &, const ServerFrame &) {};

    /// The direct conversation of two; made when there is none.
    ConversationId between(const QString &one, const QString &other);
    /// A group, made by the first of its members.
    ConversationId group(const QString &title, const QStringList &members);
    /// Ended, or open again.
    void setState(ConversationId conversation, ConversationState state);
    /// Says what `sender` did to a group, and then what it is now.
    void happen(const QString &sender, ConversationId group, const GroupEvent &event);
    /// The message, the first one when the clientId is known. `silent` gets no push: an ack instead.
    Message post(const QString &sender, ConversationId conversation, const QUuid &clientId,
                 const QString &body, const QString &silent = {}, const QList<Attachment> &files = {});
    Message post(const QString &sender, ConversationId conversation, const QString &body,
                 const QList<Attachment> &files = {});
    /// `silent` gets no push: an ack instead. Nothing happens to what is deleted.
    void edit(ConversationId conversation, Seq seq, const QString &body, const QString &silent = {});
    void erase(ConversationId conversation, Seq seq, const QString &silent = {});
    void react(ConversationId conversation, Seq seq, const QString &user, const QString &emoji, bool on,
               const QString &silent = {});
    /// The change it took; nothing when the mark did not move.
    std::optional<Change> mark(const QString &user, ConversationId conversation, Seq read, Seq delivered,
                               const QString &silent = {});

    /// What only that user sees of it; pushed to that user alone.
    void update(ConversationId conversation, const QString &user, const UpdateConversationRequest &request);

    [[nodiscard]] Stored &at(ConversationId conversation) { return m_conversations.at(conversation); }
    [[nodiscard]] bool has(ConversationId conversation) const
    {
        return m_conversations.contains(conversation);
    }
    [[nodiscard]] QList<ConversationId> of(const QString &user) const;
    [[nodiscard]] Conversation summary(ConversationId conversation, const QString &user) const;
    [[nodiscard]] SyncAnswer sync(const QString &user, const SyncRequest &request) const;
    [[nodiscard]] Changes changes(ConversationId conversation, Change since) const;
    [[nodiscard]] Page<Message> messages(ConversationId conversation, const MessageRange &range) const;
    [[nodiscard]] MarksFrame marks(const QString &user) const;
    /// Loses everything after the state that was copied: a restore from a backup.
    void restore(const MemoryServer &backup) { m_conversations = backup.m_conversations; }

private:
    void tell(const Stored &stored, const ServerFrame &frame, const QString &silent);
    /// Unless `how` leaves the message as it is.
    void modify(ConversationId conversation, Seq seq, const QString &silent,
                const std::function<void(Message &)> &how);

    const Clock &m_clock;
    std::map<ConversationId, Stored> m_conversations;
};

} // namespace confab::tests
