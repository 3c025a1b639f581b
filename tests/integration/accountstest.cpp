// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Accounts, sessions and their tokens, as section 2 of the protocol says, over the wire.
class AccountsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void cleanupTestCase() { QVERIFY(m_server.stop()); }

    void registersAndLogsIn();
    void aNameIsTakenInAnyCase();
    void aWrongNameAndAWrongPasswordLookAlike();
    void listsAndEndsSessions();
    void refreshRepeatsTheSuccessorUntilItIsUsed();
    void anOldRefreshTokenRevokesTheSession();
    void aRecoveryCodeWorksOnce();
    void newRecoveryCodesVoidTheOldOnes();
    void changesThePassword();
    void changesTheProfile();
    void findsPeoplePageByPage();
    void tokensSurviveARestart();
    void whoDeletesTheAccountIsGone();
    void whatIsToBeRemovedGoesAlsoAfterAKill();

private:
    HttpAnswer login(const QString &username, const QString &password);
    HttpAnswer refresh(const QString &token);
    HttpAnswer reset(const Person &person, const QString &code);
    static QJsonObject session(const HttpAnswer &answer) { return answer.json()["session"_L1].toObject(); }

    TestServer m_server;
};

HttpAnswer AccountsTest::login(const QString &username, const QString &password)
{
    HttpClient http(m_server.port());
    return http.request(
        "POST", "/api/v1/sessions",
        Person::json({{"username"_L1, username}, {"password"_L1, password}, {"device"_L1, "test"_L1}}));
}

HttpAnswer AccountsTest::refresh(const QString &token)
{
    HttpClient http(m_server.port());
    return http.request("POST", "/api/v1/sessions/refresh", Person::json({{"refreshToken"_L1, token}}));
}

HttpAnswer AccountsTest::reset(const Person &person, const QString &code)
{
    HttpClient http(m_server.port());
    return http.request("POST", "/api/v1/password-resets",
                        Person::json({{"username"_L1, person.username()},
                                      {"recoveryCode"_L1, code},
                                      {"newPassword"_L1, "another horse"_L1}}));
}

void AccountsTest::registersAndLogsIn()
{
    HttpClient http(m_server.port());
    const HttpAnswer made = http.request("POST", "/api/v1/accounts",
                                         Person::json({{"username"_L1, "Ada.1"_L1},
                                                       {"password"_L1, "correct horse"_L1},
                                                       {"displayName"_L1, "Ada Lovelace"_L1},
                                                       {"device"_L1, "laptop"_L1}}));
    QCOMPARE(made.status, 201);
    QCOMPARE(made.json()["user"_L1]["username"_L1], "Ada.1"_L1);
    QCOMPARE(made.json()["user"_L1]["displayName"_L1], "Ada Lovelace"_L1);
    QCOMPARE(session(made)["device"_L1], "laptop"_L1);
    const QJsonArray codes = made.json()["recoveryCodes"_L1].toArray();
    QSet<QString> distinct;
    for (const QJsonValue &code : codes)
        distinct.insert(code.toString());
    QCOMPARE(distinct.size(), 10);

    const HttpAnswer again = login(u"ada.1"_s, u"correct horse"_s);
    QCOMPARE(again.status, 201);
    QVERIFY(session(again)["id"_L1] != session(made)["id"_L1]);
    for (const HttpAnswer &answer : {made, again}) {
        const HttpAnswer me = http.request(
            "GET", "/api/v1/me", {},
            {{"Authorization", "Bearer " + session(answer)["accessToken"_L1].toString().toLatin1()}});
        QCOMPARE(me.status, 200);
        QCOMPARE(me.json()["username"_L1], "Ada.1"_L1);
    }
}

void AccountsTest::aNameIsTakenInAnyCase()
{
    const Person bob(m_server, u"bob"_s);
    HttpClient http(m_server.port());
    const HttpAnswer taken
        = http.request("POST", "/api/v1/accounts",
                       Person::json({{"username"_L1, "BOB"_L1}, {"password"_L1, "correct horse"_L1}}));
    QCOMPARE(taken.status, 409);
    QCOMPARE(taken.code(), u"username_taken"_s);
    QCOMPARE(taken.field(), u"username"_s);
}

