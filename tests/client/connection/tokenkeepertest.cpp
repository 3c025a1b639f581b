// SPDX-License-Identifier: Apache-2.0
#include "client/connection/tokenkeeper.h"
#include "client/connection/networkerror.h"
#include "tests/client/connection/faketime.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// Plays the server and the keychain: remembers what was asked, and answers when the test says so.
struct Surroundings {
    FakeTime time;
    QStringList refreshed; ///< the refresh tokens that came
    QList<Answer<Session>> answers;
    QList<Session> stored;
    Result<void> storeOutcome;

    Session session(int number) const
    {
        return {.id = SessionId(1),
                .accessToken = u"access%1"_s.arg(number),
                .expiresAt = time.now() + std::chrono::minutes(15),
                .refreshToken = u"refresh%1"_s.arg(number),
                .device = u"test"_s};
    }
    std::unique_ptr<TokenKeeper> keeper() { return keeperOf(session(1)); }
    std::unique_ptr<TokenKeeper> keeperOf(const Session &first)
    {
        return std::make_unique<TokenKeeper>(
            first,
            [this](const QString &token, Answer<Session> done) {
                refreshed.append(token);
                answers.append(std::move(done));
            },
            [this](const Session &next, Answer<void> done) {
                stored.append(next);
                done(storeOutcome);
            },
            time);
    }
    void answer(const Result<Session> &result) { answers.takeFirst()(result); }
};

/// What the keeper has answered so far: tokens, or "error".
Answer<QString> into(QStringList &out)
{
    return [&out](Result<QString> token) { out.append(token ? *token : u"error"_s); };
}

} // namespace

class TokenKeeperTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesATokenThatHoldsAtOnce();
    void refreshesBeforeTheEnd();
    void refreshesOnceForAllWhoAsk();
    void refreshesAfterARefusal();
    void aLateRefusalOfAnOldTokenIsNotHeard();
    void storesTheSuccessorBeforeUse();
    void keepsTheOldTokenWhenStoringFails();
    void repeatsALostRefreshWithTheSameToken();
    void saysLoggedOutOnRevocation_data();
    void saysLoggedOutOnRevocation();
    void aClockAheadDoesNotRefreshEveryTime();
    void outlivesNoAnswer();
    void whoAsksBeforeThereIsASessionWaitsForIt_data();
    void whoAsksBeforeThereIsASessionWaitsForIt();
    void ofTooManyWhoWaitForASessionTheLastIsToldToTryAgain();
    void whereThereIsNoSessionNobodyWaits();
};

void TokenKeeperTest::givesATokenThatHoldsAtOnce()
{
    Surroundings around;
    const auto keeper = around.keeper();
    QStringList tokens;
    keeper->token(into(tokens));
    QCOMPARE(tokens, QStringList{u"access1"_s});
    QVERIFY(around.refreshed.isEmpty());
}

void TokenKeeperTest::refreshesBeforeTheEnd()
{
    Surroundings around;
    const auto keeper = around.keeper();
    around.time.advance(std::chrono::minutes(15) - TokenKeeper::margin);
    QStringList tokens;
    keeper->token(into(tokens));
    QVERIFY(tokens.isEmpty());
    around.answer(around.session(2));
    QCOMPARE(tokens, QStringList{u"access2"_s});
    QCOMPARE(around.refreshed, QStringList{u"refresh1"_s});
}

void TokenKeeperTest::refreshesOnceForAllWhoAsk()
{
    Surroundings around;
    const auto keeper = around.keeper();
    keeper->refuse(u"access1"_s);
    QStringList tokens;
    for (int i = 0; i < 3; ++i)
        keeper->token(into(tokens));
    QCOMPARE(around.refreshed.size(), 1);
    around.answer(around.session(2));
    QCOMPARE(tokens, (QStringList{u"access2"_s, u"access2"_s, u"access2"_s}));
}

void TokenKeeperTest::refreshesAfterARefusal()
{
    Surroundings around;
    const auto keeper = around.keeper();
    keeper->refuse(u"access1"_s);
    QStringList tokens;
    keeper->token(into(tokens));
    around.answer(around.session(2));
    keeper->token(into(tokens));
    QCOMPARE(tokens, (QStringList{u"access2"_s, u"access2"_s}));
    QCOMPARE(around.refreshed.size(), 1);
}

void TokenKeeperTest::aLateRefusalOfAnOldTokenIsNotHeard()
{
    Surroundings around;
    const auto keeper = around.keeper();
    QStringList tokens;
    keeper->refuse(u"access1"_s);
    keeper->token(into(tokens));
    around.answer(around.session(2));
    keeper->refuse(u"access1"_s);
    keeper->token(into(tokens));
    QCOMPARE(around.refreshed.size(), 1);
}

void TokenKeeperTest::storesTheSuccessorBeforeUse()
{
    Surroundings around;
    Answer<void> finishStoring;
    TokenKeeper keeper(
        around.session(1), [&](const QString &, Answer<Session> done) { done(around.session(2)); },
        [&](const Session &, Answer<void> done) { finishStoring = std::move(done); }, around.time);
    keeper.refuse(u"access1"_s);
    QStringList tokens;
    keeper.token(into(tokens));
    QVERIFY(tokens.isEmpty());
    finishStoring({});
    QCOMPARE(tokens, QStringList{u"access2"_s});
}

void TokenKeeperTest::keepsTheOldTokenWhenStoringFails()
{
    Surroundings around;
    const auto keeper = around.keeper();
    around.storeOutcome = Error{ErrorCode::StorageFull};
    keeper->refuse(u"access1"_s);
    QStringList tokens;
    keeper->token(into(tokens));
    around.answer(around.session(2));
    QCOMPARE(tokens, QStringList{u"error"_s});

    around.storeOutcome = {};
    keeper->token(into(tokens));
    QCOMPARE(around.refreshed, (QStringList{u"refresh1"_s, u"refresh1"_s}));
    around.answer(around.session(2));
    QCOMPARE(tokens.last(), u"access2"_s);
}

