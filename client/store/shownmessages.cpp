// SPDX-License-Identifier: Apache-2.0
#include "client/store/shownmessages.h"

#include "client/store/localstore.h"

#include <algorithm>

namespace confab {

namespace {

using Kind = OutboxEntry::Kind;

auto find(QList<Reaction> &reactions, const QString &emoji)
{
    return std::find_if(reactions.begin(), reactions.end(),
                        [&](const Reaction &reaction) { return reaction.emoji == emoji; });
}

void react(Message &message, const QString &emoji, const QString &user)
{
    const auto known = find(message.reactions, emoji);
    if (known == message.reactions.end())
        message.reactions.append({emoji, {user}});
    else if (!known->users.contains(user))
        known->users.append(user);
}

void takeBack(Message &message, const QString &emoji, const QString &user)
{
    const auto known = find(message.reactions, emoji);
    if (known == message.reactions.end())
        return;
    known->users.removeOne(user);
    if (known->users.isEmpty())
        message.reactions.erase(known);
}

void amend(Message &message, const OutboxEntry &entry, const QString &user)
{
    if (message.deleted)
        return; // Nothing more becomes of it.
    switch (entry.kind) {
    case Kind::Send:
        return;
    case Kind::Edit:
        message.body = entry.body;
        message.editedAt = entry.writtenAt;
        return;
    case Kind::Delete:
        message.body.clear();
        message.deleted = true;
        message.reactions.clear();
        return;
    case Kind::React:
        return react(message, entry.body, user);
    case Kind::TakeBack:
        return takeBack(message, entry.body, user);
    }
}

} // namespace

ShownMessages::ShownMessages(LocalStore &store, ChatId chat)
    : m_store(store)
    , m_chat(chat)
{
    refresh();
}

void ShownMessages::refresh()
{
    m_waiting = m_store.outbox().amendments(m_chat);
}

QList<Message> ShownMessages::before(Seq before, int limit) const
{
    return shown(m_store.messages().before(m_chat, before, limit));
}

QList<Message> ShownMessages::after(Seq after, int limit) const
{
    return shown(m_store.messages().after(m_chat, after, limit));
}

std::optional<Message> ShownMessages::at(Seq seq) const
{
    auto message = m_store.messages().at(m_chat, seq);
    return message ? std::optional(shown(*std::move(message))) : std::nullopt;
}

Message ShownMessages::shown(Message message) const
{
    for (const OutboxEntry &entry : m_waiting) {
        if (entry.seq == message.seq)
            amend(message, entry, m_store.self());
    }
    return message;
}

QList<Message> ShownMessages::shown(QList<Message> messages) const
{
    if (m_waiting.isEmpty())
        return messages;
    for (Message &message : messages)
        message = shown(std::move(message));
    return messages;
}

bool ShownMessages::isWaiting(Seq seq) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [seq](const OutboxEntry &entry) { return entry.seq == seq; });
}

} // namespace confab
