// SPDX-License-Identifier: Apache-2.0
#include "client/store/groups.h"

#include "client/connection/networkerror.h"
#include "client/store/guarded.h"
#include "client/store/memberlistmodel.h"
#include "client/store/profilefetcher.h"
#include "client/store/syncengine.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Who is in the way is said by the server only as long as nothing but one person was named.
Answer<void> aboutMember(Answer<void> done)
{
    return [done = std::move(done)](const Result<void> &outcome) {
        if (outcome || outcome.error().code != ErrorCode::CannotDeliver)
            return done(outcome);
        Error error = outcome.error();
        error.field = u"members"_s;
        done(error);
    };
}

} // namespace

template <typename T>
void Groups::withGroup(ChatId chat, const Answer<T> &done, const Call &call) const
{
    const auto row = m_parts.store.conversations().find(chat);
    if (!row || !row->chat.isGroup() || !row->chat.conversation)
        return done(Error{ErrorCode::NotFound, u"conversation"_s, u"There is no such group"_s});
    if (!m_parts.engine.isConnected())
        return done(networkError(u"There is no connection"_s));
    call(*row->chat.conversation);
}

Answer<Conversation> Groups::taken(Answer<void> done) const
{
    return [engine = QPointer(&m_parts.engine), done = std::move(done)](const Result<Conversation> &now) {
        if (!now)
            return done(now.error());
        done(engine ? engine->syncStore().applySummaries({*now}) : Result<void>());
    };
}

void Groups::create(const CreateGroupRequest &request, QObject *context, Answer<ChatId> done)
{
    if (!m_parts.engine.isConnected())
        return done(networkError(u"There is no connection"_s));
    const auto made = [&store = m_parts.store, engine = QPointer(&m_parts.engine),
                       done = std::move(done)](const Result<Conversation> &group) {
        if (!group || !engine)
            return done(group ? networkError(u"The account is closed"_s) : group.error());
        if (auto kept = engine->syncStore().applySummaries({*group}); !kept)
            return done(kept.error());
        const auto row = store.conversations().find(group->id);
        done(row ? row->chat.id : ChatId());
    };
    m_parts.api.create(request, guarded<Conversation>(context, made));
}

void Groups::rename(ChatId chat, const QString &title, QObject *context, Answer<void> done)
{
    withGroup(chat, done, [&](ConversationId group) {
        m_parts.api.update(group, {.title = title}, guarded(context, taken(done)));
    });
}

void Groups::setHistory(ChatId chat, GroupHistory history, QObject *context, Answer<void> done)
{
    withGroup(chat, done, [&](ConversationId group) {
        m_parts.api.update(group, {.history = history}, guarded(context, taken(done)));
    });
}

void Groups::setPicture(ChatId chat, const QByteArray &picture, const QByteArray &mediaType, QObject *context,
                        Answer<void> done)
{
    withGroup(chat, done, [&](ConversationId group) {
        m_parts.api.setAvatar(group, picture, mediaType, guarded(context, taken(done)));
    });
}

void Groups::removePicture(ChatId chat, QObject *context, Answer<void> done)
{
    withGroup(chat, done,
              [&](ConversationId group) { m_parts.api.removeAvatar(group, guarded(context, taken(done))); });
}

void Groups::add(ChatId chat, const QString &username, QObject *context, Answer<void> done)
{
    withGroup(chat, done, [&](ConversationId group) {
        m_parts.api.add(group, username, guarded(context, aboutMember(done)));
    });
}

void Groups::setRole(ChatId chat, const QString &username, MemberRole role, QObject *context,
                     Answer<void> done)
{
    withGroup(chat, done, [&](ConversationId group) {
        m_parts.api.setRole(group, username, role, guarded(context, done));
    });
}

void Groups::remove(ChatId chat, const QString &username, QObject *context, Answer<void> done)
{
    withGroup(chat, done,
              [&](ConversationId group) { m_parts.api.remove(group, username, guarded(context, done)); });
}

void Groups::leave(ChatId chat, const QString &heir, QObject *context, Answer<void> done)
{
    if (heir.isEmpty())
        return remove(chat, m_parts.store.self(), context, std::move(done));
    // Where the second step fails the group has two owners, and one of them tries again.
    setRole(chat, heir, MemberRole::Owner, context,
            [this, chat, context, done = std::move(done)](const Result<void> &outcome) {
                if (!outcome)
                    return done(outcome);
                remove(chat, m_parts.store.self(), context, done);
            });
}

void Groups::seen(ChatId chat, Seq seq, const QString &after, QObject *context, Answer<Page<User>> done)
{
    withGroup(chat, done,
              [&](ConversationId group) { m_parts.api.seen(group, seq, after, guarded(context, done)); });
}

std::unique_ptr<MemberListModel> Groups::openMembers(ChatId chat) const
{
    const auto meet = [profiles = QPointer(&m_parts.profiles)](const QString &username) {
        if (profiles)
            profiles->ask(username);
    };
    return std::make_unique<MemberListModel>(m_parts.store, m_parts.presence, chat, meet);
}

bool Groups::isMember(ChatId chat, const QString &username) const
{
    return m_parts.store.members().holds(chat, username);
}

bool Groups::needsHeir(ChatId chat) const
{
    const auto row = m_parts.store.conversations().find(chat);
    return row && row->chat.isOwned && row->chat.memberCount > 1
        && m_parts.store.members().countOwners(chat) == 1;
}

} // namespace confab
