// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/store/connectionstatus.h"
#include "client/store/linkresolver.h"
#include "client/store/outgoingfile.h"
#include "client/store/profile.h"
#include "shared/protocol/accountrequests.h"
#include "shared/protocol/conversationrequests.h"
#include "shared/protocol/deleteaccountrequest.h"
#include "shared/protocol/relation.h"
#include "shared/protocol/session.h"

#include <QObject>

#include <functional>
#include <memory>

namespace confab {

class ActiveChat;
class ConversationListModel;
class FileListModel;
class FileShelf;
class Groups;
class HitListModel;
class Invitations;
class MessageListModel;
class PeopleListModel;
class SecretStore;
class Takeout;

/// Everything of one account on this device: its conversations, people and outbox, whether or not the server
/// can be reached. The one thing that views talk to.
///
/// `open` reads only the local database, so that a window can be painted before any answer from the network;
/// then `start` connects and keeps connected until the account goes. Lives on the GUI thread. The SecretStore
/// outlives it; its models are its own; those of messages and of files are the caller's and must go first.
///
/// Calls that ask the server take a `context` (as QObject::connect does): when it is gone, `done` is not
/// called. An unreachable server is Unavailable with the field `network`.
class Account final : public QObject {
    Q_OBJECT

public:
    template <typename T>
    using Answer = std::function<void(Result<T>)>;
    enum class LocalData { Keep, Remove };

    /// The account that `profile` remembers. Fails with StorageFull or Internal when its database cannot be
    /// opened.
    [[nodiscard]] static Result<std::unique_ptr<Account>> open(const Profile &profile, SecretStore &secrets);
    ~Account() override;

    /// Reads the session from the SecretStore and connects.
    void start();

    [[nodiscard]] const Profile &profile() const;
    /// The account itself, as last heard; before that, what the profile knows.
    [[nodiscard]] Me me() const;
    [[nodiscard]] ConnectionStatus status() const;

    [[nodiscard]] ConversationListModel *conversations();
    /// Those that were put away; quiet, as nobody is told of their messages.
    [[nodiscard]] ConversationListModel *archived();
    [[nodiscard]] PeopleListModel *people();
    /// A search among people of its own; the caller's, and must go first.
    [[nodiscard]] std::unique_ptr<PeopleListModel> openPeople();
    /// Whom this device has met, by display name, without oneself.
    [[nodiscard]] QList<User> knownPeople() const;
    /// The one conversation that the server lets a person be in, where it does so.
    [[nodiscard]] ActiveChat &active();
    /// What a search in all messages finds.
    [[nodiscard]] HitListModel *foundMessages();
    [[nodiscard]] Groups &groups();
    /// The files that messages hold.
    [[nodiscard]] FileShelf *files();
    /// How many bytes the server takes of a file, as last heard.
    [[nodiscard]] std::optional<qint64> largestFile() const;
    [[nodiscard]] std::unique_ptr<MessageListModel> openMessages(ChatId chat);
    /// The files of that chat's messages; as with openMessages.
    [[nodiscard]] std::unique_ptr<FileListModel> openFiles(ChatId chat);

    /// The direct conversation with that person; made on this device when there is none, and on the server
    /// with the first message. An empty one does not show in `conversations` unless it has a draft.
    [[nodiscard]] ChatId chatWith(const QString &username);
    /// Where a link to this account's server leads (LinkResolver says when and what else).
    void follow(const ConfabLink::Target &target, QObject *context, Answer<LinkedPlace> done);
    /// The chat as it is now; one with a null id when there is none of that id.
    [[nodiscard]] Chat chat(ChatId id) const;
    /// A person as last heard (from the cache when offline); also asks the server when this is news to it.
    [[nodiscard]] std::optional<User> person(const QString &username);
    [[nodiscard]] bool isTyping(ChatId chat) const;
    [[nodiscard]] bool has(Relation relation, const QString &username) const;
    /// What the picture of a person, or of the group with that key, is called; empty for none.
    [[nodiscard]] QString avatarOf(const QString &username) const;
    /// The picture of that name, from this device; asked of the server when it is not here, and then
    /// avatarArrived comes.
    [[nodiscard]] std::optional<QByteArray> avatar(const QString &name);
    /// All of them, by display name, as last heard.
    [[nodiscard]] QList<User> related(Relation relation) const;
    /// Makes a contact of somebody or blocks one; personChanged comes when the server has said so.
    void add(Relation relation, const QString &username, QObject *context, Answer<void> done);
    void remove(Relation relation, const QString &username, QObject *context, Answer<void> done);

