// SPDX-License-Identifier: Apache-2.0
#include "shared/core/backoff.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace std::chrono_literals;

class BackoffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ceilingDoublesUpToAMinute();
    void neverBelowTheLeast();
    void keepsToTheSpanItIsGiven();
    void startsAgainAfterSuccess();
    void spreadsOverTheWholeSpan();
};

void BackoffTest::ceilingDoublesUpToAMinute()
{
    Backoff backoff([] { return 1.0; });
    for (const auto expected : {1000ms, 2000ms, 4000ms, 8000ms, 16000ms, 32000ms, 60000ms, 60000ms})
        QCOMPARE(backoff.next().count(), expected.count());
}

void BackoffTest::neverBelowTheLeast()
{
    Backoff backoff([] { return 0.0; });
    for (int i = 0; i < 10; ++i)
        QCOMPARE(backoff.next().count(), Backoff::Span().least.count());
}

void BackoffTest::keepsToTheSpanItIsGiven()
{
    Backoff backoff({.least = 50ms, .first = 200ms, .most = 500ms}, [] { return 1.0; });
    for (const auto expected : {200ms, 400ms, 500ms, 500ms})
        QCOMPARE(backoff.next().count(), expected.count());
}

void BackoffTest::startsAgainAfterSuccess()
{
    Backoff backoff([] { return 1.0; });
    (void)backoff.next();
    (void)backoff.next();
    backoff.reset();
    QCOMPARE(backoff.next().count(), Backoff::Span().first.count());
}

void BackoffTest::spreadsOverTheWholeSpan()
{
    Backoff backoff;
    for (int i = 0; i < 20; ++i)
        (void)backoff.next();
    qint64 low = 60000;
    qint64 high = 0;
    for (int i = 0; i < 200; ++i) {
        const qint64 wait = backoff.next().count();
        QVERIFY(wait >= Backoff::Span().least.count() && wait <= Backoff::Span().most.count());
        low = std::min(low, wait);
        high = std::max(high, wait);
    }
    // Two hundred draws that all miss a third of the span: less likely than one in 10^35.
    QVERIFY(low < 20000);
    QVERIFY(high > 40000);
}

} // namespace confab::tests

using confab::tests::BackoffTest;
CONFAB_TEST(BackoffTest)
#include "backofftest.moc"
