// SPDX-License-Identifier: Apache-2.0
#include "client/view/shell.h"
#include "client/store/secretstore.h"
#include "client/view/preferences.h"
#include "client/view/theme.h"
#include "shared/core/clock.h"
#include "tests/support/testcase.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDir>

using namespace Qt::StringLiterals;
using namespace confab;

/// Which window is there when what this computer holds is damaged.
class ShellTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensTheDoorWhenTheMessagesCannotBeOpened();
};

void ShellTest::opensTheDoorWhenTheMessagesCannotBeOpened()
{
    const QTemporaryDir directory;
    Theme theme(*qApp);
    const SystemClock clock;
    MemorySecretStore secrets;
    Preferences preferences(directory.path());
    auto profile = Profile::open(directory.path());
    QVERIFY(profile);
    QVERIFY(profile->remember(QUrl(u"http://127.0.0.1:1"_s), u"ada"_s, u"Ada Lovelace"_s));
    QVERIFY(QDir().mkpath(profile->databasePath())); // No file can be there.

    // Should it wait for an answer, somebody gives it.
    QTimer::singleShot(0, this, [] {
        if (QWidget *waiting = QApplication::activeModalWidget())
            waiting->close();
    });
    Shell shell(*profile, ViewParts{theme, preferences, secrets, clock});
    shell.start({});
    QVERIFY(shell.window());
    QVERIFY(shell.window()->isVisible());
    auto *says = shell.window()->findChild<QDialog *>(u"questionDialog"_s);
    QVERIFY(says);
    QVERIFY(says->isVisible());
    shell.open(u"confab://example.org/user/grace"_s); // Another start of the program hands this over.
    QVERIFY(shell.window()->isVisible());
}

CONFAB_TEST(ShellTest)
#include "shelltest.moc"
