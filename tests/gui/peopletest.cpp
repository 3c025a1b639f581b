// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationlistmodel.h"
#include "client/store/messagelistmodel.h"
#include "client/view/messageview.h"
#include "client/view/searchmodel.h"
#include "tests/gui/desktop.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// What two people are to each other, in their real windows with a real server between them.
class PeopleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<TestServer>();
        QVERIFY(m_server->start());
        m_ada = open(u"ada"_s);
        m_grace = open(u"grace"_s);
        QVERIFY(m_ada->createAccount(u"ada"_s, u"Ada Lovelace"_s));
        QVERIFY(m_grace->createAccount(u"grace"_s, u"Grace Hopper"_s));
        QVERIFY(m_ada->openByName(u"hopp"_s));
        m_ada->write(u"Hello Grace"_s);
        QVERIFY(m_grace->openFromList(u"Ada Lovelace"_s));
        QTRY_COMPARE(m_grace->messages().size(), 1);
    }
    void cleanup()
    {
        m_ada.reset();
        m_grace.reset();
        m_server.reset();
    }

    void aContactComesFirstInTheSearch()
    {
        Person alan(*m_server, u"alan"_s);
        press(*m_ada, u"detailsButton"_s);
        auto *contact = button(*m_ada, u"contactButton"_s);
        QVERIFY(contact->isVisible());
        const QString add = contact->text();
        contact->click();
        QTRY_VERIFY(contact->text() != add);
        auto *field = m_ada->find<QLineEdit>(u"searchField"_s);
        const auto *results = m_ada->find<QListView>(u"searchResults"_s)->model();
        field->setFocus();
        QTest::keyClicks(field, u"a"_s);
        QTRY_VERIFY(results->rowCount() >= 4);
        QTRY_COMPARE(results->index(1, 0).data().toString(), u"Grace Hopper"_s);
        QCOMPARE(results->index(1, 0).data(SearchModel::UsernameRole).toString(), u"grace"_s);

        contact->click();
        QTRY_COMPARE(contact->text(), add);
    }

    void whoIsBlockedCannotWriteAndSeesNobody()
    {
        const auto adaIs = [this] {
            return m_grace->listRole(u"Ada Lovelace"_s, ConversationListModel::PresenceRole)
                .value<Presence>();
        };
        QTRY_VERIFY(adaIs() != Presence::Offline);
        press(*m_ada, u"detailsButton"_s);
        press(*m_ada, u"blockButton"_s);
        auto *dialog = m_ada->find<QDialog>(u"blockDialog"_s);
        QVERIFY(dialog);
        dialog->findChild<QAbstractButton *>(u"confirmBlock"_s)->click();
        press(*m_ada, u"closeDetails"_s); // In a narrow window they stand in the conversation's place.
        QTRY_VERIFY(m_ada->find<QWidget>(u"blockedBar"_s)->isVisible());
        QVERIFY(!m_ada->find<QWidget>(u"composerEdit"_s)->isVisible());
        const auto *view = m_ada->find<MessageView>(u"messageView"_s);
        QVERIFY(view->isReadOnly()); // No reply could be written.
        QTRY_COMPARE(adaIs(), Presence::Offline);

        m_grace->write(u"Are you there?"_s);
        const auto delivery = [this] {
            return m_grace->messageRole(u"Are you there?"_s, MessageListModel::DeliveryRole)
                .value<Delivery>();
        };
        QTRY_COMPARE(delivery(), Delivery::Refused);
        QCOMPARE(m_ada->messages().size(), 1);

        press(*m_ada, u"blockedButton"_s);
        QTRY_VERIFY(m_ada->find<QWidget>(u"composerEdit"_s)->isVisible());
        QVERIFY(!view->isReadOnly());
        QTRY_VERIFY(adaIs() != Presence::Offline);
        m_grace->write(u"And now?"_s);
        QTRY_COMPARE(m_ada->messages().last(), u"grace: And now?"_s);
    }

    void aStatusIsRead()
    {
        Person ada(*m_server, u"ada"_s); // another device of hers
        QCOMPARE(ada.patch(u"/me"_s, {{"status"_L1, "At the <b>engine</b>"_L1}}).status, 200);
        auto *status = m_grace->find<QLabel>(u"peerStatus"_s);
        QTRY_VERIFY(status->text().contains(u"engine"_s) || status->text().contains(u'…'));
        press(*m_grace, u"detailsButton"_s);
        QTRY_COMPARE(m_grace->find<QLabel>(u"personStatus"_s)->text(), u"At the <b>engine</b>"_s);
        QCOMPARE(m_grace->find<QLabel>(u"personStatus"_s)->textFormat(), Qt::PlainText);
    }

private:
    std::unique_ptr<Desktop> open(const QString &name)
    {
        auto desktop = std::make_unique<Desktop>(m_directory->filePath(name), m_server->address());
        desktop->open();
        return desktop;
    }
    static QAbstractButton *button(const Desktop &desktop, const QString &name)
    {
        return desktop.find<QAbstractButton>(name);
    }
    static void press(const Desktop &desktop, const QString &name) { button(desktop, name)->click(); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
    std::unique_ptr<Desktop> m_grace;
};

CONFAB_TEST(PeopleTest)
#include "peopletest.moc"
