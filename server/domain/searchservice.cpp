// SPDX-License-Identifier: Apache-2.0
#include "server/domain/searchservice.h"

#include "server/domain/cursor.h"
#include "server/storage/accountrepository.h"
#include "server/storage/memberrepository.h"
#include "server/storage/messagerepository.h"
#include "shared/core/bigrams.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

#include <algorithm>
#include <functional>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Candidates that are read and compared at once: first so many, which most often have a page among them,
/// then twice as many each time.
constexpr qsizetype firstStep = 64;
constexpr qsizetype longestStep = 256;

/// The place of the last message of the page before, or one before everything of a time.
Result<std::optional<SearchPlace>> readBefore(const QString &before)
{
    if (before.isEmpty())
        return std::optional<SearchPlace>();
    if (const auto time = fromRfc3339(before))
        return std::optional(SearchPlace{.sentAt = *time, .conversation = {}, .seq = {}});
    const Error bad = Error::invalid(u"before"_s, u"is neither a cursor nor a time"_s);
    const QStringList keys = decodeCursor(before);
    if (keys.size() != 2 || encodeCursor(keys) != before)
        return bad;
    bool ok = false;
    const qint64 time = keys[0].toLongLong(&ok);
    const auto id = MessageId::fromString(keys[1]);
    if (!ok || !id)
        return bad;
    return std::optional(SearchPlace{.sentAt = Timestamp(std::chrono::milliseconds(time)),
                                     .conversation = id->conversation,
                                     .seq = id->seq});
}

QString writeCursor(const SearchPlace &last)
{
    return encodeCursor({QString::number(last.sentAt.time_since_epoch().count()),
                         MessageId{last.conversation, last.seq}.toString()});
}

Result<std::optional<Timestamp>> readAfter(const QString &after)
{
    if (after.isEmpty())
        return std::optional<Timestamp>();
    const auto time = fromRfc3339(after);
    return time ? Result<std::optional<Timestamp>>(time) : Error::invalid(u"after"_s, u"is no time"_s);
}

/// Where the caller may search, and from which message on.
Result<QHash<ConversationId, Seq>> searchable(Database &database, const Caller &caller,
                                              const std::optional<ConversationId> &only)
{
    auto all = MemberRepository(database).firstSeqs(caller.account);
    if (!all || !only)
        return all;
    const auto first = all->constFind(*only);
    if (first == all->constEnd())
        return Error{ErrorCode::NotFound, u"conversation"_s, u"there is no such conversation"_s};
    return QHash<ConversationId, Seq>{{*only, *first}};
}

/// Nothing when there is nobody of that name.
Result<std::optional<AccountId>> findSender(Database &database, const QString &name)
{
    const auto row = AccountRepository(database).findByName(name);
    if (!row)
        return row.error();
    return *row ? std::optional((*row)->id) : std::nullopt;
}

SearchPlace placeOf(const Message &message)
{
    return {.sentAt = message.sentAt, .conversation = message.conversation, .seq = message.seq};
}

} // namespace

Result<Page<Message>> SearchService::search(Database &database, const Caller &caller,
                                            const Request &request) const
{
    const QString folded = foldedText(request.text);
    SearchQuery query{.tokens = searchTokens(folded)};
    if (query.tokens.isEmpty())
        return Error::invalid(u"q"_s, u"needs two characters side by side"_s);
    const auto before = readBefore(request.before);
    const auto after = readAfter(request.after);
    if (!before || !after)
        return before ? after.error() : before.error();
    query.before = *before;
    query.since = *after;
    if (const auto attached = m_index.attach(database); !attached)
        return indexFailure(attached.error());
    // One snapshot: what is found was the caller's to see at one moment.
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    auto conversations = searchable(database, caller, request.conversation);
    if (!conversations)
        return conversations.error();
    query.conversations = *std::move(conversations);
    if (!request.from.isEmpty()) {
        const auto sender = findSender(database, request.from);
        if (!sender)
            return sender.error();
        if (!*sender)
            return Page<Message>();
        query.sender = **sender;
    }
    SearchReader reader(database, std::move(query));
    auto page = collect(database, reader, {folded, request.holding}, request.limit);
    if (const auto complete = database.takeFailure(); page && !complete)
        return indexFailure(complete.error());
    return page;
}

Error SearchService::indexFailure(const Error &error) const
{
    m_failed(error);
    return {ErrorCode::Unavailable, {}, u"the search index is being mended"_s, std::chrono::seconds(1)};
}

/// Those of the candidates that are wanted, the latest first.
Result<QList<Message>> SearchService::compare(Database &database, const QList<SearchPlace> &places,
                                              const Wanted &wanted)
{
    QList<MessageId> ids;
    for (const SearchPlace &place : places)
        ids.append({place.conversation, place.seq});
    auto messages = MessageRepository(database).at(ids);
    if (!messages)
        return messages;
    messages->removeIf([&](const Message &message) {
        const bool holds = wanted.holding == Holding::Anything || !message.attachments.isEmpty();
        return message.kind != MessageKind::Text || message.deleted || !holds
            || !containsText(foldedText(message.body), wanted.folded);
    });
    std::sort(messages->begin(), messages->end(),
              [](const Message &a, const Message &b) { return placeOf(a) > placeOf(b); });
    return messages;
}

Result<Page<Message>> SearchService::collect(Database &database, SearchReader &reader, const Wanted &wanted,
                                             int limit) const
{
    Page<Message> page;
    qsizetype step = firstStep;
    for (qsizetype examined = 0; examined < Limits::searchExamined;) {
        const qsizetype count = std::min(step, Limits::searchExamined - examined);
        const auto places = reader.next(count);
        if (!places)
            return indexFailure(places.error());
        auto found = compare(database, *places, wanted);
        if (!found)
            return found.error();
        for (Message &message : *found) {
            // One more than fits says that there is another page, after the last that does.
            if (page.items.size() == limit)
                return page;
            page.next = writeCursor(placeOf(message));
            page.items.append(std::move(message));
        }
        examined += places->size();
        if (places->size() < count) {
            page.next.clear();
            return page;
        }
        if (page.items.size() < limit)
            page.next = writeCursor(places->constLast());
        step = std::min(2 * step, longestStep);
    }
    return page;
}

} // namespace confab
