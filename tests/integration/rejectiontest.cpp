// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Every malformed request gets the documented problem, and the server goes on as if nothing had been.
class RejectionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { QVERIFY(m_server.stop()); }

    void refusesARequest_data();
    void refusesARequest();
    void refusesWhoIsNotLoggedIn_data();
    void refusesWhoIsNotLoggedIn();
    void refusesAHead_data();
    void refusesAHead();
    void refusesABodyThatIsTooLarge();
    void refusesAnotherMediaType();
    void saysWhatAPathAllows();

private:
    void verifyProblem(const HttpAnswer &answer, int status, const QString &code) const;
    static void addAccountRows();
    static void addConversationRows();
    static void addQueryRows();
    static void addPathRows();

    TestServer m_server;
    std::unique_ptr<Person> m_ada;
    QString m_id;
};

namespace {

void row(const char *name, const char *request, const QByteArray &body, int status, const char *code,
         const char *field = "")
{
    QTest::newRow(name) << QByteArray(request) << body << status << QString::fromLatin1(code)
                        << QString::fromLatin1(field);
}

constexpr auto messages = "POST /conversations/%1/messages";

/// A message with this JSON in the place of its body, or of its clientId.
QByteArray messageWithBody(const QByteArray &json)
{
    return R"({"clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":)" + json + '}';
}
QByteArray messageWithClientId(const QByteArray &json)
{
    return R"({"body":"hello","clientId":)" + json + '}';
}

} // namespace

void RejectionTest::initTestCase()
{
    QVERIFY(m_server.start());
    m_ada = std::make_unique<Person>(m_server, u"ada"_s);
    const Person grace(m_server, u"grace"_s);
    m_id = m_ada->conversationWith(grace);
    QCOMPARE(m_ada->write(m_id, u"hello"_s).status, 201);
}

void RejectionTest::verifyProblem(const HttpAnswer &answer, int status, const QString &code) const
{
    QCOMPARE(answer.code(), code);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/problem+json"));
    const QJsonObject problem = answer.json();
    QCOMPARE(problem["status"_L1], status);
    QCOMPARE(problem["type"_L1], "about:blank"_L1);
    QVERIFY(!problem["title"_L1].toString().isEmpty());
    if (status == 429 || status == 503)
        QVERIFY(answer.headers.value("retry-after").toInt() > 0);
}

void RejectionTest::addAccountRows()
{
    row("no body", "POST /accounts", "", 400, "malformed");
    row("not JSON", "POST /accounts", "username=ada", 400, "malformed");
    row("an array", "POST /accounts", "[]", 400, "malformed");
    row("a bare string", "POST /accounts", "\"ada\"", 400, "malformed");
    row("half an object", "POST /accounts", R"({"username":"x)", 400, "malformed");
    row("something after the object", "POST /accounts", "{} {}", 400, "malformed");
    row("not UTF-8", "POST /accounts", "{\"username\":\"\xff\xfe\",\"password\":\"12345678\"}", 400,
        "malformed");
    row("overlong UTF-8", "POST /accounts", "{\"username\":\"\xc0\xaf\",\"password\":\"12345678\"}", 400,
        "malformed");
    row("nothing in it", "POST /accounts", "{}", 400, "invalid_field", "username");
    row("a username of one letter", "POST /accounts", R"({"username":"a","password":"12345678"})", 400,
        "invalid_field", "username");
    row("a username with a blank", "POST /accounts", R"({"username":"a b","password":"12345678"})", 400,
        "invalid_field", "username");
    row("a username with an umlaut", "POST /accounts",
        "{\"username\":\"J\u00fcrgen\",\"password\":\"12345678\"}", 400, "invalid_field", "username");
    row("a username that is a number", "POST /accounts", R"({"username":7,"password":"12345678"})", 400,
        "invalid_field", "username");
    row("a short password", "POST /accounts", R"({"username":"bob","password":"1234567"})", 400,
        "invalid_field", "password");
    row("a password that is too long", "POST /accounts",
        R"({"username":"bob","password":")" + QByteArray(257, 'x') + "\"}", 400, "invalid_field", "password");
    row("a display name that is too long", "POST /accounts",
        R"({"username":"bob","password":"12345678","displayName":")" + QByteArray(65, 'x') + "\"}", 400,
        "invalid_field", "displayName");
    row("a login without a password", "POST /sessions", R"({"username":"ada"})", 400, "invalid_field",
        "password");
    row("a refresh with no token", "POST /sessions/refresh", "{}", 400, "invalid_field", "refreshToken");
    row("a refresh with any token", "POST /sessions/refresh", R"({"refreshToken":"abc"})", 401,
        "not_authenticated");
    row("a reset with a short password", "POST /password-resets",
        R"({"username":"ada","recoveryCode":"x","newPassword":"short"})", 400, "invalid_field",
        "newPassword");
    row("a status that is too long", "PATCH /me", R"({"status":")" + QByteArray(141, 'x') + "\"}", 400,
        "invalid_field", "status");
    row("privacy that is a text", "PATCH /me", R"({"sharePresence":"yes"})", 400, "invalid_field",
        "sharePresence");
}