void AccountsTest::aWrongNameAndAWrongPasswordLookAlike()
{
    const Person person(m_server, u"carol"_s);
    const HttpAnswer wrongPassword = login(u"carol"_s, u"wrong horse"_s);
    const HttpAnswer wrongName = login(u"nobody"_s, u"wrong horse"_s);
    QCOMPARE(wrongPassword.status, 401);
    QCOMPARE(wrongPassword.code(), u"bad_credentials"_s);
    QVERIFY(!wrongPassword.headers.value("www-authenticate").isEmpty());
    QCOMPARE(wrongName.status, wrongPassword.status);
    QCOMPARE(wrongName.body, wrongPassword.body);
    QCOMPARE(wrongName.headers.keys(), wrongPassword.headers.keys());
}

void AccountsTest::listsAndEndsSessions()
{
    Person dora(m_server, u"dora"_s);
    const HttpAnswer other = login(u"dora"_s, Person::password);
    const QString otherId = session(other)["id"_L1].toString();

    const QJsonArray sessions = dora.get(u"/sessions"_s).json()["sessions"_L1].toArray();
    QCOMPARE(sessions.size(), 2);
    int current = 0;
    for (const QJsonValue &entry : sessions) {
        current += entry["current"_L1].toBool() ? 1 : 0;
        QCOMPARE(entry["current"_L1].toBool(), entry["id"_L1] == dora.session());
    }
    QCOMPARE(current, 1);

    QCOMPARE(dora.remove(u"/sessions/"_s + otherId).status, 204);
    QCOMPARE(dora.remove(u"/sessions/"_s + otherId).status, 404);
    QCOMPARE(refresh(session(other)["refreshToken"_L1].toString()).status, 401);
    QCOMPARE(dora.get(u"/me"_s).status, 200);
    QCOMPARE(dora.remove(u"/sessions/current"_s).status, 204);
    const HttpAnswer after = dora.get(u"/me"_s);
    QCOMPARE(after.status, 401);
    QCOMPARE(after.code(), u"not_authenticated"_s);
}

void AccountsTest::refreshRepeatsTheSuccessorUntilItIsUsed()
{
    Person erin(m_server, u"erin"_s);
    const HttpAnswer first = refresh(erin.refreshToken());
    QCOMPARE(first.status, 200);
    QVERIFY(session(first)["refreshToken"_L1] != erin.refreshToken());
    QCOMPARE(session(first)["id"_L1], erin.session());
    // The answer was lost: the same question has the same successor.
    const HttpAnswer repeated = refresh(erin.refreshToken());
    QCOMPARE(repeated.status, 200);
    QCOMPARE(session(repeated)["refreshToken"_L1], session(first)["refreshToken"_L1]);
    erin.setToken(session(repeated)["accessToken"_L1].toString());
    QCOMPARE(erin.get(u"/me"_s).status, 200);
}

void AccountsTest::anOldRefreshTokenRevokesTheSession()
{
    Person frank(m_server, u"frank"_s);
    const HttpAnswer second = refresh(frank.refreshToken());
    const HttpAnswer third = refresh(session(second)["refreshToken"_L1].toString()); // the successor was used
    QCOMPARE(third.status, 200);
    frank.setToken(session(third)["accessToken"_L1].toString());
    QCOMPARE(frank.get(u"/me"_s).status, 200);

    const HttpAnswer stolen = refresh(frank.refreshToken());
    QCOMPARE(stolen.status, 401);
    QCOMPARE(stolen.code(), u"not_authenticated"_s);
    QCOMPARE(frank.get(u"/me"_s).status, 401);
    QCOMPARE(refresh(session(third)["refreshToken"_L1].toString()).status, 401);
}

