// SPDX-License-Identifier: Apache-2.0
#include "server/domain/activeconversations.h"

#include "server/domain/amendmentjob.h"
#include "server/domain/conversationservice.h"
#include "server/domain/groupservice.h"
#include "server/domain/messagebatch.h"
#include "server/domain/presencesource.h"
#include "server/domain/relationservice.h"
#include "server/domain/syncservice.h"
#include "server/storage/activeconversationrepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

class NobodyThere final : public PresenceSource {
public:
    [[nodiscard]] std::optional<Presence> presence(AccountId) const override { return Presence::Offline; }
};

} // namespace

/// What the exclusive policy allows, one thing after the other.
class ActiveConversationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_conversations
            = std::make_unique<ConversationService>(m_storage->clock(), ConversationPolicy::Exclusive);
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"grace"_s);
        m_ken = m_storage->person(u"ken"_s);
    }
    void cleanup()
    {
        m_conversations.reset();
        m_storage.reset();
    }

    void isActiveForBothOnceItIsStarted()
    {
        const ConversationRow row = started(m_ada, u"grace"_s);
        QCOMPARE(row.state, ConversationState::Open);
        QCOMPARE(activeOf(m_ada), std::optional(row.id));
        QCOMPARE(activeOf(m_grace), std::optional(row.id));
        QCOMPARE(activeOf(m_ken), std::nullopt);
        QCOMPARE(started(m_grace, u"ada"_s).id, row.id);
    }

    void refusesWhoIsElsewhere_data()
    {
        QTest::addColumn<QString>("who");
        QTest::addColumn<QString>("with");
        QTest::newRow("the other is in another") << u"ken"_s << u"ada"_s;
        QTest::newRow("so is the one beside") << u"ken"_s << u"grace"_s;
        QTest::newRow("the caller is in another") << u"ada"_s << u"ken"_s;
    }
    void refusesWhoIsElsewhere()
    {
        QFETCH(QString, who);
        QFETCH(QString, with);
        (void)started(m_ada, u"grace"_s);
        const Caller &caller = who == "ken"_L1 ? m_ken : m_ada;
        const auto refused = start(caller, with);
        QCOMPARE(refused.error().code, ErrorCode::ConversationActive);
        for (const Caller &person : {m_ada, m_grace, m_ken})
            QVERIFY(!refused.error().detail.contains(person.username));
        const auto post = postTo(caller, with);
        QCOMPARE(post.error().code, ErrorCode::ConversationActive);
        QVERIFY(!*ConversationRepository(database()).findDirect(m_ken.account, m_ada.account));
        QVERIFY(!*ConversationRepository(database()).findDirect(m_ken.account, m_grace.account));
    }

    void aRefusedPostTakesNoOtherWithIt()
    {
        (void)m_storage->person(u"linus"_s);
        (void)started(m_ada, u"grace"_s);
        const std::vector<Post> posts{
            {.caller = m_ken, .to = u"ada"_s, .clientId = QUuid::createUuid(), .body = u"let me in"_s},
            {.caller = m_ken, .to = u"linus"_s, .clientId = QUuid::createUuid(), .body = u"hello"_s}};
        const auto outcomes = postAll(posts);
        QCOMPARE(outcomes->at(0).error().code, ErrorCode::ConversationActive);
        QVERIFY(outcomes->at(1));
        QVERIFY(!*ConversationRepository(database()).findDirect(m_ken.account, m_ada.account));
        QVERIFY(activeOf(m_ken));
    }

    void ofTwoPostsToOnePersonTheFirstBegins()
    {
        const std::vector<Post> posts{
            {.caller = m_ken, .to = u"ada"_s, .clientId = QUuid::createUuid(), .body = u"first"_s},
            {.caller = m_grace, .to = u"ada"_s, .clientId = QUuid::createUuid(), .body = u"second"_s},
            {.caller = m_ada, .to = u"ken"_s, .clientId = QUuid::createUuid(), .body = u"answer"_s}};
        const auto outcomes = postAll(posts);
        QVERIFY(outcomes->at(0));
        QCOMPARE(outcomes->at(1).error().code, ErrorCode::ConversationActive);
        QVERIFY(outcomes->at(2));
    }

    void isClosedByEitherSide()
    {
        const ConversationRow row = started(m_ada, u"grace"_s);
        const auto closed = close(m_grace, row.id);
        QVERIFY(closed);
        QCOMPARE(closed->state, ConversationState::Closed);
        QCOMPARE(closed->change, row.change.next());
        const auto told = only<ConversationChanged>(m_storage->events());
        QVERIFY(told);
        QCOMPARE(told->views.size(), 2);
        for (const auto &view : told->views) {
            QCOMPARE(view.conversation.state, ConversationState::Closed);
            QCOMPARE(view.conversation.change, row.change.next());
        }
        QCOMPARE(activeOf(m_ada), std::nullopt);
        QCOMPARE(activeOf(m_grace), std::nullopt);

        const auto again = close(m_ada, row.id);
        QCOMPARE(again->change, closed->change);
        QVERIFY(m_storage->events().isEmpty());
    }

    void refusesToClose()
    {
        const ConversationRow row = started(m_ada, u"grace"_s);
        QCOMPARE(close(m_ken, row.id).error().code, ErrorCode::NotFound);
        QCOMPARE(close(m_ada, ConversationId(1)).error().code, ErrorCode::NotFound);
        const GroupService groups(m_storage->clock());
        const auto group = m_storage->write([&](Transaction &transaction) {
            return groups.create(
                transaction, m_ada,
                {.title = u"Compilers"_s, .members = {u"ken"_s}, .clientId = QUuid::createUuid()});
        });
        QVERIFY(group); // groups are nobody's active conversation
        QCOMPARE(close(m_ada, group->access.conversation.id).error().code, ErrorCode::Forbidden);
        m_conversations = std::make_unique<ConversationService>(m_storage->clock());
        QCOMPARE(close(m_ada, row.id).error().code, ErrorCode::Forbidden);
        QCOMPARE(activeOf(m_ada), std::optional(row.id));
    }

    void isReadOnlyOnceItIsClosed()
    {
        const ConversationRow row = started(m_ada, u"grace"_s);
        const Post post{
            .caller = m_ada, .conversation = row.id, .clientId = QUuid::createUuid(), .body = u"before"_s};
        QVERIFY(postAll({post})->front());
        QVERIFY(close(m_grace, row.id));

        Post late = post;
        late.clientId = QUuid::createUuid();
        QCOMPARE(postAll({late})->front().error().code, ErrorCode::ConversationClosed);
        QCOMPARE(postTo(m_grace, u"ada"_s).error().code, ErrorCode::ConversationClosed);
        QCOMPARE(amend(row.id, Amendment::Edit{u"other"_s}).error().code, ErrorCode::ConversationClosed);
        QCOMPARE(amend(row.id, Amendment::React{.emoji = u"👍"_s, .on = true}).error().code,
                 ErrorCode::ConversationClosed);
        // What was accepted before has its answer again; what one has said is one's own to take back.
        const auto repeated = postAll({post})->front();
        QVERIFY(repeated && repeated->repeated);
        QCOMPARE(repeated->message.seq, Seq(1));
        QVERIFY(amend(row.id, Amendment::Remove()));
    }

    void isOpenedAgain()
    {
        const ConversationRow row = started(m_ada, u"grace"_s);
        QVERIFY(close(m_ada, row.id));
        const ConversationRow again = started(m_grace, u"ada"_s);
        QCOMPARE(again.id, row.id);
        QCOMPARE(again.change, row.change.next().next());
        QCOMPARE(only<ConversationChanged>(m_storage->events())->views.size(), 2);
        QCOMPARE(activeOf(m_ada), std::optional(row.id));
        QVERIFY(postTo(m_ada, u"grace"_s));
    }

    void isNotOpenedAgainByWhoIsElsewhere()
    {
        const ConversationRow row = started(m_ada, u"grace"_s);
        QVERIFY(close(m_ada, row.id));
        (void)started(m_ada, u"ken"_s);
        QCOMPARE(start(m_grace, u"ada"_s).error().code, ErrorCode::ConversationActive);
        QCOMPARE(start(m_ada, u"grace"_s).error().code, ErrorCode::ConversationActive);
        QCOMPARE(postTo(m_grace, u"ada"_s).error().code, ErrorCode::ConversationActive);
        QVERIFY(m_storage->events().isEmpty());
    }

    void whoIsBlockedHoldsNobody()
    {
        const ConversationRow row = started(m_ada, u"grace"_s);
        block(m_ada, u"grace"_s);
        QCOMPARE(postTo(m_grace, u"ada"_s).error().code, ErrorCode::CannotDeliver);
        QVERIFY(close(m_ada, row.id));
        QCOMPARE(start(m_grace, u"ada"_s).error().code, ErrorCode::CannotDeliver);
        QCOMPARE(activeOf(m_grace), std::nullopt);
        (void)started(m_ada, u"ken"_s);
        // And learns no more than that, whoever that person is with.
        QCOMPARE(start(m_grace, u"ada"_s).error().code, ErrorCode::CannotDeliver);
    }

    void whoIsGoneHoldsNobody()
    {
        const ConversationRow row = started(m_ada, u"grace"_s);
        const auto released = m_storage->write([&](Transaction &transaction) {
            return ActiveConversations(transaction, ConversationPolicy::Exclusive, m_storage->clock().now())
                .release(m_grace.account);
        });
        QVERIFY(released);
        QVERIFY(only<ConversationChanged>(m_storage->events()));
        QCOMPARE(activeOf(m_ada), std::nullopt);
        QCOMPARE((*ConversationRepository(database()).find(row.id))->state, ConversationState::Closed);
        (void)started(m_ken, u"ada"_s);
    }

    void whoWasAwayLearnsOfIt()
    {
        const ConversationRow row = started(m_ada, u"grace"_s);
        QVERIFY(close(m_ada, row.id));
        const NobodyThere presence;
        const SyncService sync(u"epoch"_s, presence);
        const auto changes = sync.changes(database(), m_grace, row.id, row.change, 100);
        QCOMPARE(changes->change, row.change.next());
        QCOMPARE(changes->conversation->state, ConversationState::Closed);
        const auto synced
            = sync.sync(database(), m_grace, {.conversations = {{row.id, {row.change, Own()}}}});
        QCOMPARE(synced->conversations.size(), 1);
        QCOMPARE(synced->conversations[0].state, ConversationState::Closed);
    }

    void underTheOpenPolicyNobodyIsActive()
    {
        m_conversations = std::make_unique<ConversationService>(m_storage->clock());
        (void)started(m_ada, u"grace"_s);
        (void)started(m_ada, u"ken"_s);
        QCOMPARE(activeOf(m_ada), std::nullopt);
    }

