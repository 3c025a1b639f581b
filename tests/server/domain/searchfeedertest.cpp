// SPDX-License-Identifier: Apache-2.0
#include "server/domain/searchfeeder.h"
#include "server/bus/eventbus.h"
#include "server/domain/searchindexer.h"
#include "tests/server/domain/postone.h"
#include "tests/support/searchfixture.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

#include <QFile>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

struct World {
    StorageFixture storage;
    SearchFixture index{storage.url()};
    Caller ada = storage.person(u"ada"_s);
    QList<Caller> others;
    QSet<ConversationId> written;

    World()
    {
        for (int i = 0; i < 5; ++i)
            others.append(storage.person(u"other%1"_s.arg(i)));
    }
    ConversationId write(int other, const QString &body)
    {
        storage.clock().advance(std::chrono::minutes(10));
        const auto posted = postOne(
            storage,
            {.caller = ada, .to = others[other].username, .clientId = QUuid::createUuid(), .body = body});
        Q_ASSERT(posted);
        written.insert(posted->message.conversation);
        return posted->message.conversation;
    }
    [[nodiscard]] SearchFeeder feeder() { return {storage.database(), index.database(), storage.clock()}; }
    [[nodiscard]] qsizetype count(const QString &text)
    {
        SearchQuery query;
        for (const ConversationId conversation : written)
            query.conversations.insert(conversation, Seq(1));
        return index.find(query, text).size();
    }
};

} // namespace

class SearchFeederTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<World>(); }
    void cleanup() { m_world.reset(); }

    void indexesWhatIsNewAndNothingTwice()
    {
        const ConversationId id = m_world->write(0, u"hello one"_s);
        SearchFeeder feeder = m_world->feeder();
        QVERIFY(feeder.feed({id}, {}));
        QVERIFY(feeder.feed({id}, {}));
        QCOMPARE(m_world->count(u"hello"_s), 1);
        m_world->write(0, u"hello two"_s);
        m_world->write(1, u"hello three"_s);
        QVERIFY(feeder.feed({id}, {}));
        QCOMPARE(m_world->count(u"hello"_s), 2);
        QVERIFY(feeder.catchUp({}));
        QVERIFY(feeder.catchUp({}));
        QCOMPARE(m_world->count(u"hello"_s), 3);
        QCOMPARE(feeder.fed(), 3);
        QVERIFY(feeder.feed({ConversationId(12345)}, {}));
    }

    void catchesUpInTheOrderOfTime()
    {
        for (int i = 0; i < 600; ++i)
            m_world->write(i % 5, u"message %1"_s.arg(i));
        SearchFeeder feeder = m_world->feeder();
        qint64 told = 0;
        feeder.setProgress([&](qint64 fed) { told = fed; });
        QVERIFY(feeder.catchUp({}));
        QCOMPARE(told, 600);
        QCOMPARE(m_world->count(u"message"_s), 600);
        // What one search finds is near together in the index: each batch covers little more than a day.
        auto fresh = SearchRepository(m_world->index.database()).fresh();
        QVERIFY(fresh);
        Timestamp reached = {};
        for (const SearchEntry &entry : *fresh) {
            QVERIFY(entry.place.sentAt > reached - std::chrono::hours(25));
            reached = std::max(reached, entry.place.sentAt);
        }
    }

    void onlyLooksAtWhatMovedSince()
    {
        const ConversationId id = m_world->write(0, u"hello old"_s);
        SearchFeeder feeder = m_world->feeder();
        m_world->storage.clock().advance(std::chrono::hours(1));
        QVERIFY(feeder.catchUp({}));
        // As if the index had lost it, which nothing but a new start would tell.
        QVERIFY(SearchRepository(m_world->index.database()).setProgress({.conversation = id}));
        m_world->write(1, u"hello new"_s);
        QVERIFY(feeder.catchUp({}));
        QCOMPARE(feeder.fed(), 2);
    }

    void stopsWhenItIsTold()
    {
        m_world->write(0, u"hello"_s);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(m_world->feeder().catchUp(stop.get_token()));
        QCOMPARE(m_world->count(u"hello"_s), 0);
        QVERIFY(m_world->feeder().catchUp({}));
        QCOMPARE(m_world->count(u"hello"_s), 1);
    }

    void beginsAnewWithAnotherHistory()
    {
        m_world->write(0, u"hello"_s);
        SearchFeeder feeder = m_world->feeder();
        QVERIFY(feeder.keepEpoch(u"one"_s));
        QVERIFY(feeder.catchUp({}));
        QVERIFY(feeder.keepEpoch(u"one"_s));
        QCOMPARE(m_world->count(u"hello"_s), 1);
        QVERIFY(feeder.keepEpoch(u"two"_s));
        QCOMPARE(m_world->count(u"hello"_s), 0);
        QVERIFY(feeder.catchUp({}));
        QCOMPARE(m_world->count(u"hello"_s), 1);
    }

    void leavesOutWhatCannotBeFound()
    {
        const ConversationId id = m_world->write(0, u"hello deleted"_s);
        m_world->write(0, u"hello event"_s);
        QVERIFY(m_world->storage.database().execute(u"UPDATE message SET deleted = 1 WHERE seq = 1"_s));
        QVERIFY(m_world->storage.database().execute(u"UPDATE message SET kind = 1 WHERE seq = 2"_s));
        QVERIFY(m_world->feeder().feed({id}, {}));
        QCOMPARE(m_world->count(u"hello"_s), 0);
    }

    void theIndexerHearsOfMessages()
    {
        LocalEventBus bus;
        SearchIndexer indexer(
            {m_world->storage.url(), m_world->index.files(), u"epoch"_s, bus, m_world->storage.clock()});
        m_world->write(0, u"hello before"_s);
        indexer.start();
        QTRY_COMPARE(m_world->count(u"hello"_s), 1);
        m_world->write(1, u"hello after"_s);
        bus.publish(m_world->storage.events());
        QTRY_COMPARE(m_world->count(u"hello"_s), 2);
        indexer.stop();
    }

    void theIndexerMakesADamagedIndexAnew()
    {
        m_world->write(0, u"hello"_s);
        LocalEventBus bus;
        SearchIndexer indexer(
            {m_world->storage.url(), m_world->index.files(), u"epoch"_s, bus, m_world->storage.clock()});
        indexer.start();
        QTRY_COMPARE(m_world->count(u"hello"_s), 1);
        QVERIFY(m_world->index.database().change(
            u"INSERT INTO search_state (name, value) VALUES ('of the first file', '')"_s));
        m_world->index.close();
        indexer.suspect(damagedIndex());
        QTRY_VERIFY(isMadeAnew());
        indexer.stop();
        m_world->index.reopen();
        QCOMPARE(m_world->count(u"hello"_s), 1);
    }

private:
    /// Whether those who search have another index than the first, and it is whole.
    bool isMadeAnew()
    {
        Database &database = m_world->storage.database();
        if (!m_world->index.files().attach(database))
            return false;
        const auto mark = SearchRepository(database).state(u"of the first file"_s);
        const auto fresh = SearchRepository(database).fresh();
        return mark && !*mark && fresh && fresh->size() == 1;
    }

    std::unique_ptr<World> m_world;
};

CONFAB_TEST(SearchFeederTest)
#include "searchfeedertest.moc"
