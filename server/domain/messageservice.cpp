// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messageservice.h"

#include "server/domain/conversationaccess.h"
#include "server/storage/messagerepository.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

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
