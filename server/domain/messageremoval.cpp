// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messageremoval.h"

#include "server/domain/movedstep.h"
#include "server/storage/accounttraces.h"
#include "server/storage/filerepository.h"
#include "server/storage/messagerepository.h"
#include "server/storage/reactionrepository.h"

#include <algorithm>

namespace confab {

Result<void> eraseMessage(Database &database, Message &message, Timestamp now)
{
    if (auto cleared = ReactionRepository(database).clear(message.conversation, message.seq); !cleared)
        return cleared;
    if (auto released = FileRepository(database).release(message.conversation, message.seq, now); !released)
        return released;
    message.attachments.clear();
    message.body.clear();
    message.editedAt.reset();
    message.deleted = true;
    message.reactions.clear();
    return MessageRepository(database).update(message);
}

void tellAmended(Transaction &transaction, const QList<MemberRow> &members, const Message &message,
                 const QList<Origin> &origins)
{
    QList<AccountId> seeing;
    QList<AccountId> others;
    for (const MemberRow &member : members) {
        if (!member.left)
            (member.firstSeq <= message.seq ? seeing : others).append(member.account);
    }
    transaction.publish(MessageChanged{
        .message = message, .audience = {.members = seeing, .origins = origins}, .amended = true});
    if (!others.isEmpty())
        transaction.publish(NumberTaken{
            .number = {.conversation = message.conversation, .change = message.change}, .members = others});
}

Result<Seq> MessageRemoval::run(ConversationId conversation, Seq after)
{
    Database &database = m_transaction.database();
    // The lock first: the members are those of when it was given.
    auto row = ConversationRepository(database).find(conversation, Lock::Row);
    if (!row)
        return row.error();
    if (!*row || after >= (*row)->lastSeq)
        return after;
    const auto work = find(conversation, after, (*row)->lastSeq);
    if (!work)
        return work.error();
    if (work->messages.isEmpty() && work->reactions.isEmpty())
        return work->end;
    const auto members = MemberRepository(database).of(conversation);
    if (!members)
        return members.error();
    const auto changed = change(*work, **row, *members);
    return changed ? Result<Seq>(work->end) : Result<Seq>(changed.error());
}

Result<MessageRemoval::Work> MessageRemoval::find(ConversationId conversation, Seq after, Seq last) const
{
    const AccountTraces traces(m_transaction.database(), m_account);
    Work work{.end = std::min(last, Seq(after.value() + examinedAtOnce))};
    const auto messages = traces.messages(conversation, after, work.end, changedAtOnce);
    if (!messages)
        return messages.error();
    if (messages->size() == changedAtOnce)
        work.end = messages->constLast();
    const auto reactions = traces.reactions(conversation, after, work.end, changedAtOnce);
    if (!reactions)
        return reactions.error();
    if (reactions->size() == changedAtOnce) // there may be more at the last one
        work.end = reactions->constLast().seq.previous();
    for (const Seq seq : *messages) {
        if (seq <= work.end)
            work.messages.insert(seq);
    }
    for (const auto &[seq, emoji] : *reactions) {
        if (seq <= work.end)
            work.reactions[seq].append(emoji);
    }
    return work;
}

Result<void> MessageRemoval::change(const Work &work, ConversationRow &row, const QList<MemberRow> &members)
{
    Database &database = m_transaction.database();
    QSet<Seq> all = work.messages;
    all += QSet<Seq>(work.reactions.keyBegin(), work.reactions.keyEnd());
    QList<Seq> ordered = all.values();
    std::sort(ordered.begin(), ordered.end());
    for (const Seq seq : std::as_const(ordered)) {
        auto message = MessageRepository(database).find(row.id, seq);
        if (!message)
            return message.error();
        if (!*message)
            continue;
        (*message)->change = row.change = row.change.next();
        const auto done = work.messages.contains(seq) ? eraseMessage(database, **message, m_now)
                                                      : takeReactions(**message, work.reactions[seq]);
        if (!done)
            return done;
        // As it stands now, without what was taken of it.
        const auto now = MessageRepository(database).find(row.id, seq);
        if (!now)
            return now.error();
        tellAmended(m_transaction, members, now->value_or(**message));
    }
    const qint64 movedBefore = std::exchange(row.moved, movedStep(m_now));
    return ConversationRepository(database).advance(row, movedBefore);
}

Result<void> MessageRemoval::takeReactions(const Message &message, const QStringList &emoji)
{
    Database &database = m_transaction.database();
    const ReactionRepository reactions(database);
    for (const QString &one : emoji) {
        const auto removed = reactions.remove({message.conversation, message.seq, m_account, one});
        if (!removed)
            return removed;
    }
    return MessageRepository(database).touch(message);
}

} // namespace confab
