// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/synclog.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// That the reader of the log sees a wrong order: without this the test that uses it could never fail.
class SyncLogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatLeftTooEarly_data();
    void findsWhatLeftTooEarly();
    void countsWhatItSaw();
};

void SyncLogTest::findsWhatLeftTooEarly_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("violations");

    const QByteArray stored = "stored mark-00000001\n";
    const QByteArray sent = "sent mark-00000001\n";
    QTest::newRow("stored, synced, sent") << stored + "syncing\nsynced\n" + sent << 0;
    QTest::newRow("sent again later") << stored + "syncing\nsynced\n" + sent + sent << 0;
    QTest::newRow("one sync for two") << QByteArray("stored mark-00000001 mark-00000002\nsyncing\nsynced\n"
                                                    "sent mark-00000002 mark-00000001\n")
                                      << 0;
    QTest::newRow("sent without a sync") << stored + sent << 1;
    QTest::newRow("sent while syncing") << stored + "syncing\n" + sent + "synced\n" << 1;
    QTest::newRow("sent before it was stored") << sent + stored + "syncing\nsynced\n" << 1;
    QTest::newRow("never stored") << "syncing\nsynced\n" + sent << 1;
    QTest::newRow("stored after the sync began") << "syncing\n" + stored + "synced\n" + sent << 1;
    QTest::newRow("two, one too early") << "stored mark-00000002\n" + stored
            + "syncing\nsynced\nsent mark-00000001 mark-00000002 mark-00000003\n"
                                        << 1;
    QTest::newRow("a line that is none of these") << QByteArray("writing mark-00000001\n") << 1;
}

void SyncLogTest::findsWhatLeftTooEarly()
{
    QFETCH(QByteArray, log);
    QFETCH(int, violations);

    const SyncLog read(log);

    QVERIFY2(read.violations().size() == violations, qPrintable(read.violations().join(u'\n')));
}

void SyncLogTest::countsWhatItSaw()
{
    const SyncLog read("stored mark-00000001\nsyncing\nsynced\nsyncing\nsynced\nsent mark-00000001\n");

    QCOMPARE(read.syncs(), 2);
    QCOMPARE(read.sent(), QSet<QByteArray>{"mark-00000001"});
}

} // namespace confab::tests

using confab::tests::SyncLogTest;
CONFAB_TEST(SyncLogTest)
#include "synclogtest.moc"