    /// Puts a message in the outbox, durably, and returns its clientId. Malformed text (empty after trimming,
    /// or longer than Limits::body) is an error about `body`; a full disk is StorageFull. An archived chat is
    /// archived no more. Beside files the text may be empty; at most Limits::attachments of them.
    Result<QUuid> send(ChatId chat, const QString &body, std::optional<Seq> replyTo = {},
                       const QList<OutgoingFile> &files = {});
    /// Another text for a message that waits in the outbox; false when it is on its way to the server.
    Result<bool> rewrite(const QUuid &clientId, const QString &body);
    /// What is to become of a message that stands, durably, and shown so at once. When the server does not
    /// let it, it is undone, and amendmentRefused says why.
    Result<void> edit(ChatId chat, Seq seq, const QString &body);
    Result<void> erase(ChatId chat, Seq seq);
    enum class Reacting { On, Off };
    Result<void> react(ChatId chat, Seq seq, const QString &emoji, Reacting reacting);
    /// A refused message goes to the outbox again.
    void retry(const QUuid &clientId);
    /// A refused or waiting message is given up; one that is on its way to the server is not, and false comes
    /// back.
    bool discard(const QUuid &clientId);

    [[nodiscard]] QString draft(ChatId chat) const;
    void setDraft(ChatId chat, const QString &text);

    /// The person has seen everything up to `seq`, and needs no reminder of it any more.
    void markRead(ChatId chat, Seq seq);
    /// The person is typing; call it at every key, it is throttled here.
    void notifyTyping(ChatId chat);
    /// Whether this device is used now: others see online, else away.
    void setActive(bool active);
    /// Whose presence is on the screen (at most Limits::watched; the rest is cut). Replaces the last set.
    void setWatched(const QStringList &usernames);
    /// Mute, pin, archive, mark as unread; shown at once, durable, and told to the server when that can be
    /// reached.
    Result<void> updateChat(ChatId chat, const UpdateConversationRequest &request);

    /// Whether messages that mention this account are told of in groups that are muted.
    [[nodiscard]] bool tellsMentions() const;
    void setTellsMentions(bool tells);

    /// Connects now instead of at ConnectionStatus::retryAt.
    void retryNow();

    /// `picture` is the file of a PNG, JPEG or WebP.
    void setAvatar(const QByteArray &picture, const QByteArray &mediaType, QObject *context, Answer<Me> done);
    void removeAvatar(QObject *context, Answer<Me> done);
    void updateMe(const UpdateMeRequest &request, QObject *context, Answer<Me> done);
    void changePassword(const ChangePasswordRequest &request, QObject *context, Answer<void> done);
    void renewRecoveryCodes(const QString &password, QObject *context, Answer<QStringList> done);
    void listSessions(QObject *context, Answer<QList<SessionSummary>> done);
    void revokeSession(SessionId session, QObject *context, Answer<void> done);
    /// Invitations to the server, for those who run it (Me::role).
    [[nodiscard]] Invitations &invitations();
    /// Everything one has, as an archive.
    [[nodiscard]] Takeout &takeout();
    /// Deletes the account on the server, for good, and then everything of it here; deleted and loggedOut
    /// come when this is done.
    void remove(const DeleteAccountRequest &request, QObject *context, Answer<void> done);

    /// Ends the session (on the server too when it can be reached) and forgets the account in the profile;
    /// with Remove everything it kept here goes, the outbox included. loggedOut comes when this is done.
    void logOut(LocalData localData);

Q_SIGNALS:
    void statusChanged();
    void meChanged();
    void chatChanged(confab::ChatId chat);
    void personChanged(const QString &username);
    void avatarArrived(const QString &name);
    /// Contacts or blocks.
    void relationsChanged();
    void typingChanged(confab::ChatId chat);
    void draftChanged(confab::ChatId chat);
    /// Someone else's message that is new since the account was last in step with the server, once each: for
    /// notifications. Not of chats that are archived, nor of muted ones but for what mentions this account,
    /// where that is wanted.
    void messageArrived(confab::ChatId chat, const confab::Message &message);
    /// A message that may have been told of is edited or deleted.
    void messageAmended(confab::ChatId chat, const confab::Message &message);
    /// What this device knew of conversations is gone, and is asked for anew.
    void cacheDropped();
    /// An edit (whose text that is), a deletion or a reaction was refused by the server, and is undone.
    void amendmentRefused(confab::ChatId chat, const QString &text, const confab::Error &error);
    /// The account is no more; loggedOut follows.
    void deleted();
    /// The session has ended, here or elsewhere. Nothing more comes from the server.
    void loggedOut(const confab::Error &error);
    /// The local database could not be written (a full disk, most likely); what is shown may be gone at the
    /// next start.
    void storageFailed(const confab::Error &error);

private:
    struct Parts;
    explicit Account(std::unique_ptr<Parts> parts);

    /// Keeps what the server says of the account itself.
    [[nodiscard]] Answer<Me> meAnswered(QObject *context, Answer<Me> done);

    std::unique_ptr<Parts> m_parts; ///< there until the end
};

} // namespace confab
