// SPDX-License-Identifier: Apache-2.0
#include "server/domain/accountlimits.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RateLimiterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allowsABurstThenOneAtATime()
    {
        FakeClock clock;
        RateLimiter limiter({.burst = 3, .every = 10s}, clock);
        for (int i = 0; i < 3; ++i)
            QVERIFY(limiter.take(u"a"_s));
        const auto refused = limiter.take(u"a"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TooManyRequests);
        QCOMPARE(refused.error().retryAfter, 10s);

        clock.advance(3500ms);
        QCOMPARE(limiter.take(u"a"_s).error().retryAfter, 7s); // rounded up: then there is one
        clock.advance(7s);
        QVERIFY(limiter.take(u"a"_s));
        QVERIFY(!limiter.take(u"a"_s));
        clock.advance(1h);
        for (int i = 0; i < 3; ++i)
            QVERIFY(limiter.take(u"a"_s)); // full again, and no fuller
        QVERIFY(!limiter.take(u"a"_s));
    }

    void keepsKeysApart()
    {
        FakeClock clock;
        RateLimiter limiter({.burst = 1, .every = 10s}, clock);
        QVERIFY(limiter.take(u"a"_s));
        QVERIFY(limiter.take(u"b"_s));
        QVERIFY(!limiter.take(u"a"_s));
    }

    void takesBackWhatDoesNotCount()
    {
        FakeClock clock;
        RateLimiter limiter({.burst = 1, .every = 10s}, clock);
        for (int i = 0; i < 5; ++i) {
            QVERIFY(limiter.take(u"a"_s));
            limiter.giveBack(u"a"_s);
        }
        QVERIFY(limiter.take(u"a"_s));
        QVERIFY(!limiter.take(u"a"_s));
    }

    void remembersWhoIsBusyWhileOthersCome()
    {
        FakeClock clock;
        RateLimiter limiter({.burst = 1, .every = 1h}, clock);
        QVERIFY(limiter.take(u"busy"_s));
        for (int i = 0; i < 3 * RateLimiter::maxKeys; ++i) {
            QVERIFY(limiter.take(QString::number(i)));
            if (i % 1000 == 0)
                QVERIFY(!limiter.take(u"busy"_s));
        }
    }

    void canBeOff()
    {
        FakeClock clock;
        AccountLimits limits(AccountLimits::State::Off, clock);
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(limits.logIn(u"1"_s, u"ada"_s));
            QVERIFY(limits.registerAccount(u"1"_s));
            QVERIFY(limits.resetPassword(u"1"_s, u"ada"_s));
            QVERIFY(limits.confirm(u"ada"_s));
        }
    }

    void limitsByAccountWhateverTheAddress()
    {
        FakeClock clock;
        AccountLimits limits(AccountLimits::State::On, clock);
        int allowed = 0;
        while (allowed < 1000 && limits.logIn(QString::number(allowed), allowed % 2 ? u"ada"_s : u"ADA"_s))
            ++allowed;
        QVERIFY(allowed >= 5 && allowed < 50);
        QVERIFY(!limits.logIn(u"yet another"_s, u"Ada"_s));
        QVERIFY(!limits.confirm(u"ada"_s));
        QVERIFY(limits.logIn(u"yet another"_s, u"grace"_s));
    }

    void limitsByAddressWhateverTheAccount()
    {
        FakeClock clock;
        AccountLimits limits(AccountLimits::State::On, clock);
        int allowed = 0;
        while (allowed < 1000 && limits.logIn(u"1"_s, u"person%1"_s.arg(allowed)))
            ++allowed;
        QVERIFY(allowed >= 10 && allowed < 200);
        QVERIFY(limits.logIn(u"2"_s, u"person0"_s));
    }

    void countsOnlyWrongPasswords()
    {
        FakeClock clock;
        AccountLimits limits(AccountLimits::State::On, clock);
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(limits.logIn(u"1"_s, u"ada"_s));
            limits.succeeded(u"1"_s, u"ada"_s);
        }
    }
};

CONFAB_TEST(RateLimiterTest)
#include "ratelimitertest.moc"
