// SPDX-License-Identifier: Apache-2.0
#include "client/store/activechat.h"

#include "tests/integration/client/device.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// The client's store with a real server that holds people to one conversation at a time.
class ActiveChatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<TestServer>(QStringList{u"conversation_policy=exclusive"_s});
        QVERIFY(m_server->start());
        m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
        m_ken = std::make_unique<Person>(*m_server, u"ken"_s);
        m_ada = std::make_unique<Device>(m_directory->filePath(u"ada"_s));
        QVERIFY(m_ada->signIn(*m_server, [](SignIn &signIn) {
            signIn.createAccount({.username = u"ada"_s, .password = Person::password});
        }));
        open();
        m_chat = account().chatWith(u"grace"_s);
    }
    void cleanup()
    {
        m_ada.reset();
        m_ken.reset();
        m_grace.reset();
        m_server.reset();
    }

    void beginsEndsAndGoesOn()
    {
        QVERIFY(account().active().chat().isNull());
        QVERIFY(account().send(m_chat, u"hello"_s));
        QTRY_COMPARE_WITH_TIMEOUT(account().active().chat(), m_chat, 20'000);
        QVERIFY(end());
        QTRY_VERIFY_WITH_TIMEOUT(account().active().chat().isNull(), 20'000);
        QCOMPARE(account().chat(m_chat).state, ConversationState::Closed);
        QCOMPARE(stateSeenByGrace(), u"closed"_s);

        QVERIFY(start());
        QTRY_COMPARE_WITH_TIMEOUT(account().active().chat(), m_chat, 20'000);
        QCOMPARE(stateSeenByGrace(), u"open"_s);
        QCOMPARE(m_grace->post(u"/conversations/%1/close"_s.arg(conversation()), {}).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(account().active().chat().isNull(), 20'000);
        QCOMPARE(m_grace->conversationWith(*m_ken).isEmpty(), false);
        QCOMPARE(start().error().code, ErrorCode::ConversationActive);
    }

    void whoIsEngagedIsWrittenToLater()
    {
        const QString other = m_grace->conversationWith(*m_ken);
        const auto sent = account().send(m_chat, u"are you there?"_s);
        QVERIFY(sent);
        QTRY_COMPARE_WITH_TIMEOUT(refusals(), QList{ErrorCode::ConversationActive}, 20'000);
        QCOMPARE(m_ken->post(u"/conversations/%1/close"_s.arg(other), {}).status, 200);
        account().retry(*sent);
        QTRY_COMPARE_WITH_TIMEOUT(account().chat(m_chat).lastSeq, Seq(1), 20'000);
        QCOMPARE(m_grace->messages(conversation()).size(), 1);
    }

    void whatWaitedWhenItWasClosedIsRefusedAndKept()
    {
        QVERIFY(account().send(m_chat, u"hello"_s));
        QTRY_COMPARE_WITH_TIMEOUT(account().active().chat(), m_chat, 20'000);
        QVERIFY(m_server->stop());
        QVERIFY(account().send(m_chat, u"first"_s));
        QVERIFY(account().send(m_chat, u"second"_s));
        QCOMPARE(account().active().chat(), m_chat); // as last heard
        m_ada->close();
        QVERIFY(m_server->start());
        const QString id = m_grace->get(u"/me"_s).json()["activeConversation"_L1].toString();
        QCOMPARE(m_grace->post(u"/conversations/%1/close"_s.arg(id), {}).status, 200);
        open();
        const QList<ErrorCode> both{ErrorCode::ConversationClosed, ErrorCode::ConversationClosed};
        QTRY_COMPARE_WITH_TIMEOUT(refusals(), both, 20'000);
        QCOMPARE(m_ada->texts(m_chat), (QStringList{u"hello"_s, u"first"_s, u"second"_s}));
        QCOMPARE(m_grace->messages(id).size(), 1);
    }

private:
    void open()
    {
        m_ada->open();
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->isOnline(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(account().active().isExclusive(), 20'000);
    }
    [[nodiscard]] Account &account() { return *m_ada->account; }
    [[nodiscard]] QString conversation() { return account().chat(m_chat).conversation->toString(); }
    [[nodiscard]] QString stateSeenByGrace()
    {
        return m_grace->get(u"/conversations/"_s + conversation()).json()["state"_L1].toString();
    }
    using Call = void (ActiveChat::*)(ChatId, QObject *, ActiveChat::Done);
    Result<void> ask(Call call)
    {
        std::optional<Result<void>> answer;
        (account().active().*call)(m_chat, this, [&](const Result<void> &done) { answer = done; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
            return Error{ErrorCode::RequestTimeout};
        return *answer;
    }
    Result<void> start() { return ask(&ActiveChat::start); }
    Result<void> end() { return ask(&ActiveChat::end); }
    /// Why each message that was refused was, oldest first.
    [[nodiscard]] QList<ErrorCode> refusals()
    {
        const auto model = account().openMessages(m_chat);
        QList<ErrorCode> codes;
        for (int row = 0; row < model->rowCount(); ++row) {
            const QVariant error = model->index(row, 0).data(MessageListModel::ErrorRole);
            if (error.isValid())
                codes.append(error.value<Error>().code);
        }
        return codes;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Person> m_ken;
    std::unique_ptr<Device> m_ada;
    ChatId m_chat;
};

CONFAB_TEST(ActiveChatTest)
#include "activechattest.moc"
