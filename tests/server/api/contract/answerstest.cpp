// SPDX-License-Identifier: Apache-2.0
#include "tests/server/api/contract/answerchecker.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// What a real server answers is what the contract says: status, headers, every field.
class AnswersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void ofTheServer();
    void ofAccounts();
    void ofInvites();
    void ofSessions();
    void ofTheCaller();
    void ofPeople();
    void ofContactsAndBlocks();
    void ofAvatars();
    void ofConversations();
    void ofGroups();
    void ofTheExclusivePolicy();
    void ofMessages();
    void ofFiles();
    void ofUploads();
    void ofSearch();
    void ofMarks();
    void ofSync();
    void ofBadRequests_data();
    void ofBadRequests();
    void areAllDescribed();

private:
    /// Asks `operation` ("GET /users/{username}") at `path`, and objects to what is not as described.
    HttpAnswer ask(Person &person, const QString &operation, const QString &path,
                   const QJsonObject &body = {});
    HttpAnswer askAs(Person &person, const QString &operation, const QString &path, const QByteArray &body,
                     const HttpClient::Headers &headers = {});
    [[nodiscard]] QJsonObject newMessage(const QString &body) const
    {
        return {{"clientId"_L1, Person::newClientId()}, {"body"_L1, body}};
    }

    const Contract m_contract;
    const AnswerChecker m_checker{m_contract};
    TestServer m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    QString m_conversation;
    QSet<QString> m_seen; ///< "GET /server 200"
};

