// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagelistmodel.h"
#include "client/view/label.h"
#include "tests/gui/desktop.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListView>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Two people's real windows with a server that holds each to one conversation of two at a time.
class ExclusiveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<TestServer>(QStringList{u"conversation_policy=exclusive"_s});
        QVERIFY(m_server->start());
        m_ada = desktop(u"ada"_s, u"Ada Lovelace"_s);
        m_grace = desktop(u"grace"_s, u"Grace Hopper"_s);
        QVERIFY(m_ada && m_grace);
        QVERIFY(m_ada->openByName(u"grace"_s));
        m_ada->write(u"Hello Grace"_s);
    }
    void cleanup()
    {
        m_ada.reset();
        m_grace.reset();
        m_server.reset();
    }

    void theActiveOneIsOpenedAtOnce()
    {
        // Grace has chosen nothing yet, so she is taken there; and so is Ada when she comes again.
        const QStringList expected{u"ada: Hello Grace"_s};
        QTRY_COMPARE_WITH_TIMEOUT(m_grace->messages(), expected, 20'000);
        m_ada->close();
        m_ada->open();
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->messages(), expected, 20'000);
        QVERIFY(isShown(*m_ada, u"composerEdit"_s));
        // On a device that was never here before, as soon as it knows.
        Desktop phone(m_directory->filePath(u"phone"_s), m_server->address());
        phone.open();
        QVERIFY(phone.logIn(u"ada"_s));
        QTRY_COMPARE_WITH_TIMEOUT(phone.messages(), expected, 20'000);
    }

    void endsForBothAndGoesOn()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_grace->messages().size() == 1, 20'000);
        end(*m_ada);
        for (Desktop *one : {m_ada.get(), m_grace.get()}) {
            QTRY_VERIFY_WITH_TIMEOUT(isShown(*one, u"endedBar"_s), 20'000);
            QVERIFY(!isShown(*one, u"composerEdit"_s));
        }
        m_grace->find<QAbstractButton>(u"endedButton"_s)->click();
        for (Desktop *one : {m_ada.get(), m_grace.get()}) {
            QTRY_VERIFY_WITH_TIMEOUT(!isShown(*one, u"endedBar"_s), 20'000);
            QTRY_VERIFY_WITH_TIMEOUT(isShown(*one, u"composerEdit"_s), 20'000);
        }
        m_grace->write(u"Hello again"_s);
        const QStringList expected{u"ada: Hello Grace"_s, u"grace: Hello again"_s};
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->messages(), expected, 20'000);
    }

    void theSwitcherEndsItToo()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_grace->messages().size() == 1, 20'000);
        // Keys of a window are for the one that is in use.
        m_ada->window()->activateWindow();
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->window()->isActiveWindow(), 20'000);
        QTest::keyClick(m_ada->window(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->find<QLineEdit>(u"switcherField"_s), 20'000);
        auto *field = m_ada->find<QLineEdit>(u"switcherField"_s);
        QTest::keyClicks(field, u"End conversation"_s);
        const auto *list = m_ada->find<QListView>(u"switcherList"_s);
        const auto first = [list] { return list->model()->index(0, 0).data().toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(first(), u"End conversation…"_s, 20'000);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->find<QWidget>(u"questionDialog"_s), 20'000);
        m_ada->find<QWidget>(u"questionDialog"_s)->findChild<QAbstractButton *>(u"questionYes"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(isShown(*m_grace, u"endedBar"_s), 20'000);
    }

    void saysWhoIsElsewhere()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_grace->messages().size() == 1, 20'000);
        end(*m_ada);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(*m_grace, u"endedBar"_s), 20'000);
        Person ken(*m_server, u"ken"_s);
        QVERIFY(m_grace->openByName(u"ken"_s));
        m_grace->write(u"Hello Ken"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_grace->find<QAbstractButton>(u"endButton"_s)
                                     && !ken.get(u"/me"_s).json()["activeConversation"_L1].isUndefined(),
                                 20'000);
        // Ada is free, and learns that Grace is not.
        m_ada->find<QAbstractButton>(u"endedButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(isShown(*m_ada, u"endedError"_s), 20'000);
        QVERIFY(m_ada->find<Label>(u"endedError"_s)->text().contains(u"Grace Hopper"_s));
        // Grace looks at what she said to Ada, and finds back.
        QVERIFY(m_grace->openFromList(u"Ada Lovelace"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(*m_grace, u"endedBar"_s), 20'000);
        QVERIFY(m_grace->find<Label>(u"endedText"_s)->text().contains(u"ken"_s));
        m_grace->find<QAbstractButton>(u"endedButton"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_grace->messages(), QStringList{u"grace: Hello Ken"_s}, 20'000);
    }

    void aMessageToSomebodyElsewhereWaitsForAnotherTry()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_grace->messages().size() == 1, 20'000);
        auto linus = desktop(u"linus"_s, u"Linus"_s);
        QVERIFY(linus);
        QVERIFY(linus->openByName(u"grace"_s));
        linus->write(u"Are you there?"_s);
        const auto delivery = [&] {
            return linus->messageRole(u"Are you there?"_s, MessageListModel::DeliveryRole).value<Delivery>();
        };
        QTRY_COMPARE_WITH_TIMEOUT(delivery(), Delivery::Refused, 20'000);
        QVERIFY(isShown(*linus, u"composerEdit"_s));
    }

private:
    [[nodiscard]] std::unique_ptr<Desktop> desktop(const QString &username, const QString &name)
    {
        auto one = std::make_unique<Desktop>(m_directory->filePath(username), m_server->address());
        one->open();
        return one->createAccount(username, name) ? std::move(one) : nullptr;
    }
    [[nodiscard]] static bool isShown(const Desktop &on, const QString &name)
    {
        const auto *widget = on.find<QWidget>(name);
        return widget && widget->isVisible();
    }
    /// By way of the details, as a person does it.
    static void end(Desktop &on)
    {
        on.find<QAbstractButton>(u"detailsButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(isShown(on, u"endButton"_s), 20'000);
        on.find<QAbstractButton>(u"endButton"_s)->click();
        auto *question = on.find<QWidget>(u"questionDialog"_s);
        QVERIFY(question);
        question->findChild<QAbstractButton *>(u"questionYes"_s)->click();
        on.find<QAbstractButton>(u"detailsButton"_s)->click();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
    std::unique_ptr<Desktop> m_grace;
};

CONFAB_TEST(ExclusiveTest)
#include "exclusivetest.moc"
