// SPDX-License-Identifier: Apache-2.0
#include "shared/core/limits.h"
#include "tests/gui/desktop.h"
#include "tests/support/testcase.h"
#include "tests/support/testserver.h"

#include <QAbstractButton>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Somebody takes everything along, in the settings.
class TakeoutTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isMadeAndSaved();
    void isThereAfterARestart();
    void canBeCalledOff();
    void isOfferedBeforeTheAccountGoes();

private:
    /// The settings' page, shown.
    [[nodiscard]] QDialog *settings() const;
    static void click(const QDialog *dialog, const QString &button)
    {
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(button), Qt::LeftButton);
    }
    [[nodiscard]] static bool offers(const QDialog *dialog, const QString &button)
    {
        return dialog->findChild<QAbstractButton *>(button)->isVisible();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
};

void TakeoutTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Desktop>(m_directory->filePath(u"ada"_s), m_server->address());
    m_ada->open();
    QVERIFY(m_ada->createAccount(u"ada"_s, u"Ada Lovelace"_s));
}

void TakeoutTest::cleanup()
{
    m_ada.reset();
    m_server.reset();
}

QDialog *TakeoutTest::settings() const
{
    QTest::keyClick(m_ada->window(), Qt::Key_Comma, Qt::ControlModifier);
    auto *dialog = m_ada->find<QDialog>(u"settingsDialog"_s);
    if (!dialog)
        return nullptr;
    auto *list = dialog->findChild<QListWidget *>(u"settingsList"_s);
    for (int row = 0; row < list->count() && !offers(dialog, u"deleteAccountButton"_s); ++row)
        list->setCurrentRow(row);
    return dialog;
}

void TakeoutTest::isMadeAndSaved()
{
    const QDialog *dialog = settings();
    QVERIFY(dialog);
    click(dialog, u"exportButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(offers(dialog, u"saveExportButton"_s), 20'000);
    click(dialog, u"saveExportButton"_s);
    auto *chooser = dialog->findChild<QFileDialog *>();
    QVERIFY(chooser);
    const QString path = m_directory->filePath(u"all.zip"_s);
    chooser->selectFile(path);
    static_cast<QDialog *>(chooser)->accept();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20'000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(2), "PK");
    QTRY_VERIFY_WITH_TIMEOUT(offers(dialog, u"exportButton"_s), 20'000);

    // The next one has to wait, and it is said how long.
    click(dialog, u"exportButton"_s);
    const auto *error = dialog->findChild<QLabel *>(u"takeoutError"_s);
    QTRY_VERIFY_WITH_TIMEOUT(error->isVisible(), 20'000);
    QVERIFY(error->text().contains(QString::number(Limits::exportAgain.count())));
}

void TakeoutTest::isThereAfterARestart()
{
    const QDialog *dialog = settings();
    QVERIFY(dialog);
    click(dialog, u"exportButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(offers(dialog, u"cancelExportButton"_s), 20'000);
    m_ada->close();
    m_ada->open();
    dialog = settings();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(offers(dialog, u"saveExportButton"_s), 20'000);
}

void TakeoutTest::canBeCalledOff()
{
    const QDialog *dialog = settings();
    QVERIFY(dialog);
    click(dialog, u"exportButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(offers(dialog, u"cancelExportButton"_s), 20'000);
    click(dialog, u"cancelExportButton"_s);
    QVERIFY(offers(dialog, u"exportButton"_s));
    QVERIFY(!offers(dialog, u"saveExportButton"_s));
}

void TakeoutTest::isOfferedBeforeTheAccountGoes()
{
    const QDialog *dialog = settings();
    QVERIFY(dialog);
    click(dialog, u"deleteAccountButton"_s);
    const auto *question = dialog->findChild<QDialog *>(u"deleteAccountDialog"_s);
    QVERIFY(question);
    click(question, u"exportFirst"_s);
    QTRY_VERIFY_WITH_TIMEOUT(offers(dialog, u"saveExportButton"_s), 20'000);
    QVERIFY(m_ada->isIn());
}

CONFAB_TEST(TakeoutTest)
#include "takeouttest.moc"
