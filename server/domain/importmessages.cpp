// SPDX-License-Identifier: Apache-2.0
#include "server/domain/importmessages.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

MessageRepository::ClientKey keyOf(const MessageRepository::New &given)
{
    return {given.sender, given.message.clientId};
}

} // namespace

QUuid ImportMessages::gapId(Seq seq) const
{
    static const QUuid space(u"6f1c9a52-52a7-5d1e-9a3f-0f4de1c8a7b4"_s);
    return QUuid::createUuidV5(space, MessageId{m_row.id, seq}.toString());
}

Result<std::vector<ImportMessages::New>> ImportMessages::resolve(const QList<Message> &page) const
{
    std::vector<New> all;
    QSet<MessageRepository::ClientKey> keys;
    for (Message message : page) {
        const auto sender = m_people.find(message.sender);
        if (!sender)
            return sender.error();
        message.sender = sender->username;
        for (Reaction &reaction : message.reactions) {
            for (QString &user : reaction.users) {
                const auto known = m_people.find(user);
                if (!known)
                    return known.error();
                user = known->username;
            }
        }
        if (message.event && message.event->user) {
            if (const auto known = m_people.find(*message.event->user))
                message.event->user = known->username;
        }
        all.push_back({std::move(message), sender->id});
        keys.insert(keyOf(all.back()));
    }
    if (keys.size() != page.size())
        return Error::invalid(u"clientId"_s, u"is that of two messages"_s);
    return all;
}

Result<void> ImportMessages::add(const QList<Message> &page)
{
    auto all = resolve(page);
    if (!all)
        return all.error();
    QList<MessageRepository::ClientKey> keys;
    for (const New &given : *all)
        keys.append(keyOf(given));
    const MessageRepository messages(m_database);
    const auto known = messages.written(keys);
    if (!known)
        return known.error();
    std::vector<New> fresh;
    for (New &given : *all) {
        const auto found = known->constFind(keyOf(given));
        if (found == known->cend()) {
            if (auto added = addOne(given, fresh); !added)
                return added;
            continue;
        }
        if (found->conversation != m_row.id)
            return Error::invalid(u"clientId"_s, u"is that of a message of another conversation"_s);
        if (found->seq != given.message.seq)
            m_moved.insert(given.message.seq, found->seq);
        const auto here = messages.find(m_row.id, found->seq);
        if (!here)
            return here.error();
        if (auto merged = *here ? merge(**here, given) : Result<void>(); !merged)
            return merged;
    }
    if (auto inserted = messages.insert(fresh); !inserted)
        return inserted;
    for (const New &given : fresh) {
        if (auto completed = complete(given.message); !completed)
            return completed;
    }
    return {};
}

Result<void> ImportMessages::addOne(New &given, std::vector<New> &fresh)
{
    Message &message = given.message;
    const auto files = m_files.admit(message.attachments, given.sender, ImportFiles::Held::Yes);
    if (!files)
        return files.error();
    message.attachments = *files;
    if (message.replyTo)
        message.replyTo = m_moved.value(*message.replyTo, *message.replyTo);
    ++m_added;
    m_hasChanged = true;
    const Seq wanted = message.seq;
    if (wanted <= m_row.lastSeq) {
        const auto filled = fillGap(given);
        if (!filled || *filled)
            return filled ? Result<void>() : Result<void>(filled.error());
        message.seq = m_row.lastSeq.next();
        m_moved.insert(wanted, message.seq);
    } else if (auto opened = openGap(wanted); !opened) {
        return opened;
    }
    m_row.lastSeq = message.seq;
    m_row.change = std::max(m_row.change.next(), Change(message.seq.value() + 1));
    message.change = m_row.change;
    fresh.push_back(given);
    return {};
}

Result<bool> ImportMessages::fillGap(const New &given)
{
    const auto here = MessageRepository(m_database).find(m_row.id, given.message.seq);
    if (!here)
        return here.error();
    if (!*here || (*here)->clientId != gapId(given.message.seq))
        return false;
    Message message = given.message;
    message.change = (*here)->change;
    if (const auto filled = ImportRepository(m_database).fill(message, given.sender); !filled)
        return filled.error();
    const auto completed = complete(message);
    return completed ? Result<bool>(true) : Result<bool>(completed.error());
}

