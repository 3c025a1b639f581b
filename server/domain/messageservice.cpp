// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messageservice.h"

#include "server/domain/conversationaccess.h"
#include "server/storage/filerepository.h"
#include "server/storage/messagerepository.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// What a page shows, and where the next one ends.
struct Part {
    Seq first;
    Seq last; ///< before `first` where there is nothing
    QString next = {};
};

/// The first and the last message of a page. Seqs have no holes, so they say how many lie between.
MemberRepository::Horizon rangeAt(const MessageService::Place &place,
                                  const MemberRepository::Horizon &horizon, qint64 limit)
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

Part anyAt(const MessageService::Place &place, const MemberRepository::Horizon &horizon, qint64 limit)
{
    const auto [first, last] = rangeAt(place, horizon, limit);
    Part part{first, last};
    if (first > last)
        return part;
    if (place.after)
        part.next = last < horizon.last ? QString::number(last.value()) : QString();
    else
        part.next = first > horizon.first ? QString::number(first.value()) : QString();
    return part;
}

Result<Part> holdersAt(Database &database, ConversationId id, const MessageService::Place &place,
                       const MemberRepository::Horizon &horizon, int limit)
{
    Q_ASSERT(!place.after && !place.around);
    const Seq last = place.before ? std::min(horizon.last, Seq(place.before->value() - 1)) : horizon.last;
    const auto holders = FileRepository(database).holders(id, horizon.first, last, limit + 1);
    if (!holders)
        return holders.error();
    if (holders->isEmpty())
        return Part{Seq(1), Seq(0)};
    if (holders->size() <= limit)
        return Part{holders->last(), holders->first()};
    const Seq first = holders->at(limit - 1);
    return Part{first, holders->first(), QString::number(first.value())};
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
    const auto part = place.holding == Holding::Files ? holdersAt(database, id, place, **horizon, limit)
                                                      : anyAt(place, **horizon, limit);
    if (!part)
        return part.error();
    if (part->first > part->last)
        return QString();
    MessageHistory history(database);
    if (const auto visited = history.visit(id, part->first, part->last, visitor, place.holding); !visited)
        return visited.error();
    return part->next;
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
