// SPDX-License-Identifier: Apache-2.0
#include "client/view/formpage.h"
#include "client/view/errortext.h"
#include "client/view/theme.h"
#include "tests/support/testcase.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace confab;

class FormPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsErrorBesideItsField_data();
    void showsErrorBesideItsField();
    void showsOtherErrorsOverTheButton();
    void errorGoesWithTheNextLetter();
    void cannotBeSentWithoutAnswers();
    void enterSends();
    void isQuietWhileBusy();

private:
    [[nodiscard]] QLabel *below(const QString &field) const
    {
        return m_page->findChild<QLabel *>(field + u"Error"_s);
    }
    [[nodiscard]] QLineEdit *edit(const QString &field) const
    {
        return m_page->findChild<QLineEdit *>(field);
    }

    Theme m_theme{*qApp};
    std::unique_ptr<FormPage> m_page;
};

void FormPageTest::init()
{
    m_page = std::make_unique<FormPage>(m_theme, u"page"_s);
    m_page->addField(u"username"_s, u"Username"_s);
    m_page->addField(u"password"_s, u"Password"_s, FormField::Kind::Password);
    m_page->addSubmit(u"Log in"_s, u"Logging in"_s);
    m_page->show();
}

void FormPageTest::showsErrorBesideItsField_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("beside");

    QTest::newRow("the field is named") << ErrorCode::InvalidField << u"username"_s << u"username"_s;
    QTest::newRow("taken name") << ErrorCode::UsernameTaken << QString() << u"username"_s;
    QTest::newRow("wrong login") << ErrorCode::BadCredentials << QString() << u"password"_s;
    QTest::newRow("wrong password") << ErrorCode::WrongPassword << u"password"_s << u"password"_s;
}

void FormPageTest::showsErrorBesideItsField()
{
    QFETCH(ErrorCode, code);
    QFETCH(QString, named);
    QFETCH(QString, beside);
    const Error error{code, named};
    m_page->showError(error);
    QVERIFY(below(beside)->isVisible());
    QCOMPARE(below(beside)->text(), errorText(error));
    QVERIFY(!below(beside == u"password"_s ? u"username"_s : u"password"_s)->isVisible());
    QVERIFY(!m_page->findChild<QLabel *>(u"formMessage"_s)->isVisible());
}

void FormPageTest::showsOtherErrorsOverTheButton()
{
    const Error error{ErrorCode::Unavailable, u"network"_s};
    m_page->showError(error);
    auto *message = m_page->findChild<QLabel *>(u"formMessage"_s);
    QVERIFY(message->isVisible());
    QCOMPARE(message->text(), errorText(error));
}

void FormPageTest::errorGoesWithTheNextLetter()
{
    m_page->showError(Error::invalid(u"username"_s, {}));
    QTest::keyClicks(edit(u"username"_s), u"a"_s);
    QVERIFY(!below(u"username"_s)->isVisible());
}

void FormPageTest::cannotBeSentWithoutAnswers()
{
    auto *button = m_page->findChild<QPushButton *>(u"submitButton"_s);
    QVERIFY(!button->isEnabled());
    QTest::keyClicks(edit(u"username"_s), u"ada"_s);
    QVERIFY(!button->isEnabled());
    QTest::keyClicks(edit(u"password"_s), u"secret"_s);
    QVERIFY(button->isEnabled());
}

void FormPageTest::enterSends()
{
    QSignalSpy submitted(m_page.get(), &FormPage::submitted);
    QTest::keyClick(edit(u"username"_s), Qt::Key_Return);
    QCOMPARE(submitted.count(), 0);
    m_page->setValue(u"username"_s, u"ada"_s);
    m_page->setValue(u"password"_s, u"secret"_s);
    QTest::keyClick(edit(u"password"_s), Qt::Key_Return);
    QCOMPARE(submitted.count(), 1);
}

void FormPageTest::isQuietWhileBusy()
{
    m_page->setValue(u"username"_s, u"ada"_s);
    m_page->setValue(u"password"_s, u"secret"_s);
    m_page->setBusy(true);
    auto *button = m_page->findChild<QPushButton *>(u"submitButton"_s);
    QVERIFY(!button->isEnabled());
    QVERIFY(!edit(u"username"_s)->isEnabled());
    QCOMPARE(button->text(), u"Logging in"_s);
    m_page->setBusy(false);
    QVERIFY(button->isEnabled());
    QCOMPARE(button->text(), u"Log in"_s);
}

CONFAB_TEST(FormPageTest)
#include "formpagetest.moc"
