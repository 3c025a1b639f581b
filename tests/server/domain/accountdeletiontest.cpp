// SPDX-License-Identifier: Apache-2.0
#include "server/domain/accountdeletion.h"

#include "server/domain/amendmentjob.h"
#include "server/domain/conversationview.h"
#include "server/domain/groupservice.h"
#include "server/domain/messageremoval.h"
#include "server/domain/operatorservice.h"
#include "server/domain/peopleservice.h"
#include "server/domain/relationservice.h"
#include "server/domain/syncservice.h"
#include "server/storage/messagerepository.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/server/domain/postone.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

using Messages = DeleteAccountRequest::Messages;

class AccountDeletionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<AccountsFixture>();
        m_ada = callerOf(m_fixture->join(u"ada"_s));
        m_graceLogin = m_fixture->join(u"grace"_s);
        m_grace = callerOf(m_graceLogin);
        m_ken = callerOf(m_fixture->join(u"ken"_s));
    }
    void cleanup() { m_fixture.reset(); }

    void aWrongPasswordChangesNothing()
    {
        const auto refused = begin(m_grace, Messages::Remove, u"wrong horse"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::WrongPassword);
        QVERIFY(m_fixture->logIn(u"grace"_s, u"correct horse"_s));
        QVERIFY(!next());
    }

    void whoIsGoneHoldsNobodyInAConversation()
    {
        const ConversationService conversations(m_fixture->clock(), ConversationPolicy::Exclusive);
        const auto start = [&](const Caller &caller, const QString &with) {
            return m_fixture->write([&](Transaction &transaction) {
                return conversations.start(transaction, caller, with, u"with"_s);
            });
        };
        QVERIFY(start(m_ada, u"grace"_s));
        QCOMPARE(start(m_ken, u"ada"_s).error().code, ErrorCode::ConversationActive);
        QVERIFY(begin(m_grace, Messages::Keep));
        QCOMPARE(start(m_ada, u"grace"_s).error().code, ErrorCode::CannotDeliver);
        QVERIFY(start(m_ken, u"ada"_s));
    }

    void nothingIsLeftButTheName()
    {
        QVERIFY(relate(m_grace, Relation::Contact, u"ada"_s));
        QVERIFY(relate(m_ada, Relation::Contact, u"grace"_s));
        QVERIFY(relate(m_ken, Relation::Block, u"grace"_s));
        QVERIFY(begin(m_grace, Messages::Keep));
        finish();
        QVERIFY(!m_fixture->isLoggedIn(m_graceLogin.session));
        QCOMPARE(m_fixture->logIn(u"grace"_s, u"correct horse"_s).error().code, ErrorCode::BadCredentials);
        const auto reset = m_fixture->accounts.resetPassword(
            database(), m_fixture->writer,
            {u"grace"_s, m_graceLogin.recoveryCodes.first(), u"another horse"_s});
        QVERIFY(!reset);
        const auto again = m_fixture->write([&](Transaction &transaction) {
            return m_fixture->accounts.add(transaction, {.username = u"Grace"_s});
        });
        QCOMPARE(again.error().code, ErrorCode::UsernameTaken);

        const PeopleService people(m_fixture->presence);
        const auto seen = people.find(database(), m_ada, u"grace"_s);
        QVERIFY(seen && seen->deleted);
        QVERIFY(!seen->lastSeenAt && !seen->presence && !seen->avatar);
        QCOMPARE(people.list(database(), m_ada, u"grac"_s, 10, {})->items.size(), 0);
        QCOMPARE(people.list(database(), m_ada, {}, 10, {})->items.size(), 2);
        const RelationRepository relations(database());
        QVERIFY(relations.othersOf(m_ada.account)->isEmpty());
        QVERIFY(relations.othersOf(m_grace.account)->isEmpty());
        QVERIFY(relations.blockedWith(m_ken.account)->isEmpty());
    }

    void nobodyCanWriteToIt()
    {
        const auto known = post(m_ada, u"grace"_s, u"hello"_s);
        QVERIFY(known);
        QVERIFY(begin(m_grace, Messages::Keep));
        QCOMPARE(post(m_ada, u"grace"_s, u"still there?"_s).error().code, ErrorCode::CannotDeliver);
        QCOMPARE(post(m_ken, u"grace"_s, u"hello"_s).error().code, ErrorCode::CannotDeliver);
        finish();
        const auto byId = postOne(m_fixture->storage,
                                  {.caller = m_ada,
                                   .conversation = known->message.conversation,
                                   .clientId = QUuid::createUuid(),
                                   .body = u"still there?"_s});
        QCOMPARE(byId.error().code, ErrorCode::CannotDeliver);
        QCOMPARE(relate(m_ada, Relation::Contact, u"grace"_s).error().code, ErrorCode::NotFound);
    }

    void leavesTheGroupsAndHandsOver()
    {
        const ConversationId group = makeGroup(m_grace, {u"ada"_s, u"ken"_s});
        QVERIFY(begin(m_grace, Messages::Keep));
        finish();
        const auto access = accessConversation(database(), group, m_ada.account);
        QVERIFY(access);
        QVERIFY(access->isOwner());
        QVERIFY(!access->audience().contains(m_grace.account));
        const auto line = MessageRepository(database()).find(group, Seq(2));
        QCOMPARE((*line)->event->what, GroupEvent::What::Left);
        // Who was away learns it of somebody who is in no conversation any more.
        const auto synced = SyncService(u"epoch"_s, m_fixture->presence)
                                .sync(database(), m_ada, {.account = AccountChange()});
        QVERIFY(synced && synced->account);
        const auto &profiles = synced->account->profiles;
        QVERIFY(std::any_of(profiles.begin(), profiles.end(),
                            [](const User &user) { return user.username == u"grace" && user.deleted; }));
    }

    void keepsWhatWasSaid()
    {
        const auto posted = post(m_grace, u"ada"_s, u"remember"_s);
        QVERIFY(begin(m_grace, Messages::Keep));
        finish();
        QCOMPARE(stored(posted->message).body, u"remember"_s);
    }

    void orRemovesAllOfIt()
    {
        const auto own = post(m_grace, u"ada"_s, u"forget"_s);
        const auto others = post(m_ada, u"grace"_s, u"stays"_s);
        react(m_ada, own->message, u"👍"_s);
        react(m_grace, others->message, u"🎉"_s);
        const ConversationId group = makeGroup(m_ada, {u"grace"_s});
        QVERIFY(leave(m_grace, group)); // before: what was said there goes as well
        const auto before = ConversationRepository(database()).find(own->message.conversation);
        QVERIFY(begin(m_grace, Messages::Remove));
        finish();
        const Message tombstone = stored(own->message);
        QVERIFY(tombstone.deleted);
        QVERIFY(tombstone.body.isEmpty());
        QVERIFY(tombstone.reactions.isEmpty());
        QCOMPARE(tombstone.clientId, own->message.clientId);
        const Message kept = stored(others->message);
        QCOMPARE(kept.body, u"stays"_s);
        QVERIFY(kept.reactions.isEmpty());
        const auto after = ConversationRepository(database()).find(own->message.conversation);
        QCOMPARE((*after)->change, Change((*before)->change.value() + 2)); // each under one of its own
    }

    void goesInStepsThatAnyoneMayTake()
    {
        constexpr int count = MessageRemoval::changedAtOnce * 2 + 50;
        std::vector<Post> posts;
        for (int i = 0; i < count; ++i) {
            posts.push_back({.caller = m_grace,
                             .to = u"ada"_s,
                             .clientId = QUuid::createUuid(),
                             .body = u"number %1"_s.arg(i)});
        }
        QVERIFY(postAll(m_fixture->storage, posts));
        QVERIFY(begin(m_grace, Messages::Remove));
        int steps = 0;
        while (const auto step = next()) {
            // Each as another node, or another run, would.
            const AccountDeletion another({m_fixture->accounts, m_fixture->sessions, m_fixture->groupMembers,
                                           m_fixture->exports, m_fixture->clock()});
            m_events.clear();
            QVERIFY(take(another, *step));
            QVERIFY(m_events.size() <= MessageRemoval::changedAtOnce);
            m_events.clear();
            QVERIFY(take(another, *step)); // a second one finds it done
            QVERIFY(m_events.isEmpty());
            ++steps;
        }
        QVERIFY(steps > 3);
        const auto standing
            = MessageRepository(database()).standing(theirConversation(m_ada, m_grace), Seq(), count + 1);
        QVERIFY(standing && standing->isEmpty());
    }

    void theOldestAdminOwnsTheInstallationThen()
    {
        const OperatorService operators(m_fixture->accounts, m_fixture->sessions, m_fixture->hasher,
                                        m_fixture->clock());
        QVERIFY(operators.makeAdmin(m_fixture->writer, u"ken"_s));
        QVERIFY(begin(m_ada, Messages::Keep));
        QCOMPARE((*AccountRepository(database()).find(m_ken.account))->role, Role::Owner);
        QCOMPARE((*AccountRepository(database()).find(m_grace.account))->role, Role::User);
        // The next one who comes is not the first.
        const Caller eve = callerOf(m_fixture->join(u"eve"_s));
        QCOMPARE((*AccountRepository(database()).find(eve.account))->role, Role::User);
        QCOMPARE(operators.enable(m_fixture->writer, u"ada"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(operators.resetPassword(m_fixture->writer, u"ada"_s, u"another horse"_s).error().code,
                 ErrorCode::NotFound);
    }

private:
    Database &database() { return m_fixture->database(); }
    Result<void> begin(const Caller &caller, Messages messages, const QString &password = u"correct horse"_s)
    {
        return m_fixture->deletion.begin(database(), m_fixture->writer, caller, {password, messages});
    }
    std::optional<AccountDeletion::Step> next()
    {
        const auto step = m_fixture->deletion.next(database());
        return step ? *step : std::nullopt;
    }
    bool take(const AccountDeletion &deletion, const AccountDeletion::Step &step)
    {
        const bool done = bool(m_fixture->storage.write(
            [&](Transaction &transaction) { return deletion.take(transaction, step); }));
        m_events = m_fixture->storage.events();
        return done;
    }
    void finish()
    {
        for (int i = 0; i < 100; ++i) {
            const auto step = next();
            if (!step)
                return;
            QVERIFY(take(m_fixture->deletion, *step));
        }
        QFAIL("there is no end of it");
    }
    Result<Posted> post(const Caller &caller, const QString &to, const QString &body)
    {
        return postOne(m_fixture->storage,
                       {.caller = caller, .to = to, .clientId = QUuid::createUuid(), .body = body});
    }
    Result<void> relate(const Caller &caller, Relation relation, const QString &to)
    {
        const RelationService relations(m_fixture->presence, m_fixture->clock());
        return m_fixture->storage.write(
            [&](Transaction &transaction) { return relations.add(transaction, caller, relation, to); });
    }
    ConversationId makeGroup(const Caller &caller, const QStringList &members)
    {
        const GroupService groups(m_fixture->clock());
        const auto made = m_fixture->storage.write([&](Transaction &transaction) {
            return groups.create(transaction, caller,
                                 {.title = u"Compilers"_s,
                                  .members = members,
                                  .history = GroupHistory::Joined,
                                  .clientId = QUuid::createUuid()});
        });
        return made ? made->access.conversation.id : ConversationId();
    }
    bool leave(const Caller &caller, ConversationId group)
    {
        return bool(m_fixture->storage.write([&](Transaction &transaction) {
            return m_fixture->groupMembers.remove(transaction, caller, group, caller.username);
        }));
    }
    void react(const Caller &caller, const Message &message, const QString &emoji)
    {
        const Amendment amendment{.caller = caller,
                                  .conversation = message.conversation,
                                  .seq = message.seq,
                                  .what = Amendment::React{emoji}};
        QVERIFY(m_fixture->storage.write([&](Transaction &transaction) {
            return AmendmentJob(amendment, m_fixture->clock().now()).run(transaction);
        }));
    }
    Message stored(const Message &message)
    {
        const auto found = MessageRepository(database()).find(message.conversation, message.seq);
        return found && *found ? **found : Message();
    }
    ConversationId theirConversation(const Caller &one, const Caller &other)
    {
        const auto found = ConversationRepository(database()).findDirect(one.account, other.account);
        return found && *found ? (*found)->id : ConversationId();
    }

    std::unique_ptr<AccountsFixture> m_fixture;
    LoggedIn m_graceLogin;
    Caller m_ada;
    Caller m_grace;
    Caller m_ken;
    Events m_events;
};

CONFAB_TEST(AccountDeletionTest)
#include "accountdeletiontest.moc"