void AnswersTest::initTestCase()
{
    QVERIFY(m_server.start());
    m_ada = std::make_unique<Person>(m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(m_server, u"grace"_s);
    m_conversation = m_ada->conversationWith(*m_grace);
    QVERIFY(!m_conversation.isEmpty());
}

void AnswersTest::cleanupTestCase()
{
    QVERIFY(m_server.stop());
}

HttpAnswer AnswersTest::askAs(Person &person, const QString &operation, const QString &path,
                              const QByteArray &body, const HttpClient::Headers &headers)
{
    const HttpAnswer answer = person.ask(operation.section(u' ', 0, 0).toLatin1(), path, body, headers);
    const QStringList wrong = m_checker.objections(operation, answer);
    const QString shown
        = u"%1 answered %2 %3"_s.arg(operation).arg(answer.status).arg(QString::fromUtf8(answer.body));
    [&] { QVERIFY2(wrong.isEmpty(), qPrintable(shown + u'\n' + wrong.join(u'\n'))); }();
    m_seen.insert(operation + u' ' + QString::number(answer.status));
    return answer;
}

HttpAnswer AnswersTest::ask(Person &person, const QString &operation, const QString &path,
                            const QJsonObject &body)
{
    return askAs(person, operation, path, body.isEmpty() ? QByteArray() : Person::json(body));
}

void AnswersTest::ofTheServer()
{
    QCOMPARE(ask(*m_ada, u"GET /server"_s, u"/server"_s).json()["protocol"_L1], 1);
    QCOMPARE(ask(*m_ada, u"GET /health"_s, u"/health"_s).json()["state"_L1], "ready"_L1);
    for (const auto &file : {u"/openapi.yaml"_s, u"/asyncapi.yaml"_s})
        QCOMPARE(ask(*m_ada, u"GET "_s + file, file).status, 200);
}

void AnswersTest::ofAccounts()
{
    const QJsonObject linus{{"username"_L1, "linus"_L1}, {"password"_L1, "correct horse"_L1}};
    const QJsonObject registered = ask(*m_ada, u"POST /accounts"_s, u"/accounts"_s, linus).json();
    QCOMPARE(ask(*m_ada, u"POST /accounts"_s, u"/accounts"_s, linus).status, 409);
    const QString code = registered["recoveryCodes"_L1].toArray().first().toString();
    const QJsonObject reset{
        {"username"_L1, "linus"_L1}, {"recoveryCode"_L1, code}, {"newPassword"_L1, "battery staple"_L1}};
    QCOMPARE(ask(*m_ada, u"POST /password-resets"_s, u"/password-resets"_s, reset).status, 204);
    QCOMPARE(ask(*m_ada, u"POST /password-resets"_s, u"/password-resets"_s, reset).status, 401);
    QCOMPARE(ask(*m_ada, u"POST /sessions"_s, u"/sessions"_s, linus).status, 401);
}

void AnswersTest::ofInvites()
{
    const QJsonObject wanted{{"usesLeft"_L1, 2}};
    const QJsonObject invite = ask(*m_ada, u"POST /invites"_s, u"/invites"_s, wanted).json();
    const QString code = invite["code"_L1].toString();
    QCOMPARE(ask(*m_ada, u"POST /invites"_s, u"/invites"_s, wanted).status, 201);
    const QJsonObject page = ask(*m_ada, u"GET /invites"_s, u"/invites?limit=1"_s).json();
    QVERIFY(page["next"_L1].isString());
    ask(*m_ada, u"GET /invites"_s, u"/invites?after="_s + page["next"_L1].toString());
    QCOMPARE(ask(*m_grace, u"GET /invites"_s, u"/invites"_s).status, 403);
    QCOMPARE(ask(*m_grace, u"POST /invites"_s, u"/invites"_s, wanted).status, 403);
    QCOMPARE(ask(*m_grace, u"DELETE /invites/{code}"_s, u"/invites/"_s + code).status, 403);
    QCOMPARE(ask(*m_ada, u"DELETE /invites/{code}"_s, u"/invites/"_s + code).status, 204);
    QCOMPARE(ask(*m_ada, u"DELETE /invites/{code}"_s, u"/invites/"_s + code).status, 404);
}

void AnswersTest::ofSessions()
{
    const QJsonObject grace{
        {"username"_L1, "grace"_L1}, {"password"_L1, Person::password}, {"device"_L1, "phone"_L1}};
    const QJsonObject first
        = ask(*m_grace, u"POST /sessions"_s, u"/sessions"_s, grace).json()["session"_L1].toObject();
    const QJsonObject page = ask(*m_grace, u"GET /sessions"_s, u"/sessions?limit=1"_s).json();
    QVERIFY(page["next"_L1].isString());
    ask(*m_grace, u"GET /sessions"_s, u"/sessions?after="_s + page["next"_L1].toString());
    const QJsonObject refresh{{"refreshToken"_L1, first["refreshToken"_L1]}};
    QCOMPARE(ask(*m_grace, u"POST /sessions/refresh"_s, u"/sessions/refresh"_s, refresh).status, 200);
    const QString id = first["id"_L1].toString();
    QCOMPARE(ask(*m_grace, u"DELETE /sessions/{id}"_s, u"/sessions/"_s + id).status, 204);
    QCOMPARE(ask(*m_grace, u"DELETE /sessions/{id}"_s, u"/sessions/"_s + id).status, 404);
    QCOMPARE(ask(*m_grace, u"POST /sessions/refresh"_s, u"/sessions/refresh"_s, refresh).status, 401);
    Person again(m_server, u"grace"_s);
    QCOMPARE(ask(again, u"DELETE /sessions/current"_s, u"/sessions/current"_s).status, 204);
    QCOMPARE(ask(again, u"GET /me"_s, u"/me"_s).status, 401);
}

void AnswersTest::ofTheCaller()
{
    ask(*m_ada, u"GET /me"_s, u"/me"_s);
    const QJsonObject update{{"displayName"_L1, "Ada Lovelace"_L1}, {"status"_L1, "At the loom"_L1}};
    QCOMPARE(ask(*m_ada, u"PATCH /me"_s, u"/me"_s, update).json()["status"_L1], "At the loom"_L1);
    const QJsonObject password{{"password"_L1, Person::password}, {"newPassword"_L1, Person::password}};
    const QJsonObject wrong{{"password"_L1, "wrong"_L1}, {"newPassword"_L1, Person::password}};
    QCOMPARE(ask(*m_ada, u"PUT /me/password"_s, u"/me/password"_s, password).status, 204);
    QCOMPARE(ask(*m_ada, u"PUT /me/password"_s, u"/me/password"_s, wrong).status, 403);
    QCOMPARE(ask(*m_ada, u"POST /me/recovery-codes"_s, u"/me/recovery-codes"_s, password).status, 201);
    QCOMPARE(ask(*m_ada, u"POST /me/recovery-codes"_s, u"/me/recovery-codes"_s, wrong).status, 403);
    const QJsonObject begun = ask(*m_ada, u"POST /exports"_s, u"/exports"_s).json();
    const QString path = u"/exports/"_s + begun["id"_L1].toString();
    QTRY_COMPARE_WITH_TIMEOUT(
        askAs(*m_ada, u"GET /exports/{id}"_s, path, {}, {{"Accept", "application/json"}}).status, 200,
        20'000);
    QCOMPARE(ask(*m_ada, u"GET /exports/{id}"_s, path).status, 200);
    QCOMPARE(askAs(*m_ada, u"GET /exports/{id}"_s, path, {}, {{"Range", "bytes=0-3"}}).status, 206);
    QCOMPARE(askAs(*m_ada, u"GET /exports/{id}"_s, path, {}, {{"Range", "bytes=99999999-"}}).status, 416);
    QCOMPARE(ask(*m_grace, u"GET /exports/{id}"_s, path).status, 404);
    QCOMPARE(ask(*m_ada, u"DELETE /exports/{id}"_s, path).status, 204);
    QCOMPARE(ask(*m_ada, u"DELETE /exports/{id}"_s, path).status, 404);
    Person gone(m_server, u"gone"_s);
    QJsonObject deletion{{"password"_L1, "wrong"_L1}, {"messages"_L1, "keep"_L1}};
    QCOMPARE(ask(gone, u"DELETE /me"_s, u"/me"_s, deletion).status, 403);
    deletion["password"_L1] = Person::password;
    QCOMPARE(ask(gone, u"DELETE /me"_s, u"/me"_s, deletion).status, 204);
    QCOMPARE(ask(*m_ada, u"GET /users/{username}"_s, u"/users/gone"_s).json()["deleted"_L1], true);
}

void AnswersTest::ofPeople()
{
    const QJsonObject page = ask(*m_ada, u"GET /users"_s, u"/users?limit=1"_s).json();
    QVERIFY(page["next"_L1].isString());
    ask(*m_ada, u"GET /users"_s, u"/users?query=gra&after="_s);
    QCOMPARE(ask(*m_ada, u"GET /users/{username}"_s, u"/users/GRACE"_s).json()["username"_L1], "grace"_L1);
    QCOMPARE(ask(*m_ada, u"GET /users/{username}"_s, u"/users/nobody"_s).status, 404);
}

void AnswersTest::ofContactsAndBlocks()
{
    for (const QString &list : {u"contacts"_s, u"blocks"_s}) {
        Person hedy(m_server, u"hedy"_s);
        const QString one = u'/' + list + u"/{username}"_s;
        const QString path = u'/' + list + u'/';
        QCOMPARE(ask(*m_ada, u"PUT "_s + one, path + u"Hedy"_s).status, 204);
        QCOMPARE(ask(*m_ada, u"PUT "_s + one, path + u"hedy"_s).status, 204);
        QCOMPARE(ask(*m_ada, u"PUT "_s + one, path + u"nobody"_s).status, 404);
        QCOMPARE(ask(*m_ada, u"PUT "_s + one, path + u"ada"_s).field(), u"username"_s);
        QCOMPARE(ask(*m_ada, u"GET /"_s + list, u'/' + list).json()[list].toArray().size(), 1);
        QCOMPARE(ask(*m_ada, u"GET /"_s + list, u'/' + list + u"?limit=0"_s).status, 400);
        if (list == "blocks"_L1) {
            const QJsonObject direct{{"kind"_L1, "direct"_L1}, {"with"_L1, "ada"_L1}};
            QCOMPARE(ask(hedy, u"POST /conversations"_s, u"/conversations"_s, direct).code(),
                     u"cannot_deliver"_s);
        }
        QCOMPARE(ask(*m_ada, u"DELETE "_s + one, path + u"hedy"_s).status, 204);
        QCOMPARE(ask(*m_ada, u"DELETE "_s + one, path + u"nobody"_s).status, 404);
    }
}

void AnswersTest::ofAvatars()
{
    const QByteArray png
        = QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDw"
                                 "ADhgGAWjR9awAAAABJRU5ErkJggg==");
    const QString put = u"PUT /me/avatar"_s;
    const HttpAnswer me = askAs(*m_ada, put, u"/me/avatar"_s, png);
    QCOMPARE(me.status, 200);
    const QString get = u"GET /avatars/{avatar}"_s;
    const HttpAnswer picture = ask(*m_grace, get, u"/avatars/"_s + me.json()["avatar"_L1].toString());
    QCOMPARE(picture.body, png);
    QCOMPARE(picture.headers.value("content-type"), QByteArray("image/png"));
    QCOMPARE(picture.headers.value("x-content-type-options"), QByteArray("nosniff"));
    QVERIFY(picture.headers.value("cache-control").contains("immutable"));
    QVERIFY(!picture.headers.value("etag").isEmpty());
    QCOMPARE(askAs(*m_ada, put, u"/me/avatar"_s, "GIF89a").status, 415);
    QCOMPARE(askAs(*m_ada, put, u"/me/avatar"_s, png.chopped(1)).field(), u"picture"_s);
    QVERIFY(!ask(*m_ada, u"DELETE /me/avatar"_s, u"/me/avatar"_s).json().contains("avatar"_L1));
    QCOMPARE(ask(*m_grace, get, u"/avatars/"_s + me.json()["avatar"_L1].toString()).status, 404);
}

void AnswersTest::ofConversations()
{
    const QString create = u"POST /conversations"_s;
    const auto with = [](const QString &name) {
        return QJsonObject{{"kind"_L1, "direct"_L1}, {"with"_L1, name}};
    };
    Person ken(m_server, u"ken"_s);
    QCOMPARE(ask(*m_ada, create, u"/conversations"_s, with(u"ken"_s)).status, 201);
    QCOMPARE(ask(*m_ada, create, u"/conversations"_s, with(u"Ken"_s)).status, 200);
    QCOMPARE(ask(*m_ada, create, u"/conversations"_s, with(u"nobody"_s)).field(), u"with"_s);
    QCOMPARE(ask(*m_ada, create, u"/conversations"_s, with(u"ada"_s)).field(), u"with"_s);
    QVERIFY(ask(*m_ada, u"GET /conversations"_s, u"/conversations?limit=1"_s).json()["next"_L1].isString());
    const QString one = u"/conversations/"_s + m_conversation;
    ask(*m_ada, u"GET /conversations/{id}"_s, one);
    QCOMPARE(ask(ken, u"GET /conversations/{id}"_s, one).status, 404);
    const QString update = u"PATCH /conversations/{id}"_s;
    QCOMPARE(ask(*m_ada, update, one, {{"muted"_L1, "forever"_L1}}).json()["muted"_L1], "forever"_L1);
    QCOMPARE(ask(*m_ada, update, one, {{"muted"_L1, "2026-11-22T08:00:00+01:00"_L1}}).status, 200);
    QCOMPARE(ask(*m_ada, update, one, {{"muted"_L1, QJsonValue()}, {"pinned"_L1, true}}).status, 200);
    QCOMPARE(ask(*m_ada, update, one, {{"pinned"_L1, 1}}).status, 400);
}

void AnswersTest::ofTheExclusivePolicy()
{
    const QString close = u"POST /conversations/{id}/close"_s;
    QCOMPARE(ask(*m_ada, close, u"/conversations/%1/close"_s.arg(m_conversation)).status, 403);

    TestServer server({u"conversation_policy=exclusive"_s});
    QVERIFY(server.start());
    Person ada(server, u"ada"_s);
    Person grace(server, u"grace"_s);
    Person ken(server, u"ken"_s);
    const QString id = ada.conversationWith(grace);
    QCOMPARE(ask(ada, u"GET /server"_s, u"/server"_s).json()["policies"_L1]["conversations"_L1],
             "exclusive"_L1);
    QCOMPARE(ask(ada, u"GET /me"_s, u"/me"_s).json()["activeConversation"_L1], id);
    const QJsonObject with{{"kind"_L1, "direct"_L1}, {"with"_L1, "ada"_L1}};
    QCOMPARE(ask(ken, u"POST /conversations"_s, u"/conversations"_s, with).code(), u"conversation_active"_s);
    const QString one = u"/conversations/"_s + id;
    QCOMPARE(ask(ken, close, one + u"/close"_s).status, 404);
    QCOMPARE(ask(grace, close, one + u"/close"_s).json()["state"_L1], "closed"_L1);
    QCOMPARE(ask(ada, close, one + u"/close"_s).status, 200);
    QVERIFY(!ask(ada, u"GET /me"_s, u"/me"_s).json().contains("activeConversation"_L1));
    const QString post = u"POST /conversations/{id}/messages"_s;
    QCOMPARE(ask(ada, post, one + u"/messages"_s, newMessage(u"late"_s)).code(), u"conversation_closed"_s);
    QCOMPARE(ask(ken, u"POST /conversations"_s, u"/conversations"_s, with).status, 201);
}

void AnswersTest::ofGroups()
{
    const QString create = u"POST /conversations"_s;
    const QJsonObject group{{"kind"_L1, "group"_L1},
                            {"title"_L1, "Compilers"_L1},
                            {"members"_L1, QJsonArray{u"grace"_s}},
                            {"history"_L1, "all"_L1},
                            {"clientId"_L1, Person::newClientId()}};
    const QJsonObject made = ask(*m_ada, create, u"/conversations"_s, group).json();
    QCOMPARE(made["memberCount"_L1], 2);
    QCOMPARE(ask(*m_ada, create, u"/conversations"_s, group).status, 200);
    const QString one = u"/conversations/"_s + made["id"_L1].toString();
    ask(*m_grace, u"GET /conversations/{id}/messages"_s, one + u"/messages"_s);
    ask(*m_grace, u"GET /conversations/{id}/changes"_s, one + u"/changes?since=0"_s);
    const QString update = u"PATCH /conversations/{id}"_s;
    QCOMPARE(ask(*m_ada, update, one, {{"title"_L1, "Linkers"_L1}}).json()["title"_L1], "Linkers"_L1);
    QCOMPARE(ask(*m_grace, update, one, {{"title"_L1, "Mine"_L1}}).status, 403);
    const QString seen = u"GET /conversations/{id}/messages/{seq}/seen"_s;
    QCOMPARE(m_grace->put(one + u"/read"_s, {{"seq"_L1, 1}}).status, 200);
    const QJsonObject readers = ask(*m_ada, seen, one + u"/messages/1/seen?limit=5"_s).json();
    QCOMPARE(readers["users"_L1][0]["username"_L1], "grace"_L1);
    QCOMPARE(ask(*m_ada, seen, one + u"/messages/99/seen"_s).status, 404);
    QCOMPARE(ask(*m_ada, seen, one + u"/messages/1/seen?after=x"_s).field(), u"after"_s);
    const QString add = u"POST /conversations/{id}/members"_s;
    const QString members = one + u"/members"_s;
    Person guest(m_server, u"guest"_s);
    QCOMPARE(ask(*m_ada, add, members, {{"username"_L1, "Guest"_L1}}).status, 201);
    QCOMPARE(ask(*m_ada, add, members, {{"username"_L1, "guest"_L1}}).status, 200);
    QCOMPARE(ask(*m_ada, add, members, {{"username"_L1, "nobody"_L1}}).field(), u"username"_s);
    QCOMPARE(ask(*m_ada, u"GET /conversations/{id}/members"_s, members + u"?limit=2"_s).status, 200);
    const QString role = u"PATCH /conversations/{id}/members/{username}"_s;
    QCOMPARE(ask(*m_ada, role, members + u"/grace"_s, {{"role"_L1, "owner"_L1}}).status, 200);
    QCOMPARE(ask(*m_grace, role, members + u"/grace"_s, {{"role"_L1, "member"_L1}}).status, 200);
    QCOMPARE(ask(*m_ada, role, members + u"/ada"_s, {{"role"_L1, "member"_L1}}).status, 409);
    const QByteArray png
        = QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDw"
                                 "ADhgGAWjR9awAAAABJRU5ErkJggg==");
    const HttpAnswer pictured = askAs(*m_ada, u"PUT /conversations/{id}/avatar"_s, one + u"/avatar"_s, png);
    QCOMPARE(m_grace->get(u"/avatars/"_s + pictured.json()["avatar"_L1].toString()).body, png);
    QCOMPARE(ask(*m_ada, u"DELETE /conversations/{id}/avatar"_s, one + u"/avatar"_s).status, 200);
    const QString remove = u"DELETE /conversations/{id}/members/{username}"_s;
    QCOMPARE(ask(guest, remove, members + u"/grace"_s).status, 403);
    QCOMPARE(ask(guest, remove, members + u"/guest"_s).status, 204);
    QCOMPARE(ask(guest, remove, members + u"/guest"_s).status, 404);
}

