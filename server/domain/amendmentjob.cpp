// SPDX-License-Identifier: Apache-2.0
#include "server/domain/amendmentjob.h"

#include "server/domain/messageremoval.h"
#include "server/domain/movedstep.h"
#include "server/domain/sessionguard.h"
#include "server/storage/messagerepository.h"
#include "server/storage/reactionrepository.h"
#include "shared/core/limits.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error noMessage()
{
    return {ErrorCode::NotFound, u"message"_s, u"there is no such message"_s};
}

Error isDeleted()
{
    return {ErrorCode::MessageDeleted, {}, u"the message is deleted"_s};
}

/// The place of `emoji` among `reactions`; the end when nobody put it there.
template <typename Reactions>
auto find(Reactions &reactions, const QString &emoji)
{
    return std::find_if(reactions.begin(), reactions.end(),
                        [&](const Reaction &reaction) { return reaction.emoji == emoji; });
}

} // namespace

Result<Message> AmendmentJob::run(Transaction &transaction)
{
    Database &database = transaction.database();
    if (const auto caller = requireSession(database, m_amendment.caller); !caller)
        return caller.error();
    auto access
        = accessConversation(database, m_amendment.conversation, m_amendment.caller.account, Lock::Row);
    if (!access)
        return access.error().code == ErrorCode::NotFound ? noMessage() : access.error();
    m_access = *std::move(access);
    if (m_amendment.seq < m_access.caller().firstSeq)
        return noMessage();
    auto message = MessageRepository(database).find(m_amendment.conversation, m_amendment.seq);
    if (!message)
        return message.error();
    if (!*message)
        return noMessage();
    m_message = **std::move(message);

    const auto applied
        = std::visit([&](const auto &what) { return apply(database, what); }, m_amendment.what);
    if (!applied)
        return applied.error();
    if (*applied == Outcome::Changed) {
        if (const auto stored = store(database); !stored)
            return stored.error();
    }
    if (*applied == Outcome::Changed)
        tellAmended(transaction, m_access.members, m_message, {m_amendment.origin});
    else
        transaction.publish(Acknowledged{.origin = m_amendment.origin,
                                         .ack = {.conversation = m_message.conversation,
                                                 .change = m_message.change,
                                                 .seq = m_message.seq,
                                                 .sentAt = m_message.sentAt,
                                                 .message = m_message}});
    return m_message;
}

Result<void> AmendmentJob::requireOwn() const
{
    if (m_message.kind != MessageKind::Text || m_message.sender != m_access.caller().username)
        return Error{ErrorCode::Forbidden, u"message"_s, u"only the sender may do that"_s};
    return {};
}

Result<void> AmendmentJob::requireOpen() const
{
    // An edit or a reaction says something too.
    if (m_access.conversation.blocked)
        return cannotDeliver();
    if (m_access.conversation.state == ConversationState::Closed)
        return isClosed();
    return {};
}

Result<AmendmentJob::Outcome> AmendmentJob::apply(Database &database, const Amendment::Edit &edit)
{
    if (const auto own = requireOwn(); !own)
        return own.error();
    if (m_message.deleted)
        return isDeleted();
    if (edit.body.isEmpty() && m_message.attachments.isEmpty())
        return Error::invalid(u"body"_s, u"is empty"_s);
    if (m_message.body == edit.body)
        return Outcome::Same;
    if (const auto open = requireOpen(); !open)
        return open.error();
    m_message.body = edit.body;
    m_message.editedAt = m_now;
    m_message.change = m_access.conversation.change.next();
    const auto updated = MessageRepository(database).update(m_message);
    return updated ? Result<Outcome>(Outcome::Changed) : Result<Outcome>(updated.error());
}

Result<AmendmentJob::Outcome> AmendmentJob::apply(Database &database, const Amendment::Remove &)
{
    // Also in a closed conversation: what one has said is one's own to take back.
    if (const auto own = requireOwn(); !own)
        return own.error();
    if (m_message.deleted)
        return Outcome::Same;
    m_message.change = m_access.conversation.change.next();
    const auto erased = eraseMessage(database, m_message, m_now);
    return erased ? Result<Outcome>(Outcome::Changed) : Result<Outcome>(erased.error());
}

Result<AmendmentJob::Outcome> AmendmentJob::apply(Database &database, const Amendment::React &react)
{
    const QString &user = m_access.caller().username;
    const auto known = find(m_message.reactions, react.emoji);
    const bool stands = known != m_message.reactions.end() && known->users.contains(user);
    if (m_message.deleted && react.on)
        return isDeleted();
    if (stands == react.on)
        return Outcome::Same;
    if (const auto open = requireOpen(); !open)
        return open.error();
    m_message.change = m_access.conversation.change.next();
    if (react.on) {
        if (const auto stored = put(database, react.emoji); !stored)
            return stored;
    } else {
        if (const auto removed = ReactionRepository(database).remove(
                {m_message.conversation, m_message.seq, m_access.caller().account, react.emoji});
            !removed)
            return removed.error();
        known->users.removeOne(user);
        if (known->users.isEmpty())
            m_message.reactions.erase(known);
    }
    const auto touched = MessageRepository(database).touch(m_message);
    return touched ? Result<Outcome>(Outcome::Changed) : Result<Outcome>(touched.error());
}

Result<AmendmentJob::Outcome> AmendmentJob::put(Database &database, const QString &emoji)
{
    const MemberRow &self = m_access.caller();
    auto known = find(m_message.reactions, emoji);
    if (m_message.kind != MessageKind::Text)
        return Error{ErrorCode::Forbidden, u"message"_s, u"nobody wrote it"_s};
    if (known == m_message.reactions.end()) {
        if (m_message.reactions.size() >= Limits::reactions)
            return Error{ErrorCode::TooManyReactions, u"emoji"_s,
                         u"at most %1 different ones"_s.arg(Limits::reactions)};
        m_message.reactions.append({.emoji = emoji, .users = {}});
        known = m_message.reactions.end() - 1;
    }
    known->users.append(self.username);
    const auto inserted = ReactionRepository(database).insert(
        {m_message.conversation, m_message.seq, self.account, emoji}, m_message.change);
    return inserted ? Result<Outcome>(Outcome::Changed) : Result<Outcome>(inserted.error());
}

Result<void> AmendmentJob::store(Database &database)
{
    ConversationRow &row = m_access.conversation;
    row.change = m_message.change;
    const qint64 movedBefore = std::exchange(row.moved, movedStep(m_now));
    return ConversationRepository(database).advance(row, movedBefore);
}

} // namespace confab