void RejectionTest::addConversationRows()
{
    row("a conversation of no kind", "POST /conversations", R"({"kind":"trio","with":"grace"})", 400,
        "invalid_field", "kind");
    row("a group that could not be repeated", "POST /conversations",
        R"({"kind":"group","title":"x","members":[]})", 400, "invalid_field", "clientId");
    row("with nobody", "POST /conversations", R"({"kind":"direct"})", 400, "invalid_field", "with");
    row("with oneself", "POST /conversations", R"({"kind":"direct","with":"ADA"})", 400, "invalid_field",
        "with");
    row("with someone unknown", "POST /conversations", R"({"kind":"direct","with":"nobody"})", 404,
        "not_found", "with");
    row("muted for a while", "PATCH /conversations/%1", R"({"muted":"a while"})", 400, "invalid_field",
        "muted");
    row("muted for ever and ever", "PATCH /conversations/%1", R"({"muted":"always"})", 400, "invalid_field",
        "muted");
    row("muted until a number", "PATCH /conversations/%1", R"({"muted":1790000000})", 400, "invalid_field",
        "muted");
    row("muted by yes", "PATCH /conversations/%1", R"({"muted":true})", 400, "invalid_field", "muted");
    row("pinned by a number", "PATCH /conversations/%1", R"({"pinned":1})", 400, "invalid_field", "pinned");
    row("archived by a word", "PATCH /conversations/%1", R"({"archived":"yes"})", 400, "invalid_field",
        "archived");
    row("marked by a list", "PATCH /conversations/%1", R"({"markedUnread":[true]})", 400, "invalid_field",
        "markedUnread");
    row("a message without body", messages, R"({"clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f"})", 400,
        "invalid_field", "body");
    row("an empty body", messages, messageWithBody(R"("")"), 400, "invalid_field", "body");
    row("a body of blanks", messages, messageWithBody(R"(" \n\t")"), 400, "invalid_field", "body");
    row("a body that is too long", messages, messageWithBody('"' + QByteArray(8001, 'x') + '"'), 400,
        "invalid_field", "body");
    row("a NUL", messages, messageWithBody(R"("a\u0000b")"), 400, "invalid_field", "body");
    row("a lone high surrogate", messages, messageWithBody(R"("\ud83d")"), 400, "invalid_field", "body");
    row("a lone low surrogate", messages, messageWithBody(R"("\ude00 x")"), 400, "invalid_field", "body");
    row("surrogates in the wrong order", messages, messageWithBody(R"("\ude00\ud83d")"), 400, "invalid_field",
        "body");
    row("a body that is a number", messages, messageWithBody("7"), 400, "invalid_field", "body");
    row("no clientId", messages, R"({"body":"hello"})", 400, "invalid_field", "clientId");
    row("a short clientId", messages, messageWithClientId(R"("019340a0")"), 400, "invalid_field", "clientId");
    row("the nil clientId", messages, messageWithClientId(R"("00000000-0000-0000-0000-000000000000")"), 400,
        "invalid_field", "clientId");
    row("a clientId in braces", messages, messageWithClientId(R"("{019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f}")"),
        400, "invalid_field", "clientId");
    row("a reply to what is not there", messages,
        R"({"clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":"x","replyTo":99})", 400,
        "invalid_field", "replyTo");
    row("a mark without seq", "PUT /conversations/%1/read", "{}", 400, "invalid_field", "seq");
    row("a mark beyond the end", "PUT /conversations/%1/read", R"({"seq":99})", 400, "invalid_field", "seq");
    row("a mark below zero", "PUT /conversations/%1/delivered", R"({"seq":-1})", 400, "invalid_field", "seq");
    row("a mark of 2^53", "PUT /conversations/%1/delivered", R"({"seq":9007199254740992})", 400,
        "invalid_field", "seq");
    row("a sync of nothing", "POST /sync", "{}", 400, "invalid_field", "conversations");
    row("a sync of a list", "POST /sync", R"({"conversations":[]})", 400, "invalid_field", "conversations");
    row("a sync with a text for a number", "POST /sync", R"({"conversations":{"7":"1"}})", 400,
        "invalid_field", "conversations");
    row("a sync with three numbers", "POST /sync", R"({"conversations":{"7":[1,2,3]}})", 400, "invalid_field",
        "conversations");
    row("a sync of no id", "POST /sync", R"({"conversations":{"seven":1}})", 400, "invalid_field",
        "conversations");
}

