// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/groupapi.h"
#include "client/store/chat.h"

#include <QObject>

namespace confab {

class LocalStore;
class MemberListModel;
class PresenceBook;
class ProfileFetcher;
class SyncEngine;

/// What an account can make of its groups. Each call asks the server, as nobody may learn of a member who is
/// none; what it has done comes back as to everybody else, over the socket. Without a connection the answer
/// is Unavailable with the field `network`. GUI thread; the Account's own, and what it is given outlives it.
///
/// Calls take a `context`, as the Account's do. A chat that is no group of this account is NotFound.
class Groups final {
public:
    struct Parts {
        GroupApi &api;
        SyncEngine &engine;
        LocalStore &store;
        const PresenceBook &presence;
        ProfileFetcher &profiles;
    };
    explicit Groups(const Parts &parts)
        : m_parts(parts)
    { }

    /// A repeat with the same `clientId` makes no second one.
    void create(const CreateGroupRequest &request, QObject *context, Answer<ChatId> done);
    void rename(ChatId chat, const QString &title, QObject *context, Answer<void> done);
    void setHistory(ChatId chat, GroupHistory history, QObject *context, Answer<void> done);
    /// `picture` is the file of a PNG, JPEG or WebP.
    void setPicture(ChatId chat, const QByteArray &picture, const QByteArray &mediaType, QObject *context,
                    Answer<void> done);
    void removePicture(ChatId chat, QObject *context, Answer<void> done);
    void add(ChatId chat, const QString &username, QObject *context, Answer<void> done);
    void setRole(ChatId chat, const QString &username, MemberRole role, QObject *context, Answer<void> done);
    void remove(ChatId chat, const QString &username, QObject *context, Answer<void> done);
    /// `heir` owns it from then on; empty where nobody needs to.
    void leave(ChatId chat, const QString &heir, QObject *context, Answer<void> done);
    /// A page of those who have read that message, and say so.
    void seen(ChatId chat, Seq seq, const QString &after, QObject *context, Answer<Page<User>> done);

    /// Who is in it; the caller's, and must go first.
    [[nodiscard]] std::unique_ptr<MemberListModel> openMembers(ChatId chat) const;
    [[nodiscard]] bool isMember(ChatId chat, const QString &username) const;
    /// Whether nobody would own it without this account, but somebody would be in it.
    [[nodiscard]] bool needsHeir(ChatId chat) const;

private:
    using Call = std::function<void(ConversationId group)>;

    /// Calls, or answers why that cannot be.
    template <typename T>
    void withGroup(ChatId chat, const Answer<T> &done, const Call &call) const;
    /// Takes in what the group is now.
    [[nodiscard]] Answer<Conversation> taken(Answer<void> done) const;

    const Parts m_parts;
};

} // namespace confab
