// SPDX-License-Identifier: Apache-2.0
#include "client/store/syncstore.h"

#include "client/store/chatsummary.h"
#include "client/store/sentmessage.h"
#include "client/store/unreadcount.h"
#include "shared/core/text.h"

namespace confab {

using Durability = LocalStore::Durability;

namespace {

bool isSame(const QString &username, const QString &other)
{
    return usernameKey(username) == usernameKey(other);
}

} // namespace

SyncStore::SyncStore(LocalStore &store)
    : m_store(store)
    , m_people(store)
    , m_members(store)
{ }

Result<void> SyncStore::applySummaries(const QList<Conversation> &conversations)
{
    return m_store.write(Durability::Normal, [&](StoreChange &change) -> Result<void> {
        for (const Conversation &conversation : conversations) {
            if (auto done = summary(change, conversation); !done)
                return done;
        }
        return {};
    });
}

Result<void> SyncStore::applySync(const SyncAnswer &answer)
{
    return m_store.write(Durability::Normal, [&](StoreChange &change) -> Result<void> {
        if (answer.account) {
            if (auto done = m_people.account(change, *answer.account); !done)
                return done;
        }
        for (const Conversation &conversation : answer.conversations) {
            if (auto done = summary(change, conversation); !done)
                return done;
        }
        for (const ConversationId conversation : answer.removed) {
            if (auto done = removed(change, conversation); !done)
                return done;
        }
        return answer.more ? Result<void>() : m_store.state().setSynced();
    });
}

Result<void> SyncStore::applyAccount(const AccountState &state)
{
    return m_store.write(Durability::Normal,
                         [&](StoreChange &change) { return m_people.account(change, state); });
}

Result<void> SyncStore::putPeople(const QList<User> &users)
{
    return m_store.write(Durability::Normal,
                         [&](StoreChange &change) { return m_people.people(change, users); });
}

Result<ChatRow> SyncStore::rowFor(StoreChange &change, const Conversation &conversation)
{
    const QString peer = ChatSummary::peerOf(conversation, m_store.self());
    auto row = m_store.conversations().find(conversation.id);
    if (!row)
        row = m_store.conversations().findPeer(peer);
    if (!row)
        return m_store.conversations().make(peer, conversation.updatedAt);
    const bool isOther = row->chat.conversation && *row->chat.conversation != conversation.id;
    const bool isBack = !row->membership.isNull() && row->membership != conversation.membership;
    if (isOther || isBack) {
        if (auto done = forget(change, *row); !done)
            return done.error();
    }
    row->chat.username = peer; // As the server writes it.
    return *row;
}

Result<void> SyncStore::summary(StoreChange &change, const Conversation &conversation)
{
    if (ChatSummary::peerOf(conversation, m_store.self()).isEmpty())
        return {}; // Of oneself alone, which no server has.
    auto found = rowFor(change, conversation);
    if (!found)
        return found.error();
    ChatRow &row = *found;
    if (conversation.change < row.summaryChange && conversation.own.own <= row.own)
        return {}; // Overtaken by a push.
    const bool isNew = !row.chat.conversation || row.rowsChange == Change();
    ChatSummary::put(row, conversation);
    if (conversation.own.own > row.own)
        m_ownNumbers.moved(conversation.id, row.own, conversation.own.own);
    if (conversation.own.own >= row.own)
        ChatSummary::putOwn(row, conversation.own);
    OwnUpdate::apply(m_store.ownUpdates().of(row.chat.id), row.chat); // The server does not know it yet.
    m_members.marks(row, conversation.members);
    if (auto done = m_members.all(change, row, conversation); !done)
        return done;
    row.summaryReadSeq = row.readAcked;
    if (isNew) {
        row.rowsChange = conversation.change;
        row.tailKnown = conversation.lastSeq == Seq();
        // Only now: for a known one it comes in its place among the changes.
        if (conversation.lastMessage) {
            if (auto done = messages(change, row, {*conversation.lastMessage}); !done)
                return done;
            if (conversation.unread == 0)
                change.arrived.remove(row.chat.id);
        }
    }
    return save(change, row);
}

Result<void> SyncStore::messages(StoreChange &change, ChatRow &row, const QList<Message> &messages)
{
    const bool isNews = m_store.state().hasSynced();
    Seq last = m_store.messages().last(row.chat.id);
    for (const Message &message : messages) {
        if (message.seq < row.chat.firstSeq)
            continue; // Overtaken by the end of the membership that it was for.
        const auto stored = m_store.messages().put(row.chat.id, message);
        if (!stored)
            return stored.error();
        const bool isOwn = isSame(message.sender, m_store.self());
        if (isOwn) { // Where the ack was lost, this is the answer.
            if (auto done = settleSent(m_store, change, row.chat.id, message); !done)
                return done;
        }
        if (*stored == MessageStore::Stored::Unchanged)
            continue;
        change.messages[row.chat.id].append(message);
        if (isNews && !isOwn && !message.deleted && !message.event && message.seq > last)
            change.arrived[row.chat.id].append(message);
        last = std::max(last, message.seq);
        row.chat.lastSeq = std::max(row.chat.lastSeq, message.seq);
        row.chat.updatedAt = std::max(row.chat.updatedAt, message.sentAt);
    }
    return {};
}

Result<void> SyncStore::save(StoreChange &change, ChatRow &row)
{
    countUnread(m_store, row);
    change.chats.insert(row.chat.id);
    return m_store.conversations().save(row);
}

Result<void> SyncStore::applyChanges(ConversationId conversation, const Changes &changes)
{
    return m_store.write(Durability::Normal, [&](StoreChange &change) -> Result<void> {
        if (changes.conversation) {
            if (auto done = summary(change, *changes.conversation); !done)
                return done;
        }
        auto row = m_store.conversations().find(conversation);
        if (!row)
            return {};
        // In seq order, so that the models add them at the end; an edit of an old one has the higher change.
        auto sorted = changes.messages;
        std::sort(sorted.begin(), sorted.end(),
                  [](const Message &a, const Message &b) { return a.seq < b.seq; });
        if (auto done = messages(change, *row, sorted); !done)
            return done;
        m_members.marks(*row, changes.members);
        if (auto done = m_members.some(change, *row, changes.members); !done)
            return done;
        row->rowsChange = std::max(row->rowsChange, changes.change);
        row->summaryChange = std::max(row->summaryChange, changes.change);
        return save(change, *row);
    });
}

Result<void> SyncStore::applyPage(ConversationId conversation, const QList<Message> &page, PageKind kind)
{
    return m_store.write(Durability::Normal, [&](StoreChange &change) -> Result<void> {
        auto row = m_store.conversations().find(conversation);
        if (!row)
            return {};
        const auto arrived = change.arrived;
        if (auto done = messages(change, *row, page); !done)
            return done;
        change.arrived = arrived; // History is no news.
        if (kind == PageKind::Tail)
            row->tailKnown = true;
        return save(change, *row);
    });
}

SyncStore::Applied SyncStore::applyPush(const ServerFrame &frame)
{
    const auto number = pushNumber(frame);
    Q_ASSERT(number);
    auto row = m_store.conversations().find(number->conversation);
    if (!row && !std::holds_alternative<ConversationFrame>(frame))
        return Applied::Unknown;
    const auto *summaryFrame = std::get_if<ConversationFrame>(&frame);
    const bool isOwn = row && summaryFrame
        && m_ownNumbers.isPushOfOwn(number->conversation, summaryFrame->conversation.own.own, row->own);
    const bool isReceipt = std::holds_alternative<ReceiptFrame>(frame);
    if (row && !isOwn) {
        if (number->change > row->rowsChange.next())
            return Applied::Early;
        // Marks are coalesced: one number may come with several receipts.
        if (number->change < row->rowsChange || (number->change == row->rowsChange && !isReceipt))
            return Applied::Old;
    }
    const auto done = m_store.write(Durability::Normal, [&](StoreChange &change) -> Result<void> {
        if (summaryFrame) {
            if (auto outcome = summary(change, summaryFrame->conversation); !outcome)
                return outcome;
            row = m_store.conversations().find(number->conversation);
            m_ownNumbers.pushed(number->conversation, summaryFrame->conversation.own.own);
            if (!row || isOwn)
                return {};
        }
        return effect(change, *row, frame);
    });
    return done ? Applied::Yes : Applied::Failed;
}

Result<void> SyncStore::effect(StoreChange &change, ChatRow &row, const ServerFrame &frame)
{
    if (const auto *message = std::get_if<MessageFrame>(&frame)) {
        if (auto done = messages(change, row, {message->message}); !done)
            return done;
    } else if (const auto *receipt = std::get_if<ReceiptFrame>(&frame)) {
        m_members.marks(row,
                        {Member{.user = receipt->user,
                                .readSeq = receipt->readSeq,
                                .deliveredSeq = receipt->deliveredSeq}});
    }
    const Change number = pushNumber(frame)->change;
    if (number == row.rowsChange.next())
        row.rowsChange = number;
    row.summaryChange = std::max(row.summaryChange, row.rowsChange);
    return save(change, row);
}

Result<void> SyncStore::applyAccepted(const OutboxEntry &entry, Message message, Source source)
{
    return m_store.write(Durability::Normal, [&](StoreChange &change) -> Result<void> {
        auto row = m_store.conversations().find(entry.chat);
        if (!row)
            return m_store.outbox().remove(entry.clientId);
        if (row->chat.isLeft() || message.seq < row->chat.firstSeq)
            return unseen(change, entry);
        if (!row->chat.conversation)
            row->chat.conversation = message.conversation; // Its summary is asked for.
        const Change number = message.change;
        const bool isNew
            = message.seq > m_store.messages().last(entry.chat) && number == row->rowsChange.next();
        if (source == Source::Built && !isNew)
            message.change = Change();
        if (auto done = messages(change, *row, {message}); !done)
            return done;
        if (auto done = m_store.outbox().remove(entry.clientId); !done)
            return done;
        if (entry.kind != OutboxEntry::Kind::Send)
            change.amended[entry.chat].insert(entry.seq);
        // The models turn the waiting row into this one, also where the message was known.
        if (!change.messages.contains(entry.chat))
            change.messages[entry.chat].append(
                m_store.messages().at(entry.chat, message.seq).value_or(message));
        if (message.change == row->rowsChange.next())
            row->rowsChange = number;
        row->summaryChange = std::max(row->summaryChange, row->rowsChange);
        return save(change, *row);
    });
}

/// It stands where this account does not see it any more, as it has left the group since.
Result<void> SyncStore::unseen(StoreChange &change, const OutboxEntry &entry)
{
    if (entry.kind == OutboxEntry::Kind::Send)
        change.discarded.append(entry);
    else
        change.amended[entry.chat].insert(entry.seq);
    change.chats.insert(entry.chat);
    return m_store.outbox().remove(entry.clientId);
}

Result<void> SyncStore::applyOwnMarks(ChatId chat, Seq readAcked, Seq deliveredAcked)
{
    return m_store.write(Durability::Normal, [&](StoreChange &change) -> Result<void> {
        auto row = m_store.conversations().find(chat);
        if (!row)
            return {};
        row->readAcked = std::max(row->readAcked, readAcked);
        row->deliveredAcked = std::max(row->deliveredAcked, deliveredAcked);
        return save(change, *row);
    });
}

Result<void> SyncStore::read(ChatId chat, Seq seq)
{
    auto row = m_store.conversations().find(chat);
    if (!row || std::min(seq, row->chat.lastSeq) <= row->chat.readSeq)
        return {};
    return m_store.write(Durability::Normal, [&](StoreChange &change) {
        row->chat.readSeq = std::min(seq, row->chat.lastSeq);
        return save(change, *row);
    });
}

Result<void> SyncStore::remove(ConversationId conversation)
{
    return m_store.write(Durability::Normal,
                         [&](StoreChange &change) { return removed(change, conversation); });
}

Result<void> SyncStore::removed(StoreChange &change, ConversationId conversation)
{
    auto row = m_store.conversations().find(conversation);
    if (!row)
        return {};
    if (auto done = forget(change, *row); !done)
        return done;
    return m_store.conversations().save(*row);
}

Result<void> SyncStore::forget(StoreChange &change, ChatRow &row)
{
    if (auto done = m_store.ownUpdates().set(row.chat.id, {}); !done)
        return done;
    row = forgotten(row);
    change.chats.insert(row.chat.id);
    change.forgotten.insert(row.chat.id);
    change.members.insert(row.chat.id);
    if (auto done = m_store.members().remove(row.chat.id); !done)
        return done;
    return m_store.messages().remove(row.chat.id);
}

/// What waits for messages would be for others: those that get their numbers now.
Result<void> SyncStore::detachOutbox(StoreChange &change)
{
    for (const OutboxEntry &entry : m_store.outbox().amendments()) {
        change.amended[entry.chat].insert(entry.seq);
        if (auto done = m_store.outbox().remove(entry.clientId); !done)
            return done;
    }
    return m_store.outbox().forgetReplies();
}

Result<void> SyncStore::dropCache(const QString &newEpoch)
{
    return m_store.write(Durability::Normal, [&](StoreChange &change) -> Result<void> {
        change.everything = true;
        if (auto done = detachOutbox(change); !done)
            return done;
        if (auto done = m_store.messages().removeAll(); !done)
            return done;
        if (auto done = m_store.members().removeAll(); !done)
            return done;
        if (auto done = m_store.conversations().forgetAll(); !done)
            return done;
        if (auto done = m_store.relations().clear(); !done)
            return done;
        if (auto done = m_store.state().clear(); !done)
            return done;
        change.relations = true;
        return m_store.state().setEpoch(newEpoch);
    });
}

} // namespace confab
