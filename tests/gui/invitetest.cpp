// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/desktop.h"
#include "tests/support/testcase.h"
#include "tests/support/testserver.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// The owner of a server invites somebody, who comes by the link, in real windows.
class InviteTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whoHasTheLinkComesIn();
    void aRevokedInvitationLetsNobodyIn();
    void onlyTheOwnerIsOfferedToInvite();
    void isReachedInANarrowWindow();

private:
    [[nodiscard]] std::unique_ptr<Desktop> open(const QString &name, const QString &server) const;
    /// The page of the settings where invitations are made, in a dialog that is open.
    [[nodiscard]] static QWidget *invitesPage(Desktop &desktop);
    [[nodiscard]] static QString makeInvite(QWidget &page);
    [[nodiscard]] static QStringList texts(const QWidget &widget);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
};

void InviteTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<TestServer>(QStringList{u"registration=invite"_s});
    const QStringList add{u"user"_s, u"add"_s, u"ada"_s, u"--password-stdin"_s};
    const ProgramRun run = m_server->command(add, QByteArray(Desktop::password.data()) + '\n');
    QVERIFY2(run.exitStatus == 0, run.errors.constData());
    QVERIFY(m_server->start());
    m_ada = open(u"ada"_s, m_server->address());
    QVERIFY(m_ada->logIn(u"ada"_s));
}

void InviteTest::cleanup()
{
    m_ada.reset();
    m_server.reset();
}

std::unique_ptr<Desktop> InviteTest::open(const QString &name, const QString &server) const
{
    auto desktop = std::make_unique<Desktop>(m_directory->filePath(name), server);
    desktop->open();
    return desktop;
}

QWidget *InviteTest::invitesPage(Desktop &desktop)
{
    QTest::keyClick(desktop.window(), Qt::Key_Comma, Qt::ControlModifier);
    auto *dialog = desktop.find<QDialog>(u"settingsDialog"_s);
    if (!dialog)
        return nullptr;
    // It comes when the server has said who runs it.
    const auto page = [&] { return dialog->findChild<QWidget *>(u"invitesPage"_s); };
    if (!QTest::qWaitFor([&] { return page() != nullptr; }, 20'000))
        return nullptr;
    auto *list = dialog->findChild<QListWidget *>(u"settingsList"_s);
    list->setCurrentRow(list->count() - 1);
    return page();
}

QString InviteTest::makeInvite(QWidget &page)
{
    QGuiApplication::clipboard()->clear();
    QTest::mouseClick(page.findChild<QAbstractButton *>(u"makeInvite"_s), Qt::LeftButton);
    const auto isCopied = [] { return QGuiApplication::clipboard()->text().startsWith("confab://"_L1); };
    return QTest::qWaitFor(isCopied, 20'000) ? QGuiApplication::clipboard()->text() : QString();
}

QStringList InviteTest::texts(const QWidget &widget)
{
    QStringList texts;
    const auto labels = widget.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        texts.append(label->text());
    return texts;
}

void InviteTest::whoHasTheLinkComesIn()
{
    auto *page = invitesPage(*m_ada);
    QVERIFY(page);
    const QString link = makeInvite(*page);
    QVERIFY(!link.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(texts(*page).contains(link.section(u'/', -1)), 20'000);
    const auto grace = open(u"grace"_s, link);
    QTRY_VERIFY_WITH_TIMEOUT(grace->find<QLineEdit>(u"createPage"_s, u"invite"_s), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(grace->find<QLineEdit>(u"createPage"_s, u"invite"_s)->text(),
                              link.section(u'/', -1), 20'000);
    QVERIFY(grace->createAccount(u"grace"_s, u"Grace Hopper"_s));
    QVERIFY(grace->openByName(u"ada"_s));
}

void InviteTest::aRevokedInvitationLetsNobodyIn()
{
    auto *page = invitesPage(*m_ada);
    QVERIFY(page);
    const QString link = makeInvite(*page);
    const QString code = link.section(u'/', -1);
    QTRY_VERIFY_WITH_TIMEOUT(texts(*page).contains(code), 20'000);
    const auto buttons = page->findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (button->accessibleName().contains(code) && button->text() != buttons.first()->text())
            button->click(); // copying is harmless
    }
    QTRY_VERIFY_WITH_TIMEOUT(!texts(*page).contains(code), 20'000);
    const auto eve = open(u"eve"_s, link);
    QVERIFY(!eve->createAccount(u"eve"_s));
    QVERIFY(!eve->isIn());
}

void InviteTest::onlyTheOwnerIsOfferedToInvite()
{
    auto *page = invitesPage(*m_ada);
    QVERIFY(page);
    const auto grace = open(u"grace"_s, makeInvite(*page));
    QVERIFY(grace->createAccount(u"grace"_s));
    // The server has answered later questions by then.
    QVERIFY(grace->openByName(u"ada"_s));
    QTest::keyClick(grace->window(), Qt::Key_Comma, Qt::ControlModifier);
    const auto *dialog = grace->find<QDialog>(u"settingsDialog"_s);
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QWidget *>(u"invitesPage"_s));
}

void InviteTest::isReachedInANarrowWindow()
{
    auto *page = invitesPage(*m_ada);
    QVERIFY(page);
    auto *dialog = m_ada->find<QDialog>(u"settingsDialog"_s);
    auto *choice = dialog->findChild<QComboBox *>(u"settingsChoice"_s);
    QVERIFY(!choice->isVisible());
    dialog->resize(420, 600);
    QTRY_VERIFY(choice->isVisible() && page->isVisible());
    QTest::keyClick(choice, Qt::Key_Up);
    QVERIFY(!page->isVisible());
    QTest::keyClick(choice, Qt::Key_Down);
    QVERIFY(page->isVisible());
    QVERIFY(page->mapTo(dialog, QPoint(page->width(), 0)).x() <= dialog->width());
}

CONFAB_TEST(InviteTest)
#include "invitetest.moc"