void AnswersTest::ofMessages()
{
    const QString post = u"POST /conversations/{id}/messages"_s;
    const QString list = u"GET /conversations/{id}/messages"_s;
    const QString path = u"/conversations/%1/messages"_s.arg(m_conversation);
    const QJsonObject first = newMessage(u"Hello 👋"_s);
    const QJsonObject message = ask(*m_ada, post, path, first).json();
    QCOMPARE(ask(*m_ada, post, path, first).status, 200);
    QJsonObject reply = newMessage(u"Yes"_s);
    reply["replyTo"_L1] = message["seq"_L1];
    QCOMPARE(ask(*m_grace, post, path, reply).status, 201);
    reply["clientId"_L1] = Person::newClientId();
    reply["replyTo"_L1] = 1000;
    QCOMPARE(ask(*m_grace, post, path, reply).field(), u"replyTo"_s);
    for (const auto &query : {u""_s, u"?limit=1"_s, u"?before=2&limit=1"_s, u"?after=0&limit=1"_s,
                              u"?around=1"_s, u"?hasFile=true&before=2"_s})
        QCOMPARE(ask(*m_ada, list, path + query).status, 200);
    const QString seq = QString::number(message["seq"_L1].toInt());
    const QString oneBySeq = u"GET /conversations/{id}/messages/{seq}"_s;
    QCOMPARE(ask(*m_ada, oneBySeq, path + u'/' + seq).json(), message);
    QCOMPARE(ask(*m_ada, oneBySeq, path + u"/1000"_s).status, 404);
    const QString id = message["id"_L1].toString();
    QCOMPARE(ask(*m_ada, u"GET /messages/{id}"_s, u"/messages/"_s + id).json(), message);
    QCOMPARE(ask(*m_ada, u"GET /messages/{id}"_s, u"/messages/x"_s).status, 404);

    const QString edit = u"PATCH /conversations/{id}/messages/{seq}"_s;
    const QString remove = u"DELETE /conversations/{id}/messages/{seq}"_s;
    const QString react = u"PUT /conversations/{id}/messages/{seq}/reactions/{emoji}"_s;
    const QString takeBack = u"DELETE /conversations/{id}/messages/{seq}/reactions/{emoji}"_s;
    const QString one = path + u'/' + seq;
    const QString thumb = one + u"/reactions/%F0%9F%91%8D"_s;
    const QJsonObject text{{"body"_L1, "Hello again"_L1}};
    QCOMPARE(ask(*m_ada, edit, one, text).status, 200);
    QCOMPARE(ask(*m_grace, edit, one, text).status, 403);
    QCOMPARE(ask(*m_grace, react, thumb).json()["reactions"_L1].toArray().size(), 1);
    QCOMPARE(ask(*m_grace, react, one + u"/reactions/x"_s).status, 400);
    QCOMPARE(ask(*m_grace, takeBack, thumb).status, 200);
    QCOMPARE(ask(*m_grace, remove, one).status, 403);
    QCOMPARE(ask(*m_ada, remove, one).status, 200);
    QCOMPARE(ask(*m_ada, remove, path + u"/1000"_s).status, 404);
    QCOMPARE(ask(*m_ada, edit, one, text).status, 409);
    QCOMPARE(ask(*m_grace, react, thumb).status, 409);
}