void RejectionTest::addQueryRows()
{
    row("no page", "GET /users?limit=0", "", 400, "invalid_field", "limit");
    row("a page that is too large", "GET /users?limit=201", "", 400, "invalid_field", "limit");
    row("a limit that is no number", "GET /conversations?limit=many", "", 400, "invalid_field", "limit");
    row("an empty limit", "GET /conversations?limit=", "", 400, "invalid_field", "limit");
    row("a limit with a sign", "GET /conversations?limit=%2B5", "", 400, "invalid_field", "limit");
    row("a limit beyond 64 bits", "GET /users?limit=99999999999999999999", "", 400, "invalid_field", "limit");
    row("someone else's cursor of users", "GET /users?after=x", "", 400, "invalid_field", "after");
    row("someone else's cursor of conversations", "GET /conversations?after=x", "", 400, "invalid_field",
        "after");
    row("someone else's cursor of sessions", "GET /sessions?after=x", "", 400, "invalid_field", "after");
    row("a query that is too long", QByteArray("GET /users?query=" + QByteArray(101, 'x')).constData(), "",
        400, "invalid_field", "query");
    row("a query with a NUL", "GET /users?query=a%00", "", 400, "invalid_field", "query");
    row("before and after", "GET /conversations/%1/messages?before=5&after=1", "", 400, "invalid_field");
    row("before that is no number", "GET /conversations/%1/messages?before=x", "", 400, "invalid_field",
        "before");
    row("around below zero", "GET /conversations/%1/messages?around=-1", "", 400, "invalid_field", "around");
    row("files after", "GET /conversations/%1/messages?hasFile=true&after=1", "", 400, "invalid_field",
        "hasFile");
    row("files that are neither", "GET /conversations/%1/messages?hasFile=1", "", 400, "invalid_field",
        "hasFile");
    row("since that is no number", "GET /conversations/%1/changes?since=x", "", 400, "invalid_field",
        "since");
    row("since below zero", "GET /conversations/%1/changes?since=-1", "", 400, "invalid_field", "since");
}

void RejectionTest::addPathRows()
{
    row("no such path", "GET /nothing", "", 404, "not_found");
    row("a path below one", "GET /me/nothing", "", 404, "not_found");
    row("no such conversation", "GET /conversations/1", "", 404, "not_found");
    row("a conversation that is no id", "GET /conversations/seven", "", 404, "not_found");
    row("an id with a leading zero", "GET /conversations/0%1", "", 404, "not_found");
    row("an id beyond 64 bits", "GET /conversations/99999999999999999999", "", 404, "not_found");
    row("a seq that is none", "GET /conversations/%1/messages/x", "", 404, "not_found");
    row("seq 0", "GET /conversations/%1/messages/0", "", 404, "not_found");
    row("a seq after the last", "GET /conversations/%1/messages/99", "", 404, "not_found");
    row("a message that is no id", "GET /messages/x", "", 404, "not_found");
    row("a session that is no id", "DELETE /sessions/x", "", 404, "not_found");
    row("someone unknown", "GET /users/nobody", "", 404, "not_found");
    row("someone who cannot be", "GET /users/%F0%9F%98%80", "", 404, "not_found");
    row("the wrong method", "POST /me", "", 405, "method_not_allowed");
    row("a GET of what is posted", "GET /sync", "", 405, "method_not_allowed");
    row("a socket without its handshake", "GET /socket", "", 400, "malformed");
}

void RejectionTest::refusesARequest_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    addAccountRows();
    addConversationRows();
    addQueryRows();
    addPathRows();
}

void RejectionTest::refusesARequest()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const qsizetype blank = request.indexOf(' ');
    const QByteArray path = request.mid(blank + 1).replace("%1", m_id.toLatin1());

    const HttpAnswer answer = m_ada->ask(request.left(blank), QString::fromLatin1(path), body);

    verifyProblem(answer, status, code);
    if (!field.isEmpty())
        QCOMPARE(answer.field(), field);
    QCOMPARE(m_ada->get(u"/me"_s).status, 200);
    QCOMPARE(m_ada->messages(m_id).size(), 1);
}

