// SPDX-License-Identifier: Apache-2.0
#include "server/domain/presenceservice.h"
#include "server/storage/writer.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class PresenceServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_ada = m_storage->person(u"ada"_s);
        m_bus = std::make_unique<LocalEventBus>();
        m_told.clear();
        m_writer = std::make_unique<Writer>(m_storage->url(), *m_bus);
        QVERIFY(m_writer->start());
        m_presence = std::make_unique<PresenceService>(*m_bus, *m_writer, m_storage->clock());
        m_bus->subscribe([this](const Events &events) {
            for (const Event &event : events) {
                if (const auto *changed = std::get_if<PresenceChanged>(&event)) {
                    m_told.append(toName(changed->frame.state));
                    m_lastSeenAt = changed->frame.lastSeenAt;
                }
            }
        });
    }
    void cleanup()
    {
        m_writer->stop();
        m_presence.reset();
        m_writer.reset();
        m_storage.reset();
    }

    void oneDeviceIsEnoughToBeThere()
    {
        m_presence->opened(SocketId(1), m_ada);
        m_presence->opened(SocketId(2), m_ada);
        m_presence->tellChanges();
        m_presence->setState(SocketId(1), m_ada, Presence::Away);
        m_presence->tellChanges();
        m_presence->setState(SocketId(2), m_ada, Presence::Away);
        m_presence->tellChanges();
        m_presence->closed(SocketId(1), m_ada);
        m_presence->tellChanges();
        m_presence->closed(SocketId(2), m_ada);
        m_presence->tellChanges();
        QCOMPARE(m_told, (QStringList{u"online"_s, u"away"_s, u"offline"_s}));
        QVERIFY(m_presence->connected().isEmpty());
    }

    void tellsABurstOfChangesOnce()
    {
        m_presence->opened(SocketId(1), m_ada);
        for (int i = 0; i < 100; ++i)
            m_presence->setState(SocketId(1), m_ada, i % 2 == 0 ? Presence::Online : Presence::Away);
        QVERIFY(m_told.isEmpty());
        QTRY_COMPARE(m_told, QStringList{u"away"_s}); // by itself, from this thread's event loop
    }

    void aDeviceThatOnlyReconnectsIsNotTold()
    {
        m_presence->opened(SocketId(1), m_ada);
        m_presence->tellChanges();
        m_presence->closed(SocketId(1), m_ada);
        QCOMPARE(m_presence->presence(m_ada.account), std::optional(Presence::Offline));
        m_presence->opened(SocketId(2), m_ada);
        m_presence->tellChanges();
        QCOMPARE(m_told, QStringList{u"online"_s});
        QCOMPARE(m_presence->connected(), QList{m_ada.account});
    }

    void knowsWhoIsConnectedAnywhere()
    {
        const QList<AccountId> all{m_ada.account, AccountId(900), AccountId(901)};
        QVERIFY(m_presence->connectedOf(all).isEmpty());
        m_presence->opened(SocketId(1), m_ada);
        m_presence->hear(
            NodeId(8),
            {{.account = AccountId(901), .username = u"cleo"_s, .shares = false, .state = Presence::Away}});
        QCOMPARE(m_presence->connectedOf(all), (QList{m_ada.account, AccountId(901)}));
        m_presence->closed(SocketId(1), m_ada);
        QCOMPARE(m_presence->connectedOf(all), QList{AccountId(901)});
    }

    void remembersWhenSomebodyWasSeenLast()
    {
        m_presence->opened(SocketId(1), m_ada);
        m_presence->closed(SocketId(1), m_ada);
        m_presence->tellChanges();
        m_writer->stop();
        const auto account = AccountRepository(m_storage->database()).find(m_ada.account);
        QCOMPARE((*account)->lastSeenAt, std::optional(m_storage->clock().now()));
    }

    void whoDoesNotShareIsNeverToldOf()
    {
        m_ada.sharesPresence = false;
        m_presence->opened(SocketId(1), m_ada);
        m_presence->tellChanges();
        m_presence->setState(SocketId(1), m_ada, Presence::Away);
        m_presence->tellChanges();
        m_presence->closed(SocketId(1), m_ada);
        m_presence->tellChanges();
        QVERIFY(m_told.isEmpty());
    }

    void endingToShareLooksLikeGoing()
    {
        m_presence->opened(SocketId(1), m_ada);
        m_presence->tellChanges();
        m_bus->publish({PresenceSharingChanged{m_ada.account, false}});
        m_presence->tellChanges();
        m_bus->publish({PresenceSharingChanged{m_ada.account, true}});
        m_presence->tellChanges();
        QCOMPARE(m_told, (QStringList{u"online"_s, u"offline"_s, u"online"_s}));
    }

    void isThereWhenAnotherNodeSaysSo()
    {
        m_presence->hear(other, {{.account = grace, .username = u"grace"_s, .state = Presence::Away}});
        QCOMPARE(m_presence->presence(grace), std::optional(Presence::Away));
        QVERIFY(m_presence->connected().isEmpty());
        m_presence->tellChanges();
        m_presence->hear(another, {{.account = grace, .username = u"grace"_s, .state = Presence::Online}});
        m_presence->tellChanges();
        m_presence->hear(another, {{.account = grace, .username = u"grace"_s}}); // offline there
        m_presence->tellChanges();
        m_presence->forget(other, m_storage->clock().now(), PresenceService::LastSeen::Leave);
        m_presence->tellChanges();
        QCOMPARE(m_told, (QStringList{u"away"_s, u"online"_s, u"away"_s, u"offline"_s}));
    }

    void tellsWhenWhoWentFromAnotherNodeWasSeenLast()
    {
        m_presence->hear(other, {{.account = grace, .username = u"grace"_s, .state = Presence::Online}});
        m_presence->tellChanges();
        const Timestamp left = m_storage->clock().now();
        m_presence->hear(other, {{.account = grace, .username = u"grace"_s, .lastSeenAt = left}});
        m_presence->tellChanges();
        QCOMPARE(m_lastSeenAt, std::optional(left));
    }

    void whomAListDoesNotNameIsNotThere()
    {
        m_presence->hear(other,
                         {{.account = grace, .username = u"grace"_s, .state = Presence::Online},
                          {.account = m_ada.account, .username = u"ada"_s, .state = Presence::Away}});
        m_presence->hearEverybody(
            other, {{.account = m_ada.account, .username = u"ada"_s, .state = Presence::Online}});
        QCOMPARE(m_presence->presence(grace), std::optional(Presence::Offline));
        QCOMPARE(m_presence->presence(m_ada.account), std::optional(Presence::Online));
    }

    void believesItsOwnReadingOfWhoShares()
    {
        m_ada.sharesPresence = false;
        m_presence->opened(SocketId(1), m_ada);
        m_presence->hear(other,
                         {{.account = m_ada.account, .username = u"ada"_s, .state = Presence::Online}});
        m_presence->tellChanges();
        QVERIFY(m_told.isEmpty());
    }

    void writesDownWhoWentWithANode()
    {
        m_presence->hear(other,
                         {{.account = m_ada.account, .username = u"ada"_s, .state = Presence::Online}});
        const Timestamp lastHeard = m_storage->clock().now();
        m_presence->forget(other, lastHeard, PresenceService::LastSeen::Remember);
        m_writer->stop();
        const auto account = AccountRepository(m_storage->database()).find(m_ada.account);
        QCOMPARE((*account)->lastSeenAt, std::optional(lastHeard));
    }

    void aSocketThatIsGoneChangesNothing()
    {
        m_presence->setState(SocketId(7), m_ada, Presence::Away);
        QVERIFY(m_told.isEmpty());
        QVERIFY(m_presence->connected().isEmpty());
        QCOMPARE(m_presence->presence(m_ada.account), std::optional(Presence::Offline));
    }

private:
    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<LocalEventBus> m_bus;
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<PresenceService> m_presence;
    const NodeId other{7};
    const NodeId another{8};
    const AccountId grace{99};
    Caller m_ada;
    QStringList m_told;
    std::optional<Timestamp> m_lastSeenAt;
};

CONFAB_TEST(PresenceServiceTest)
#include "presenceservicetest.moc"
