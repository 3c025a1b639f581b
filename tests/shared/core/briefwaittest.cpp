// SPDX-License-Identifier: Apache-2.0
#include "shared/core/briefwait.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace std::chrono_literals;

class BriefWaitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doesNotLookTwiceBeforeItPays();
    void looksAgainAfterShortSleeps();
    void givesUpWhenNothingComes();
    void longSleepsSayNothing();
    void whatIsDueNeedsNoWaiting();

private:
    /// How often it looks for what never comes.
    static int looks(BriefWait &wait);
    static void sleepShortly(BriefWait &wait, int times);
};

int BriefWaitTest::looks(BriefWait &wait)
{
    int count = 0;
    const bool isDue = wait.poll([&] {
        ++count;
        return false;
    });
    return isDue ? -1 : count;
}

void BriefWaitTest::sleepShortly(BriefWait &wait, int times)
{
    for (int i = 0; i < times; ++i)
        wait.slept(1us);
}

void BriefWaitTest::doesNotLookTwiceBeforeItPays()
{
    BriefWait wait;
    QCOMPARE(looks(wait), 1);
    sleepShortly(wait, 1);
    QCOMPARE(looks(wait), 1);
}

void BriefWaitTest::looksAgainAfterShortSleeps()
{
    if (std::thread::hardware_concurrency() < 2)
        QSKIP("Nobody else could bring it about on one processor.");
    BriefWait wait;
    sleepShortly(wait, 100);
    QVERIFY(looks(wait) > 1);
    int left = 2;
    QVERIFY(wait.poll([&] { return --left == 0; }));
}

void BriefWaitTest::givesUpWhenNothingComes()
{
    BriefWait wait;
    sleepShortly(wait, 100);
    int polls = 0;
    while (looks(wait) > 1)
        QVERIFY(++polls < 10);
    QCOMPARE(looks(wait), 1);
}

void BriefWaitTest::longSleepsSayNothing()
{
    BriefWait wait;
    for (int i = 0; i < 100; ++i)
        wait.slept(BriefWait::longest);
    QCOMPARE(looks(wait), 1);
}

void BriefWaitTest::whatIsDueNeedsNoWaiting()
{
    BriefWait wait;
    QVERIFY(wait.poll([] { return true; }));
    QCOMPARE(looks(wait), 1);
}

} // namespace confab::tests

using confab::tests::BriefWaitTest;
CONFAB_TEST(BriefWaitTest)
#include "briefwaittest.moc"