void AnswersTest::ofFiles()
{
    const QString post = u"POST /files"_s;
    const HttpAnswer made
        = askAs(*m_ada, post, u"/files?name=a.txt"_s, "hello", {{"Content-Type", "text/plain"}});
    QCOMPARE(made.status, 201);
    QCOMPARE(askAs(*m_ada, post, u"/files"_s, "hello", {{"Content-Type", "text/plain"}}).status, 400);
    const QString get = u"GET /files/{id}"_s;
    const QString path = u"/files/"_s + made.json()["id"_L1].toString();
    const HttpAnswer whole = askAs(*m_ada, get, path, {});
    QCOMPARE(whole.status, 200);
    QCOMPARE(askAs(*m_ada, get, path, {}, {{"Range", "bytes=1-2"}}).status, 206);
    QCOMPARE(askAs(*m_ada, get, path, {}, {{"Range", "bytes=9-"}}).status, 416);
    QCOMPARE(askAs(*m_ada, get, path, {}, {{"If-None-Match", whole.headers["etag"]}}).status, 304);
    QCOMPARE(askAs(*m_grace, get, path, {}).status, 404);
    const QJsonObject message{{"clientId"_L1, Person::newClientId()},
                              {"body"_L1, ""_L1},
                              {"attachments"_L1, QJsonArray{made.json()["id"_L1]}}};
    const QString messages = u"/conversations/%1/messages"_s.arg(m_conversation);
    QCOMPARE(ask(*m_ada, u"POST /conversations/{id}/messages"_s, messages, message).status, 201);
    QCOMPARE(ask(*m_grace, u"GET /conversations/{id}/messages"_s, messages).status, 200);
}

