// SPDX-License-Identifier: Apache-2.0
#include "server/domain/searchservice.h"

#include "server/domain/cursor.h"
#include "server/storage/accountrepository.h"
#include "server/storage/memberrepository.h"
#include "server/storage/messagerepository.h"
#include "server/storage/searchsource.h"
#include "shared/core/bigrams.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

#include <algorithm>
#include <functional>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Candidates that are read and compared at once.
constexpr qsizetype step = 64;

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

/// Those of the candidates that are wanted, in the same order.
Result<QList<SearchPlace>> SearchService::compare(Database &database, const QList<SearchPlace> &places,
                                                  const Wanted &wanted)
{
    const auto texts = SearchSource(database).at(places);
    if (!texts)
        return texts.error();
    QList<SearchPlace> found;
    for (const SearchSource::Text &text : *texts) {
        const bool holds = wanted.holding == Holding::Anything || text.hasFiles;
        if (text.isFindable && holds && containsText(foldedText(text.body), wanted.folded))
            found.append(text.place);
    }
    std::sort(found.begin(), found.end(), std::greater<>());
    return found;
}

Result<Page<Message>> SearchService::collect(Database &database, SearchReader &reader, const Wanted &wanted,
                                             int limit) const
{
    const MessageRepository messages(database);
    Page<Message> page;
    for (qsizetype examined = 0; examined < Limits::searchExamined;) {
        const auto places = reader.next(step);
        if (!places)
            return indexFailure(places.error());
        const auto found = compare(database, *places, wanted);
        if (!found)
            return found.error();
        for (const SearchPlace &place : *found) {
            // One more than fits says that there is another page, after the last that does.
            if (page.items.size() == limit)
                return page;
            auto message = messages.find(place.conversation, place.seq);
            if (!message)
                return message.error();
            if (!*message) // Nobody takes it away within the snapshot.
                continue;
            page.items.append(**std::move(message));
            page.next = writeCursor(place);
        }
        examined += places->size();
        if (places->size() < step) {
            page.next.clear();
            return page;
        }
        if (page.items.size() < limit)
            page.next = writeCursor(places->constLast());
    }
    return page;
}

} // namespace confab
