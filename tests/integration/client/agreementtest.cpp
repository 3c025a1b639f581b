// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/client/agreementrun.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// All devices agree with the server, whatever happened.
class AgreementTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDeviceShowsWhatTheServerHas()
    {
        TestServer server({u"account_files_mib=1"_s}); // which is full after a while
        QVERIFY(server.start());
        AgreementRun({server.door()}, [&server](QRandomGenerator &random) {
            server.kill();
            QTest::qWait(random.bounded(50));
            QVERIFY(server.start());
        }).run();
    }
};

} // namespace confab::tests

using confab::tests::AgreementTest;

CONFAB_TEST(AgreementTest)
#include "agreementtest.moc"