void AnswersTest::ofUploads()
{
    const std::pair<QByteArray, QByteArray> tus{"Tus-Resumable", "1.0.0"};
    QCOMPARE(askAs(*m_ada, u"OPTIONS /uploads"_s, u"/uploads"_s, {}).status, 204);
    const QString post = u"POST /uploads"_s;
    const HttpAnswer made = askAs(*m_ada, post, u"/uploads"_s, {}, {tus, {"Upload-Length", "5"}});
    QCOMPARE(made.status, 201);
    QCOMPARE(askAs(*m_ada, post, u"/uploads"_s, {}, {tus}).status, 400);
    QCOMPARE(askAs(*m_ada, post, u"/uploads"_s, {}, {{"Upload-Length", "5"}}).status, 412);
    const QString path = u"/uploads/"_s + made.json()["id"_L1].toString();
    const std::pair<QByteArray, QByteArray> type{"Content-Type", "application/offset+octet-stream"};
    const QString patch = u"PATCH /uploads/{id}"_s;
    QCOMPARE(askAs(*m_ada, patch, path, "x", {tus, type, {"Upload-Offset", "3"}}).status, 409);
    QCOMPARE(askAs(*m_ada, patch, path, "hello", {tus, type, {"Upload-Offset", "0"}}).status, 204);
    QCOMPARE(askAs(*m_ada, u"GET /uploads/{id}"_s, path, {}).status, 200);
    QCOMPARE(askAs(*m_ada, u"DELETE /uploads/{id}"_s, path, {}, {tus}).status, 204);
    QCOMPARE(askAs(*m_ada, u"GET /uploads/{id}"_s, path, {}).status, 404);
}

