// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationlistmodel.h"
#include "client/view/chatmenu.h"
#include "client/view/messageview.h"
#include "tests/gui/desktop.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QDialog>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Links lead to people, conversations and messages in the real client, and nowhere else.
class LinkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aPersonsLinkOpensTheConversation();
    void aPersonsLinkIsInTheMenu();
    void aMessagesLinkJumpsToIt();
    void aLinkInAMessageOpensHere();
    void aLinkWaitsUntilSomebodyIsIn();
    void whatMayNotBeSeenIsNotThere();
    void aLinkToAnotherServerAsks();
    void anInvitationOfThisServerIsNotNeeded();
    void aDamagedLinkIsSaidToBeOne();

private:
    [[nodiscard]] QString link(const QString &path) const;
    /// What the dialog over the window says; empty while there is none.
    [[nodiscard]] static QString said(const Desktop &desktop);
    [[nodiscard]] QString linkOfMessage(const QString &text) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
    std::unique_ptr<Person> m_grace;
};

void LinkTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_ada = std::make_unique<Desktop>(m_directory->filePath(u"ada"_s), m_server->address());
    m_ada->open();
    QVERIFY(m_ada->createAccount(u"ada"_s, u"Ada Lovelace"_s));
}

void LinkTest::cleanup()
{
    m_ada.reset();
    m_grace.reset();
    m_server.reset();
}

QString LinkTest::link(const QString &path) const
{
    return u"confab://127.0.0.1:%1%2"_s.arg(m_server->port()).arg(path);
}

QString LinkTest::said(const Desktop &desktop)
{
    const auto *dialog = desktop.find<QDialog>(u"questionDialog"_s);
    return dialog && dialog->isVisible() ? dialog->windowTitle() : QString();
}

QString LinkTest::linkOfMessage(const QString &text) const
{
    auto *view = m_ada->find<MessageView>(u"messageView"_s);
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        if (view->row(row).item.body == text) {
            Q_EMIT view->copyLinkRequested(view->row(row).item);
            return QGuiApplication::clipboard()->text();
        }
    }
    return {};
}

