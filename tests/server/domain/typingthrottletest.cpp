// SPDX-License-Identifier: Apache-2.0
#include "server/domain/typingthrottle.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace std::chrono_literals;

class TypingThrottleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_throttle = std::make_unique<TypingThrottle>(m_clock); }

    void tellsAFloodOnceInAWhile()
    {
        int told = 0;
        for (int i = 0; i < 1000; ++i)
            told += m_throttle->passes(ada, first) ? 1 : 0;
        QCOMPARE(told, 1);
        m_clock.advance(TypingThrottle::interval - 1ms);
        QVERIFY(!m_throttle->passes(ada, first));
        m_clock.advance(1ms);
        QVERIFY(m_throttle->passes(ada, first));
        QVERIFY(!m_throttle->passes(ada, first));
    }

    void othersAndOtherConversationsAreApart()
    {
        QVERIFY(m_throttle->passes(ada, first));
        QVERIFY(m_throttle->passes(ada, ConversationId(2)));
        QVERIFY(m_throttle->passes(AccountId(2), first));
    }

    void aMessageEndsIt()
    {
        QVERIFY(m_throttle->passes(ada, first));
        m_throttle->end(AccountId(2), first);
        m_throttle->end(ada, ConversationId(2));
        QVERIFY(!m_throttle->passes(ada, first));
        m_throttle->end(ada, first);
        QVERIFY(m_throttle->passes(ada, first));
    }

    void nobodyWritesEverywhere()
    {
        int told = 0;
        for (int i = 1; i <= 1000; ++i)
            told += m_throttle->passes(ada, ConversationId(i)) ? 1 : 0;
        QCOMPARE(told, TypingThrottle::conversations);
        QVERIFY(m_throttle->passes(AccountId(2), first)); // others don't feel it
        m_clock.advance(TypingThrottle::interval);
        QVERIFY(m_throttle->passes(ada, ConversationId(1000)));
    }

private:
    static constexpr AccountId ada{1};
    static constexpr ConversationId first{1};
    FakeClock m_clock;
    std::unique_ptr<TypingThrottle> m_throttle;
};

CONFAB_TEST(TypingThrottleTest)
#include "typingthrottletest.moc"
