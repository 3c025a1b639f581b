// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messagebatch.h"

#include "server/domain/fileservice.h"
#include "server/domain/movedstep.h"
#include "server/domain/sessionguard.h"
#include "server/storage/accountrepository.h"
#include "shared/core/text.h"

#include <QSet>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error notFound()
{
    return {ErrorCode::NotFound, u"conversation"_s, u"there is no such conversation"_s};
}

Error noSuchMessage()
{
    return Error::invalid(u"replyTo"_s, u"names no message of this conversation"_s);
}

/// Whether what failed is the transaction, and not what was asked of it.
bool isStorageFailure(ErrorCode code)
{
    return code == ErrorCode::Internal || code == ErrorCode::Unavailable || code == ErrorCode::StorageFull;
}

MessageRepository::ClientKey keyOf(const Post &post)
{
    return {post.caller.account, post.clientId};
}

const MemberRow *memberOf(const QList<MemberRow> &members, AccountId account)
{
    const auto found = std::find_if(members.begin(), members.end(), [&](const MemberRow &member) {
        return member.account == account && !member.left;
    });
    return found == members.end() ? nullptr : &*found;
}

} // namespace

MessageBatch::MessageBatch(const ConversationService &conversations, Timestamp now,
                           std::vector<const Post *> posts)
    : m_conversations(conversations)
    , m_now(now)
{
    m_items.reserve(posts.size());
    for (const Post *post : posts)
        m_items.push_back({.post = post, .conversation = post->conversation});
}

Result<std::vector<MessageBatch::Outcome>> MessageBatch::run(Transaction &transaction)
{
    Database &database = transaction.database();
    for (const auto step : {&MessageBatch::readCallers, &MessageBatch::findDirects, &MessageBatch::readPlaces,
                            &MessageBatch::readRepeats, &MessageBatch::readFiles}) {
        if (const auto read = (this->*step)(database); !read)
            return read.error();
    }
    std::vector<Outcome> outcomes;
    outcomes.reserve(m_items.size());
    for (Item &item : m_items) {
        auto outcome = item.caller ? post(transaction, item) : Outcome(item.caller.error());
        if (!outcome)
            return outcome.error();
        outcomes.push_back(*std::move(outcome));
    }
    if (const auto stored = store(database); !stored)
        return stored.error();
    return outcomes;
}

Result<void> MessageBatch::readCallers(Database &database)
{
    QSet<SessionId> sessions;
    for (const Item &item : m_items)
        sessions.insert(item.post->caller.session);
    const auto holders = SessionRepository(database).holders(sessions.values());
    if (!holders)
        return holders.error();
    for (Item &item : m_items) {
        const auto holder = holders->constFind(item.post->caller.session);
        item.caller = requireHolder(holder == holders->constEnd() ? std::nullopt : std::optional(*holder),
                                    item.post->caller);
    }
    return {};
}

Result<void> MessageBatch::findDirects(Database &database)
{
    for (Item &item : m_items) {
        if (item.conversation || !item.caller)
            continue;
        if (const auto found = findDirect(database, item); !found)
            return found;
    }
    return {};
}

Result<void> MessageBatch::findDirect(Database &database, Item &item)
{
    const auto other = AccountRepository(database).findByName(*item.post->to);
    if (!other)
        return other.error();
    if (!*other)
        return {};
    const auto direct = ConversationRepository(database).findDirect(item.caller->account, (*other)->id);
    if (!direct)
        return direct.error();
    if (*direct)
        item.conversation = (*direct)->id;
    return {};
}

Result<void> MessageBatch::readPlaces(Database &database)
{
    QSet<ConversationId> wanted;
    for (const Item &item : m_items) {
        if (item.conversation)
            wanted.insert(*item.conversation);
    }
    // In one order everywhere, so that two that lock the same ones do not wait for each other.
    QList<ConversationId> ids = wanted.values();
    std::sort(ids.begin(), ids.end());
    const auto rows = ConversationRepository(database).lock(ids);
    if (!rows)
        return rows.error();
    const auto members = MemberRepository(database).of(ids);
    if (!members)
        return members.error();
    for (const ConversationRow &row : *rows) {
        Place place{.row = row, .members = members->value(row.id), .movedBefore = row.moved};
        place.audience = ConversationAccess{.conversation = row, .members = place.members}.audience();
        m_places.insert(row.id, std::move(place));
    }
    return {};
}

Result<void> MessageBatch::readRepeats(Database &database)
{
    QList<MessageRepository::ClientKey> keys;
    keys.reserve(qsizetype(m_items.size()));
    for (const Item &item : m_items)
        keys.append(keyOf(*item.post));
    auto repeats = MessageRepository(database).written(keys);
    if (!repeats)
        return repeats.error();
    m_repeats = *std::move(repeats);
    return {};
}

Result<void> MessageBatch::readFiles(Database &database)
{
    QSet<std::pair<FileId, AccountId>> wanted;
    for (const Item &item : m_items) {
        for (const FileId file : item.post->attachments) {
            if (item.caller)
                wanted.insert({file, item.caller->account});
        }
    }
    // They stay locked until the messages that hold them stand: in one order everywhere.
    QList<std::pair<FileId, AccountId>> ordered = wanted.values();
    std::sort(ordered.begin(), ordered.end());
    for (const auto &[file, account] : ordered) {
        const auto found = FileService::toSend(database, account, file);
        if (!found)
            return found.error();
        if (*found)
            m_files.insert({account, file}, **found);
    }
    return {};
}

