// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationlistmodel.h"
#include "tests/gui/desktop.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListView>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using Model = ConversationListModel;

/// What a person makes of a conversation for oneself alone, in a real window, and on another device of the
/// same person.
class AttentionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<TestServer>();
        QVERIFY(m_server->start());
        m_ada = std::make_unique<Desktop>(m_directory->filePath(u"ada"_s), m_server->address());
        m_ada->open();
        QVERIFY(m_ada->createAccount(u"ada"_s, u"Ada Lovelace"_s));
        m_phone = std::make_unique<Person>(*m_server, u"ada"_s);
        m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
        m_conversation = m_grace->conversationWith(*m_phone);
        QCOMPARE(m_grace->write(m_conversation, u"Hello Ada"_s).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(role(Model::UnreadRole).toInt(), 1, 20'000);
    }
    void cleanup()
    {
        m_ada.reset();
        m_grace.reset();
        m_phone.reset();
        m_server.reset();
    }

    void whatTheOtherDeviceSetsIsShown()
    {
        QVERIFY(m_ada->window()->windowTitle().contains(u"(1)"_s));
        patch({{"muted"_L1, "forever"_L1}, {"pinned"_L1, true}});
        QTRY_VERIFY_WITH_TIMEOUT(role(Model::MutedRole).toBool(), 20'000);
        QVERIFY(role(Model::PinnedRole).toBool());
        QTRY_VERIFY_WITH_TIMEOUT(!m_ada->window()->windowTitle().contains(u"(1)"_s), 20'000);
        patch({{"muted"_L1, QJsonValue()}, {"markedUnread"_L1, true}});
        QTRY_VERIFY_WITH_TIMEOUT(!role(Model::MutedRole).toBool(), 20'000);
        QVERIFY(role(Model::MarkedUnreadRole).toBool());
        QVERIFY(m_ada->openFromList(u"grace"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!seenByPhone()["markedUnread"_L1].toBool(), 20'000);
    }

    void whatIsSetHereReachesTheOtherDevice()
    {
        QVERIFY(m_ada->openFromList(u"grace"_s));
        m_ada->find<QAbstractButton>(u"detailsButton"_s)->click();
        m_ada->find<QAbstractButton>(u"pinButton"_s)->click();
        m_ada->find<QAbstractButton>(u"archiveButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(seenByPhone()["archived"_L1].toBool(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(seenByPhone()["pinned"_L1].toBool(), 20'000);
        auto *button = m_ada->find<QAbstractButton>(u"archivedButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), 20'000);
        button->click();
        const auto *archived = m_ada->find<QListView>(u"archivedList"_s);
        QVERIFY(archived->isVisible());
        patch({{"archived"_L1, false}});
        QTRY_VERIFY_WITH_TIMEOUT(!archived->isVisible(), 20'000);
    }

    void whatIsSetWithoutTheServerReachesItLater()
    {
        QVERIFY(m_ada->openFromList(u"grace"_s));
        m_ada->find<QAbstractButton>(u"detailsButton"_s)->click();
        QVERIFY(m_server->stop());
        m_ada->find<QAbstractButton>(u"pinButton"_s)->click();
        QVERIFY(role(Model::PinnedRole).toBool());
        m_ada->close();
        QVERIFY(m_server->start());
        m_ada->open();
        QTRY_VERIFY_WITH_TIMEOUT(role(Model::PinnedRole).toBool(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(seenByPhone()["pinned"_L1].toBool(), 30'000);
    }

    void theSwitcherFindsPeopleOnTheServer()
    {
        Person linus(*m_server, u"linus"_s);
        QTest::keyClick(m_ada->window(), Qt::Key_K, Qt::ControlModifier);
        auto *field = m_ada->find<QLineEdit>(u"switcherField"_s);
        QVERIFY(field);
        QTest::keyClicks(field, u"linu"_s);
        const auto *list = m_ada->find<QListView>(u"switcherList"_s);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->index(0, 0).data().toString(), u"linus"_s, 20'000);
        QTest::keyClick(field, Qt::Key_Return);
        const auto *edit = m_ada->find<QWidget>(u"composerEdit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(edit->isVisible(), 20'000);
        m_ada->write(u"Hello Linus"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->messages(), QStringList{u"ada: Hello Linus"_s}, 20'000);
    }

private:
    [[nodiscard]] QVariant role(int role) const { return m_ada->listRole(u"grace"_s, role); }
    void patch(const QJsonObject &changes)
    {
        QCOMPARE(m_phone->patch(u"/conversations/"_s + m_conversation, changes).status, 200);
    }
    [[nodiscard]] QJsonObject seenByPhone()
    {
        return m_phone->get(u"/conversations/"_s + m_conversation).json();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
    std::unique_ptr<Person> m_phone;
    std::unique_ptr<Person> m_grace;
    QString m_conversation;
};

CONFAB_TEST(AttentionTest)
#include "attentiontest.moc"
