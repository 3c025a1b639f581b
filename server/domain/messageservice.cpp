// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messageservice.h"

#include "server/domain/movedstep.h"
#include "server/storage/accountrepository.h"
#include "server/storage/messagerepository.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Whether `draft` is for the conversation that the first message of its `clientId` stands in.
Result<bool> isSamePlace(Database &database, const Caller &caller, const MessageService::Draft &draft,
                         ConversationId first)
{
    if (draft.conversation)
        return *draft.conversation == first;
    const auto other = AccountRepository(database).findByName(*draft.to);
    if (!other)
        return other.error();
    if (!*other)
        return false;
    const auto direct = ConversationRepository(database).findDirect(caller.account, (*other)->id);
    if (!direct)
        return direct.error();
    return *direct && (*direct)->id == first;
}

} // namespace

Result<MessageService::Posted> MessageService::post(Transaction &transaction, const Caller &caller,
                                                    const Draft &draft, const Origin &origin) const
{
    auto first = repeated(transaction, caller, draft, origin);
    if (!first)
        return first.error();
    if (*first)
        return **std::move(first);
    if (draft.conversation) {
        auto access
            = accessConversation(transaction.database(), *draft.conversation, caller.account, Lock::Row);
        return access ? write(transaction, *std::move(access), draft, origin)
                      : Result<Posted>(access.error());
    }
    auto opened = m_conversations.openDirect(transaction, caller, *draft.to, u"to"_s);
    return opened ? write(transaction, std::move(opened->access), draft, origin)
                  : Result<Posted>(opened.error());
}

Result<std::optional<MessageService::Posted>> MessageService::repeated(Transaction &transaction,
                                                                       const Caller &caller,
                                                                       const Draft &draft,
                                                                       const Origin &origin) const
{
    // Before anything else is asked: whoever was closed out meanwhile still gets the first answer.
    const auto first
        = MessageRepository(transaction.database()).findByClientId(caller.account, draft.clientId);
    if (!first)
        return first.error();
    if (!*first)
        return std::optional<Posted>();
    const Message &message = **first;
    const auto same = isSamePlace(transaction.database(), caller, draft, message.conversation);
    if (!same)
        return same.error();
    if (!*same)
        return Error{ErrorCode::ClientIdReused, u"clientId"_s, u"was used in another conversation"_s};
    transaction.publish(Acknowledged{.origin = origin,
                                     .ack = {.conversation = message.conversation,
                                             .change = message.change,
                                             .seq = message.seq,
                                             .sentAt = message.sentAt,
                                             .message = message}});
    return std::optional(Posted{.message = message, .repeated = true});
}

Result<MessageService::Posted> MessageService::write(Transaction &transaction, ConversationAccess access,
                                                     const Draft &draft, const Origin &origin) const
{
    ConversationRow &row = access.conversation;
    if (row.state == ConversationState::Closed)
        return Error{ErrorCode::ConversationClosed, {}, u"the conversation is closed"_s};
    if (draft.replyTo && (*draft.replyTo < access.caller().firstSeq || *draft.replyTo > row.lastSeq))
        return Error::invalid(u"replyTo"_s, u"names no message of this conversation"_s);

    const Timestamp now = m_clock.now();
    const qint64 movedBefore = std::exchange(row.moved, movedStep(now));
    row.lastSeq = row.lastSeq.next();
    row.change = row.change.next();
    row.updatedAt = now;
    const Message message{.conversation = row.id,
                          .seq = row.lastSeq,
                          .change = row.change,
                          .clientId = draft.clientId,
                          .sender = access.caller().username,
                          .sentAt = now,
                          .body = draft.body,
                          .replyTo = draft.replyTo};
    if (const auto done = MessageRepository(transaction.database()).insert(message, access.caller().account);
        !done)
        return done.error();
    if (const auto done = ConversationRepository(transaction.database()).advance(row, movedBefore); !done)
        return done.error();
    transaction.publish(
        MessageChanged{.message = message, .audience = {.members = access.audience(), .origins = {origin}}});
    return Posted{.message = message};
}

Result<Page<Message>> MessageService::page(Database &database, const Caller &caller, ConversationId id,
                                           const Place &place, int limit) const
{
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    const auto access = accessConversation(database, id, caller.account);
    if (!access)
        return access.error();
    const MessageRepository repository(database);
    const Seq first = access->caller().firstSeq;
    const Seq last = access->conversation.lastSeq;

    Result<QList<Message>> messages = QList<Message>();
    if (place.after) {
        messages = repository.after(id, *place.after, first, limit);
    } else if (place.around) {
        const qint64 start = std::min(place.around->value() - limit / 2, last.value() - limit + 1);
        messages = repository.after(id, Seq(std::max<qint64>(0, start - 1)), first, limit);
    } else {
        messages = repository.before(id, place.before.value_or(last.next()), first, limit);
    }
    if (!messages)
        return messages.error();

    Page<Message> page{.items = *std::move(messages)};
    if (page.items.isEmpty())
        return page;
    if (place.after) {
        if (page.items.constLast().seq < last)
            page.next = QString::number(page.items.constLast().seq.value());
    } else if (page.items.constFirst().seq > first) {
        page.next = QString::number(page.items.constFirst().seq.value());
    }
    return page;
}

Result<Message> MessageService::one(Database &database, const Caller &caller, const MessageId &id) const
{
    const Error notFound{ErrorCode::NotFound, u"message"_s, u"there is no such message"_s};
    const auto access = accessConversation(database, id.conversation, caller.account);
    if (!access)
        return access.error().code == ErrorCode::NotFound ? notFound : access.error();
    if (id.seq < access->caller().firstSeq)
        return notFound;
    const auto message = MessageRepository(database).find(id.conversation, id.seq);
    if (!message)
        return message.error();
    return *message ? Result<Message>(**message) : Result<Message>(notFound);
}

} // namespace confab
