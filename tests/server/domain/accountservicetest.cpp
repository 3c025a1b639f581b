// SPDX-License-Identifier: Apache-2.0
#include "shared/core/limits.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/support/testcase.h"

#include <future>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class AccountServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<AccountsFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void registersAndLogsIn()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        QCOMPARE(ada.user.username, u"ada"_s);
        QCOMPARE(ada.user.displayName, u"ada"_s);
        QCOMPARE(ada.recoveryCodes.size(), Limits::recoveryCodes);
        QVERIFY(m_fixture->isLoggedIn(ada.session));
        const auto again = m_fixture->logIn(u"ADA"_s, u"correct horse"_s);
        QVERIFY(again);
        QCOMPARE(again->user.id, ada.user.id);
        QVERIFY(again->session.id != ada.session.id);
        QVERIFY(again->recoveryCodes.isEmpty());
    }

    void makesTheFirstTheOwner()
    {
        const LoggedIn first = m_fixture->join(u"ada"_s);
        const LoggedIn second = m_fixture->join(u"grace"_s);
        QCOMPARE(m_fixture->accounts.me(m_fixture->database(), callerOf(first))->role, Role::Owner);
        QCOMPARE(m_fixture->accounts.me(m_fixture->database(), callerOf(second))->role, Role::User);
    }

    void makesOneOfTwoTheOwnerWhenBothAreTheFirst()
    {
        Writer other(m_fixture->storage.url(), m_fixture->bus);
        QVERIFY(other.start());
        // The one stays in its transaction for as long as the other may need to find nobody, too.
        std::promise<void> added;
        std::promise<void> otherIsDone;
        auto released = otherIsDone.get_future();
        auto one = std::async(std::launch::async, [&] {
            return m_fixture->writer.run<AccountRow>([&](Transaction &transaction) {
                auto row = add(transaction, u"ada"_s);
                added.set_value();
                (void)released.wait_for(std::chrono::milliseconds(500));
                return row;
            });
        });
        added.get_future().wait();
        const auto two
            = other.run<AccountRow>([&](Transaction &transaction) { return add(transaction, u"grace"_s); });
        otherIsDone.set_value();
        const auto first = one.get();
        other.stop();
        QVERIFY(first && two);
        QCOMPARE(first->role, Role::Owner);
        QCOMPARE(two->role, Role::User);
    }

    void givesANameOnce()
    {
        m_fixture->join(u"ada"_s);
        for (const QString &name : {u"ada"_s, u"ADA"_s, u"Ada"_s}) {
            const auto second
                = m_fixture->accounts.registerAccount(m_fixture->database(), m_fixture->writer,
                                                      {.username = name, .password = u"battery staple"_s});
            QVERIFY(!second);
            QCOMPARE(second.error().code, ErrorCode::UsernameTaken);
            QCOMPARE(second.error().field, u"username"_s);
        }
        QVERIFY(m_fixture->logIn(u"ada"_s, u"correct horse"_s));
    }

    void registersNobodyWhenClosed()
    {
        AccountsFixture closed(RegistrationPolicy::Closed);
        const auto joined = closed.accounts.registerAccount(
            closed.database(), closed.writer, {.username = u"ada"_s, .password = u"correct horse"_s});
        QVERIFY(!joined);
        QCOMPARE(joined.error().code, ErrorCode::RegistrationClosed);
        QVERIFY(*AccountRepository(closed.database()).isEmpty());
    }

    void refusesWrongCredentialsAlike_data()
    {
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("password");
        QTest::newRow("a wrong password") << u"ada"_s << u"wrong horse"_s;
        QTest::newRow("a wrong name") << u"eve"_s << u"correct horse"_s;
        QTest::newRow("no password") << u"ada"_s << QString();
        QTest::newRow("no name") << QString() << u"correct horse"_s;
        QTest::newRow("what could not be a name") << u"a b; --"_s << u"correct horse"_s;
    }
    void refusesWrongCredentialsAlike()
    {
        QFETCH(QString, username);
        QFETCH(QString, password);
        m_fixture->join(u"ada"_s);
        const auto refused = m_fixture->logIn(username, password);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::BadCredentials);
        QCOMPARE(refused.error().detail, m_fixture->logIn(u"nobody"_s, u"nothing"_s).error().detail);
    }

    void tellsADisabledAccountOnlyToWhoHasItsPassword()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        QVERIFY(AccountRepository(m_fixture->database()).setDisabled(ada.user.id, true));
        QCOMPARE(m_fixture->logIn(u"ada"_s, u"wrong horse"_s).error().code, ErrorCode::BadCredentials);
        QCOMPARE(m_fixture->logIn(u"ada"_s, u"correct horse"_s).error().code, ErrorCode::AccountDisabled);
    }

    void hashesAnewWhenTheCostHasChanged()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const QString before = hashOf(ada);
        const PasswordHasher dearer({.operations = 2, .memoryKib = 16});
        const AccountService accounts(
            {dearer, m_fixture->sessions, m_fixture->presence, m_fixture->clock(), m_fixture->invites},
            RegistrationPolicy::Open);
        QVERIFY(accounts.logIn(m_fixture->database(), m_fixture->writer,
                               {.username = u"ada"_s, .password = u"correct horse"_s}));
        const QString after = hashOf(ada);
        QVERIFY(after != before);
        QVERIFY(after.contains("m=16,t=2"_L1));
        QVERIFY(m_fixture->logIn(u"ada"_s, u"correct horse"_s));
    }

    void changesThePassword()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const LoggedIn other = *m_fixture->logIn(u"ada"_s, u"correct horse"_s);
        QVERIFY(change(ada, u"correct horse"_s, u"battery staple"_s, false));
        QVERIFY(m_fixture->isLoggedIn(other.session));
        QCOMPARE(m_fixture->logIn(u"ada"_s, u"correct horse"_s).error().code, ErrorCode::BadCredentials);
        QVERIFY(m_fixture->logIn(u"ada"_s, u"battery staple"_s));
    }

    void endsTheOtherSessionsIfAsked()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const LoggedIn other = *m_fixture->logIn(u"ada"_s, u"correct horse"_s);
        const LoggedIn grace = m_fixture->join(u"grace"_s);
        QVERIFY(change(ada, u"correct horse"_s, u"battery staple"_s, true));
        QVERIFY(m_fixture->isLoggedIn(ada.session));
        QVERIFY(!m_fixture->isLoggedIn(other.session));
        QVERIFY(m_fixture->isLoggedIn(grace.session));
        QCOMPARE(m_fixture->takeEnds(), QList{other.session.id});
    }

    void keepsThePasswordWhenTheOldOneIsWrong()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const auto refused = change(ada, u"wrong horse"_s, u"battery staple"_s, true);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::WrongPassword);
        QVERIFY(m_fixture->logIn(u"ada"_s, u"correct horse"_s));
    }

    void resetsThePasswordByACode()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const LoggedIn grace = m_fixture->join(u"grace"_s);
        QVERIFY(reset(u"Ada"_s, ada.recoveryCodes[3].toLower(), u"battery staple"_s));
        QVERIFY(!m_fixture->isLoggedIn(ada.session));
        QVERIFY(m_fixture->isLoggedIn(grace.session));
        QCOMPARE(m_fixture->takeEnds(), QList{ada.session.id});
        QVERIFY(m_fixture->logIn(u"ada"_s, u"battery staple"_s));
        QVERIFY(!m_fixture->logIn(u"ada"_s, u"correct horse"_s));
    }

    void takesACodeOnce()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        QVERIFY(reset(u"ada"_s, ada.recoveryCodes[0], u"battery staple"_s));
        QCOMPARE(reset(u"ada"_s, ada.recoveryCodes[0], u"another staple"_s).error().code,
                 ErrorCode::BadCredentials);
        QVERIFY(m_fixture->logIn(u"ada"_s, u"battery staple"_s));
        QVERIFY(reset(u"ada"_s, ada.recoveryCodes[1], u"another staple"_s));
    }

    void refusesWrongCodesAlike()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const LoggedIn grace = m_fixture->join(u"grace"_s);
        const auto wrongCode = reset(u"ada"_s, u"0000-0000-0000-0000"_s, u"battery staple"_s);
        const auto othersCode = reset(u"ada"_s, grace.recoveryCodes[0], u"battery staple"_s);
        const auto noCode = reset(u"ada"_s, u"?"_s, u"battery staple"_s);
        const auto wrongName = reset(u"nobody"_s, ada.recoveryCodes[0], u"battery staple"_s);
        for (const auto &refused : {wrongCode, othersCode, noCode, wrongName}) {
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::BadCredentials);
            QCOMPARE(refused.error().detail, wrongName.error().detail);
        }
        QVERIFY(m_fixture->isLoggedIn(ada.session));
    }

    void renewsTheCodes()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const auto renew = [&](const QString &password) {
            return m_fixture->accounts.renewRecoveryCodes(m_fixture->database(), m_fixture->writer,
                                                          callerOf(ada), {.password = password});
        };
        QCOMPARE(renew(u"wrong horse"_s).error().code, ErrorCode::WrongPassword);
        const auto renewed = renew(u"correct horse"_s);
        QVERIFY(renewed);
        QCOMPARE(renewed->recoveryCodes.size(), Limits::recoveryCodes);
        QVERIFY(!reset(u"ada"_s, ada.recoveryCodes[0], u"battery staple"_s));
        QVERIFY(reset(u"ada"_s, renewed->recoveryCodes[0], u"battery staple"_s));
    }

    void updatesOnlyWhatIsNamed()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const auto first = update(ada, {.displayName = u"Ada Lovelace"_s, .status = u"counting"_s});
        QVERIFY(first);
        QCOMPARE(first->user.displayName, u"Ada Lovelace"_s);
        QCOMPARE(first->user.status, std::optional(u"counting"_s));
        const auto second = update(ada, {.sendReadReceipts = false});
        QVERIFY(second);
        QCOMPARE(second->user.displayName, u"Ada Lovelace"_s);
        QVERIFY(!second->sendReadReceipts);
        QVERIFY(second->sharePresence);
        QVERIFY(second->account > first->account);
        const auto third = update(ada, {.status = u""_s});
        QCOMPARE(third->user.status, std::nullopt);
        QCOMPARE(m_fixture->accounts.me(m_fixture->database(), callerOf(ada))->account, third->account);
    }

    void isFoundByTheNewName()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        QVERIFY(update(ada, {.displayName = u"Countess"_s}));
        const auto found
            = AccountRepository(m_fixture->database()).list({.query = u"countess"_s, .limit = 10});
        QCOMPARE(found->size(), 1);
    }

    void hidesPresenceWhereItIsNotShared()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        QVERIFY(update(ada, {})->user.presence.has_value());
        QVERIFY(!update(ada, {.sharePresence = false})->user.presence.has_value());
    }

