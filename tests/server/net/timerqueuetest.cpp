// SPDX-License-Identifier: Apache-2.0
#include "server/net/timerqueue.h"
#include "tests/support/testcase.h"

#include <QTimerEvent>

namespace confab::tests {

using namespace std::chrono_literals;

namespace {

/// Counts its timers' events, and may do something at each.
class Receiver : public QObject {
public:
    QList<int> fired;
    std::function<void(int)> then = [](int) {};

protected:
    void timerEvent(QTimerEvent *event) override
    {
        fired.append(event->timerId());
        then(event->timerId());
    }
};

TimerQueue::TimerInfo precise(int id, int interval)
{
    return {id, interval, Qt::PreciseTimer};
}

} // namespace

class TimerQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firesInOrderOfTime();
    void firesOnceForAllThatWasMissed();
    void roundsTheWaitUp();
    void putsCoarseTimersTogether();
    void survivesBeingStoppedWhileItFires();
    void doesNotFireWithinItself();
    void knowsTheTimersOfAnObject();

private:
    const TimerQueue::Time m_start = TimerQueue::Time(1h);
};

void TimerQueueTest::firesInOrderOfTime()
{
    Receiver receiver;
    TimerQueue queue;
    queue.add(precise(1, 30), receiver, m_start);
    queue.add(precise(2, 10), receiver, m_start);
    queue.add(precise(3, 50), receiver, m_start);

    QCOMPARE(queue.untilNext(m_start), 10);
    QVERIFY(!queue.fire(m_start + 9ms));
    QVERIFY(queue.fire(m_start + 40ms));
    QCOMPARE(receiver.fired, QList<int>({2, 1}));
}

void TimerQueueTest::firesOnceForAllThatWasMissed()
{
    Receiver receiver;
    TimerQueue queue;
    queue.add(precise(1, 10), receiver, m_start);

    queue.fire(m_start + 95ms);
    QCOMPARE(receiver.fired.size(), 1);
    QCOMPARE(queue.remaining(1, m_start + 95ms), 10);
}

void TimerQueueTest::roundsTheWaitUp()
{
    Receiver receiver;
    TimerQueue queue;
    QCOMPARE(queue.untilNext(m_start), -1);
    queue.add(precise(1, 2), receiver, m_start);

    QCOMPARE(queue.untilNext(m_start + 500us), 2);
    QCOMPARE(queue.untilNext(m_start + 3ms), 0);
    QVERIFY(!queue.remaining(7, m_start));
}

void TimerQueueTest::putsCoarseTimersTogether()
{
    Receiver receiver;
    TimerQueue queue;
    for (int id = 1; id <= 40; ++id)
        queue.add({id, 1000, Qt::CoarseTimer}, receiver, m_start + std::chrono::milliseconds(id));

    QVERIFY(queue.untilNext(m_start + 41ms) >= 950);
    queue.fire(m_start + 1050ms);
    QCOMPARE(receiver.fired.size(), 40);
}

void TimerQueueTest::survivesBeingStoppedWhileItFires()
{
    Receiver receiver;
    TimerQueue queue;
    queue.add(precise(1, 10), receiver, m_start);
    queue.add(precise(2, 10), receiver, m_start);
    receiver.then = [&](int id) {
        queue.remove(1);
        queue.remove(2);
        if (id == 1)
            queue.add(precise(1, 100), receiver, m_start); // an id is given again
    };

    queue.fire(m_start + 20ms);

    QCOMPARE(receiver.fired, QList<int>({1}));
    QCOMPARE(queue.remaining(1, m_start), 100);
    QVERIFY(!queue.remaining(2, m_start));
}

void TimerQueueTest::doesNotFireWithinItself()
{
    Receiver receiver;
    TimerQueue queue;
    queue.add(precise(1, 0), receiver, m_start);
    receiver.then = [&](int) {
        QVERIFY(!queue.fire(m_start + 5ms));
        QCOMPARE(queue.untilNext(m_start), -1);
    };

    queue.fire(m_start);

    QCOMPARE(receiver.fired.size(), 1);
    QCOMPARE(queue.untilNext(m_start), 0); // and is due again afterwards
}

void TimerQueueTest::knowsTheTimersOfAnObject()
{
    Receiver one;
    Receiver other;
    TimerQueue queue;
    queue.add(precise(1, 10), one, m_start);
    queue.add(precise(2, 20), one, m_start);
    queue.add(precise(3, 30), other, m_start);

    QCOMPARE(queue.timersOf(one).size(), 2);
    QVERIFY(queue.removeAllOf(one));
    QVERIFY(!queue.removeAllOf(one));
    QCOMPARE(queue.untilNext(m_start), 30);
}

} // namespace confab::tests

using confab::tests::TimerQueueTest;
CONFAB_TEST(TimerQueueTest)
#include "timerqueuetest.moc"
