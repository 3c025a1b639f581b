// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messageservice.h"

#include "server/domain/conversationaccess.h"
#include "server/storage/messagerepository.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// The first and the last message of a page. Seqs have no holes, so they say how many lie between.
MemberRepository::Horizon pageAt(const MessageService::Place &place, const MemberRepository::Horizon &horizon,
                                 qint64 limit)
{
    const qint64 first = horizon.first.value();
    const qint64 last = horizon.last.value();
    if (place.before || (!place.after && !place.around)) {
        const qint64 end = std::min(last, place.before ? place.before->value() - 1 : last);
        return {.first = Seq(std::max(first, end - limit + 1)), .last = Seq(end)};
    }
    const qint64 wanted = place.after ? place.after->value() + 1
                                      : std::min(place.around->value() - limit / 2, last - limit + 1);
    const qint64 start = std::max(first, wanted);
    return {.first = Seq(start), .last = Seq(std::min(last, start + limit - 1))};
}

} // namespace

Result<QString> MessageService::page(Database &database, const Caller &caller, ConversationId id,
                                     const Place &place, int limit,
                                     const MessageHistory::Visitor &visitor) const
{
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    const auto horizon = MemberRepository(database).horizon(id, caller.account);
    if (!horizon)
        return horizon.error();
    if (!*horizon)
        return noConversation();
    const auto [first, last] = pageAt(place, **horizon, limit);
    if (first > last)
        return QString();
    if (const auto visited = MessageHistory(database).visit(id, first, last, visitor); !visited)
        return visited.error();
    if (place.after)
        return last < (*horizon)->last ? QString::number(last.value()) : QString();
    return first > (*horizon)->first ? QString::number(first.value()) : QString();
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