private:
    [[nodiscard]] Database &database() { return m_storage->database(); }
    [[nodiscard]] std::optional<ConversationId> activeOf(const Caller &caller)
    {
        return *ActiveConversationRepository(database()).of(caller.account);
    }
    Result<ConversationService::Opened> start(const Caller &caller, const QString &with)
    {
        return m_storage->write([&](Transaction &transaction) {
            return m_conversations->start(transaction, caller, with, u"with"_s);
        });
    }
    ConversationRow started(const Caller &caller, const QString &with)
    {
        const auto opened = start(caller, with);
        return opened ? opened->access.conversation : ConversationRow();
    }
    Result<Conversation> close(const Caller &caller, ConversationId id)
    {
        return m_storage->write(
            [&](Transaction &transaction) { return m_conversations->close(transaction, caller, id); });
    }
    Result<std::vector<Result<Posted>>> postAll(const std::vector<Post> &posts)
    {
        std::vector<const Post *> all;
        for (const Post &post : posts)
            all.push_back(&post);
        return m_storage->write([&](Transaction &transaction) {
            return MessageBatch(*m_conversations, m_storage->clock().now(), all).run(transaction);
        });
    }
    Result<Posted> postTo(const Caller &caller, const QString &to)
    {
        return postAll({{.caller = caller, .to = to, .clientId = QUuid::createUuid(), .body = u"hello"_s}})
            ->front();
    }
    Result<Message> amend(ConversationId id, decltype(Amendment::what) what)
    {
        const Amendment amendment{
            .caller = m_ada, .conversation = id, .seq = Seq(1), .what = std::move(what)};
        return m_storage->write([&](Transaction &transaction) {
            return AmendmentJob(amendment, m_storage->clock().now()).run(transaction);
        });
    }
    void block(const Caller &caller, const QString &other)
    {
        const NobodyThere presence;
        const RelationService relations(presence, m_storage->clock());
        QVERIFY(m_storage->write([&](Transaction &transaction) {
            return relations.add(transaction, caller, Relation::Block, other);
        }));
    }

    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<ConversationService> m_conversations;
    Caller m_ada;
    Caller m_grace;
    Caller m_ken;
};

CONFAB_TEST(ActiveConversationsTest)
#include "activeconversationstest.moc"
