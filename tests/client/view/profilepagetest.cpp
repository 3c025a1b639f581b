// SPDX-License-Identifier: Apache-2.0
#include "client/view/profilepage.h"
#include "client/store/account.h"
#include "client/store/secretstore.h"
#include "client/view/formpage.h"
#include "client/view/theme.h"
#include "tests/support/testcase.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>

using namespace Qt::StringLiterals;
using namespace confab;

class ProfilePageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsWhatIsBeingTyped();
    void mirrors();

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    MemorySecretStore m_secrets;
    Theme m_theme{*qApp};
    std::unique_ptr<Account> m_account;
};

void ProfilePageTest::init()
{
    m_account.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    auto profile = Profile::open(m_directory->path());
    QVERIFY(profile);
    QVERIFY(profile->remember(QUrl(u"http://127.0.0.1:1"_s), u"ada"_s, u"Ada Lovelace"_s));
    auto account = Account::open(*profile, m_secrets);
    QVERIFY(account);
    m_account = std::move(*account);
}

void ProfilePageTest::keepsWhatIsBeingTyped()
{
    ProfilePage page(*m_account, m_theme);
    auto *form = page.findChild<FormPage *>(u"nameForm"_s);
    QCOMPARE(form->value(u"displayName"_s), u"Ada Lovelace"_s);
    form->setValue(u"displayName"_s, u"Ada, Countess"_s);
    form->setValue(u"status"_s, u"At the engine"_s);
    Q_EMIT m_account->meChanged(); // Something else of her has changed, on another device.
    QCOMPARE(form->value(u"displayName"_s), u"Ada, Countess"_s);
    QCOMPARE(form->value(u"status"_s), u"At the engine"_s);
}

void ProfilePageTest::mirrors()
{
    ProfilePage page(*m_account, m_theme);
    page.resize(500, 600);
    page.show();
    const auto *box = page.findChild<QCheckBox *>(u"tellsMentions"_s);
    const auto hintOf = [&]() -> QRect {
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            if (label->text().startsWith(u"A group counts"_s))
                return label->contentsRect().translated(label->pos());
        }
        return {};
    };
    QVERIFY(hintOf().left() > box->geometry().left());
    page.setLayoutDirection(Qt::RightToLeft);
    QTRY_VERIFY(hintOf().right() < box->geometry().right());
    QCOMPARE(hintOf().left(), box->geometry().left());
}

CONFAB_TEST(ProfilePageTest)
#include "profilepagetest.moc"
