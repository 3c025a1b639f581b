// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/networklink.h"
#include "client/store/account.h"
#include "client/store/activechat.h"
#include "client/store/avatarcache.h"
#include "client/store/filefetcher.h"
#include "client/store/foundmessagelistmodel.h"
#include "client/store/foundpeoplelistmodel.h"
#include "client/store/groups.h"
#include "client/store/invitations.h"
#include "client/store/linkresolver.h"
#include "client/store/messageroles.h"
#include "client/store/presencebook.h"
#include "client/store/profilefetcher.h"
#include "client/store/storedconversationlistmodel.h"
#include "client/store/syncengine.h"
#include "client/store/takeout.h"
#include "client/store/typingbook.h"

namespace confab {

/// What an Account is made of, and how it hangs together. Members go in the reverse of their order: each may
/// use those above it to its end.
struct Account::Parts {
    Parts(Profile profile, SecretStore &secrets, std::unique_ptr<LocalStore> store);
    ~Parts();

    void connectTo(Account &account);
    /// Reads the session; `done` says whether there is one.
    void readSession(Answer<Session> done);
    void storeSession(const Session &session, Answer<void> done);
    void fetchMe(Account &account);
    void fetchLimits(Account &account);
    void putMe(Account &account, const Me &me);
    /// Now, or when all is closed.
    void removeLocalData();
    void logOut(Account &account, LocalData localData);
    void remove(Account &account, const DeleteAccountRequest &request, Answer<void> done);
    /// Nothing is sent any more, and with Remove nothing will be left here.
    void end(LocalData localData);
    /// Neither is the login kept any more; loggedOut comes then.
    void forget(Account &account);
    /// Asks about those whose names this device does not know.
    void fetchProfiles(const QList<ChatRow> &rows);
    void indexSoon();
    void findMessages(const ConversationApi::Search &asked, const QString &next, Answer<Page<Message>> done);
    void findPeople(const QString &query, const QString &after, Answer<Page<User>> done);
    /// Whether nobody is to be told of that message.
    [[nodiscard]] bool isQuiet(ChatId chat, const Message &message);
    [[nodiscard]] QString nameOf(const QString &username);
    /// For models, which go before this.
    [[nodiscard]] MessageRoles::NameOf namer();
    [[nodiscard]] LoadMessages loader(ChatId chat);
    [[nodiscard]] ChatId chatWith(const QString &username);

    Profile profile;
    SecretStore &secrets;
    SystemClock clock = {};
    SystemScheduler scheduler = {};
    const std::unique_ptr<LocalStore> store;
    MessageSearch search;
    NetworkLink link;
    Invitations invitations{link.account(), profile};
    SyncEngine engine;
    FileCache fileCache;
    FileFetcher files;
    ActiveChat active;
    PresenceBook presence;
    TypingBook typing;
    ProfileFetcher fetcher;
    Groups groups;
    AvatarCache avatars;
    StoredConversationListModel conversations;
    StoredConversationListModel archived;
    FoundPeopleListModel people;
    FoundMessageListModel foundMessages;
    LinkResolver links;
    Takeout takeout;
    Alarm indexing; ///< until what has come is indexed
    QStringList pathsToRemove = {}; ///< when all is closed
    bool isLoggingOut = false;
    bool isRemoving = false; ///< the server is asked to delete the account
    std::optional<Error> endMeanwhile = {}; ///< of the session, which may be told before the answer
};

} // namespace confab