void AccountsTest::aRecoveryCodeWorksOnce()
{
    Person hedy(m_server, u"hedy"_s);
    const HttpAnswer wrong = reset(hedy, u"no such code"_s);
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.code(), u"bad_credentials"_s);
    QCOMPARE(reset(hedy, hedy.recoveryCodes().at(3)).status, 204);
    QCOMPARE(hedy.get(u"/me"_s).status, 401); // every session has ended
    QCOMPARE(login(u"hedy"_s, Person::password).status, 401);
    QCOMPARE(login(u"hedy"_s, u"another horse"_s).status, 201);
    QCOMPARE(reset(hedy, hedy.recoveryCodes().at(3)).status, 401);
    QCOMPARE(reset(hedy, hedy.recoveryCodes().at(4)).status, 204);
}

void AccountsTest::newRecoveryCodesVoidTheOldOnes()
{
    Person ida(m_server, u"ida"_s);
    const HttpAnswer refused = ida.post(u"/me/recovery-codes"_s, {{"password"_L1, "wrong horse"_L1}});
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), u"wrong_password"_s);
    const HttpAnswer renewed = ida.post(u"/me/recovery-codes"_s, {{"password"_L1, Person::password}});
    QCOMPARE(renewed.status, 201);
    const QJsonArray codes = renewed.json()["recoveryCodes"_L1].toArray();
    QCOMPARE(codes.size(), 10);
    QCOMPARE(reset(ida, ida.recoveryCodes().at(0)).status, 401);
    QCOMPARE(reset(ida, codes.at(0).toString()).status, 204);
}

void AccountsTest::changesThePassword()
{
    Person jean(m_server, u"jean"_s);
    const HttpAnswer other = login(u"jean"_s, Person::password);
    const QJsonObject wrong{{"password"_L1, "wrong horse"_L1}, {"newPassword"_L1, "another horse"_L1}};
    QCOMPARE(jean.put(u"/me/password"_s, wrong).code(), u"wrong_password"_s);
    const QJsonObject right{{"password"_L1, Person::password},
                            {"newPassword"_L1, "another horse"_L1},
                            {"endOtherSessions"_L1, true}};
    QCOMPARE(jean.put(u"/me/password"_s, right).status, 204);
    QCOMPARE(jean.get(u"/me"_s).status, 200);
    QCOMPARE(refresh(session(other)["refreshToken"_L1].toString()).status, 401);
    QCOMPARE(login(u"jean"_s, Person::password).status, 401);
    QCOMPARE(login(u"jean"_s, u"another horse"_s).status, 201);
}

void AccountsTest::changesTheProfile()
{
    Person karl(m_server, u"karl"_s);
    Person lena(m_server, u"lena"_s);
    const HttpAnswer changed
        = karl.patch(u"/me"_s, {{"displayName"_L1, u"Karl 😀"_s}, {"status"_L1, "here"_L1}});
    QCOMPARE(changed.status, 200);
    QCOMPARE(karl.get(u"/me"_s).json()["displayName"_L1], u"Karl 😀"_s);
    const QJsonObject seen = lena.get(u"/users/KARL"_s).json();
    QCOMPARE(seen["username"_L1], "karl"_L1);
    QCOMPARE(seen["status"_L1], "here"_L1);
}

void AccountsTest::findsPeoplePageByPage()
{
    Person searcher(m_server, u"searcher"_s);
    QStringList expected;
    for (int i = 0; i < 7; ++i) {
        expected.append(u"paged%1"_s.arg(i));
        const Person person(m_server, expected.last());
    }
    QStringList found;
    QString after;
    int pages = 0;
    do {
        const QJsonObject page = searcher.get(u"/users?query=PAGED&limit=3"_s + after).json();
        const QJsonArray users = page["users"_L1].toArray();
        QVERIFY(users.size() <= 3);
        for (const QJsonValue &user : users)
            found.append(user["username"_L1].toString());
        after = page["next"_L1].isNull() ? QString() : u"&after="_s + page["next"_L1].toString();
        ++pages;
    } while (!after.isEmpty() && pages < 10);
    QCOMPARE(found, expected);
    QCOMPARE(pages, 3);
    QCOMPARE(searcher.get(u"/users?query=aged3"_s).json()["users"_L1].toArray().size(), 1);
    QCOMPARE(searcher.get(u"/users/nobody"_s).code(), u"not_found"_s);
}

