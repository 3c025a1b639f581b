// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/desktop.h"
#include "tests/support/testcase.h"
#include "tests/support/testserver.h"

#include <QAbstractButton>
#include <QDialog>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRadioButton>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Somebody deletes the account in the settings, and the other one sees it.
class FarewellTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aWrongPasswordIsSaidAndNothingHappens();
    void everythingCloses_data();
    void everythingCloses();

private:
    /// The dialog that asks, opened by way of the settings.
    [[nodiscard]] static QDialog *ask(Desktop &desktop);
    static void confirm(QDialog &dialog, const QString &password);
    [[nodiscard]] static bool says(const QWidget &widget, const QString &text);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
    std::unique_ptr<Desktop> m_grace;
};

void FarewellTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Desktop>(m_directory->filePath(u"ada"_s), m_server->address());
    m_grace = std::make_unique<Desktop>(m_directory->filePath(u"grace"_s), m_server->address());
    m_ada->open();
    QVERIFY(m_ada->createAccount(u"ada"_s, u"Ada Lovelace"_s));
    m_grace->open();
    QVERIFY(m_grace->createAccount(u"grace"_s, u"Grace Hopper"_s));
    QVERIFY(m_grace->openByName(u"Ada"_s));
    m_grace->write(u"Good bye"_s);
    QVERIFY(m_ada->openFromList(u"Grace Hopper"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_ada->messages(), QStringList{u"grace: Good bye"_s}, 20'000);
}

void FarewellTest::cleanup()
{
    m_ada.reset();
    m_grace.reset();
    m_server.reset();
}

QDialog *FarewellTest::ask(Desktop &desktop)
{
    QTest::keyClick(desktop.window(), Qt::Key_Comma, Qt::ControlModifier);
    auto *settings = desktop.find<QDialog>(u"settingsDialog"_s);
    if (!settings)
        return nullptr;
    auto *list = settings->findChild<QListWidget *>(u"settingsList"_s);
    auto *button = settings->findChild<QAbstractButton *>(u"deleteAccountButton"_s);
    for (int row = 0; row < list->count() && !button->isVisible(); ++row)
        list->setCurrentRow(row);
    QTest::mouseClick(button, Qt::LeftButton);
    return settings->findChild<QDialog *>(u"deleteAccountDialog"_s);
}

void FarewellTest::confirm(QDialog &dialog, const QString &password)
{
    auto *field = dialog.findChild<QLineEdit *>(u"password"_s);
    field->clear();
    QTest::keyClicks(field, password);
    QTest::keyClick(field, Qt::Key_Return);
}

bool FarewellTest::says(const QWidget &widget, const QString &text)
{
    const auto labels = widget.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

void FarewellTest::aWrongPasswordIsSaidAndNothingHappens()
{
    auto *dialog = ask(*m_grace);
    QVERIFY(dialog);
    confirm(*dialog, u"wrong horse"_s);
    QTest::keyClick(dialog, Qt::Key_Escape); // What is asked of the server cannot be called back.
    dialog->close();
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->findChild<QAbstractButton *>(u"exportFirst"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(says(*dialog, u"password"_s), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QAbstractButton *>(u"cancelDeletion"_s)->isEnabled(), 20'000);
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"cancelDeletion"_s), Qt::LeftButton);
    QVERIFY(m_grace->isIn());
}

void FarewellTest::everythingCloses_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("stays");
    QTest::newRow("the messages stay") << u"keepMessages"_s << true;
    QTest::newRow("the messages go") << u"removeMessages"_s << false;
}

void FarewellTest::everythingCloses()
{
    QFETCH(QString, choice);
    QFETCH(bool, stays);
    auto *dialog = ask(*m_grace);
    QVERIFY(dialog);
    dialog->findChild<QRadioButton *>(choice)->click();
    confirm(*dialog, Desktop::password);
    QTRY_VERIFY_WITH_TIMEOUT(!m_grace->isIn(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(says(*m_grace->window(), u"Your account is deleted."_s), 20'000);
    const auto isWiped = [&] {
        QDirIterator files(m_directory->filePath(u"grace"_s), {u"*.sqlite"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        return !files.hasNext();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWiped(), 20'000);

    QTRY_VERIFY_WITH_TIMEOUT(says(*m_ada->window(), u"This account is deleted."_s), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(says(*m_ada->window(), u"Deleted account"_s), 20'000);
    QVERIFY(!m_ada->find<QWidget>(u"composer"_s)->isVisible());
    const QStringList left{u"grace: Good bye"_s};
    if (stays)
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->messages(), left, 20'000);
    else
        QTRY_VERIFY_WITH_TIMEOUT(!m_ada->messages().join(u' ').contains("Good bye"_L1), 20'000);
}

CONFAB_TEST(FarewellTest)
#include "farewelltest.moc"