Result<void> ImportMessages::openGap(Seq until)
{
    const MessageRepository messages(m_database);
    const ImportRepository imports(m_database);
    while (m_row.lastSeq.next() < until) {
        m_row.lastSeq = m_row.lastSeq.next();
        m_row.change = std::max(m_row.change.next(), Change(m_row.lastSeq.value() + 1));
        const Message gap{.conversation = m_row.id,
                          .seq = m_row.lastSeq,
                          .change = m_row.change,
                          .clientId = gapId(m_row.lastSeq),
                          .sender = {},
                          .sentAt = m_row.createdAt,
                          .body = {},
                          .deleted = true};
        if (auto inserted = messages.insert({{gap, m_people.owner().id}}); !inserted)
            return inserted;
        if (auto settled = imports.settle(gap); !settled)
            return settled;
    }
    return {};
}

Result<void> ImportMessages::complete(const Message &message)
{
    if (!message.attachments.isEmpty()) {
        const auto attached = FileRepository(m_database).attach(m_row.id, message.seq, message.attachments);
        if (!attached)
            return attached;
    }
    if (!message.editedAt && !message.deleted && message.reactions.isEmpty())
        return {};
    if (auto settled = ImportRepository(m_database).settle(message); !settled)
        return settled;
    const auto reacted = addReactions(message, {});
    return reacted ? Result<void>() : Result<void>(reacted.error());
}

Result<bool> ImportMessages::addReactions(const Message &message, const QList<Reaction> &before)
{
    QSet<std::pair<QString, QString>> here;
    for (const Reaction &reaction : before) {
        for (const QString &user : reaction.users)
            here.insert({reaction.emoji, user});
    }
    const ReactionRepository reactions(m_database);
    // Only their order counts, and only among those of one message; new ones come behind all there are.
    qint64 number = before.isEmpty() ? 0 : m_row.change.value();
    bool added = false;
    for (const Reaction &reaction : message.reactions) {
        for (const QString &user : reaction.users) {
            if (here.contains({reaction.emoji, user}))
                continue;
            const auto account = AccountRepository(m_database).findByName(user);
            if (!account)
                return account.error();
            if (!*account)
                continue;
            const auto inserted
                = reactions.insert({m_row.id, message.seq, (*account)->id, reaction.emoji}, Change(++number));
            if (!inserted)
                return inserted.error();
            added = true;
        }
    }
    m_row.change = std::max(m_row.change, Change(number)); // those that people add next get others
    return added;
}

Result<void> ImportMessages::merge(const Message &here, const New &given)
{
    const Message &there = given.message;
    const auto held = here.deleted || there.deleted ? ImportFiles::Held::No : ImportFiles::Held::Yes;
    if (const auto files = m_files.admit(there.attachments, given.sender, held); !files)
        return files.error();
    if (here.deleted)
        return {};
    if (there.deleted)
        return erase(here);
    Message now = here;
    now.reactions = there.reactions;
    const auto reacted = addReactions(now, here.reactions);
    if (!reacted)
        return reacted.error();
    const bool isEdited = !here.event && there.editedAt > here.editedAt;
    if (!isEdited && !*reacted)
        return {};
    m_row.change = now.change = m_row.change.next();
    m_hasChanged = true;
    const MessageRepository messages(m_database);
    if (!isEdited)
        return messages.touch(now);
    now.body = there.body;
    now.editedAt = there.editedAt;
    return messages.update(now);
}

Result<void> ImportMessages::erase(Message here)
{
    if (auto released = FileRepository(m_database).release(m_row.id, here.seq, m_now); !released)
        return released;
    if (auto cleared = ReactionRepository(m_database).clear(m_row.id, here.seq); !cleared)
        return cleared;
    m_row.change = here.change = m_row.change.next();
    m_hasChanged = true;
    here.body.clear();
    here.attachments.clear();
    here.deleted = true;
    return MessageRepository(m_database).update(here);
}

} // namespace confab