void AccountsTest::tokensSurviveARestart()
{
    Person mary(m_server, u"mary"_s);
    QVERIFY(m_server.stop());
    QVERIFY(m_server.start());
    QCOMPARE(mary.get(u"/me"_s).status, 200);
    QCOMPARE(refresh(mary.refreshToken()).status, 200);
}

void AccountsTest::whoDeletesTheAccountIsGone()
{
    Person nora(m_server, u"nora"_s);
    Person otto(m_server, u"otto"_s);
    const QString conversation = nora.conversationWith(otto);
    QCOMPARE(nora.write(conversation, u"farewell"_s).status, 201);
    const auto noras = nora.openSocket();
    const auto ottos = otto.openSocket();
    QVERIFY(noras && ottos);
    const auto remove = [&](const QString &password) {
        return nora.ask("DELETE", u"/me"_s,
                        Person::json({{"password"_L1, password}, {"messages"_L1, "keep"_L1}}));
    };
    const HttpAnswer wrong = remove(u"wrong horse"_s);
    QCOMPARE(wrong.status, 403);
    QCOMPARE(wrong.code(), u"wrong_password"_s);
    QCOMPARE(remove(Person::password).status, 204);

    QCOMPARE(noras->waitForClose(), 4401);
    QCOMPARE(nora.get(u"/me"_s).status, 401);
    QCOMPARE(login(u"nora"_s, Person::password).code(), u"bad_credentials"_s);
    QCOMPARE(reset(nora, nora.recoveryCodes().first()).status, 401);
    const QJsonObject told = ottos->take("account"_L1);
    QCOMPARE(told["profiles"_L1][0]["deleted"_L1], true);
    QCOMPARE(otto.get(u"/users/nora"_s).json()["deleted"_L1], true);
    QCOMPARE(otto.get(u"/users?query=nora"_s).json()["users"_L1].toArray().size(), 0);
    QCOMPARE(otto.write(conversation, u"where are you?"_s).code(), u"cannot_deliver"_s);
    QCOMPARE(otto.messages(conversation).last()["body"_L1], "farewell"_L1);

    HttpClient http(m_server.port());
    const QJsonObject again{{"username"_L1, "NORA"_L1}, {"password"_L1, "correct horse"_L1}};
    QCOMPARE(http.request("POST", "/api/v1/accounts", Person::json(again)).code(), u"username_taken"_s);
    QVERIFY(m_server.command({u"user"_s, u"enable"_s, u"nora"_s}).exitStatus != 0);
}

void AccountsTest::whatIsToBeRemovedGoesAlsoAfterAKill()
{
    constexpr int count = 400;
    Person paul(m_server, u"paul"_s);
    Person rosa(m_server, u"rosa"_s);
    const QString conversation = paul.conversationWith(rosa);
    for (int i = 0; i < count; ++i)
        QCOMPARE(paul.write(conversation, u"secret %1"_s.arg(i)).status, 201);
    QCOMPARE(paul.ask("DELETE", u"/me"_s,
                      Person::json({{"password"_L1, Person::password}, {"messages"_L1, "remove"_L1}}))
                 .status,
             204);
    m_server.kill();
    QVERIFY(m_server.start());
    const auto standing = [&] {
        const QList<QJsonObject> all = rosa.messages(conversation);
        return std::count_if(all.begin(), all.end(), [](const QJsonObject &message) {
            return !message["deleted"_L1].toBool() || !message["body"_L1].toString().isEmpty();
        });
    };
    QTRY_COMPARE_WITH_TIMEOUT(standing(), 0, 60'000);
    QCOMPARE(rosa.messages(conversation).size(), count);
    QTRY_COMPARE_WITH_TIMEOUT(rosa.get(u"/search?q=secret"_s).json()["messages"_L1].toArray().size(), 0,
                              60'000);
}

} // namespace confab::tests

using confab::tests::AccountsTest;
CONFAB_TEST(AccountsTest)
#include "accountstest.moc"
