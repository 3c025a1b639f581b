// SPDX-License-Identifier: Apache-2.0
#include "server/domain/sessionendwatcher.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// The fixture's connection stands for another process.
class SessionEndWatcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_own = *Database::open(m_storage->url(), Database::Access::Read);
        m_bus = std::make_unique<LocalEventBus>();
        m_ended.clear();
        m_bus->subscribe([this](const Events &events) {
            for (const Event &event : events)
                m_ended.append(std::get<SessionEnded>(event).session);
        });
    }
    void cleanup()
    {
        m_own.reset();
        m_storage.reset();
    }

    void seesWhatAnotherProcessEnds()
    {
        const Caller ada = m_storage->person(u"ada"_s);
        const Caller grace = m_storage->person(u"grace"_s);
        SessionEndWatcher watcher(*m_own, *m_bus);
        QVERIFY(watcher.start());
        QVERIFY(watcher.look());
        QCOMPARE(m_ended, QList<SessionId>());
        end(grace.session);
        end(ada.session);
        QVERIFY(watcher.look());
        QCOMPARE(m_ended, (QList{grace.session, ada.session}));
        QVERIFY(watcher.look());
        QCOMPARE(m_ended.size(), 2); // said once
    }

    void beginsWithItsStart()
    {
        end(m_storage->person(u"ada"_s).session);
        SessionEndWatcher watcher(*m_own, *m_bus);
        QVERIFY(watcher.start());
        (void)m_storage->person(u"grace"_s); // something else is written
        QVERIFY(watcher.look());
        QCOMPARE(m_ended, QList<SessionId>());
    }

    void goesOnAfterOldEndsWereDropped()
    {
        const Caller ada = m_storage->person(u"ada"_s);
        const Caller grace = m_storage->person(u"grace"_s);
        SessionEndWatcher watcher(*m_own, *m_bus);
        QVERIFY(watcher.start());
        end(ada.session);
        QVERIFY(watcher.look());
        m_storage->clock().advance(std::chrono::hours(1));
        QVERIFY(SessionRepository(m_storage->database()).forgetEnds(m_storage->clock().now()));
        end(grace.session); // its number must not be one that was used
        QVERIFY(watcher.look());
        QCOMPARE(m_ended, (QList{ada.session, grace.session}));
    }

    void seesALowerNumberThatIsCommittedAfterAHigher()
    {
        if (tests::testEngine() == Engine::Sqlite)
            QSKIP("an embedded database numbers in the order of its commits");
        const Caller ada = m_storage->person(u"ada"_s);
        SessionEndWatcher watcher(*m_own, *m_bus);
        QVERIFY(watcher.start());
        const auto record = [&](int number, SessionId session) {
            return m_storage->database().execute(
                u"INSERT INTO session_end (id, session_id, ended_at) VALUES (%1, %2, 1)"_s.arg(number).arg(
                    session.value()));
        };
        QVERIFY(record(9, ada.session));
        QVERIFY(watcher.look());
        QVERIFY(record(8, SessionId(5)));
        QVERIFY(watcher.look());
        QVERIFY(watcher.look());
        QCOMPARE(m_ended, (QList{ada.session, SessionId(5)}));
    }

    void looksByItself()
    {
        const Caller ada = m_storage->person(u"ada"_s);
        SessionEndWatcher watcher(*m_own, *m_bus);
        QVERIFY(watcher.start());
        end(ada.session);
        QTRY_COMPARE(m_ended, QList{ada.session});
    }

private:
    void end(SessionId session)
    {
        QVERIFY(*SessionRepository(m_storage->database()).end(session, m_storage->clock().now()));
    }

    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<Database> m_own;
    std::unique_ptr<LocalEventBus> m_bus;
    QList<SessionId> m_ended;
};

CONFAB_TEST(SessionEndWatcherTest)
#include "sessionendwatchertest.moc"
