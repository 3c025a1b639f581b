// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/client/device.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// The client's own connection and store with a real server, without windows.
class AccountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<TestServer>();
        QVERIFY(m_server->start());
        m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
        m_ada = std::make_unique<Device>(m_directory->filePath(u"ada"_s));
        QVERIFY(m_ada->signIn(*m_server, [](SignIn &signIn) {
            signIn.createAccount({.username = u"ada"_s, .password = Person::password});
        }));
        m_ada->open();
        QTRY_VERIFY(m_ada->isOnline());
    }
    void cleanup()
    {
        m_ada.reset();
        m_grace.reset();
        m_server.reset();
    }

    void whatIsSentThroughItIsReadOverHttp()
    {
        const ChatId chat = m_ada->account->chatWith(u"grace"_s);
        QVERIFY(m_ada->account->send(chat, u"from the client"_s));
        QTRY_VERIFY(m_ada->account->chat(chat).lastSeq == Seq(1));
        const QString conversation = m_ada->account->chat(chat).conversation->toString();
        const auto messages = m_grace->messages(conversation);
        QCOMPARE(messages.size(), 1);
        QCOMPARE(messages[0][u"body"_s].toString(), u"from the client"_s);
    }

    void whatIsWrittenOverHttpArrives()
    {
        QSignalSpy arrived(m_ada->account.get(), &Account::messageArrived);
        const QString conversation = conversationOfGrace();
        QCOMPARE(m_grace->write(conversation, u"over HTTP"_s).status, 201);
        QTRY_COMPARE(arrived.size(), 1);
        QCOMPARE(arrived[0][1].value<Message>().body, u"over HTTP"_s);
    }

    void typingEndsWithTheMessage()
    {
        const ChatId chat = m_ada->account->chatWith(u"grace"_s);
        const QString conversation = conversationOfGrace();
        const auto graces = m_grace->openSocket();
        QVERIFY(graces);
        QCOMPARE(m_grace->write(conversation, u"first"_s).status, 201);
        QTRY_COMPARE(m_ada->texts(chat), QStringList{u"first"_s});
        QList<bool> wasTyping;
        connect(m_ada->account.get(), &Account::messageArrived, this,
                [&] { wasTyping.append(m_ada->account->isTyping(chat)); });
        graces->send({{"type"_L1, "typing"_L1}, {"conversation"_L1, conversation}});
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->account->isTyping(chat), 20000);
        QCOMPARE(m_grace->write(conversation, u"second"_s).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(wasTyping, QList{false}, 20000);
        disconnect(m_ada->account.get(), &Account::messageArrived, this, nullptr);
    }

    void aSecondDeviceHasTheHistory()
    {
        const QString conversation = conversationOfGrace();
        QStringList written;
        for (int i = 1; i <= 60; ++i) {
            written.append(QString::number(i));
            QCOMPARE(m_grace->write(conversation, written.last()).status, 201);
        }
        Device second(m_directory->filePath(u"second"_s));
        QVERIFY(second.signIn(*m_server, [](SignIn &signIn) { signIn.logIn(u"ada"_s, Person::password); }));
        second.open();
        QTRY_VERIFY(second.isOnline());
        QCOMPARE(second.texts(second.account->chatWith(u"grace"_s)), written);
    }

    void whatIsWrittenOfflineGoesOutOnceThoughTheClientWasKilled()
    {
        const ChatId chat = m_ada->account->chatWith(u"grace"_s);
        m_server->kill();
        QVERIFY(m_ada->account->send(chat, u"first"_s));
        QVERIFY(m_ada->account->send(chat, u"second"_s));
        m_ada->close();
        QVERIFY(m_server->start());
        m_ada->open();
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->isOnline() && m_ada->account->status().queued == 0, 20000);
        QCOMPARE(m_ada->texts(chat), (QStringList{u"first"_s, u"second"_s}));
        QCOMPARE(m_grace->messages(m_ada->account->chat(chat).conversation->toString()).size(), 2);
    }

    void itOutlivesKillsOfTheServer()
    {
        const ChatId chat = m_ada->account->chatWith(u"grace"_s);
        QStringList written;
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 20; ++i) {
                written.append(u"%1 of round %2"_s.arg(i).arg(round));
                QVERIFY(m_ada->account->send(chat, written.last()));
            }
            QTest::qWait(20 + 15 * round); // some of them are on their way
            m_server->kill();
            QVERIFY(m_server->start());
            m_ada->account->retryNow();
            QTRY_VERIFY_WITH_TIMEOUT(m_ada->isOnline() && m_ada->account->status().queued == 0, 20000);
        }
        QCOMPARE(m_ada->texts(chat), written);
        QCOMPARE(m_grace->messages(m_ada->account->chat(chat).conversation->toString()).size(),
                 written.size());
    }

    void anEndedSessionIsTold()
    {
        QSignalSpy loggedOut(m_ada->account.get(), &Account::loggedOut);
        QCOMPARE(m_server->command({u"user"_s, u"disable"_s, u"ada"_s}).exitStatus, 0);
        QTRY_COMPARE(loggedOut.size(), 1);
        QCOMPARE(m_ada->account->status().state, ConnectionStatus::State::LoggedOut);
    }

private:
    [[nodiscard]] QString conversationOfGrace()
    {
        const Person ada(*m_server, u"ada"_s);
        return m_grace->conversationWith(ada);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Device> m_ada;
};

CONFAB_TEST(AccountTest)
#include "accounttest.moc"