void LinkTest::aPersonsLinkOpensTheConversation()
{
    m_ada->followLink(link(u"/u/Grace"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_ada->find<QWidget>(u"composerEdit"_s)->isVisible(), 20'000);
    m_ada->write(u"Found you by your link"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_ada->listRole(u"grace"_s, Qt::DisplayRole).isValid(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_ada->messages(), QStringList{u"ada: Found you by your link"_s}, 20'000);
}

void LinkTest::aPersonsLinkIsInTheMenu()
{
    QVERIFY(m_ada->openByName(u"grace"_s));
    m_ada->write(u"Hello"_s);
    const auto chat = [this] { return m_ada->listRole(u"grace"_s, ConversationListModel::ChatIdRole); };
    QTRY_VERIFY_WITH_TIMEOUT(chat().isValid(), 20'000);
    auto *menu = m_ada->find<ChatMenu>(u"chatMenu"_s);
    QVERIFY(menu);
    menu->setChat(chat().value<ChatId>());
    Q_EMIT menu->aboutToShow();
    menu->actions().constLast()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), link(u"/u/grace"_s));
}

void LinkTest::aMessagesLinkJumpsToIt()
{
    QVERIFY(m_ada->openByName(u"grace"_s));
    for (int i = 1; i <= 40; ++i)
        m_ada->write(u"Number %1"_s.arg(i));
    QTRY_VERIFY_WITH_TIMEOUT(linkOfMessage(u"Number 1"_s).endsWith(u"/1"_s), 20'000);
    const QString first = linkOfMessage(u"Number 1"_s);
    QVERIFY2(first.startsWith(link(u"/c/"_s)), qPrintable(first));
    auto *view = m_ada->find<MessageView>(u"messageView"_s);
    QTRY_VERIFY_WITH_TIMEOUT(view->isAtNewest(), 20'000);
    m_ada->followLink(first);
    QTRY_VERIFY_WITH_TIMEOUT(!view->isAtNewest(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        view->viewport()->rect().intersects(view->visualRect(view->model()->index(1, 0))), 20'000);
}

void LinkTest::aLinkInAMessageOpensHere()
{
    const Person linus(*m_server, u"linus"_s);
    QVERIFY(m_ada->openByName(u"grace"_s));
    const QString text = u"Ask "_s + link(u"/u/linus"_s);
    m_ada->write(text);
    QTRY_VERIFY_WITH_TIMEOUT(m_ada->messages().contains(u"ada: "_s + text), 20'000);
    auto *view = m_ada->find<MessageView>(u"messageView"_s);
    const auto &row = view->row(view->model()->rowCount() - 1);
    QCOMPARE(row.layout.content.spans.size(), 1);
    const auto &span = row.layout.content.spans.first();
    Q_EMIT view->linkActivated(span.url, row.layout.textOf(int(span.start), int(span.length)));
    QTRY_VERIFY_WITH_TIMEOUT(m_ada->messages().isEmpty(), 20'000); // Linus has none
    m_ada->write(u"Hello Linus"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_ada->listRole(u"linus"_s, Qt::DisplayRole).isValid(), 20'000);
}

void LinkTest::aLinkWaitsUntilSomebodyIsIn()
{
    Desktop ken(m_directory->filePath(u"ken"_s), {});
    ken.open();
    ken.followLink(link(u"/u/grace"_s));
    // The server is taken from the link; who one is, is asked.
    QVERIFY(ken.createAccount(u"ken"_s));
    QTRY_VERIFY_WITH_TIMEOUT(ken.find<QWidget>(u"composerEdit"_s)->isVisible(), 20'000);
    ken.write(u"Hello"_s);
    QTRY_VERIFY_WITH_TIMEOUT(ken.listRole(u"grace"_s, Qt::DisplayRole).isValid(), 20'000);
}

void LinkTest::whatMayNotBeSeenIsNotThere()
{
    const QString nothing = u"There is nothing to open"_s;
    for (const QString &path : {u"/u/nobody"_s, u"/c/4711"_s, u"/c/4711/3"_s}) {
        m_ada->followLink(link(path));
        QTRY_COMPARE_WITH_TIMEOUT(said(*m_ada), nothing, 20'000);
        m_ada->find<QAbstractButton>(u"questionYes"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->find<QDialog>(u"questionDialog"_s), nullptr, 20'000);
    }
}

void LinkTest::aLinkToAnotherServerAsks()
{
    TestServer other;
    QVERIFY(other.start());
    m_ada->followLink(u"confab://127.0.0.1:%1/u/grace"_s.arg(other.port()));
    QTRY_COMPARE_WITH_TIMEOUT(said(*m_ada), u"This link leads to another server"_s, 20'000);
    m_ada->find<QAbstractButton>(u"questionYes"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_ada->isIn(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_ada->find<QWidget>(u"logInPage"_s)->isVisible(), 20'000);
    QVERIFY(m_ada->createAccount(u"ada2"_s));
    // The person it was about is not there.
    QTRY_COMPARE_WITH_TIMEOUT(said(*m_ada), u"There is nothing to open"_s, 20'000);
}

void LinkTest::anInvitationOfThisServerIsNotNeeded()
{
    m_ada->followLink(link(u"/i/AB12-CD34"_s));
    QTRY_COMPARE_WITH_TIMEOUT(said(*m_ada), u"You are in already"_s, 20'000);
}

void LinkTest::aDamagedLinkIsSaidToBeOne()
{
    m_ada->followLink(u"confab://127.0.0.1/u/%2e%2e"_s);
    QTRY_COMPARE_WITH_TIMEOUT(said(*m_ada), u"This link cannot be opened"_s, 20'000);
}

CONFAB_TEST(LinkTest)
#include "linktest.moc"
