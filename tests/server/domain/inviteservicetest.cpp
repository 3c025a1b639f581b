// SPDX-License-Identifier: Apache-2.0
#include "server/domain/inviteservice.h"

#include "shared/core/limits.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/support/testcase.h"

#include <QSet>

#include <future>

using namespace confab;
using namespace confab::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Who may invite, whom an invitation lets in, and for how long.
class InviteServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void onlyThoseWhoRunTheServerInvite();
    void whoIsNoAdministratorAnyMoreDoesNotInvite();
    void isMadeAsAskedFor();
    void cannotBeginWhenItIsOver();
    void letsInAsOftenAsItSays();
    void letsInUntilItExpires();
    void letsNobodyInOnceRevoked();
    void letsInWhoTypesItInTheirOwnWay();
    void nobodyComesInWithout_data();
    void nobodyComesInWithout();
    void isNotUsedUpByWhoDoesNotGetIn();
    void ofTwoAtOnceTheLastUseLetsInOne();
    void listsInPages();
    void refusesWhatIsNoCursor();
    void isFullAtTheLimit();

private:
    [[nodiscard]] Result<Invite> make(const InviteRequest &request, const Caller &caller);
    [[nodiscard]] Result<Invite> make(const InviteRequest &request = {}) { return make(request, m_owner); }
    [[nodiscard]] Result<void> revoke(const QString &code, const Caller &caller);
    [[nodiscard]] Result<LoggedIn> join(const QString &username, const std::optional<QString> &invite);
    [[nodiscard]] QStringList listed(int limit, const QString &after = {});

    std::unique_ptr<AccountsFixture> m_fixture;
    Caller m_owner;
    Caller m_user;
};

void InviteServiceTest::init()
{
    m_fixture = std::make_unique<AccountsFixture>(RegistrationPolicy::Invite);
    // The operator makes the first account, which owns the server.
    const AccountService open(
        {m_fixture->hasher, m_fixture->sessions, m_fixture->presence, m_fixture->clock(), m_fixture->invites},
        RegistrationPolicy::Open);
    const auto add = [&](const QString &name) {
        return callerOf(*open.registerAccount(m_fixture->database(), m_fixture->writer,
                                              {.username = name, .password = u"correct horse"_s}));
    };
    m_owner = add(u"ada"_s);
    m_user = add(u"grace"_s);
}

Result<Invite> InviteServiceTest::make(const InviteRequest &request, const Caller &caller)
{
    return m_fixture->writer.run<Invite>(
        [&](Transaction &transaction) { return m_fixture->invites.make(transaction, caller, request); });
}

Result<void> InviteServiceTest::revoke(const QString &code, const Caller &caller)
{
    const auto revoked = m_fixture->write(
        [&](Transaction &transaction) { return m_fixture->invites.revoke(transaction, caller, code); });
    return revoked ? Result<void>() : Result<void>(revoked.error());
}

Result<LoggedIn> InviteServiceTest::join(const QString &username, const std::optional<QString> &invite)
{
    return m_fixture->accounts.registerAccount(
        m_fixture->database(), m_fixture->writer,
        {.username = username, .password = u"correct horse"_s, .invite = invite});
}

QStringList InviteServiceTest::listed(int limit, const QString &after)
{
    const auto page = m_fixture->invites.list(m_fixture->database(), m_owner, limit, after);
    QStringList codes;
    for (const Invite &invite : page ? page->items : QList<Invite>())
        codes.append(invite.code);
    return page && !page->next.isEmpty() ? codes + listed(limit, page->next) : codes;
}

void InviteServiceTest::onlyThoseWhoRunTheServerInvite()
{
    const auto invite = make();
    QVERIFY(invite);
    QCOMPARE(make({}, m_user).error().code, ErrorCode::Forbidden);
    QCOMPARE(revoke(invite->code, m_user).error().code, ErrorCode::Forbidden);
    QCOMPARE(m_fixture->invites.list(m_fixture->database(), m_user, 10, {}).error().code,
             ErrorCode::Forbidden);
    QCOMPARE(listed(10), QStringList(invite->code));
}

void InviteServiceTest::whoIsNoAdministratorAnyMoreDoesNotInvite()
{
    const auto setRole = [this](Role role) {
        QVERIFY(m_fixture->write([&](Transaction &transaction) {
            return AccountRepository(transaction.database()).setRole(m_user.account, role);
        }));
    };
    setRole(Role::Admin);
    Caller admin = m_user;
    admin.role = Role::Admin;
    QVERIFY(make({}, admin));
    setRole(Role::User);
    QCOMPARE(make({}, admin).error().code, ErrorCode::Forbidden);
}

void InviteServiceTest::isMadeAsAskedFor()
{
    const auto any = make();
    QVERIFY(any && !any->expiresAt && !any->usesLeft);
    const Timestamp tomorrow = m_fixture->clock().now() + 24h;
    const auto some = make({.expiresAt = tomorrow, .usesLeft = 3});
    QVERIFY(some);
    QCOMPARE(some->expiresAt, std::optional(tomorrow));
    QCOMPARE(some->usesLeft, std::optional(3));
    QVERIFY(some->code != any->code);
}

void InviteServiceTest::cannotBeginWhenItIsOver()
{
    const auto past = make({.expiresAt = m_fixture->clock().now()});
    QVERIFY(!past);
    QCOMPARE(past.error().code, ErrorCode::InvalidField);
    QCOMPARE(past.error().field, u"expiresAt"_s);
}

