// SPDX-License-Identifier: Apache-2.0
#include "server/domain/relationservice.h"

#include "server/domain/conversationservice.h"
#include "server/domain/presencesource.h"
#include "server/domain/syncservice.h"
#include "shared/core/limits.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

class EverybodyAway final : public PresenceSource {
public:
    [[nodiscard]] std::optional<Presence> presence(AccountId) const override { return Presence::Away; }
};

} // namespace

class RelationServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_relations = std::make_unique<RelationService>(m_presence, m_storage->clock());
        m_conversations = std::make_unique<ConversationService>(m_storage->clock());
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"Grace"_s);
    }
    void cleanup() { m_storage.reset(); }

    void addsAContactAndTellsIt()
    {
        QVERIFY(add(m_ada, Relation::Contact, u"gRACE"_s));
        const auto told = only<AccountChanged>(m_storage->events());
        QVERIFY(told);
        QCOMPARE(told->account, m_ada.account);
        QCOMPARE(told->state.account, numberOf(m_ada));
        QCOMPARE(told->state.contacts, std::optional(QStringList{u"Grace"_s}));
        QCOMPARE(told->state.blocks, std::nullopt);
        QCOMPARE(told->state.profiles.size(), 1);
        QCOMPARE(told->state.profiles[0].presence, std::nullopt);
        QCOMPARE(m_storage->events().size(), 1);
        QCOMPARE(namesIn(m_ada, Relation::Contact), QStringList{u"Grace"_s});
        QVERIFY(namesIn(m_grace, Relation::Contact).isEmpty());
    }

    void saysNothingTwice()
    {
        QVERIFY(add(m_ada, Relation::Contact, u"grace"_s));
        QVERIFY(add(m_ada, Relation::Contact, u"grace"_s));
        QVERIFY(m_storage->events().isEmpty());
        QVERIFY(remove(m_ada, Relation::Contact, u"grace"_s));
        QCOMPARE(only<AccountChanged>(m_storage->events())->state.contacts, std::optional(QStringList()));
        QVERIFY(remove(m_ada, Relation::Contact, u"grace"_s));
        QVERIFY(m_storage->events().isEmpty());
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("username");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("nobody") << u"nobody"_s << ErrorCode::NotFound;
        QTest::newRow("no name") << u""_s << ErrorCode::NotFound;
        QTest::newRow("oneself") << u"ada"_s << ErrorCode::InvalidField;
        QTest::newRow("oneself in another case") << u"ADA"_s << ErrorCode::InvalidField;
    }
    void refuses()
    {
        QFETCH(QString, username);
        QFETCH(ErrorCode, code);
        for (const Relation relation : {Relation::Contact, Relation::Block}) {
            QCOMPARE(add(m_ada, relation, username).error().code, code);
            QCOMPARE(add(m_ada, relation, username).error().field, u"username"_s);
            QCOMPARE(remove(m_ada, relation, username).error().code, code);
        }
    }

    void hasRoomForSoMany()
    {
        const RelationRepository relations(m_storage->database());
        QVERIFY(m_storage->database().begin());
        for (int i = 0; i < Limits::contacts; ++i) {
            const auto id = AccountRepository(m_storage->database())
                                .insert({.username = u"p%1"_s.arg(i),
                                         .displayName = u"P"_s,
                                         .passwordHash = u"none"_s,
                                         .createdAt = m_storage->clock().now()});
            QVERIFY(id);
            QVERIFY(relations.insert(m_ada.account, Relation::Contact, *id, m_storage->clock().now()));
        }
        QVERIFY(m_storage->database().commit());
        QCOMPARE(add(m_ada, Relation::Contact, u"grace"_s).error().code, ErrorCode::ListFull);
        QVERIFY(add(m_ada, Relation::Block, u"grace"_s)); // a list of its own
    }

    void listsInPages()
    {
        for (const auto &name : {u"zoe"_s, u"ken"_s, u"linus"_s})
            QVERIFY(add(m_ada, Relation::Contact, m_storage->person(name).username));
        const auto first = m_relations->list(m_storage->database(), m_ada, Relation::Contact, 2, {});
        QCOMPARE(first->items.size(), 2);
        QCOMPARE(first->items[0].username, u"ken"_s);
        QCOMPARE(first->items[0].presence, std::optional(Presence::Away));
        const auto second
            = m_relations->list(m_storage->database(), m_ada, Relation::Contact, 2, first->next);
        QCOMPARE(second->items.size(), 1);
        QCOMPARE(second->items[0].username, u"zoe"_s);
        QVERIFY(second->next.isEmpty());
        QCOMPARE(m_relations->list(m_storage->database(), m_ada, Relation::Contact, 2, u"x"_s).error().field,
                 u"after"_s);
    }

    void nobodyBeginsWhereOneBlocksTheOther()
    {
        QVERIFY(add(m_ada, Relation::Block, u"grace"_s));
        QCOMPARE(open(m_grace, u"ada"_s), ErrorCode::CannotDeliver);
        QCOMPARE(open(m_ada, u"grace"_s), ErrorCode::CannotDeliver);
        QVERIFY(remove(m_ada, Relation::Block, u"grace"_s));
        QCOMPARE(open(m_grace, u"ada"_s), std::nullopt);
    }

    void theConversationIsBlockedWhileEitherBlocks()
    {
        QCOMPARE(open(m_grace, u"ada"_s), std::nullopt);
        QVERIFY(add(m_ada, Relation::Block, u"grace"_s));
        QVERIFY(isBlocked());
        QVERIFY(add(m_grace, Relation::Block, u"ada"_s));
        QVERIFY(remove(m_ada, Relation::Block, u"grace"_s));
        QVERIFY(isBlocked());
        QVERIFY(remove(m_grace, Relation::Block, u"ada"_s));
        QVERIFY(!isBlocked());
        QCOMPARE(open(m_grace, u"ada"_s), std::nullopt); // and it can always be opened
    }

    void tellsBothWhatTheySeeOfEachOther()
    {
        QVERIFY(add(m_ada, Relation::Block, u"grace"_s));
        auto sights = sightsOf(m_storage->events());
        QCOMPARE(sights.size(), 2);
        QCOMPARE(sights[m_grace.account].about, m_ada.account);
        QVERIFY(sights[m_grace.account].hidden);
        QCOMPARE(sights[m_grace.account].frame.user, u"ada"_s);
        QCOMPARE(sights[m_grace.account].frame.state, Presence::Offline);
        QVERIFY(sights[m_ada.account].hidden);
        // That she is blocked, Grace is not told.
        QCOMPARE(only<AccountChanged>(m_storage->events())->account, m_ada.account);

        QVERIFY(remove(m_ada, Relation::Block, u"grace"_s));
        sights = sightsOf(m_storage->events());
        QVERIFY(!sights[m_grace.account].hidden);
        QCOMPARE(sights[m_grace.account].frame.state, Presence::Away);
    }

    void showsNothingAgainOfWhoSharesNothing()
    {
        AccountRepository accounts(m_storage->database());
        AccountRow grace = **accounts.find(m_grace.account);
        grace.sharePresence = false;
        QVERIFY(accounts.updateProfile(grace));
        QVERIFY(add(m_ada, Relation::Block, u"grace"_s));
        QVERIFY(remove(m_ada, Relation::Block, u"grace"_s));
        auto sights = sightsOf(m_storage->events());
        QCOMPARE(sights[m_grace.account].frame.state, Presence::Offline);
        QCOMPARE(sights[m_ada.account].frame.state, Presence::Offline);
    }

    void syncHasBothListsAndTheirProfiles()
    {
        (void)m_storage->person(u"ken"_s);
        QVERIFY(add(m_ada, Relation::Contact, u"grace"_s));
        QVERIFY(add(m_ada, Relation::Block, u"ken"_s));
        const SyncService sync(u"epoch"_s, m_presence);
        const auto answer = sync.sync(m_storage->database(), m_ada, {.account = AccountChange(0)});
        QVERIFY(answer && answer->account);
        QCOMPARE(answer->account->contacts, std::optional(QStringList{u"Grace"_s}));
        QCOMPARE(answer->account->blocks, std::optional(QStringList{u"ken"_s}));
        QCOMPARE(answer->account->profiles.size(), 2);
        for (const User &user : answer->account->profiles)
            QCOMPARE(user.presence.has_value(), user.username == "Grace"_L1);
        const auto none = sync.sync(m_storage->database(), m_ada, {.account = answer->account->account});
        QVERIFY(!none->account);
    }

    void aProfileIsToldToWhoHasIt()
    {
        QVERIFY(add(m_ada, Relation::Contact, u"grace"_s));
        const auto before = numberOf(m_ada);
        const auto told = m_storage->write([&](Transaction &transaction) {
            return AccountRepository(transaction.database()).advanceOthers(m_grace.account, 7);
        });
        QCOMPARE(told->size(), 1);
        QCOMPARE(told->first().first, m_ada.account);
        QCOMPARE(told->first().second, before.next());
        const auto moved = AccountRepository(m_storage->database()).movedSince(7);
        QVERIFY(moved->contains(told->first()));
    }

