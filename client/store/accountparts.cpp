// SPDX-License-Identifier: Apache-2.0
#include "client/store/accountparts.h"

#include "client/connection/networkerror.h"
#include "client/store/mention.h"
#include "client/store/secretstore.h"
#include "shared/core/logging.h"
#include "shared/core/text.h"

#include <QPointer>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// From what has come, or the start, until indexing: the windows go first, and many come together.
constexpr std::chrono::seconds indexAfter{2};
/// How long the end of the session waits for the server's word.
constexpr std::chrono::seconds logOutWithin{5};

/// What whoever was told of messages has to know.
void tellOfAmended(Account &account, const StoreChange &change)
{
    if (change.everything)
        Q_EMIT account.cacheDropped();
    for (auto it = change.messages.begin(); it != change.messages.end(); ++it) {
        for (const Message &message : *it) {
            if (message.deleted || message.editedAt)
                Q_EMIT account.messageAmended(it.key(), message);
        }
    }
}

} // namespace

Account::Parts::Parts(Profile given, SecretStore &givenSecrets, std::unique_ptr<LocalStore> givenStore)
    : profile(std::move(given))
    , secrets(givenSecrets)
    , store(std::move(givenStore))
    , search(profile.databasePath(), profile.searchIndexPath())
    , link(
          profile.server(),
          [this](const Session &session, Answer<void> done) { storeSession(session, std::move(done)); },
          clock, scheduler)
    , engine(*store, link, clock, scheduler, Backoff())
    , fileCache(profile.filesPath())
    , files(link, fileCache, engine.sender().uploader())
    , active(link.conversations(), engine, *store)
    , typing(scheduler)
    , fetcher([this](const QString &username, Answer<User> done) {
        link.people().user(username, std::move(done));
    })
    , groups({link.groups(), engine, *store, presence, fetcher})
    , avatars(profile.avatarDirectory(),
              [this](const QString &name, Answer<QByteArray> done) {
                  link.people().avatar(name, std::move(done));
              })
    , conversations(*store, presence, typing, clock, scheduler)
    , archived(*store, presence, typing, clock, scheduler, StoredConversationListModel::Holds::Archived)
    , people([this](const QString &query, const QString &after,
                    Answer<Page<User>> done) { findPeople(query, after, std::move(done)); },
             *store, presence, scheduler)
    , foundMessages(
          search,
          [this](const ConversationApi::Search &asked, const QString &next, Answer<Page<Message>> done) {
              findMessages(asked, next, std::move(done));
          },
          *store, scheduler)
    , links(*store,
            {.askPerson = [this](const QString &username,
                                 Answer<User> done) { link.people().user(username, std::move(done)); },
             .chatWith = [this](const QString &username) { return chatWith(username); }},
            scheduler)
    , takeout(link.exports(), scheduler, profile.databasePath() + u".export"_s)
    , indexing(scheduler)
{ }

Account::Parts::~Parts() = default;

