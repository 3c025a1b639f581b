// SPDX-License-Identifier: Apache-2.0
#include "server/storage/storagepool.h"

#include "tests/support/testcase.h"
#include "tests/support/testdatabase.h"

#include <algorithm>
#include <array>
#include <atomic>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

/// What a job waits for until the test lets it go on.
class Gate {
public:
    /// A job that says that it runs, and then waits.
    [[nodiscard]] StoragePool::Job job()
    {
        return [this, isOpen = m_isOpen](Database &) {
            m_running.set_value();
            isOpen.wait();
        };
    }
    void waitUntilRunning() { m_running.get_future().wait(); }
    void open() { m_open.set_value(); }

private:
    std::promise<void> m_running;
    std::promise<void> m_open;
    std::shared_future<void> m_isOpen = m_open.get_future().share();
};

/// Numbers in the order in which they were added, from any thread.
class Log {
public:
    void add(int number)
    {
        const std::lock_guard lock(m_mutex);
        m_numbers.append(number);
    }
    [[nodiscard]] QList<int> numbers() const
    {
        const std::lock_guard lock(m_mutex);
        return m_numbers;
    }
    /// A job that reads, and whose reply adds `number`.
    [[nodiscard]] StoragePool::BriefJob brief(int number)
    {
        return [this, number](Database &database) -> StoragePool::Reply {
            auto rows = database.run(u"SELECT 1"_s);
            const int one = rows && rows->next() ? int(rows->integer(0)) : 0;
            return [this, sum = number * one] { add(sum); };
        };
    }

private:
    mutable std::mutex m_mutex;
    QList<int> m_numbers; // guarded by m_mutex
};

} // namespace

class StoragePoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(Database::open(url(), Access::Write)); }

    void readsOnItsThreadsAndIsBounded()
    {
        StoragePool pool(url(), 1, 2);
        QVERIFY(pool.start());
        Gate gate;
        QVERIFY(pool.submit(gate.job()));
        gate.waitUntilRunning();
        std::atomic<int> ran = 0;
        Log log;
        QVERIFY(pool.submit([&](Database &) { ++ran; }));
        QVERIFY(pool.submitBrief(log.brief(1)));
        QVERIFY(!pool.submit([&](Database &) { ++ran; }));
        QVERIFY(!pool.submitBrief(log.brief(2)));
        gate.open();
        pool.stop();
        QCOMPARE(ran.load(), 1);
        QCOMPARE(log.numbers(), QList<int>{1});
        QVERIFY(!pool.submit([&](Database &) { ++ran; }));
        QVERIFY(!pool.submitBrief(log.brief(3)));
    }

    void repliesToEachBriefJobOnce_data()
    {
        QTest::addColumn<int>("threads");

        QTest::newRow("one thread") << 1;
        QTest::newRow("several") << 3;
    }
    void repliesToEachBriefJobOnce()
    {
        QFETCH(int, threads);
        constexpr int count = 1000;
        StoragePool pool(url(), threads, 2 * count);
        QVERIFY(pool.start());
        Log log;
        for (int number = 1; number <= count; ++number)
            QVERIFY(pool.submitBrief(log.brief(number)));
        pool.stop();
        QList<int> numbers = log.numbers();
        if (threads > 1)
            std::sort(numbers.begin(), numbers.end());
        QCOMPARE(numbers.size(), count);
        for (int number = 1; number <= count; ++number)
            QCOMPARE(numbers[number - 1], number);
    }

    void aBriefJobFindsAThreadThatSleeps()
    {
        StoragePool pool(url(), 2, 100);
        QVERIFY(pool.start());
        Log log;
        for (int number = 1; number <= 50; ++number) {
            QVERIFY(pool.submitBrief(log.brief(number)));
            QTRY_COMPARE_WITH_TIMEOUT(log.numbers().size(), number, 20'000);
        }
        pool.stop();
    }

    void aBriefJobDoesNotWaitForALongOne()
    {
        StoragePool pool(url(), 2, 100);
        QVERIFY(pool.start());
        Gate gate;
        QVERIFY(pool.submit(gate.job()));
        gate.waitUntilRunning();
        Log log;
        for (int number = 1; number <= 3; ++number)
            QVERIFY(pool.submitBrief(log.brief(number)));
        QTRY_COMPARE_WITH_TIMEOUT(log.numbers(), (QList<int>{1, 2, 3}), 20'000);
        gate.open();
        pool.stop();
    }

    void longJobsRunBesideEachOther()
    {
        StoragePool pool(url(), 3, 100);
        QVERIFY(pool.start());
        std::array<Gate, 3> gates;
        for (Gate &gate : gates)
            QVERIFY(pool.submit(gate.job()));
        for (Gate &gate : gates)
            gate.waitUntilRunning();
        for (Gate &gate : gates)
            gate.open();
        pool.stop();
    }

    void aReplyDoesNotWaitForALongJob()
    {
        StoragePool pool(url(), 1, 100);
        QVERIFY(pool.start());
        Gate first;
        Gate second;
        Log log;
        QVERIFY(pool.submit(first.job()));
        first.waitUntilRunning();
        QVERIFY(pool.submitBrief(log.brief(1)));
        QVERIFY(pool.submit(second.job()));
        first.open();
        second.waitUntilRunning();
        QCOMPARE(log.numbers(), QList<int>{1});
        second.open();
        pool.stop();
    }

private:
    [[nodiscard]] const DatabaseUrl &url() const { return m_database.url(); }

    const TestDatabase m_database;
};

CONFAB_TEST(StoragePoolTest)
#include "storagepooltest.moc"
