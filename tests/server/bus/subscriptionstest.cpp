// SPDX-License-Identifier: Apache-2.0
#include "server/bus/subscriptions.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace std::chrono_literals;

using Step = Subscriptions::Step;

class SubscriptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_subscriptions = {};
        m_called = 0;
    }

    void isAskedForOnce()
    {
        QCOMPARE(int(m_subscriptions.add(ada, m_now)), int(Step::Subscribe));
        QCOMPARE(int(m_subscriptions.add(ada, m_now)), int(Step::Wait));
        QVERIFY(!m_subscriptions.isComplete());
        wait(ada);
        wait(ada);
        call(m_subscriptions.confirm(ada));
        QCOMPARE(m_called, 2);
        QVERIFY(m_subscriptions.isComplete());
        QCOMPARE(int(m_subscriptions.add(ada, m_now)), int(Step::Done));
        call(m_subscriptions.confirm(ada)); // after a reconnect it may come twice
        QCOMPARE(m_called, 2);
    }

    void nobodyWaitsForLong()
    {
        (void)m_subscriptions.add(ada, m_now);
        wait(ada);
        call(m_subscriptions.takeImpatient(m_now + 500ms));
        QCOMPARE(m_called, 0);
        call(m_subscriptions.takeImpatient(m_now + Subscriptions::patience));
        QCOMPARE(m_called, 1);
        call(m_subscriptions.confirm(ada));
        QCOMPARE(m_called, 1); // nobody is told twice
    }

    void beginsAnewWithTheConnection()
    {
        (void)m_subscriptions.add(ada, m_now);
        (void)m_subscriptions.confirm(ada);
        (void)m_subscriptions.add(grace, m_now);
        wait(grace);
        call(m_subscriptions.reset());
        QCOMPARE(m_called, 1);
        QVERIFY(!m_subscriptions.isComplete());
        QCOMPARE(m_subscriptions.accounts().size(), 2);
        (void)m_subscriptions.confirm(ada);
        (void)m_subscriptions.confirm(grace);
        QVERIFY(m_subscriptions.isComplete());
    }

    void endsSomeTimeAfterTheLastSocketWent()
    {
        for (const AccountId account : {ada, grace}) {
            (void)m_subscriptions.add(account, m_now);
            (void)m_subscriptions.confirm(account);
        }
        QVERIFY(m_subscriptions.dropUnused({}, m_now + 30s).isEmpty());
        QCOMPARE(m_subscriptions.dropUnused({ada}, m_now + 61s), QList{grace});
        QCOMPARE(m_subscriptions.accounts(), QList{ada});
        QCOMPARE(int(m_subscriptions.add(grace, m_now)), int(Step::Subscribe));
    }

private:
    void wait(AccountId account)
    {
        m_subscriptions.wait(account, [this] { ++m_called; });
    }
    static void call(const std::vector<Subscriptions::Then> &waiting)
    {
        for (const auto &then : waiting)
            then();
    }

    const AccountId ada{10};
    const AccountId grace{11};
    const Subscriptions::Moment m_now = std::chrono::steady_clock::now();
    Subscriptions m_subscriptions;
    int m_called = 0;
};

CONFAB_TEST(SubscriptionsTest)
#include "subscriptionstest.moc"