void Account::Parts::connectTo(Account &account)
{
    connect(&engine, &SyncEngine::statusChanged, &account, &Account::statusChanged);
    connect(&engine, &SyncEngine::statusChanged, &links,
            [this] { links.setInStep(engine.status().state == ConnectionStatus::State::Online); });
    connect(&engine, &SyncEngine::loggedOut, &account, [this, &account](const Error &error) {
        if (isLoggingOut)
            return; // It is what was asked for, and is told when all is done.
        if (isRemoving) {
            endMeanwhile = error;
            return;
        }
        secrets.remove(profile.secretKey(), [](Result<void>) {});
        Q_EMIT account.loggedOut(error);
    });
    connect(&engine, &SyncEngine::connected, &account, [this, &account] {
        fetcher.start();
        avatars.start();
        fetchMe(account);
        fetchLimits(account);
        fetchProfiles(store->conversations().all());
        files.retry();
        takeout.resume();
    });
    connect(&engine, &SyncEngine::disconnected, &account, [this] {
        fetcher.stop();
        avatars.stop();
        takeout.pause();
        typing.clear();
        presence.clear();
    });
    connect(&engine, &SyncEngine::amendmentRefused, &account,
            [&account](const OutboxEntry &entry, const Error &error) {
                Q_EMIT account.amendmentRefused(
                    entry.chat, entry.kind == OutboxEntry::Kind::Edit ? entry.body : QString(), error);
            });
    connect(&engine, &SyncEngine::typingNoted, &account, [this](ChatId chat) { typing.note(chat); });
    connect(&engine, &SyncEngine::presenceNoted, &account,
            [this](const UserPresenceFrame &frame) { presence.note(frame); });
    connect(&engine, &SyncEngine::ownProfileNoted, &account, [this, &account] { fetchMe(account); });
    connect(&fetcher, &ProfileFetcher::fetched, &account, [this](const User &user) {
        presence.note(user);
        (void)engine.syncStore().putPeople({user});
    });
    connect(&avatars, &AvatarCache::arrived, &account, &Account::avatarArrived);
    connect(&engine.sender(), &OutboxSender::delivered, &account,
            [this](const OutboxEntry &entry) { files.adopt(entry.files); });
    connect(&presence, &PresenceBook::changed, &account, &Account::personChanged);
    connect(&typing, &TypingBook::changed, &account, &Account::typingChanged);
    connect(store.get(), &LocalStore::changed, &account, [this](const StoreChange &change) {
        if (change.everything || !change.messages.isEmpty())
            indexSoon();
    });
    indexSoon();
    if (const auto sent = store->outboxFiles().paths())
        fileCache.removeMadeBut(*sent);
    connect(store.get(), &LocalStore::failed, &account, &Account::storageFailed);
    connect(store.get(), &LocalStore::changed, &account, [this, &account](const StoreChange &change) {
        for (const ChatId chat : change.chats) {
            if (const auto row = store->conversations().find(chat))
                fetchProfiles({*row});
            Q_EMIT account.chatChanged(chat);
        }
        for (const OutboxEntry &entry : change.discarded)
            files.release(entry.files);
        for (const QString &username : change.people)
            Q_EMIT account.personChanged(username);
        if (change.relations)
            Q_EMIT account.relationsChanged();
        tellOfAmended(account, change);
        for (auto it = change.arrived.begin(); it != change.arrived.end(); ++it) {
            typing.end(it.key());
            for (const Message &message : *it) {
                if (!isQuiet(it.key(), message))
                    Q_EMIT account.messageArrived(it.key(), message);
            }
        }
    });
}

void Account::Parts::readSession(Answer<Session> done)
{
    secrets.read(profile.secretKey(), [done = std::move(done)](Result<QByteArray> secret) {
        if (!secret)
            return done(secret.error());
        const auto json = parseJsonObject(*secret);
        done(json ? Session::fromJson(*json) : Result<Session>(json.error()));
    });
}

void Account::Parts::storeSession(const Session &session, Answer<void> done)
{
    if (isLoggingOut) // Kept, it would outlast its own end; to end it on the server it is used all the same.
        return done({});
    secrets.write(profile.secretKey(), toJson(session), std::move(done));
}

void Account::Parts::end(LocalData localData)
{
    engine.stop();
    if (localData == LocalData::Keep)
        return;
    files.close();
    takeout.forget();
    removeLocalData();
}

void Account::Parts::forget(Account &account)
{
    secrets.remove(profile.secretKey(), [this, guard = QPointer(&account)](Result<void>) {
        if (!guard)
            return;
        (void)profile.forget();
        Q_EMIT guard->loggedOut({ErrorCode::NotAuthenticated, {}, u"Logged out"_s});
    });
}

void Account::Parts::logOut(Account &account, LocalData localData)
{
    if (std::exchange(isLoggingOut, true))
        return;
    end(localData);
    const auto finish
        = [this, guard = QPointer(&account), isDone = std::make_shared<bool>(false)](Result<void>) {
              if (guard && !std::exchange(*isDone, true))
                  forget(*guard);
          };
    link.account().logOut(finish);
    scheduler.after(logOutWithin, &account, [finish] { finish({}); });
}

void Account::Parts::remove(Account &account, const DeleteAccountRequest &request, Answer<void> done)
{
    isRemoving = true;
    link.account().deleteMe(
        request, [this, guard = QPointer(&account), done = std::move(done)](const Result<void> &removed) {
            if (!guard)
                return;
            isRemoving = false;
            if (removed && !std::exchange(isLoggingOut, true)) {
                end(LocalData::Remove);
                Q_EMIT guard->deleted();
                forget(*guard);
            } else if (const auto ended = std::exchange(endMeanwhile, std::nullopt)) {
                secrets.remove(profile.secretKey(), [](Result<void>) {});
                Q_EMIT guard->loggedOut(*ended);
            }
            done(removed);
        });
}

