// SPDX-License-Identifier: Apache-2.0
#include "server/domain/healthservice.h"
#include "tests/support/meshbus.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class HealthServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServerOfItsOwnHasNoBus()
    {
        LocalEventBus bus;
        const HealthService service(bus, m_clock);
        QVERIFY(service.health().isReady());
        QCOMPARE(service.health().bus, Health::Part::None);
    }

    void isAsTheLastLookWas()
    {
        LocalEventBus bus;
        HealthService service(bus, m_clock);
        service.databaseLooked(Error{ErrorCode::Unavailable});
        QCOMPARE(service.health().database, Health::Part::Away);
        QVERIFY(!service.health().isReady());
        service.databaseLooked({});
        QVERIFY(service.health().isReady());
    }

    void aLookThatDoesNotReturnIsNoGoodSign()
    {
        LocalEventBus bus;
        HealthService service(bus, m_clock);
        service.databaseLooked({});
        m_clock.advance(HealthService::patience);
        QVERIFY(service.health().isReady());
        m_clock.advance(1ms);
        QVERIFY(!service.health().isReady());
        service.databaseLooked({});
        QVERIFY(service.health().isReady());
    }

    void aNodeWithoutItsBusIsReady()
    {

        MeshBus bus(NodeId(7));
        const HealthService service(bus, m_clock);
        QCOMPARE(service.health().bus, Health::Part::Up);
        bus.publishHere({BusLost()});
        QCOMPARE(service.health().bus, Health::Part::Away);
        QVERIFY(service.health().isReady());
        bus.publishHere({NodeLeft{NodeId(8)}});
        QCOMPARE(service.health().bus, Health::Part::Away);
        bus.publishHere({BusRestored()});
        QCOMPARE(service.health().bus, Health::Part::Up);
    }

private:
    FakeClock m_clock;
};

CONFAB_TEST(HealthServiceTest)
#include "healthservicetest.moc"