private:
    Result<AccountRow> add(Transaction &transaction, const QString &username)
    {
        return m_fixture->accounts.add(
            transaction, {.username = username, .displayName = username, .passwordHash = u"none"_s});
    }

    Result<void> change(const LoggedIn &who, const QString &from, const QString &to, bool endOthers)
    {
        return m_fixture->accounts.changePassword(
            m_fixture->database(), m_fixture->writer, callerOf(who),
            {.password = from, .newPassword = to, .endOtherSessions = endOthers});
    }
    Result<void> reset(const QString &username, const QString &code, const QString &password)
    {
        return m_fixture->accounts.resetPassword(
            m_fixture->database(), m_fixture->writer,
            {.username = username, .recoveryCode = code, .newPassword = password});
    }
    Result<Me> update(const LoggedIn &who, const UpdateMeRequest &request)
    {
        return m_fixture->writer.run<Me>([&](Transaction &transaction) {
            return m_fixture->accounts.updateMe(transaction, callerOf(who), request);
        });
    }
    QString hashOf(const LoggedIn &who)
    {
        return (**AccountRepository(m_fixture->database()).find(who.user.id)).passwordHash;
    }

    std::unique_ptr<AccountsFixture> m_fixture;
};

CONFAB_TEST(AccountServiceTest)
#include "accountservicetest.moc"
