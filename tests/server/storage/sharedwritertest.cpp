// SPDX-License-Identifier: Apache-2.0
#include "server/bus/eventbus.h"
#include "server/storage/storagepool.h"
#include "server/storage/writer.h"
#include "tests/support/testcase.h"
#include "tests/support/testdatabase.h"

#include <atomic>
#include <latch>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// What the Writer does on a shared database that it need not do on an embedded one.
class SharedWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (testEngine() == Engine::Sqlite)
            QSKIP("an embedded database has one writer and no connection to lose");
        m_server = newTestServer();
        QVERIFY(m_server->start());
    }
    void init()
    {
        m_url = *DatabaseUrl::parse(m_server->newDatabase());
        const auto database = Database::open(m_url, Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(u"CREATE TABLE t (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)"_s));
        QVERIFY((*database)->execute(u"INSERT INTO t VALUES (1, 0), (2, 0)"_s));
    }
    void cleanupTestCase() { m_server.reset(); }

    void runsADeadlockAgain()
    {
        Writer first(m_url, m_bus);
        Writer second(m_url, m_bus);
        QVERIFY(first.start() && second.start());
        std::latch both(2);
        std::atomic<int> runs = 0;
        const auto job = [&](int here, int there) -> Writer::Job {
            return [&, here, there, met = false](Transaction &transaction) mutable -> Result<void> {
                ++runs;
                if (auto done = add(transaction, here); !done)
                    return done;
                if (!std::exchange(met, true))
                    both.arrive_and_wait(); // now each waits for what the other holds
                return add(transaction, there);
            };
        };
        auto one = submit(first, job(1, 2));
        auto two = submit(second, job(2, 1));
        QVERIFY(one.get());
        QVERIFY(two.get());
        QVERIFY(runs > 2);
        QCOMPARE(number(1), 2);
        QCOMPARE(number(2), 2);
    }

    void looksAgainWhenSomebodyWroteTheSame()
    {
        Writer first(m_url, m_bus);
        Writer second(m_url, m_bus);
        QVERIFY(first.start() && second.start());
        std::latch both(2);
        std::atomic<int> found = 0;
        const Writer::Job job = [&, looked = false](Transaction &transaction) mutable -> Result<void> {
            {
                auto rows = transaction.database().run(u"SELECT n FROM t WHERE id = 7"_s);
                if (rows && rows->next()) {
                    ++found;
                    return {};
                }
            }
            if (!std::exchange(looked, true))
                both.arrive_and_wait(); // neither has found it
            return withoutCount(transaction.database().change(u"INSERT INTO t VALUES (7, 1)"_s));
        };
        auto one = submit(first, job);
        auto two = submit(second, job);
        QVERIFY(one.get());
        QVERIFY(two.get());
        QCOMPARE(found.load(), 1);
    }

    void aConflictTakesNoneOfTheOthersWithIt()
    {
        Writer writer(m_url, m_bus);
        QVERIFY(writer.start());
        std::promise<void> gate;
        auto blocked = submit(writer, [opened = gate.get_future().share()](Transaction &) -> Result<void> {
            opened.wait();
            return {};
        });
        auto good = submit(writer, [](Transaction &transaction) { return add(transaction, 1); });
        auto bad = submit(writer, [](Transaction &transaction) {
            return withoutCount(transaction.database().change(u"INSERT INTO t VALUES (2, 0)"_s));
        });
        auto last = submit(writer, [](Transaction &transaction) { return add(transaction, 2); });
        gate.set_value();
        QVERIFY(good.get());
        const auto refused = bad.get();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        QVERIFY(last.get());
        QCOMPARE(number(1), 1);
        QCOMPARE(number(2), 1);
    }

    void findsAServerThatCameBack()
    {
        Writer writer(m_url, m_bus);
        StoragePool readers(m_url, 1, 100);
        QVERIFY(writer.start() && readers.start());
        QVERIFY(increment(writer));
        m_server->kill();
        const auto away = increment(writer);
        QVERIFY(!away);
        QCOMPARE(away.error().code, ErrorCode::Unavailable);
        QVERIFY(away.error().retryAfter.count() > 0);
        QVERIFY(m_server->start());
        bool back = false;
        QTRY_VERIFY_WITH_TIMEOUT(back = back || increment(writer), 20'000);
        QCOMPARE(number(1), 2);
        QTRY_COMPARE_WITH_TIMEOUT(read(readers), 2, 20'000);
    }

    void doesNotNoticeThatAnIdleConnectionWasLost()
    {
        Writer writer(m_url, m_bus);
        StoragePool readers(m_url, 1, 100);
        QVERIFY(writer.start() && readers.start());
        QVERIFY(increment(writer));
        QCOMPARE(read(readers), 1);
        m_server->stop();
        QVERIFY(m_server->start());
        QTest::qWait(1100); // idle is what has not been used for a second
        QVERIFY(increment(writer));
        QCOMPARE(read(readers), 2);
    }

private:
    static Result<void> withoutCount(const Result<qint64> &changed)
    {
        return changed ? Result<void>() : Result<void>(changed.error());
    }
    static Result<void> add(Transaction &transaction, int id)
    {
        return withoutCount(
            transaction.database().change(u"UPDATE t SET n = n + 1 WHERE id = :id"_s, {{":id", id}}));
    }
    static std::future<Result<void>> submit(Writer &writer, Writer::Job job)
    {
        auto promise = std::make_shared<std::promise<Result<void>>>();
        auto future = promise->get_future();
        writer.submit(std::move(job),
                      [promise](const Result<void> &result, Events &) { promise->set_value(result); });
        return future;
    }
    static Result<void> increment(Writer &writer)
    {
        return submit(writer, [](Transaction &transaction) { return add(transaction, 1); }).get();
    }
    static int read(StoragePool &pool)
    {
        std::promise<int> promise;
        auto future = promise.get_future();
        const bool queued = pool.submit([&](Database &database) {
            auto rows = database.run(u"SELECT n FROM t WHERE id = 1"_s);
            promise.set_value(rows && rows->next() ? int(rows->integer(0)) : -1);
        });
        return queued ? future.get() : -1;
    }
    [[nodiscard]] int number(int id) const
    {
        const auto database = Database::open(m_url, Access::Read);
        auto rows = (*database)->run(u"SELECT n FROM t WHERE id = :id"_s, {{":id", id}});
        return rows && rows->next() ? int(rows->integer(0)) : -1;
    }

    std::unique_ptr<DatabaseServer> m_server;
    DatabaseUrl m_url;
    LocalEventBus m_bus;
};

CONFAB_TEST(SharedWriterTest)
#include "sharedwritertest.moc"
