// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationlistmodel.h"
#include "client/store/messagelistmodel.h"
#include "shared/protocol/user.h"
#include "tests/gui/desktop.h"
#include "tests/integration/cluster/examplecluster.h"
#include "tests/support/testcase.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Two people talk, their real windows on different nodes of the example of a cluster, and one of them by way
/// of the balancer while the node behind it is killed.
class ClusterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_cluster.reset(); }

    void theyTalkOnDifferentNodes();
    void aKilledNodeIsHardlyNoticed();

private:
    static constexpr int patience = 30'000; // milliseconds

    [[nodiscard]] std::unique_ptr<Desktop> open(const QString &name, const Door &door) const;
    [[nodiscard]] static Delivery delivery(const Desktop &desktop, const QString &text)
    {
        return desktop.messageRole(text, MessageListModel::DeliveryRole).value<Delivery>();
    }

    const QTemporaryDir m_directory;
    std::unique_ptr<ExampleCluster> m_cluster;
};

void ClusterTest::initTestCase()
{
    if (const QString missing = ExampleCluster::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_cluster = std::make_unique<ExampleCluster>();
    QVERIFY(m_cluster->start());
}

std::unique_ptr<Desktop> ClusterTest::open(const QString &name, const Door &door) const
{
    auto desktop = std::make_unique<Desktop>(m_directory.filePath(name), door.address());
    desktop->open();
    return desktop->createAccount(name) ? std::move(desktop) : nullptr;
}

void ClusterTest::theyTalkOnDifferentNodes()
{
    const auto ada = open(u"ada"_s, m_cluster->node(1));
    const auto grace = open(u"grace"_s, m_cluster->node(3));
    QVERIFY(ada && grace);
    QVERIFY(ada->openByName(u"grace"_s));
    ada->write(u"Hello from the first node"_s);
    QVERIFY(grace->openFromList(u"ada"_s));
    QTRY_COMPARE(grace->messages(), QStringList{u"ada: Hello from the first node"_s});
    QTRY_VERIFY(delivery(*ada, u"Hello from the first node"_s) >= Delivery::Delivered);
    grace->write(u"And from the third"_s);
    const QStringList both{u"ada: Hello from the first node"_s, u"grace: And from the third"_s};
    QTRY_COMPARE(ada->messages(), both);
    QTRY_COMPARE(ada->listRole(u"grace"_s, ConversationListModel::PresenceRole).value<Presence>(),
                 Presence::Online);
}

void ClusterTest::aKilledNodeIsHardlyNoticed()
{
    const auto linus = open(u"linus"_s, m_cluster->haproxy());
    const auto barbara = open(u"barbara"_s, m_cluster->haproxy());
    QVERIFY(linus && barbara);
    QVERIFY(linus->openByName(u"barbara"_s));
    linus->write(u"before"_s);
    QVERIFY(barbara->openFromList(u"linus"_s));
    QTRY_COMPARE(barbara->messages().size(), 1);
    for (int node = 1; node <= 3; ++node) { // the one each of them is on is among these
        QVERIFY(m_cluster->killNode(node));
        linus->write(u"killed %1"_s.arg(node));
        barbara->write(u"killed %1, too"_s.arg(node));
        QTRY_COMPARE_WITH_TIMEOUT(linus->messages().size(), 1 + 2 * node, patience);
        QTRY_COMPARE_WITH_TIMEOUT(barbara->messages().size(), 1 + 2 * node, patience);
        QTRY_COMPARE_WITH_TIMEOUT(barbara->messages(), linus->messages(), patience);
        QVERIFY(m_cluster->start());
    }
}

} // namespace confab::tests

using confab::tests::ClusterTest;
CONFAB_TEST(ClusterTest)
#include "clustertest.moc"
