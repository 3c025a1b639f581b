// SPDX-License-Identifier: Apache-2.0
#include "client/view/recoverycodesdialog.h"
#include "tests/support/testcase.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace confab;

class RecoveryCodesDialogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dialog = std::make_unique<RecoveryCodesDialog>(m_codes, u"ada"_s); }
    void closesOnlyWhenKept();
    void copies();
    void savesForTheOwnerOnly();
    void saysWhenItCannotSave();

private:
    const QStringList m_codes{u"AAAA-BBBB"_s, u"CCCC-DDDD"_s, u"EEEE-FFFF"_s};
    std::unique_ptr<RecoveryCodesDialog> m_dialog;
};

void RecoveryCodesDialogTest::closesOnlyWhenKept()
{
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    m_dialog->open();
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    m_dialog->close();
    QVERIFY(m_dialog->isVisible());
    auto *done = m_dialog->findChild<QPushButton *>(u"codesDone"_s);
    QVERIFY(!done->isEnabled());
    m_dialog->findChild<QCheckBox *>(u"codesKept"_s)->setChecked(true);
    done->click();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(accepted.count(), 1);
}

void RecoveryCodesDialogTest::copies()
{
    m_dialog->findChild<QPushButton *>(u"copyCodes"_s)->click();
    for (const QString &code : m_codes)
        QVERIFY(QGuiApplication::clipboard()->text().contains(code));
}

void RecoveryCodesDialogTest::savesForTheOwnerOnly()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"codes.txt"_s);
    QVERIFY(m_dialog->saveTo(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    for (const QString &code : m_codes)
        QVERIFY(content.contains(code.toUtf8()));
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void RecoveryCodesDialogTest::saysWhenItCannotSave()
{
    const auto saved = m_dialog->saveTo(u"/nowhere/codes.txt"_s);
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::StorageFull);
}

CONFAB_TEST(RecoveryCodesDialogTest)
#include "recoverycodesdialogtest.moc"
