// SPDX-License-Identifier: Apache-2.0
#include "tests/client/store/memoryserver.h"

#include <algorithm>

namespace confab::tests {

ConversationId MemoryServer::between(const QString &one, const QString &other)
{
    for (const auto &[id, stored] : m_conversations) {
        if (!stored.title && stored.members.contains(one) && stored.members.contains(other))
            return id;
    }
    const ConversationId id(100 + qint64(m_conversations.size()));
    Stored stored{.id = id, .members = {one, other}, .change = Change(1)};
    for (const QString &user : stored.members)
        stored.marks[user] = Member{.user = user};
    m_conversations.emplace(id, stored);
    for (const QString &user : stored.members)
        push(user, ConversationFrame{summary(id, user)});
    return id;
}

ConversationId MemoryServer::group(const QString &title, const QStringList &members)
{
    const ConversationId id(100 + qint64(m_conversations.size()));
    Stored stored{.id = id, .members = members, .title = title};
    for (const QString &user : members)
        stored.marks[user] = Member{.user = user};
    m_conversations.emplace(id, stored);
    happen(members.first(), id, {.what = GroupEvent::What::Created, .title = title});
    return id;
}

void MemoryServer::setState(ConversationId conversation, ConversationState state)
{
    Stored &stored = at(conversation);
    stored.state = state;
    stored.change = stored.change.next();
    for (const QString &user : stored.members)
        push(user, ConversationFrame{summary(conversation, user)});
}

void MemoryServer::happen(const QString &sender, ConversationId group, const GroupEvent &event)
{
    Stored &stored = at(group);
    stored.change = stored.change.next();
    const Message line{.conversation = group,
                       .seq = Seq(stored.messages.size() + 1),
                       .change = stored.change,
                       .kind = MessageKind::Event,
                       .clientId = QUuid::createUuid(),
                       .sender = sender,
                       .sentAt = m_clock.now(),
                       .body = QStringLiteral(""),
                       .event = event};
    stored.messages.append(line);
    tell(stored, MessageFrame{line}, {});
    stored.change = stored.change.next();
    for (const QString &user : stored.members)
        push(user, ConversationFrame{summary(group, user)});
}

void MemoryServer::tell(const Stored &stored, const ServerFrame &frame, const QString &silent)
{
    for (const QString &user : stored.members) {
        if (user != silent)
            push(user, frame);
    }
}

Message MemoryServer::post(const QString &sender, ConversationId conversation, const QUuid &clientId,
                           const QString &body, const QString &silent, const QList<Attachment> &files)
{
    Stored &stored = at(conversation);
    for (const Message &message : stored.messages) {
        if (message.clientId == clientId)
            return message;
    }
    stored.change = stored.change.next();
    const Message message{.conversation = conversation,
                          .seq = Seq(stored.messages.size() + 1),
                          .change = stored.change,
                          .clientId = clientId,
                          .sender = sender,
                          .sentAt = m_clock.now(),
                          .body = body,
                          .attachments = files};
    stored.messages.append(message);
    tell(stored, MessageFrame{message}, silent);
    return message;
}

Message MemoryServer::post(const QString &sender, ConversationId conversation, const QString &body,
                           const QList<Attachment> &files)
{
    return post(sender, conversation, QUuid::createUuid(), body, {}, files);
}

void MemoryServer::modify(ConversationId conversation, Seq seq, const QString &silent,
                          const std::function<void(Message &)> &how)
{
    Stored &stored = at(conversation);
    Message &message = stored.messages[seq.value() - 1];
    const Message before = message;
    how(message);
    if (message == before)
        return;
    stored.change = stored.change.next();
    message.change = stored.change;
    tell(stored, MessageFrame{message}, silent);
}

void MemoryServer::edit(ConversationId conversation, Seq seq, const QString &body, const QString &silent)
{
    modify(conversation, seq, silent, [&](Message &message) {
        if (message.deleted || message.body == body)
            return;
        message.body = body;
        message.editedAt = m_clock.now();
    });
}

void MemoryServer::erase(ConversationId conversation, Seq seq, const QString &silent)
{
    modify(conversation, seq, silent, [&](Message &message) {
        message.body.clear();
        message.editedAt.reset();
        message.reactions.clear();
        message.attachments.clear();
        message.deleted = true;
    });
}

void MemoryServer::react(ConversationId conversation, Seq seq, const QString &user, const QString &emoji,
                         bool on, const QString &silent)
{
    modify(conversation, seq, silent, [&](Message &message) {
        auto &all = message.reactions;
        auto known = std::find_if(all.begin(), all.end(),
                                  [&](const Reaction &reaction) { return reaction.emoji == emoji; });
        if (message.deleted || on == (known != all.end() && known->users.contains(user)))
            return;
        if (known == all.end())
            known = all.insert(all.end(), {emoji, {}});
        on ? known->users.append(user) : (void)known->users.removeOne(user);
        if (known->users.isEmpty())
            all.erase(known);
    });
}

std::optional<Change> MemoryServer::mark(const QString &user, ConversationId conversation, Seq read,
                                         Seq delivered, const QString &silent)
{
    Stored &stored = at(conversation);
    Member &member = stored.marks[user];
    const Member before = member;
    member.readSeq = std::max(member.readSeq, read);
    member.deliveredSeq = std::max({member.deliveredSeq, delivered, member.readSeq});
    if (member == before)
        return std::nullopt;
    if (member.readSeq != before.readSeq && stored.own[user].markedUnread)
        update(conversation, user, {.markedUnread = false});
    stored.change = stored.change.next();
    stored.marksChange[user] = stored.change;
    tell(stored,
         ReceiptFrame{.conversation = conversation,
                      .change = stored.change,
                      .user = user,
                      .readSeq = member.readSeq,
                      .deliveredSeq = member.deliveredSeq},
         silent);
    return stored.change;
}

void MemoryServer::update(ConversationId conversation, const QString &user,
                          const UpdateConversationRequest &request)
{
    OwnState &own = at(conversation).own[user];
    const OwnState before = own;
    own.mutedUntil = request.mutedUntil.value_or(own.mutedUntil);
    own.pinned = request.pinned.value_or(own.pinned);
    own.archived = request.archived.value_or(own.archived);
    own.markedUnread = request.markedUnread.value_or(own.markedUnread);
    if (own == before)
        return;
    own.own = own.own.next();
    push(user, ConversationFrame{.conversation = summary(conversation, user)});
}

QList<ConversationId> MemoryServer::of(const QString &user) const
{
    QList<ConversationId> out;
    for (const auto &[id, stored] : m_conversations) {
        if (stored.members.contains(user))
            out.append(id);
    }
    return out;
}

Conversation MemoryServer::summary(ConversationId conversation, const QString &user) const
{
    const Stored &stored = m_conversations.at(conversation);
    const Member mine = stored.marks.value(user);
    Conversation out{.id = conversation,
                     .kind = stored.title ? ConversationKind::Group : ConversationKind::Direct,
                     .title = stored.title,
                     .members = {},
                     .memberCount = int(stored.members.size()),
                     .membership = stored.membership,
                     .firstSeq = stored.firstSeq,
                     .lastSeq = Seq(stored.messages.size()),
                     .change = stored.change,
                     .own = stored.own.value(user),
                     .state = stored.state,
                     .updatedAt = m_clock.now()};
    for (const QString &member : stored.members)
        out.members.append(stored.marks.value(member));
    for (const Message &message : stored.messages) {
        const bool counts = message.sender != user && !message.deleted && !message.event;
        out.unread += counts && message.seq > mine.readSeq ? 1 : 0;
    }
    if (Seq(stored.messages.size()) >= stored.firstSeq) {
        out.lastMessage = stored.messages.last();
        out.updatedAt = stored.messages.last().sentAt;
    }
    return out;
}

SyncAnswer MemoryServer::sync(const QString &user, const SyncRequest &request) const
{
    SyncAnswer answer{.epoch = epoch};
    for (const ConversationId id : of(user)) {
        const auto known = request.conversations.constFind(id);
        const Stored &stored = m_conversations.at(id);
        if (known != request.conversations.constEnd() && known->change == stored.change
            && known->own == stored.own.value(user).own)
            continue;
        if (answer.conversations.size() == syncPage) {
            answer.more = true;
            break;
        }
        answer.conversations.append(summary(id, user));
    }
    for (auto it = request.conversations.begin(); it != request.conversations.end(); ++it) {
        if (!of(user).contains(it.key()))
            answer.removed.append(it.key());
    }
    const auto account = accounts.constFind(user);
    if (account != accounts.constEnd() && request.account && *request.account != account->account)
        answer.account = *account;
    return answer;
}

Changes MemoryServer::changes(ConversationId conversation, Change since) const
{
    const Stored &stored = m_conversations.at(conversation);
    Changes out{.change = stored.change};
    for (const Message &message : stored.messages) {
        if (message.change > since && message.seq >= stored.firstSeq)
            out.messages.append(message);
    }
    std::sort(out.messages.begin(), out.messages.end(),
              [](const Message &a, const Message &b) { return a.change < b.change; });
    if (out.messages.size() > changesPage) {
        out.messages.resize(changesPage);
        out.change = out.messages.last().change;
        out.more = true;
    }
    for (auto it = stored.marksChange.begin(); it != stored.marksChange.end(); ++it) {
        if (*it > since)
            out.members.append(stored.marks.value(it.key()));
    }
    return out;
}

Page<Message> MemoryServer::messages(ConversationId conversation, const MessageRange &range) const
{
    QList<Message> wanted = m_conversations.at(conversation).messages;
    wanted.removeIf([&range, first = m_conversations.at(conversation).firstSeq](const Message &message) {
        return message.seq < first || (range.before != Seq() && message.seq >= range.before)
            || (range.hasFile && message.attachments.isEmpty());
    });
    Page<Message> page{.items = wanted.mid(std::max<qsizetype>(0, wanted.size() - range.limit))};
    if (page.items.size() < wanted.size())
        page.next = QString::number(page.items.first().seq.value());
    return page;
}

MarksFrame MemoryServer::marks(const QString &user) const
{
    MarksFrame frame{.account = accounts.value(user).account};
    for (const ConversationId id : of(user)) {
        const Stored &stored = m_conversations.at(id);
        frame.conversations.insert(id, {.change = stored.change, .own = stored.own.value(user).own});
    }
    return frame;
}

} // namespace confab::tests