void AnswersTest::ofSearch()
{
    const QString search = u"GET /search"_s;
    QCOMPARE(m_ada->write(m_conversation, u"Needles and haystacks"_s).status, 201);
    QCOMPARE(m_ada->write(m_conversation, u"No needle here"_s).status, 201);
    QTRY_COMPARE(ask(*m_ada, search, u"/search?q=EEDL"_s).json()["messages"_L1].toArray().size(), 2);
    const QJsonObject page = ask(*m_grace, search, u"/search?q=needle&limit=1&from=ADA"_s).json();
    QVERIFY(page["next"_L1].isString());
    const QString next = u"/search?q=needle&conversation=%1&before="_s.arg(m_conversation);
    QCOMPARE(ask(*m_grace, search, next + page["next"_L1].toString()).json()["next"_L1], QJsonValue());
    QCOMPARE(ask(*m_grace, search, u"/search?q=needle&conversation=1"_s).status, 404);
}

void AnswersTest::ofMarks()
{
    QCOMPARE(m_ada->write(m_conversation, u"one more"_s).status, 201);
    for (const auto &mark : {u"delivered"_s, u"read"_s}) {
        const QString operation = u"PUT /conversations/{id}/"_s + mark;
        const QString path = u"/conversations/%1/"_s.arg(m_conversation) + mark;
        QCOMPARE(ask(*m_grace, operation, path, {{"seq"_L1, 1}}).status, 200);
        QCOMPARE(ask(*m_grace, operation, path, {{"seq"_L1, 1000}}).field(), u"seq"_s);
    }
}

