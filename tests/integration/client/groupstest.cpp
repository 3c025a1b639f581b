// SPDX-License-Identifier: Apache-2.0
#include "client/store/groups.h"
#include "shared/core/uuid7.h"
#include "tests/integration/client/device.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// What an account makes of its groups with a real server, without windows. Ada owns one with Grace and Ken.
class GroupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<TestServer>();
        QVERIFY(m_server->start());
        m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
        m_ken = std::make_unique<Person>(*m_server, u"ken"_s);
        m_ada = std::make_unique<Device>(m_directory->filePath(u"ada"_s));
        QVERIFY(m_ada->signIn(*m_server, [](SignIn &signIn) {
            signIn.createAccount({.username = u"ada"_s, .password = Person::password});
        }));
        m_ada->open();
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->isOnline(), 20'000);
        m_group = {};
        groups().create({.title = u"Compilers"_s,
                         .members = {u"grace"_s, u"ken"_s},
                         .clientId = newUuid7(SystemClock().now())},
                        this, [this](const Result<ChatId> &made) { m_group = made ? *made : ChatId(); });
        QTRY_VERIFY_WITH_TIMEOUT(!m_group.isNull(), 20'000);
    }
    void cleanup()
    {
        m_ada.reset();
        m_grace.reset();
        m_ken.reset();
        m_server.reset();
    }

    void isOwnedByItsMaker()
    {
        QVERIFY(chat().isOwned);
        QCOMPARE(chat().memberCount, 3);
        QVERIFY(groups().isMember(m_group, u"Grace"_s));
        QVERIFY(groups().needsHeir(m_group));
    }

    void whoIsCalledIsToldAlsoWhereItIsMuted()
    {
        QSignalSpy arrived(m_ada->account.get(), &Account::messageArrived);
        QVERIFY(m_ada->account->updateChat(m_group, {.mutedUntil = OwnState::mutedForever}));
        QVERIFY(write(u"only talk"_s));
        QVERIFY(write(u"look, @ada"_s));
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 1, 20'000);
        QCOMPARE(arrived[0][1].value<Message>().body, u"look, @ada"_s);
        m_ada->account->setTellsMentions(false);
        QVERIFY(write(u"@ada, again"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->texts(m_group).last(), u"@ada, again"_s, 20'000);
        QCOMPARE(arrived.size(), 1);
    }

    void whatHappensToItIsNoNews()
    {
        QSignalSpy arrived(m_ada->account.get(), &Account::messageArrived);
        QVERIFY(
            !ask([&](auto done) { groups().setRole(m_group, u"grace"_s, MemberRole::Owner, this, done); }));
        QCOMPARE(m_grace->patch(path(), {{"title"_L1, "Linkers"_L1}}).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(chat().displayName, u"Linkers"_s, 20'000);
        QCOMPARE(chat().unread, 0);
        QCOMPARE(arrived.size(), 0);
    }

    void refuses()
    {
        const auto code = [](const std::optional<Error> &error) { return error ? error->code : ErrorCode(); };
        QCOMPARE(code(ask([&](auto done) { groups().add(m_group, u"nobody"_s, this, done); })),
                 ErrorCode::NotFound);
        Person eve(*m_server, u"eve"_s);
        QCOMPARE(eve.ask("PUT", u"/blocks/ada"_s).status, 204);
        const auto blocked = ask([&](auto done) { groups().add(m_group, u"eve"_s, this, done); });
        QCOMPARE(code(blocked), ErrorCode::CannotDeliver);
        QCOMPARE(blocked->field, u"members"_s);
        QCOMPARE(code(ask([&](auto done) {
                     groups().setRole(m_group, u"ada"_s, MemberRole::Member, this, done);
                 })),
                 ErrorCode::LastOwner);
        QCOMPARE(code(ask([&](auto done) { groups().rename(m_group, QString(65, u'x'), this, done); })),
                 ErrorCode::InvalidField);
        const ChatId direct = m_ada->account->chatWith(u"grace"_s);
        QCOMPARE(code(ask([&](auto done) { groups().rename(direct, u"Mine"_s, this, done); })),
                 ErrorCode::NotFound);
    }

    void saysThatTheServerCannotBeReached()
    {
        m_server->kill();
        QTRY_VERIFY_WITH_TIMEOUT(!m_ada->isOnline(), 20'000);
        const auto error = ask([&](auto done) { groups().rename(m_group, u"Linkers"_s, this, done); });
        QVERIFY(error);
        QCOMPARE(error->field, u"network"_s);
        QCOMPARE(chat().displayName, u"Compilers"_s);
    }

    void isGoneForWhoLeaves()
    {
        QVERIFY(!ask([&](auto done) { groups().leave(m_group, u"ken"_s, this, done); }));
        QTRY_VERIFY_WITH_TIMEOUT(chat().isLeft(), 20'000);
        QVERIFY(m_ada->texts(m_group).isEmpty());
        QVERIFY(!m_ada->account->send(m_group, u"but"_s));
    }

private:
    Groups &groups() { return m_ada->account->groups(); }
    Chat chat() { return m_ada->account->chat(m_group); }
    QString path() { return u"/conversations/"_s + chat().conversation->toString(); }
    bool write(const QString &text)
    {
        return m_ken->write(chat().conversation->toString(), text).status == 201;
    }
    /// What the call ends in; nothing when it went well.
    template <typename Call>
    std::optional<Error> ask(Call call)
    {
        std::optional<Result<void>> answer;
        call([&answer](const Result<void> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
            return Error{ErrorCode::RequestTimeout, {}, {}};
        return *answer ? std::nullopt : std::optional(answer->error());
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Person> m_ken;
    std::unique_ptr<Device> m_ada;
    ChatId m_group;
};

CONFAB_TEST(GroupsTest)
#include "groupstest.moc"