Result<QList<Attachment>> MessageBatch::attachmentsOf(const Item &item) const
{
    QList<Attachment> attachments;
    for (const FileId file : item.post->attachments) {
        const auto found = m_files.constFind({item.caller->account, file});
        if (found == m_files.constEnd())
            return Error::invalid(u"attachments"_s, u"names a file that is not there"_s);
        attachments.append(*found);
    }
    return attachments;
}

Result<MessageBatch::Outcome> MessageBatch::post(Transaction &transaction, Item &item)
{
    // Before anything else is asked: whoever was closed out meanwhile still gets the first answer.
    const auto key = keyOf(*item.post);
    if (const auto before = m_repeats.constFind(key); before != m_repeats.constEnd())
        return repeat(transaction, item, *before);
    if (const auto here = m_written.constFind(key); here != m_written.constEnd())
        return repeat(transaction, item, m_messages[*here].message);
    return item.conversation ? write(transaction, item) : begin(transaction, item);
}

Result<MessageBatch::Outcome> MessageBatch::repeat(Transaction &transaction, Item &item,
                                                   const MessageId &first)
{
    // Another node may have begun the conversation after it was looked for here.
    if (!item.conversation) {
        if (const auto found = findDirect(transaction.database(), item); !found)
            return found.error();
    }
    const auto message = MessageRepository(transaction.database()).find(first.conversation, first.seq);
    if (!message)
        return message.error();
    if (!*message)
        return Error{ErrorCode::Internal, {}, u"a message that was written is gone"_s};
    return repeat(transaction, item, **message);
}

MessageBatch::Outcome MessageBatch::repeat(Transaction &transaction, const Item &item,
                                           const Message &first) const
{
    if (!isFor(item, first.conversation))
        return Error{ErrorCode::ClientIdReused, u"clientId"_s, u"was used in another conversation"_s};
    transaction.publish(Acknowledged{.origin = item.post->origin,
                                     .ack = {.conversation = first.conversation,
                                             .change = first.change,
                                             .seq = first.seq,
                                             .sentAt = first.sentAt,
                                             .message = first}});
    return Posted{.message = first, .repeated = true};
}

bool MessageBatch::isFor(const Item &item, ConversationId conversation) const
{
    if (item.conversation)
        return *item.conversation == conversation;
    // Begun by this very batch, or by nobody.
    const auto place = m_places.constFind(conversation);
    return place != m_places.constEnd() && place->row.kind == ConversationKind::Direct
        && std::any_of(place->members.begin(), place->members.end(), [&](const MemberRow &member) {
               return usernameKey(member.username) == usernameKey(*item.post->to);
           });
}

Result<MessageBatch::Outcome> MessageBatch::begin(Transaction &transaction, Item &item)
{
    // Before anything is made for it: what is refused is not undone. A reply can only be to what another of
    // this batch has begun.
    if (item.post->replyTo) {
        if (const auto found = findDirect(transaction.database(), item); !found)
            return found.error();
        if (!item.conversation)
            return Outcome(noSuchMessage());
    }
    if (const auto attachments = attachmentsOf(item); !attachments)
        return Outcome(attachments.error());
    auto opened = m_conversations.openDirect(transaction, *item.caller, *item.post->to, u"to"_s);
    if (!opened && isStorageFailure(opened.error().code))
        return opened.error();
    if (!opened)
        return Outcome(opened.error());
    const ConversationRow &row = opened->access.conversation;
    item.conversation = row.id;
    if (!m_places.contains(row.id)) {
        m_places.insert(row.id,
                        {.row = row,
                         .members = opened->access.members,
                         .audience = opened->access.audience(),
                         .movedBefore = row.moved});
    }
    return write(transaction, item);
}

MessageBatch::Outcome MessageBatch::write(Transaction &transaction, const Item &item)
{
    const Post &post = *item.post;
    const auto found = m_places.find(*item.conversation);
    const MemberRow *self
        = found == m_places.end() ? nullptr : memberOf(found->members, item.caller->account);
    if (!self)
        return notFound();
    ConversationRow &row = found->row;
    if (row.blocked)
        return cannotDeliver();
    if (row.state == ConversationState::Closed)
        return post.to ? ActiveConversations::refusal(transaction.database(),
                                                      {.conversation = row, .members = found->members})
                       : isClosed();
    if (post.replyTo && (*post.replyTo < self->firstSeq || *post.replyTo > row.lastSeq))
        return noSuchMessage();
    const auto attachments = attachmentsOf(item);
    if (!attachments)
        return attachments.error();

    found->moved = true;
    row.lastSeq = row.lastSeq.next();
    row.change = row.change.next();
    const Message message{.conversation = row.id,
                          .seq = row.lastSeq,
                          .change = row.change,
                          .clientId = post.clientId,
                          .sender = self->username,
                          .sentAt = m_now,
                          .body = post.body,
                          .replyTo = post.replyTo,
                          .attachments = *attachments};
    m_written.insert(keyOf(post), m_messages.size());
    m_messages.push_back({message, self->account});
    transaction.publish(MessageChanged{.message = message,
                                       .audience = {.members = found->audience, .origins = {post.origin}}});
    return Posted{.message = message};
}

Result<void> MessageBatch::store(Database &database)
{
    if (const auto done = MessageRepository(database).insert(m_messages); !done)
        return done;
    for (const auto &[message, sender] : m_messages) {
        if (message.attachments.isEmpty())
            continue;
        const auto held
            = FileRepository(database).attach(message.conversation, message.seq, message.attachments);
        if (!held)
            return held;
    }
    QList<ConversationRepository::Advanced> advanced;
    for (Place &place : m_places) {
        if (!place.moved)
            continue;
        place.row.updatedAt = m_now;
        place.row.moved = movedStep(m_now);
        advanced.append({place.row, place.movedBefore});
    }
    return ConversationRepository(database).advance(advanced);
}

} // namespace confab
