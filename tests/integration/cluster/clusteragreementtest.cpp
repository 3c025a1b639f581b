// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/client/agreementrun.h"
#include "tests/integration/cluster/testcluster.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// The same of devices at different nodes, which are killed, and parted from each other.
class ClusterAgreementTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDeviceShowsWhatTheServersHave_data()
    {
        QTest::addColumn<TestCluster::Kind>("kind");
        QTest::newRow("PostgreSQL") << TestCluster::Kind::PostgreSql;
        QTest::newRow("MariaDB") << TestCluster::Kind::MariaDb;
    }

    void everyDeviceShowsWhatTheServersHave()
    {
        QFETCH(TestCluster::Kind, kind);
        if (const QString missing = TestCluster::missing(kind); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        TestCluster cluster(kind, 2, {u"access_token_lifetime=12h"_s});
        QVERIFY(cluster.start());
        AgreementRun({cluster.node(0).door(), cluster.node(1).door()}, [&cluster](QRandomGenerator &random) {
            const int node = random.bounded(cluster.nodes());
            if (random.bounded(2) == 0) {
                cluster.node(node).kill();
                QTest::qWait(random.bounded(50));
                QVERIFY(cluster.startNodes());
            } else {
                cluster.wayToRedis(node).cut();
                QTest::qWait(random.bounded(500));
                cluster.wayToRedis(node).heal();
            }
        }).run();
    }
};

} // namespace confab::tests

using confab::tests::ClusterAgreementTest;

CONFAB_TEST(ClusterAgreementTest)
#include "clusteragreementtest.moc"