void TokenKeeperTest::repeatsALostRefreshWithTheSameToken()
{
    Surroundings around;
    const auto keeper = around.keeper();
    QSignalSpy loggedOut(keeper.get(), &TokenKeeper::loggedOut);
    keeper->refuse(u"access1"_s);
    QStringList tokens;
    keeper->token(into(tokens));
    around.answer(networkError(u"lost"_s));
    QCOMPARE(tokens, QStringList{u"error"_s});
    keeper->token(into(tokens));
    QCOMPARE(around.refreshed, (QStringList{u"refresh1"_s, u"refresh1"_s}));
    around.answer(around.session(2));
    QCOMPARE(tokens.last(), u"access2"_s);
    QVERIFY(loggedOut.isEmpty());
}

void TokenKeeperTest::saysLoggedOutOnRevocation_data()
{
    QTest::addColumn<int>("code");

    QTest::newRow("the session was revoked") << int(ErrorCode::NotAuthenticated);
    QTest::newRow("the refresh token is unknown") << int(ErrorCode::BadCredentials);
    QTest::newRow("the account was disabled") << int(ErrorCode::AccountDisabled);
}

void TokenKeeperTest::saysLoggedOutOnRevocation()
{
    QFETCH(int, code);
    Surroundings around;
    const auto keeper = around.keeper();
    QSignalSpy loggedOut(keeper.get(), &TokenKeeper::loggedOut);
    keeper->refuse(u"access1"_s);
    QStringList tokens;
    keeper->token(into(tokens));
    around.answer(Error{ErrorCode(code)});
    keeper->token(into(tokens));
    QCOMPARE(tokens, (QStringList{u"error"_s, u"error"_s}));
    QCOMPARE(loggedOut.size(), 1);
    QCOMPARE(around.refreshed.size(), 1);
}

void TokenKeeperTest::aClockAheadDoesNotRefreshEveryTime()
{
    Surroundings around;
    const auto keeper = around.keeper();
    around.time.advance(std::chrono::hours(1));
    QStringList tokens;
    keeper->token(into(tokens));
    Session next = around.session(2);
    next.expiresAt = around.time.now() - std::chrono::minutes(45); // As a clock an hour ahead sees it.
    around.answer(next);
    keeper->token(into(tokens));
    QCOMPARE(tokens, (QStringList{u"access2"_s, u"access2"_s}));
    QCOMPARE(around.refreshed.size(), 1);
}

void TokenKeeperTest::outlivesNoAnswer()
{
    Surroundings around;
    auto keeper = around.keeper();
    keeper->refuse(u"access1"_s);
    QStringList tokens;
    keeper->token(into(tokens));
    keeper.reset();
    around.answer(around.session(2));
    QVERIFY(tokens.isEmpty());
}

void TokenKeeperTest::whoAsksBeforeThereIsASessionWaitsForIt_data()
{
    QTest::addColumn<bool>("isOld");

    QTest::newRow("one that holds is handed out") << false;
    QTest::newRow("one that has run out is exchanged first") << true;
}

void TokenKeeperTest::whoAsksBeforeThereIsASessionWaitsForIt()
{
    QFETCH(bool, isOld);
    Surroundings around;
    const auto keeper = around.keeperOf({});
    QSignalSpy loggedOut(keeper.get(), &TokenKeeper::loggedOut);
    QStringList tokens;
    keeper->token(into(tokens));
    keeper->token(into(tokens));
    QVERIFY(tokens.isEmpty());
    QVERIFY(around.refreshed.isEmpty());

    Session session = around.session(1);
    if (isOld)
        session.expiresAt = around.time.now();
    keeper->use(session);
    QCOMPARE(around.refreshed, isOld ? QStringList{u"refresh1"_s} : QStringList());
    if (isOld)
        around.answer(around.session(2));
    const QString token = isOld ? u"access2"_s : u"access1"_s;
    QCOMPARE(tokens, (QStringList{token, token}));
    QVERIFY(loggedOut.isEmpty());
}

void TokenKeeperTest::ofTooManyWhoWaitForASessionTheLastIsToldToTryAgain()
{
    Surroundings around;
    const auto keeper = around.keeperOf({});
    QStringList tokens;
    for (int i = 0; i < TokenKeeper::mostWaiting; ++i)
        keeper->token(into(tokens));
    QVERIFY(tokens.isEmpty());
    std::optional<Error> error;
    keeper->token([&](const Result<QString> &token) { error = token.error(); });
    QVERIFY(error && isNetworkError(*error));
    keeper->use(around.session(1));
    QCOMPARE(tokens.size(), TokenKeeper::mostWaiting);
}

void TokenKeeperTest::whereThereIsNoSessionNobodyWaits()
{
    Surroundings around;
    const auto keeper = around.keeperOf({});
    QStringList tokens;
    keeper->token(into(tokens));
    keeper->end({ErrorCode::NotAuthenticated});
    QCOMPARE(tokens, QStringList{u"error"_s});
    keeper->token(into(tokens));
    QCOMPARE(tokens, (QStringList{u"error"_s, u"error"_s}));
    keeper->use(around.session(1));
    keeper->token(into(tokens));
    QCOMPARE(tokens.last(), u"access1"_s);
    QVERIFY(around.refreshed.isEmpty());
}

} // namespace confab::tests

using confab::tests::TokenKeeperTest;
CONFAB_TEST(TokenKeeperTest)
#include "tokenkeepertest.moc"
