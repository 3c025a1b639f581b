// SPDX-License-Identifier: Apache-2.0
#include "server/domain/policyswitch.h"

#include "server/bus/eventbus.h"
#include "server/domain/conversationservice.h"
#include "server/storage/activeconversationrepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// A server whose operator changes the policy between two starts.
class PolicySwitchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_writer = std::make_unique<Writer>(m_storage->url(), m_bus, 2);
        QVERIFY(m_writer->start());
        m_ada = m_storage->person(u"ada"_s);
        for (const QString &name : {u"grace"_s, u"ken"_s, u"linus"_s}) {
            (void)m_storage->person(name);
            m_talks.append(start(ConversationPolicy::Open, name));
        }
    }
    void cleanup()
    {
        m_talks.clear();
        m_writer.reset();
        m_storage.reset();
    }

    void closesAllWhenItBecomesExclusive()
    {
        QVERIFY(switchTo(ConversationPolicy::Exclusive));
        for (const ConversationRow &talk : std::as_const(m_talks)) {
            const ConversationRow now = **find(talk.id);
            QCOMPARE(now.state, ConversationState::Closed);
            QCOMPARE(now.change, talk.change.next());
            QCOMPARE(now.ownChange, now.change);
        }
        QCOMPARE(activeOfAda(), std::nullopt);
    }

    void leavesGroupsAlone()
    {
        const ConversationRow group{
            .id = newRandomId<ConversationId>(), .kind = ConversationKind::Group, .title = u"Compilers"_s};
        QVERIFY(ConversationRepository(m_storage->database()).insertGroup(group));
        QVERIFY(switchTo(ConversationPolicy::Exclusive));
        QCOMPARE((*find(group.id))->state, ConversationState::Open);
    }

    void keepsTheActiveOneOverAStart()
    {
        QVERIFY(switchTo(ConversationPolicy::Exclusive));
        const ConversationRow active = start(ConversationPolicy::Exclusive, u"ken"_s);
        QVERIFY(switchTo(ConversationPolicy::Exclusive));
        QCOMPARE((*find(active.id))->state, ConversationState::Open);
        QCOMPARE((*find(active.id))->change, active.change);
        QCOMPARE(activeOfAda(), std::optional(active.id));
        QCOMPARE((*find(m_talks[0].id))->change, m_talks[0].change.next());
    }

    void closesWhatANodeOfTheOtherPolicyBegan()
    {
        QVERIFY(switchTo(ConversationPolicy::Exclusive));
        const Caller dora = m_storage->person(u"dora"_s);
        const ConversationRow stray = start(ConversationPolicy::Open, dora.username);
        QVERIFY(switchTo(ConversationPolicy::Exclusive));
        QCOMPARE((*find(stray.id))->state, ConversationState::Closed);
    }

    void opensAllWhenItBecomesOpenAgain()
    {
        QVERIFY(switchTo(ConversationPolicy::Exclusive));
        (void)start(ConversationPolicy::Exclusive, u"ken"_s);
        QVERIFY(switchTo(ConversationPolicy::Open));
        for (const ConversationRow &talk : std::as_const(m_talks)) {
            QCOMPARE((*find(talk.id))->state, ConversationState::Open);
            QCOMPARE((*find(talk.id))->change, talk.change.next().next());
        }
        QCOMPARE(activeOfAda(), std::nullopt);
        QVERIFY(switchTo(ConversationPolicy::Open));
        QCOMPARE((*find(m_talks[0].id))->change, m_talks[0].change.next().next());
    }

    void beginsWithNoneEachTimeItBecomesExclusive()
    {
        QVERIFY(switchTo(ConversationPolicy::Exclusive));
        (void)start(ConversationPolicy::Exclusive, u"ken"_s);
        QVERIFY(switchTo(ConversationPolicy::Open));
        QVERIFY(switchTo(ConversationPolicy::Exclusive));
        for (const ConversationRow &talk : std::as_const(m_talks))
            QCOMPARE((*find(talk.id))->state, ConversationState::Closed);
    }

private:
    [[nodiscard]] Result<std::optional<ConversationRow>> find(ConversationId id)
    {
        return ConversationRepository(m_storage->database()).find(id);
    }
    [[nodiscard]] std::optional<ConversationId> activeOfAda()
    {
        return *ActiveConversationRepository(m_storage->database()).of(m_ada.account);
    }
    Result<void> switchTo(ConversationPolicy policy)
    {
        return switchPolicy(*m_writer, policy, m_storage->clock());
    }
    ConversationRow start(ConversationPolicy policy, const QString &with)
    {
        const ConversationService conversations(m_storage->clock(), policy);
        const auto opened = m_storage->write([&](Transaction &transaction) {
            return conversations.start(transaction, m_ada, with, u"with"_s);
        });
        return opened ? opened->access.conversation : ConversationRow();
    }

    std::unique_ptr<StorageFixture> m_storage;
    LocalEventBus m_bus;
    std::unique_ptr<Writer> m_writer;
    Caller m_ada;
    QList<ConversationRow> m_talks;
};

CONFAB_TEST(PolicySwitchTest)
#include "policyswitchtest.moc"