void Account::Parts::fetchMe(Account &account)
{
    link.account().me([this, guard = QPointer(&account)](Result<Me> me) {
        if (guard && me)
            putMe(*guard, *me);
    });
}

void Account::Parts::fetchLimits(Account &account)
{
    link.account().server([this, guard = QPointer(&account)](Result<ServerInfo> info) {
        if (guard && info)
            active.setPolicy(info->policies.value(u"conversations"_s));
        const qint64 largest = guard && info ? info->limits.value(u"file"_s) : 0;
        if (largest <= 0 || store->state().largestFile() == largest)
            return;
        (void)store->write(LocalStore::Durability::Normal,
                           [&](StoreChange &) { return store->state().setLargestFile(largest); });
    });
}

void Account::Parts::putMe(Account &account, const Me &me)
{
    const auto before = store->state().me();
    (void)store->write(LocalStore::Durability::Normal,
                       [&](StoreChange &) { return store->state().setMe(me); });
    if (before && before->sharePresence != me.sharePresence) {
        // Who does not share does not see, and the server has forgotten whom this device watched.
        presence.clear();
        engine.reporter().watchAgain();
    }
    if (me.user.displayName != profile.displayName() && !isLoggingOut) {
        if (auto done = profile.remember(profile.server(), profile.username(), me.user.displayName); !done)
            qCWarning(lcStorage) << "The profile could not be written:" << done.error().detail;
    }
    Q_EMIT account.meChanged();
}

void Account::Parts::removeLocalData()
{
    for (const QString &path : {profile.databasePath(), profile.searchIndexPath()})
        pathsToRemove += {path, path + u"-wal"_s, path + u"-shm"_s};
    // These now, and what may still be written to them then.
    pathsToRemove += {profile.filesPath(), profile.avatarDirectory()};
    avatars.removeAll();
    fileCache.removeAll();
}

void Account::Parts::fetchProfiles(const QList<ChatRow> &rows)
{
    for (const ChatRow &row : rows) {
        if (!store->people().find(row.chat.username))
            fetcher.ask(row.chat.username);
    }
}

void Account::Parts::indexSoon()
{
    if (!indexing.isSet())
        indexing.set(indexAfter, [this] { search.index(); });
}

void Account::Parts::findMessages(const ConversationApi::Search &asked, const QString &next,
                                  Answer<Page<Message>> done)
{
    if (!engine.isConnected())
        return done(networkError(u"There is no connection"_s));
    link.conversations().search(asked, next, std::move(done));
}

void Account::Parts::findPeople(const QString &query, const QString &after, Answer<Page<User>> done)
{
    if (!engine.isConnected())
        return done(networkError(u"There is no connection"_s));
    link.people().find(query, after, [this, done = std::move(done)](Result<Page<User>> page) {
        if (page) {
            (void)engine.syncStore().putPeople(page->items);
            for (const User &user : page->items)
                presence.note(user);
        }
        done(page);
    });
}

bool Account::Parts::isQuiet(ChatId chat, const Message &message)
{
    const auto row = store->conversations().find(chat);
    if (!row || row->chat.archived)
        return row.has_value();
    if (row->chat.isGroup() && store->relations().holds(Relation::Block, message.sender))
        return true;
    // Who is called by name is told also where the others' talk is muted.
    const bool isCalled
        = row->chat.isGroup() && store->state().tellsMentions() && Mention::isIn(message.body, store->self());
    return row->chat.isMuted(clock.now()) && !isCalled;
}

ChatId Account::Parts::chatWith(const QString &username)
{
    if (const auto row = store->conversations().findPeer(username))
        return row->chat.id;
    ChatId id;
    (void)store->write(LocalStore::Durability::Normal, [&](StoreChange &change) -> Result<void> {
        const auto row = store->conversations().make(username, clock.now());
        if (!row)
            return row.error();
        id = row->chat.id;
        change.chats.insert(id);
        return {};
    });
    return id;
}

QString Account::Parts::nameOf(const QString &username)
{
    if (usernameKey(username) == usernameKey(profile.username()))
        return profile.displayName();
    const auto user = store->people().find(username);
    return user ? user->displayName : username;
}

MessageRoles::NameOf Account::Parts::namer()
{
    return [this](const QString &username) { return nameOf(username); };
}

LoadMessages Account::Parts::loader(ChatId chat)
{
    return [this, chat](const MessageRange &range, Answer<Seq> done) {
        engine.load(chat, range, std::move(done));
    };
}

} // namespace confab