void InviteServiceTest::letsInAsOftenAsItSays()
{
    const QString code = make({.usesLeft = 2})->code;
    QVERIFY(join(u"linus"_s, code));
    QCOMPARE(m_fixture->invites.list(m_fixture->database(), m_owner, 10, {})->items.first().usesLeft,
             std::optional(1));
    QVERIFY(join(u"margaret"_s, code));
    QCOMPARE(join(u"eve"_s, code).error().code, ErrorCode::RegistrationClosed);
    QVERIFY(listed(10).isEmpty());
    const QString endless = make()->code;
    for (int i = 0; i < 5; ++i)
        QVERIFY(join(u"guest%1"_s.arg(i), endless));
}

void InviteServiceTest::letsInUntilItExpires()
{
    const QString code = make({.expiresAt = m_fixture->clock().now() + 1h})->code;
    QVERIFY(join(u"linus"_s, code));
    m_fixture->clock().advance(1h);
    QCOMPARE(join(u"eve"_s, code).error().code, ErrorCode::RegistrationClosed);
    QVERIFY(listed(10).isEmpty());
    QCOMPARE(revoke(code, m_owner).error().code, ErrorCode::NotFound);
}

void InviteServiceTest::letsNobodyInOnceRevoked()
{
    const QString code = make()->code;
    QVERIFY(revoke(code, m_owner));
    QCOMPARE(join(u"eve"_s, code).error().code, ErrorCode::RegistrationClosed);
    QCOMPARE(revoke(code, m_owner).error().code, ErrorCode::NotFound);
}

void InviteServiceTest::letsInWhoTypesItInTheirOwnWay()
{
    const QString code = make()->code;
    QVERIFY(join(u"linus"_s, u"  "_s + QString(code).remove(u'-').toLower()));
    QVERIFY(revoke(code.toLower(), m_owner));
}

void InviteServiceTest::nobodyComesInWithout_data()
{
    QTest::addColumn<bool>("given");
    QTest::addColumn<QString>("code");
    QTest::newRow("an invitation") << false << QString();
    QTest::newRow("one that says something") << true << QString();
    QTest::newRow("one that was ever made") << true << u"0000-0000-0000-0000"_s;
    QTest::newRow("one that could be a code") << true << u"please"_s;
    QTest::newRow("one but for SQL") << true << u"' OR 1=1 --"_s;
}

void InviteServiceTest::nobodyComesInWithout()
{
    QFETCH(bool, given);
    QFETCH(QString, code);
    QVERIFY(make());
    const auto refused = join(u"eve"_s, given ? std::optional(code) : std::nullopt);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::RegistrationClosed);
    QCOMPARE(refused.error().field, u"invite"_s);
    QVERIFY(!*AccountRepository(m_fixture->database()).findByName(u"eve"));
}

void InviteServiceTest::isNotUsedUpByWhoDoesNotGetIn()
{
    const QString code = make({.usesLeft = 1})->code;
    QCOMPARE(join(u"ADA"_s, code).error().code, ErrorCode::UsernameTaken);
    QVERIFY(join(u"linus"_s, code));
}

void InviteServiceTest::ofTwoAtOnceTheLastUseLetsInOne()
{
    const QString code = make({.usesLeft = 1})->code;
    auto one = std::async(std::launch::async, [&] {
        const auto database = *Database::open(m_fixture->storage.url(), Access::Read);
        return bool(m_fixture->accounts.registerAccount(
            *database, m_fixture->writer,
            {.username = u"linus"_s, .password = u"correct horse"_s, .invite = code}));
    });
    const bool two = bool(join(u"margaret"_s, code));
    QVERIFY(one.get() != two);
}

void InviteServiceTest::listsInPages()
{
    QStringList made;
    for (int i = 0; i < 5; ++i) {
        made.prepend(make()->code);
        m_fixture->clock().advance(i == 2 ? 0ms : 1ms); // two of the same time
    }
    const QStringList all = listed(10);
    QCOMPARE(QSet(all.begin(), all.end()), QSet(made.begin(), made.end()));
    QCOMPARE(all.first(), made.first());
    QCOMPARE(all.last(), made.last());
    QCOMPARE(listed(2), all);
    QCOMPARE(listed(5), all);
}

void InviteServiceTest::refusesWhatIsNoCursor()
{
    for (const QString &after : {u"nonsense"_s, u"MQ"_s, u"YQph"_s}) {
        const auto page = m_fixture->invites.list(m_fixture->database(), m_owner, 10, after);
        QVERIFY2(!page, qPrintable(after));
        QCOMPARE(page.error().field, u"after"_s);
    }
}

void InviteServiceTest::isFullAtTheLimit()
{
    const Timestamp soon = m_fixture->clock().now() + 1h;
    QVERIFY(m_fixture->write([&](Transaction &transaction) -> Result<void> {
        for (int i = 0; i < Limits::invites; ++i) {
            const auto made = m_fixture->invites.make(transaction, m_owner, {.expiresAt = soon});
            if (!made)
                return made.error();
        }
        return {};
    }));
    QCOMPARE(make().error().code, ErrorCode::ListFull);
    m_fixture->clock().advance(1h);
    QVERIFY(make());
}

CONFAB_TEST(InviteServiceTest)
#include "inviteservicetest.moc"
