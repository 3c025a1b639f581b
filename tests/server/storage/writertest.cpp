// SPDX-License-Identifier: Apache-2.0
#include "server/storage/writer.h"
#include "server/bus/eventbus.h"
#include "tests/support/testcase.h"
#include "tests/support/testdatabase.h"

#include <atomic>

using namespace confab;
using namespace Qt::StringLiterals;

class WriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_testDatabase = std::make_unique<tests::TestDatabase>();
        auto database = Database::open(url(), Database::Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(u"CREATE TABLE t (id BIGINT PRIMARY KEY)"_s));
        m_batches.clear();
        m_bus = std::make_unique<LocalEventBus>();
        m_bus->subscribe([this](const Events &events) {
            const std::lock_guard lock(m_mutex);
            m_batches.append(events);
        });
        m_writer = std::make_unique<Writer>(url(), *m_bus);
        QVERIFY(m_writer->start());
    }
    void cleanup() { m_writer.reset(); }

    void answersAfterTheCommit()
    {
        const auto id
            = m_writer->run<qint64>([](Transaction &transaction) { return insert(transaction, 5); });
        QVERIFY(id);
        QCOMPARE(*id, 5);
        QCOMPARE(rows(), QList<qint64>{5});
    }

    void undoesAJobThatFailsAndOnlyThat()
    {
        block();
        const auto done = [this](const Result<void> &result, Events &) { m_results.push_back(bool(result)); };
        m_results.clear();
        for (int id = 1; id <= 3; ++id) {
            m_writer->submit(
                [id](Transaction &transaction) -> Result<void> {
                    (void)insert(transaction, id);
                    transaction.publish(SessionEnded{SessionId(id)});
                    return id == 2 ? Result<void>(Error{ErrorCode::Forbidden}) : Result<void>();
                },
                done);
        }
        release();
        m_writer->stop();
        QCOMPARE(rows(), (QList<qint64>{1, 3}));
        QCOMPARE(m_results, (std::vector<bool>{true, false, true}));
        QCOMPARE(publishedSessions(), (QList<qint64>{1, 3}));
    }

    void publishesABatchAtOnceAndInOrder()
    {
        block();
        for (int id = 1; id <= 50; ++id) {
            m_writer->submit(
                [id](Transaction &transaction) -> Result<void> {
                    transaction.publish(SessionEnded{SessionId(id)});
                    return {};
                },
                [](const Result<void> &, Events &) {});
        }
        release();
        m_writer->stop();
        QVERIFY(m_batches.size() <= 2);
        const QList<qint64> sessions = publishedSessions();
        QCOMPARE(sessions.size(), 50);
        QVERIFY(std::is_sorted(sessions.begin(), sessions.end()));
    }

    void publishesWhatDoneAppends()
    {
        m_writer->submit(
            [](Transaction &) -> Result<void> { return Error{ErrorCode::Forbidden}; },
            [](const Result<void> &, Events &events) { events.append(SessionEnded{SessionId(9)}); });
        m_writer->stop();
        QCOMPARE(publishedSessions(), QList<qint64>{9});
    }

    void refusesWhatComesAfterTheEnd()
    {
        m_writer->stop();
        const auto result
            = m_writer->run<qint64>([](Transaction &transaction) { return insert(transaction, 1); });
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unavailable);
    }

    void finishesWhatWaitsBeforeItEnds()
    {
        block();
        for (int id = 1; id <= 2500; ++id) {
            m_writer->submit(
                [id](Transaction &transaction) -> Result<void> {
                    const auto done = insert(transaction, id);
                    return done ? Result<void>() : Result<void>(done.error());
                },
                [](const Result<void> &, Events &) {});
        }
        release();
        m_writer->stop();
        QCOMPARE(rows().size(), 2500);
    }

private:
    [[nodiscard]] const DatabaseUrl &url() const { return m_testDatabase->url(); }

    static Result<qint64> insert(Transaction &transaction, qint64 id)
    {
        const auto done = transaction.database().change(u"INSERT INTO t VALUES (:id)"_s, {{":id", id}});
        return done ? Result<qint64>(id) : Result<qint64>(done.error());
    }

    /// Keeps the writer busy, so that what is submitted meanwhile becomes one batch.
    void block()
    {
        m_gate = std::promise<void>();
        std::promise<void> running;
        auto isRunning = running.get_future();
        m_writer->submit(
            [opened = m_gate.get_future().share(), &running](Transaction &) -> Result<void> {
                running.set_value();
                opened.wait();
                return {};
            },
            [](const Result<void> &, Events &) {});
        isRunning.wait();
    }
    void release() { m_gate.set_value(); }

    [[nodiscard]] QList<qint64> rows() const
    {
        auto database = Database::open(url(), Database::Access::Read);
        auto rows = (*database)->run(u"SELECT id FROM t ORDER BY id"_s);
        QList<qint64> ids;
        while (rows->next())
            ids.append(rows->integer(0));
        return ids;
    }
    [[nodiscard]] QList<qint64> publishedSessions() const
    {
        QList<qint64> sessions;
        for (const Events &batch : m_batches) {
            for (const Event &event : batch)
                sessions.append(std::get<SessionEnded>(event).session.value());
        }
        return sessions;
    }

    std::unique_ptr<tests::TestDatabase> m_testDatabase;
    std::unique_ptr<LocalEventBus> m_bus;
    std::unique_ptr<Writer> m_writer;
    std::promise<void> m_gate;
    std::vector<bool> m_results;
    std::mutex m_mutex;
    QList<Events> m_batches;
};

CONFAB_TEST(WriterTest)
#include "writertest.moc"