private:
    Result<void> add(const Caller &caller, Relation relation, const QString &username)
    {
        return m_storage->write([&](Transaction &transaction) {
            return m_relations->add(transaction, caller, relation, username);
        });
    }
    Result<void> remove(const Caller &caller, Relation relation, const QString &username)
    {
        return m_storage->write([&](Transaction &transaction) {
            return m_relations->remove(transaction, caller, relation, username);
        });
    }
    /// Why the conversation could not be begun.
    std::optional<ErrorCode> open(const Caller &caller, const QString &with)
    {
        const auto opened = m_storage->write([&](Transaction &transaction) {
            return m_conversations->openDirect(transaction, caller, with, u"with"_s);
        });
        return opened ? std::nullopt : std::optional(opened.error().code);
    }
    bool isBlocked()
    {
        return (*ConversationRepository(m_storage->database()).findDirect(m_ada.account, m_grace.account))
            ->blocked;
    }
    QStringList namesIn(const Caller &caller, Relation relation)
    {
        return *RelationRepository(m_storage->database()).names(caller.account, relation);
    }
    AccountChange numberOf(const Caller &caller)
    {
        return (*AccountRepository(m_storage->database()).find(caller.account))->change;
    }
    static QHash<AccountId, SightChanged> sightsOf(const Events &events)
    {
        QHash<AccountId, SightChanged> sights;
        for (const Event &event : events) {
            if (const auto *sight = std::get_if<SightChanged>(&event))
                sights.insert(sight->viewer, *sight);
        }
        return sights;
    }

    std::unique_ptr<StorageFixture> m_storage;
    EverybodyAway m_presence;
    std::unique_ptr<RelationService> m_relations;
    std::unique_ptr<ConversationService> m_conversations;
    Caller m_ada;
    Caller m_grace;
};

CONFAB_TEST(RelationServiceTest)
#include "relationservicetest.moc"
