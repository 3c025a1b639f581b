// SPDX-License-Identifier: Apache-2.0
#include "client/view/profilepage.h"
#include "client/store/account.h"
#include "client/store/secretstore.h"
#include "client/view/formpage.h"
#include "client/view/theme.h"
#include "tests/support/testcase.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace confab;

class ProfilePageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsBeingTyped();
};

void ProfilePageTest::keepsWhatIsBeingTyped()
{
    const QTemporaryDir directory;
    MemorySecretStore secrets;
    auto profile = Profile::open(directory.path());
    QVERIFY(profile);
    QVERIFY(profile->remember(QUrl(u"http://127.0.0.1:1"_s), u"ada"_s, u"Ada Lovelace"_s));
    const auto account = Account::open(*profile, secrets);
    QVERIFY(account);
    const Theme theme(*qApp);
    ProfilePage page(**account, theme);
    auto *form = page.findChild<FormPage *>(u"nameForm"_s);
    QCOMPARE(form->value(u"displayName"_s), u"Ada Lovelace"_s);
    form->setValue(u"displayName"_s, u"Ada, Countess"_s);
    form->setValue(u"status"_s, u"At the engine"_s);
    Q_EMIT(*account)->meChanged(); // Something else of her has changed, on another device.
    QCOMPARE(form->value(u"displayName"_s), u"Ada, Countess"_s);
    QCOMPARE(form->value(u"status"_s), u"At the engine"_s);
}

CONFAB_TEST(ProfilePageTest)
#include "profilepagetest.moc"