void RejectionTest::refusesWhoIsNotLoggedIn_data()
{
    QTest::addColumn<QByteArray>("authorization");

    QTest::newRow("no token") << QByteArray();
    QTest::newRow("an empty one") << QByteArray("Bearer ");
    QTest::newRow("no JWS") << QByteArray("Bearer abc");
    QTest::newRow("dots alone") << QByteArray("Bearer ..");
    QTest::newRow("the algorithm none")
        << QByteArray("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIiwic2lkIjoiMSJ9.");
    QTest::newRow("a signature changed") << QByteArray("%1x");
    QTest::newRow("another scheme") << QByteArray("Basic YWRhOmNvcnJlY3QgaG9yc2U=");
    QTest::newRow("not UTF-8") << QByteArray("Bearer \xff\xfe");
}

void RejectionTest::refusesWhoIsNotLoggedIn()
{
    QFETCH(QByteArray, authorization);
    QByteArray changed = "Bearer " + m_ada->token().toLatin1();
    changed[changed.size() - 10] = changed.at(changed.size() - 10) == 'A' ? 'B' : 'A';
    HttpClient::Headers headers;
    if (!authorization.isEmpty())
        headers.append({"Authorization", authorization == "%1x" ? changed : authorization});
    HttpClient http(m_server.port());
    for (const char *path :
         {"/api/v1/me", "/api/v1/users", "/api/v1/conversations", "/api/v1/messages/1.1"}) {
        const HttpAnswer answer = http.request("GET", path, {}, headers);
        verifyProblem(answer, 401, u"not_authenticated"_s);
        QVERIFY(answer.headers.value("www-authenticate").startsWith("Bearer"));
    }
}

void RejectionTest::refusesAHead_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");

    const auto head = [](const char *name, const QByteArray &text, int status) {
        QTest::newRow(name) << text + "\r\n\r\n" << status;
    };
    head("no HTTP", "hello", 400);
    head("no host", "GET /api/v1/server HTTP/1.1", 400);
    head("two hosts", "GET /api/v1/server HTTP/1.1\r\nHost: a\r\nHost: b", 400);
    head("a folded header", "GET /api/v1/server HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2", 400);
    head("two lengths", "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2",
         400);
    head("a length below zero", "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: -1", 400);
    head("a length and chunks",
         "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked", 400);
    head("another coding", "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked",
         400);
    head("HTTP 2", "GET /api/v1/server HTTP/2.0\r\nHost: a", 505);
    head("an unknown method", "DANCE /api/v1/server HTTP/1.1\r\nHost: a", 405);
    head("an unknown expectation",
         "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nContent-Length: 2", 417);
    head("a header that is too large",
         "GET /api/v1/server HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(20'000, 'x'), 431);
    head("an address that is too long", "GET /" + QByteArray(20'000, 'x') + " HTTP/1.1\r\nHost: a", 414);
}

void RejectionTest::refusesAHead()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    HttpClient http(m_server.port());
    const HttpAnswer answer = http.raw(head);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.code().isEmpty());
    HttpClient other(m_server.port());
    QCOMPARE(other.request("GET", "/api/v1/server").status, 200);
}

void RejectionTest::refusesABodyThatIsTooLarge()
{
    HttpClient http(m_server.port());
    const HttpAnswer answer
        = http.raw("POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                   "Content-Length: 1048577\r\n\r\n");
    verifyProblem(answer, 413, u"payload_too_large"_s);
    QVERIFY(answer.body.contains("1048576"));
}

void RejectionTest::refusesAnotherMediaType()
{
    HttpClient http(m_server.port());
    for (const char *type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""}) {
        const HttpAnswer answer
            = http.request("POST", "/api/v1/sessions", R"({"username":"ada"})", {{"Content-Type", type}});
        verifyProblem(answer, 415, u"unsupported_media_type"_s);
    }
    const HttpAnswer accepted
        = http.request("POST", "/api/v1/sessions", R"({"username":"ada","password":"correct horse"})",
                       {{"Content-Type", "Application/JSON; charset=utf-8"}});
    QCOMPARE(accepted.status, 201);
}

void RejectionTest::saysWhatAPathAllows()
{
    const HttpAnswer refused = m_ada->post(u"/me"_s, {});
    for (const char *method : {"GET", "HEAD", "PATCH", "DELETE", "OPTIONS"})
        QVERIFY2(refused.headers.value("allow").contains(method), refused.headers.value("allow").constData());
    const HttpAnswer options = m_ada->ask("OPTIONS", u"/me"_s);
    QCOMPARE(options.status, 204);
    QCOMPARE(options.headers.value("allow"), refused.headers.value("allow"));
}

} // namespace confab::tests

using confab::tests::RejectionTest;
CONFAB_TEST(RejectionTest)
#include "rejectiontest.moc"
