// SPDX-License-Identifier: Apache-2.0
#include "server/domain/operatorservice.h"

#include "server/domain/conversationservice.h"
#include "server/storage/activeconversationrepository.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class OperatorServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // Registration is closed to others, not to the operator.
        m_fixture = std::make_unique<AccountsFixture>(RegistrationPolicy::Closed);
        m_service = std::make_unique<OperatorService>(m_fixture->accounts, m_fixture->sessions,
                                                      m_fixture->hasher, m_fixture->clock());
        QVERIFY(m_service->add(m_fixture->writer, {.username = u"Ada"_s, .password = u"correct horse"_s}));
    }
    void cleanup()
    {
        m_service.reset();
        m_fixture.reset();
    }

    void addsAccounts()
    {
        const auto grace = m_service->add(
            m_fixture->writer,
            {.username = u"grace"_s, .displayName = u" Grace Hopper "_s, .password = u"battery staple"_s});
        QVERIFY(grace);
        QCOMPARE(grace->displayName, u"Grace Hopper"_s);
        QCOMPARE(grace->role, Role::User);
        QVERIFY(m_fixture->logIn(u"grace"_s, u"battery staple"_s));
    }

    void refusesBadAccounts_data()
    {
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("displayName");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("field");
        QTest::newRow("a name with a blank") << u"a b"_s << u""_s << u"battery staple"_s << u"username"_s;
        QTest::newRow("a name of one letter") << u"a"_s << u""_s << u"battery staple"_s << u"username"_s;
        QTest::newRow("a name that is taken") << u"ADA"_s << u""_s << u"battery staple"_s << u"username"_s;
        QTest::newRow("a long display name")
            << u"grace"_s << u"x"_s.repeated(65) << u"battery staple"_s << u"displayName"_s;
        QTest::newRow("a short password") << u"grace"_s << u""_s << u"short"_s << u"password"_s;
        QTest::newRow("a long password") << u"grace"_s << u""_s << u"x"_s.repeated(257) << u"password"_s;
    }
    void refusesBadAccounts()
    {
        QFETCH(QString, username);
        QFETCH(QString, displayName);
        QFETCH(QString, password);
        const auto refused = m_service->add(
            m_fixture->writer, {.username = username, .displayName = displayName, .password = password});
        QVERIFY(!refused);
        QTEST(refused.error().field, "field");
        QCOMPARE(m_service->list(m_fixture->writer)->size(), 1);
    }

    void listsAll()
    {
        for (int i = 0; i < 1100; ++i) {
            QVERIFY(AccountRepository(m_fixture->database())
                        .insert({.username = u"person%1"_s.arg(i),
                                 .displayName = u"x"_s,
                                 .passwordHash = u"none"_s,
                                 .disabled = i % 2 == 0}));
        }
        QCOMPARE(m_service->list(m_fixture->writer)->size(), 1101);
    }

    void resetsAPassword()
    {
        const LoggedIn ada = *m_fixture->logIn(u"ada"_s, u"correct horse"_s);
        QCOMPARE(m_service->resetPassword(m_fixture->writer, u"ada"_s, u"short"_s).error().field,
                 u"password"_s);
        QVERIFY(m_service->resetPassword(m_fixture->writer, u"ada"_s, u"battery staple"_s));
        QVERIFY(!m_fixture->isLoggedIn(ada.session));
        QVERIFY(m_fixture->logIn(u"ada"_s, u"battery staple"_s));
    }

    void keepsSomebodyOutAndLetsThemIn()
    {
        const LoggedIn ada = *m_fixture->logIn(u"ada"_s, u"correct horse"_s);
        QVERIFY(m_service->disable(m_fixture->writer, u"ADA"_s)->disabled);
        QVERIFY(!m_fixture->isLoggedIn(ada.session));
        QCOMPARE(m_fixture->takeEnds(), QList{ada.session.id});
        QCOMPARE(m_fixture->refresh(ada.session.refreshToken).error().code, ErrorCode::NotAuthenticated);
        QVERIFY(!m_service->enable(m_fixture->writer, u"ada"_s)->disabled);
        QVERIFY(!m_fixture->isLoggedIn(ada.session)); // that one stays over
        QVERIFY(m_fixture->logIn(u"ada"_s, u"correct horse"_s));
    }

    void whoIsDisabledIsInNoActiveConversation()
    {
        QVERIFY(m_service->add(m_fixture->writer, {.username = u"grace"_s, .password = u"battery staple"_s}));
        const LoggedIn grace = *m_fixture->logIn(u"grace"_s, u"battery staple"_s);
        const LoggedIn ada = *m_fixture->logIn(u"ada"_s, u"correct horse"_s);
        const ConversationService conversations(m_fixture->clock(), ConversationPolicy::Exclusive);
        QVERIFY(m_fixture->write([&](Transaction &transaction) {
            return conversations.start(transaction, callerOf(grace), u"ada"_s, u"with"_s);
        }));
        const auto activeOf = [this](const LoggedIn &who) {
            return *ActiveConversationRepository(m_fixture->database()).of(who.user.id);
        };
        QVERIFY(activeOf(ada) && activeOf(ada) == activeOf(grace));
        QVERIFY(m_service->disable(m_fixture->writer, u"ada"_s));
        QCOMPARE(activeOf(grace), std::nullopt);
        QCOMPARE(activeOf(ada), std::nullopt);
    }

    void makesAdmins()
    {
        QVERIFY(m_service->add(m_fixture->writer, {.username = u"grace"_s, .password = u"battery staple"_s}));
        QCOMPARE(m_service->makeAdmin(m_fixture->writer, u"grace"_s)->role, Role::Admin);
        QCOMPARE(m_service->makeAdmin(m_fixture->writer, u"ada"_s)->role, Role::Owner); // no step down
    }

    void knowsNobodyElse()
    {
        const QString name = u"nobody"_s;
        QCOMPARE(m_service->disable(m_fixture->writer, name).error().code, ErrorCode::NotFound);
        QCOMPARE(m_service->enable(m_fixture->writer, name).error().code, ErrorCode::NotFound);
        QCOMPARE(m_service->makeAdmin(m_fixture->writer, name).error().code, ErrorCode::NotFound);
        QCOMPARE(m_service->resetPassword(m_fixture->writer, name, u"battery staple"_s).error().code,
                 ErrorCode::NotFound);
    }

private:
    std::unique_ptr<AccountsFixture> m_fixture;
    std::unique_ptr<OperatorService> m_service;
};

CONFAB_TEST(OperatorServiceTest)
#include "operatorservicetest.moc"
