// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationlistmodel.h"
#include "client/store/messagelistmodel.h"
#include "client/view/composer.h"
#include "client/view/messageview.h"
#include "shared/protocol/user.h"
#include "tests/gui/desktop.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QDialog>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Two people talk: their real windows, a real server between them.
class TalkTest : public QObject {
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
    }
    void cleanup()
    {
        m_ada.reset();
        m_grace.reset();
        m_server.reset();
    }

    void theyFindEachOtherAndTalk()
    {
        QVERIFY(m_ada->openByName(u"hopp"_s));
        m_ada->write(u"Hello Grace"_s);
        QTRY_COMPARE(m_ada->messages(), QStringList{u"ada: Hello Grace"_s});

        QTRY_COMPARE(m_grace->listRole(u"Ada Lovelace"_s, ConversationListModel::UnreadRole).toInt(), 1);
        QTRY_COMPARE(delivery(*m_ada, u"Hello Grace"_s), Delivery::Delivered);
        QVERIFY(m_grace->openFromList(u"Ada Lovelace"_s));
        QTRY_COMPARE(m_grace->messages(), QStringList{u"ada: Hello Grace"_s});
        lookAt(*m_grace);
        QTRY_COMPARE(delivery(*m_ada, u"Hello Grace"_s), Delivery::Read);
        QTRY_COMPARE(m_grace->listRole(u"Ada Lovelace"_s, ConversationListModel::UnreadRole).toInt(), 0);

        m_grace->write(u"Hello Ada"_s);
        const QStringList both{u"ada: Hello Grace"_s, u"grace: Hello Ada"_s};
        QTRY_COMPARE(m_grace->messages(), both);
        QTRY_COMPARE(m_ada->messages(), both);
        if (QT_VERSION < QT_VERSION_CHECK(6, 8, 0)) // Later it is an event, which nobody hears here.
            QTRY_VERIFY(
                m_ada->find<QWidget>(u"messageView"_s)->accessibleDescription().contains(u"Hello Ada"_s));
        // Ada opened the conversation before it existed.
        lookAt(*m_ada);
        QTRY_COMPARE(delivery(*m_grace, u"Hello Ada"_s), Delivery::Read);
        QTRY_COMPARE(m_ada->listRole(u"Grace Hopper"_s, ConversationListModel::UnreadRole).toInt(), 0);
    }

    void oneFindsAMessageAgain()
    {
        QVERIFY(m_ada->openByName(u"hopp"_s));
        m_ada->write(u"The needle is in the drawer"_s);
        for (int i = 0; i < 40; ++i)
            m_ada->write(u"Hay %1"_s.arg(i));
        QTRY_COMPARE(delivery(*m_ada, u"Hay 39"_s), Delivery::Delivered);
        auto *field = m_grace->find<QLineEdit>(u"searchField"_s);
        auto *results = m_grace->find<QListView>(u"searchResults"_s);
        QTest::keyClicks(field, u"NEEDLE"_s);
        QTRY_COMPARE(results->model()->rowCount() >= 2 && results->isVisible(), true);
        QTest::keyClick(field, Qt::Key_Return);
        auto *messages = m_grace->find<QListView>(u"messageView"_s);
        QTRY_COMPARE(messages->currentIndex().data().toString(), u"The needle is in the drawer"_s);
        QVERIFY(messages->viewport()->rect().contains(messages->visualRect(messages->currentIndex())));
    }

    void onesPictureIsSeenByTheOther()
    {
        QImage picture(800, 600, QImage::Format_RGB32);
        picture.fill(Qt::darkCyan);
        const QString path = m_directory->filePath(u"hill.png"_s);
        QVERIFY(picture.save(path));
        QVERIFY(m_ada->openByName(u"grace"_s));
        m_ada->find<Composer>(u"composer"_s)->addFiles({path});
        m_ada->write(u"from the hill"_s);
        QTRY_COMPARE_WITH_TIMEOUT(delivery(*m_ada, u"from the hill"_s), Delivery::Delivered, 20'000);
        QVERIFY(m_grace->openFromList(u"Ada Lovelace"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_grace->messages().size(), 1, 20'000);
        const auto files = m_grace->messageRole(u"from the hill"_s, MessageListModel::FilesRole)
                               .value<QList<MessageFile>>();
        QCOMPARE(files.size(), 1);
        QCOMPARE(files.first().shown.width, 800);
        // A window that shows it brings it to the device.
        lookAt(*m_grace);
        const auto isHere = [&] {
            QDirIterator stored(m_directory->filePath(u"grace"_s), QDir::Files, QDirIterator::Subdirectories);
            while (stored.hasNext()) {
                QFile file(stored.next());
                if (file.size() == QFileInfo(path).size() && !file.fileName().endsWith(u"part"_s))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isHere(), 20'000);
    }

    void oneSeesTheOtherTyping()
    {
        QVERIFY(m_ada->openByName(u"grace"_s));
        m_ada->write(u"Are you there?"_s);
        QVERIFY(m_grace->openFromList(u"Ada Lovelace"_s));
        QTRY_COMPARE(m_grace->messages().size(), 1);
        QTest::keyClicks(m_grace->find<QWidget>(u"composerEdit"_s), u"Ye"_s);
        QTRY_VERIFY(m_ada->listRole(u"Grace Hopper"_s, ConversationListModel::TypingRole).toBool());
    }

    void oneSeesTheOtherComeAndGo()
    {
        QVERIFY(m_ada->openByName(u"grace"_s));
        m_ada->write(u"hi"_s);
        const auto presence = [this] {
            return m_ada->listRole(u"Grace Hopper"_s, ConversationListModel::PresenceRole).value<Presence>();
        };
        QTRY_VERIFY(presence() != Presence::Offline);
        m_grace->close();
        QTRY_COMPARE(presence(), Presence::Offline);
    }

    void oneEditsRepliesReactsAndDeletes()
    {
        QVERIFY(m_ada->openByName(u"hopp"_s));
        m_ada->write(u"Hello Grase"_s);
        QVERIFY(m_grace->openFromList(u"Ada Lovelace"_s));
        QTRY_COMPARE(m_grace->messages(), QStringList{u"ada: Hello Grase"_s});

        // Up in an empty composer takes the last own message up again.
        QTRY_COMPARE(delivery(*m_ada, u"Hello Grase"_s) != Delivery::Queued, true);
        auto *composer = m_ada->find<QPlainTextEdit>(u"composerEdit"_s);
        QTest::keyClick(composer, Qt::Key_Up);
        QCOMPARE(composer->toPlainText(), u"Hello Grase"_s);
        composer->selectAll();
        m_ada->write(u"Hello Grace"_s);
        QTRY_COMPARE(m_grace->messages(), QStringList{u"ada: Hello Grace"_s});
        QVERIFY(m_grace->messageRole(u"Hello Grace"_s, MessageListModel::EditedRole).toBool());
        QCOMPARE(composer->toPlainText(), QString());

        // Ctrl and up chooses what is answered.
        QTest::keyClick(m_grace->find<QPlainTextEdit>(u"composerEdit"_s), Qt::Key_Up, Qt::ControlModifier);
        QVERIFY(m_grace->find<QWidget>(u"composerBar"_s)->isVisible());
        m_grace->write(u"Hello yourself"_s);
        QVERIFY(!m_grace->find<QWidget>(u"composerBar"_s)->isVisible());
        QTRY_COMPARE(m_ada->messageRole(u"Hello yourself"_s, MessageListModel::ReplyBodyRole).toString(),
                     u"Hello Grace"_s);

        auto *gracesView = m_grace->find<MessageView>(u"messageView"_s);
        Q_EMIT gracesView->reactionToggled(gracesView->row(0).item, u"🎉"_s);
        const auto reactions = [this](const Desktop &desktop) {
            return desktop.messageRole(u"Hello Grace"_s, MessageListModel::ReactionsRole)
                .value<QList<ShownReaction>>();
        };
        QTRY_COMPARE(reactions(*m_ada).size(), 1);
        QCOMPARE(reactions(*m_ada).first().names, QStringList{u"Grace Hopper"_s});

        auto *adasView = m_ada->find<MessageView>(u"messageView"_s);
        Q_EMIT adasView->eraseRequested(adasView->row(0).item);
        auto *question = m_ada->find<QDialog>(u"questionDialog"_s);
        QVERIFY(question);
        QTest::mouseClick(question->findChild<QPushButton *>(u"questionYes"_s), Qt::LeftButton);
        QTRY_COMPARE(m_grace->messages(), (QStringList{u"ada: "_s, u"grace: Hello yourself"_s}));
        QTRY_VERIFY(m_ada->messageRole(u"Hello yourself"_s, MessageListModel::ReplyDeletedRole).toBool());
    }

    void everythingIsThereAfterARestart()
    {
        QVERIFY(m_ada->openByName(u"grace"_s));
        m_ada->write(u"first"_s);
        m_ada->write(u"second"_s);
        QTRY_COMPARE(delivery(*m_ada, u"second"_s), Delivery::Delivered);
        m_ada->close();
        QVERIFY(m_server->stop());

        // Without a server what was seen once can still be read.
        m_ada->open();
        QVERIFY(m_ada->isIn());
        QVERIFY(m_ada->openFromList(u"Grace Hopper"_s));
        QTRY_COMPARE(m_ada->messages(), (QStringList{u"ada: first"_s, u"ada: second"_s}));
    }

    void whatIsWrittenOfflineGoesOutOnceAlsoAfterARestart()
    {
        QVERIFY(m_ada->openByName(u"grace"_s));
        m_ada->write(u"before"_s);
        QTRY_COMPARE(delivery(*m_ada, u"before"_s), Delivery::Delivered);
        m_server->kill();
        m_ada->write(u"while it was away"_s);
        QTRY_COMPARE(delivery(*m_ada, u"while it was away"_s), Delivery::Queued);
        QTRY_VERIFY(m_ada->find<QWidget>(u"offlineBar"_s)->isVisible());
        m_ada->close();

        QVERIFY(m_server->start());
        m_ada->open();
        QVERIFY(m_ada->openFromList(u"Grace Hopper"_s));
        QTRY_COMPARE_WITH_TIMEOUT(delivery(*m_ada, u"while it was away"_s), Delivery::Delivered, 20000);
        QVERIFY(m_grace->openFromList(u"Ada Lovelace"_s));
        const QStringList both{u"ada: before"_s, u"ada: while it was away"_s};
        QTRY_COMPARE_WITH_TIMEOUT(m_grace->messages(), both, 20000);
        QCOMPARE(m_ada->messages(), both);
    }

    void whoWasAwayCatchesUp()
    {
        QVERIFY(m_ada->openByName(u"grace"_s));
        m_ada->write(u"1"_s);
        QTRY_COMPARE(delivery(*m_ada, u"1"_s), Delivery::Delivered);
        m_grace->close();
        QStringList all;
        for (int i = 2; i <= 40; ++i)
            m_ada->write(QString::number(i));
        QTRY_COMPARE_WITH_TIMEOUT(delivery(*m_ada, u"40"_s), Delivery::Accepted, 20000);
        m_grace->open();
        QTRY_COMPARE_WITH_TIMEOUT(
            m_grace->listRole(u"Ada Lovelace"_s, ConversationListModel::UnreadRole).toInt(), 40, 20000);
        QVERIFY(m_grace->openFromList(u"Ada Lovelace"_s));
        QTRY_VERIFY(m_grace->messages().endsWith(u"ada: 40"_s));
        lookAt(*m_grace);
        // It opens where the news begin, and what is below the screen has not been seen. Each of the two
        // marks comes with a change of its own, in either order.
        QTRY_COMPARE_WITH_TIMEOUT(delivery(*m_ada, u"2"_s), Delivery::Read, 20000);
        QTRY_COMPARE_WITH_TIMEOUT(delivery(*m_ada, u"40"_s), Delivery::Delivered, 20000);
        QTest::keyClick(m_grace->find<QWidget>(u"messageView"_s), Qt::Key_End);
        QTRY_COMPARE_WITH_TIMEOUT(delivery(*m_ada, u"40"_s), Delivery::Read, 20000);
    }

    void aRevokedSessionIsToldAndTheMessagesStay()
    {
        QVERIFY(m_ada->openByName(u"grace"_s));
        m_ada->write(u"hello"_s);
        QTRY_COMPARE(delivery(*m_ada, u"hello"_s), Delivery::Delivered);
        QCOMPARE(m_server->command({u"user"_s, u"disable"_s, u"ada"_s}).exitStatus, 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->find<QWidget>(u"offlineBar"_s)->isVisible(), 10000);
        QCOMPARE(m_ada->messages(), QStringList{u"ada: hello"_s});
    }

    void aWrongPasswordIsSaidBesideTheForm()
    {
        Desktop other(m_directory->filePath(u"other"_s), m_server->address());
        other.open();
        QTRY_VERIFY(other.find<QWidget>(u"logInPage"_s) && other.find<QWidget>(u"logInPage"_s)->isVisible());
        QTest::keyClicks(other.find<QLineEdit>(u"logInPage"_s, u"username"_s), u"ada"_s);
        QTest::keyClicks(other.find<QLineEdit>(u"logInPage"_s, u"password"_s), u"wrong password"_s);
        QTest::keyClick(other.find<QLineEdit>(u"logInPage"_s, u"password"_s), Qt::Key_Return);
        const auto isTold = [&] {
            const auto labels = other.find<QWidget>(u"logInPage"_s)->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
                return label->isVisible() && label->text().contains(u"wrong"_s, Qt::CaseInsensitive);
            });
        };
        QTRY_VERIFY(isTold());
        QVERIFY(!other.isIn());
    }

private:
    std::unique_ptr<Desktop> open(const QString &name)
    {
        auto desktop = std::make_unique<Desktop>(m_directory->filePath(name), m_server->address());
        desktop->open();
        return desktop;
    }
    /// The window of someone who looks at it.
    static void lookAt(Desktop &desktop)
    {
        desktop.window()->activateWindow();
        desktop.window()->raise();
        QVERIFY(QTest::qWaitForWindowActive(desktop.window()));
    }
    static Delivery delivery(const Desktop &desktop, const QString &text)
    {
        return desktop.messageRole(text, MessageListModel::DeliveryRole).value<Delivery>();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
    std::unique_ptr<Desktop> m_grace;
};

CONFAB_TEST(TalkTest)
#include "talktest.moc"