void AnswersTest::ofSync()
{
    const QString changes = u"GET /conversations/{id}/changes"_s;
    const QString path = u"/conversations/%1/changes"_s.arg(m_conversation);
    for (const auto &query : {u""_s, u"?since=0&limit=1"_s, u"?since=3"_s, u"?since=1000000"_s})
        QCOMPARE(ask(*m_ada, changes, path + query).status, 200);
    const QJsonObject nothing{{"conversations"_L1, QJsonObject()}, {"account"_L1, 0}};
    QVERIFY(ask(*m_ada, u"POST /sync"_s, u"/sync"_s, nothing).json()["account"_L1].isObject());
    const QJsonObject strange{
        {"conversations"_L1, QJsonObject{{"12345"_L1, 1}, {m_conversation, QJsonArray{1, 0}}}}};
    QCOMPARE(ask(*m_ada, u"POST /sync"_s, u"/sync"_s, strange).json()["removed"_L1], QJsonArray{u"12345"_s});
}

void AnswersTest::ofBadRequests_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");

    QTest::newRow("no JSON") << u"POST /sessions"_s << u"/sessions"_s << QByteArray("{") << 400;
    QTest::newRow("no body") << u"POST /sync"_s << u"/sync"_s << QByteArray() << 400;
    QTest::newRow("an array") << u"POST /sync"_s << u"/sync"_s << QByteArray("[]") << 400;
    QTest::newRow("no UTF-8") << u"POST /sync"_s << u"/sync"_s << QByteArray("{\"a\":\"\xff\"}") << 400;
    QTest::newRow("a lone surrogate") << u"POST /sessions"_s << u"/sessions"_s
                                      << QByteArray(R"({"username":"\ud800","password":"x"})") << 400;
    QTest::newRow("a body too large")
        << u"POST /sync"_s << u"/sync"_s << QByteArray(1024 * 1024 + 1, ' ') << 413;
    QTest::newRow("a limit too large") << u"GET /users"_s << u"/users?limit=201"_s << QByteArray() << 400;
    QTest::newRow("no number") << u"GET /users"_s << u"/users?limit=x"_s << QByteArray() << 400;
    QTest::newRow("a query too long")
        << u"GET /users"_s << QString(u"/users?query="_s + QString(101, u'x')) << QByteArray() << 400;
    QTest::newRow("a strange cursor") << u"GET /users"_s << u"/users?after=x"_s << QByteArray() << 400;
    for (const char *query : {"", "q=", "q=x", "q=%20x%20y", "q=xy&before=x", "q=xy&from=a%20b",
                              "q=xy&limit=0", "q=xy&q=z", "q=xy&hasFile=yes", "q=xy&hasFile="})
        QTest::addRow("a search with %s", query)
            << u"GET /search"_s << QString(u"/search?"_s + QLatin1StringView(query)) << QByteArray() << 400;
    QTest::newRow("another strange cursor")
        << u"GET /conversations"_s << u"/conversations?after=x"_s << QByteArray() << 400;
    QTest::newRow("an unknown path") << u"GET /users"_s << u"/nowhere"_s << QByteArray() << 404;
    QTest::newRow("a method it has not")
        << u"DELETE /sessions/current"_s << u"/users"_s << QByteArray() << 405;
    QTest::newRow("a socket without its handshake")
        << u"GET /socket"_s << u"/socket"_s << QByteArray() << 400;
}

void AnswersTest::ofBadRequests()
{
    QFETCH(QString, operation);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    Person linus(m_server, u"ada"_s); // the connection may close
    const HttpAnswer answer = askAs(linus, operation, path, body);
    QTEST(answer.status, "status");
    QCOMPARE(answer.status == 405, answer.headers.contains("allow"));
}

void AnswersTest::areAllDescribed()
{
    // Every success of every operation was seen above, but for what is no JSON over HTTP.
    QStringList missing;
    for (const QString &operation : m_contract.operations()) {
        for (const QString &status : m_contract.operation(operation)["responses"_L1].toObject().keys()) {
            if (status.startsWith(u'2') && !m_seen.contains(operation + u' ' + status))
                missing.append(operation + u' ' + status);
        }
    }
    QCOMPARE(missing, QStringList());
}

} // namespace confab::tests

using confab::tests::AnswersTest;

CONFAB_TEST(AnswersTest)
#include "answerstest.moc"
