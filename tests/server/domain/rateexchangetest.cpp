// SPDX-License-Identifier: Apache-2.0
#include "server/domain/rateexchange.h"
#include "tests/support/meshbus.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Node {
    Node(NodeId self, const Clock &clock)
        : bus(self)
        , limits(AccountLimits::State::On, clock)
        , exchange(limits, bus)
    {
        bus.subscribe([this](const Events &events) { heard += events.size(); });
    }

    MeshBus bus;
    AccountLimits limits;
    RateExchange exchange;
    qsizetype heard = 0;
};

} // namespace

class RateExchangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_here = std::make_unique<Node>(NodeId(1), m_clock);
        m_there = std::make_unique<Node>(NodeId(2), m_clock);
        m_here->bus.connectTo(m_there->bus);
    }

    void whatIsSpentOnOneNodeIsSpentOnAll()
    {
        for (int i = 0; i < 10; ++i)
            QVERIFY(m_here->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
        QVERIFY(m_there->limits.logIn(u"192.0.2.2"_s, u"ada"_s)); // not told yet
        m_here->exchange.tell();
        QVERIFY(!m_there->limits.logIn(u"192.0.2.2"_s, u"ada"_s));
        QVERIFY(m_there->limits.logIn(u"192.0.2.2"_s, u"grace"_s));
        m_clock.advance(1min);
        QVERIFY(m_there->limits.logIn(u"192.0.2.2"_s, u"ada"_s));
    }

    void tellsByItself()
    {
        QVERIFY(m_here->limits.registerAccount(u"192.0.2.1"_s));
        QTRY_COMPARE(m_there->heard, 1);
    }

    void doesNotCountItsOwnTwice()
    {
        for (int i = 0; i < 5; ++i)
            QVERIFY(m_here->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
        m_here->exchange.tell();
        for (int i = 0; i < 5; ++i)
            QVERIFY(m_here->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
        QVERIFY(!m_here->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
    }

    void saysNothingOfWhatWasGivenBack()
    {
        QVERIFY(m_here->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
        m_here->limits.succeeded(u"192.0.2.1"_s, u"ada"_s);
        m_here->exchange.tell();
        QCOMPARE(m_there->heard, 0);
    }

    void givesBackWhatWasToldBefore()
    {
        QVERIFY(m_here->limits.resetPassword(u"192.0.2.1"_s, u"ada"_s));
        for (int i = 0; i < 9; ++i)
            QVERIFY(m_here->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
        m_here->exchange.tell();
        m_here->limits.succeeded(u"192.0.2.1"_s, u"ada"_s);
        m_here->exchange.tell();
        QVERIFY(m_there->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
        QVERIFY(m_there->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
        QVERIFY(!m_there->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
    }

    void passesOverLimitsOfANewerNode()
    {
        m_here->bus.publish(
            {RatesSpent{.node = NodeId(1),
                        .spent = {{u"tomorrow"_s, u"ada"_s, 5}, {u"logInByAccount"_s, u"ada"_s, 10}}}});
        QVERIFY(!m_there->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
    }

    void nobodyWaitsForMoreThanABurst()
    {
        m_here->bus.publish(
            {RatesSpent{.node = NodeId(1), .spent = {{u"logInByAccount"_s, u"ada"_s, 100'000}}}});
        QVERIFY(!m_there->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
        m_clock.advance(30s); // as after ten of one's own
        QVERIFY(m_there->limits.logIn(u"192.0.2.1"_s, u"ada"_s));
    }

private:
    FakeClock m_clock;
    std::unique_ptr<Node> m_here;
    std::unique_ptr<Node> m_there;
};

CONFAB_TEST(RateExchangeTest)
#include "rateexchangetest.moc"
