// SPDX-License-Identifier: Apache-2.0
#include "server/domain/presenceexchange.h"
#include "server/storage/storagepool.h"
#include "server/storage/writer.h"
#include "tests/support/meshbus.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A node with what keeps its presence, on a database that it shares with the others.
struct Node {
    Node(StorageFixture &storage, NodeId self)
        : bus(self)
        , writer(storage.database().url(), bus)
        , readers(storage.database().url(), 1, 10)
        , presence(bus, writer, storage.clock())
        , exchange(presence, bus, readers, storage.clock())
    {
        bus.subscribe([this](const Events &events) {
            for (const Event &event : events) {
                if (const auto *changed = std::get_if<PresenceChanged>(&event))
                    told.append(changed->frame.user + u' ' + toName(changed->frame.state));
                asked += std::holds_alternative<PeopleAsked>(event) ? 1 : 0;
            }
        });
    }
    [[nodiscard]] bool start() { return writer.start() && readers.start(); }
    ~Node() { stop(); }

    void stop()
    {
        readers.stop();
        writer.stop();
    }

    MeshBus bus;
    Writer writer;
    StoragePool readers;
    PresenceService presence;
    PresenceExchange exchange;
    QStringList told;
    int asked = 0;
};

} // namespace

class PresenceExchangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_ada = m_storage->person(u"ada"_s);
        m_here = std::make_unique<Node>(*m_storage, NodeId(1));
        m_there = std::make_unique<Node>(*m_storage, NodeId(2));
        m_here->bus.connectTo(m_there->bus);
        QVERIFY(m_here->start() && m_there->start());
        for (Node *node : {m_here.get(), m_there.get()})
            node->bus.publishHere({BusRestored()});
    }
    void cleanup()
    {
        // What a writer still does at its end reaches the other node.
        m_here->stop();
        m_there->stop();
        m_here.reset();
        m_there.reset();
        m_storage.reset();
    }

    void carriesWhoComesAndGoes()
    {
        come();
        QCOMPARE(seenHere(), Presence::Online);
        m_there->presence.setState(SocketId(1), m_ada, Presence::Away);
        m_there->presence.tellChanges();
        QCOMPARE(seenHere(), Presence::Away);
        m_there->presence.closed(SocketId(1), m_ada);
        m_there->presence.tellChanges();
        m_here->presence.tellChanges();
        QCOMPARE(seenHere(), Presence::Offline);
    }

    void takesASilentNodesPeopleForGone()
    {
        come();
        m_there->bus.cut(); // it was killed
        for (int beats = 0; beats < 3; ++beats) {
            m_storage->clock().advance(PresenceExchange::interval);
            m_here->exchange.beat();
        }
        QCOMPARE(seenHere(), Presence::Online); // nine seconds
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"Node 2 is silent"_s));
        m_storage->clock().advance(PresenceExchange::interval);
        m_here->exchange.beat();
        QCOMPARE(seenHere(), Presence::Offline);
        m_here->presence.tellChanges();
        QCOMPARE(m_here->told.last(), u"ada offline"_s);
    }

    void doesNotMissANodeThatBeats()
    {
        come();
        for (int beats = 0; beats < 10; ++beats) {
            m_storage->clock().advance(PresenceExchange::interval);
            m_there->exchange.beat();
            m_here->exchange.beat();
        }
        QCOMPARE(seenHere(), Presence::Online);
        QCOMPARE(m_here->asked, 2); // at the start, once by each
    }

    void takesNobodyForGoneWhileTheBusIsAway()
    {
        come();
        m_here->bus.cut();
        m_here->bus.publishHere({BusLost()});
        m_storage->clock().advance(1h);
        m_here->exchange.beat();
        QCOMPARE(seenHere(), Presence::Online);
        m_here->bus.mend();
        m_here->bus.publishHere({BusRestored()});
        m_storage->clock().advance(PresenceExchange::interval);
        m_here->exchange.beat();
        QCOMPARE(seenHere(), Presence::Online); // it has time to be heard of again
    }

    void repairsWhatItMissedAtTheNextHeartbeat()
    {
        come();
        m_here->bus.cut();
        m_there->presence.closed(SocketId(1), m_ada);
        m_there->presence.tellChanges();
        m_here->bus.mend();
        QCOMPARE(seenHere(), Presence::Online);
        m_there->exchange.beat();
        QCOMPARE(seenHere(), Presence::Offline);
    }

    void aNodeThatComesLaterLearnsWhoIsThere()
    {
        come();
        Node late(*m_storage, NodeId(3));
        late.bus.connectTo(m_there->bus);
        QVERIFY(late.start());
        late.bus.publishHere({BusRestored()});
        QCOMPARE(late.presence.presence(m_ada.account), std::optional(Presence::Online));
    }

    void aNodeThatEndsTakesItsPeopleWithIt()
    {
        come();
        m_there->exchange.leave();
        QCOMPARE(seenHere(), Presence::Offline);
    }

    void readsAgainWhoSharesAfterTheBusWasAway()
    {
        come();
        m_there->bus.cut();
        const auto unshared = m_storage->database().change(
            u"UPDATE account SET share_presence = 0 WHERE id = :id"_s, {{":id", m_ada.account.value()}});
        QVERIFY(unshared);
        m_there->bus.mend();
        m_there->bus.publishHere({BusRestored()});
        QTRY_COMPARE(m_there->told, (QStringList{u"ada online"_s, u"ada offline"_s}));
        QTRY_COMPARE(m_here->told, (QStringList{u"ada online"_s, u"ada offline"_s}));
    }

private:
    void come()
    {
        m_there->presence.opened(SocketId(1), m_ada);
        m_there->presence.tellChanges();
        m_here->presence.tellChanges();
    }
    Presence seenHere() { return m_here->presence.presence(m_ada.account).value_or(Presence::Offline); }

    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<Node> m_here;
    std::unique_ptr<Node> m_there;
    Caller m_ada;
};

CONFAB_TEST(PresenceExchangeTest)
#include "presenceexchangetest.moc"
