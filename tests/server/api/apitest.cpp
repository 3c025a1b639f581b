// SPDX-License-Identifier: Apache-2.0
#include "tests/server/api/apifixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class ApiTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<ApiFixture>();
        m_ada = m_fixture->storage().person(u"ada"_s);
        m_grace = m_fixture->storage().person(u"grace"_s);
        m_eve = m_fixture->storage().person(u"eve"_s);
        const Response created = m_fixture->ask(Method::Post, "/api/v1/conversations", m_ada,
                                                R"({"kind":"direct","with":"grace"})");
        QCOMPARE(created.status, 201);
        m_path = "/api/v1/conversations/" + json(created)[u"id"_s].toString().toLatin1();
    }
    void cleanup() { m_fixture.reset(); }

    void refuses_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");

        const auto row = [](const char *name, Method method, const char *path, const char *body, int status,
                            const QString &code, const QString &field = {}) {
            QTest::newRow(name) << method << QByteArray(path) << QByteArray(body) << status << code << field;
        };
        row("an unknown path", Method::Get, "!/api/v1/nothing", "", 404, u"not_found"_s);
        row("a method that is not allowed", Method::Delete, "", "", 405, u"method_not_allowed"_s);
        row("an id that is none", Method::Get, "!/api/v1/conversations/seven", "", 404, u"not_found"_s,
            u"conversation"_s);
        row("an id with a leading zero", Method::Get, "!/api/v1/conversations/07", "", 404, u"not_found"_s,
            u"conversation"_s);
        row("an id out of range", Method::Get, "!/api/v1/conversations/99999999999999999999", "", 404,
            u"not_found"_s, u"conversation"_s);
        row("a limit of zero", Method::Get, "/messages?limit=0", "", 400, u"invalid_field"_s, u"limit"_s);
        row("a limit past the largest", Method::Get, "/messages?limit=201", "", 400, u"invalid_field"_s,
            u"limit"_s);
        row("a limit in words", Method::Get, "/messages?limit=ten", "", 400, u"invalid_field"_s, u"limit"_s);
        row("a limit twice", Method::Get, "/messages?limit=1&limit=2", "", 400, u"invalid_field"_s,
            u"limit"_s);
        row("a negative seq", Method::Get, "/messages?before=-1", "", 400, u"invalid_field"_s, u"before"_s);
        row("two places at once", Method::Get, "/messages?before=3&after=1", "", 400, u"invalid_field"_s,
            u"after"_s);
        row("a cursor that is none", Method::Get, "!/api/v1/conversations?after=%00", "", 400,
            u"invalid_field"_s, u"after"_s);
        row("no body", Method::Post, "/messages", "", 400, u"malformed"_s);
        row("a body that is no JSON", Method::Post, "/messages", "{", 400, u"malformed"_s);
        row("a body that is an array", Method::Post, "/messages", "[]", 400, u"malformed"_s);
        row("a body that is no UTF-8", Method::Post, "/messages", "{\"body\":\"\xff\"}", 400, u"malformed"_s);
        row("an empty message", Method::Post, "/messages",
            R"({"clientId":"11111111-1111-4111-8111-111111111111","body":" "})", 400, u"invalid_field"_s,
            u"body"_s);
        row("a NUL in a message", Method::Post, "/messages",
            R"({"clientId":"11111111-1111-4111-8111-111111111111","body":"\u0000"})", 400, u"invalid_field"_s,
            u"body"_s);
        row("half a pair in a message", Method::Post, "/messages",
            R"({"clientId":"11111111-1111-4111-8111-111111111111","body":"\ud83d"})", 400, u"invalid_field"_s,
            u"body"_s);
        row("no clientId", Method::Post, "/messages", R"({"body":"x"})", 400, u"invalid_field"_s,
            u"clientId"_s);
        row("a mark after the last message", Method::Put, "/read", R"({"seq":1})", 400, u"invalid_field"_s,
            u"seq"_s);
        row("a mark in words", Method::Put, "/read", R"({"seq":"1"})", 400, u"invalid_field"_s, u"seq"_s);
        row("a message that is not there", Method::Get, "/messages/1", "", 404, u"not_found"_s, u"message"_s);
        row("a conversation with oneself", Method::Post, "!/api/v1/conversations",
            R"({"kind":"direct","with":"Ada"})", 400, u"invalid_field"_s, u"with"_s);
        row("a conversation with nobody", Method::Post, "!/api/v1/conversations",
            R"({"kind":"direct","with":"nobody"})", 404, u"not_found"_s, u"with"_s);
        row("a sync without conversations", Method::Post, "!/api/v1/sync", "{}", 400, u"invalid_field"_s,
            u"conversations"_s);
    }

    void refuses()
    {
        QFETCH(Method, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, field);
        const QByteArray target = path.startsWith('!') ? path.mid(1) : m_path + path;
        const Response response = m_fixture->ask(method, target, m_ada, body);
        QCOMPARE(response.status, status);
        QCOMPARE(response.contentType, QByteArray("application/problem+json"));
        QCOMPARE(json(response)[u"code"_s].toString(), code);
        QCOMPARE(json(response)[u"field"_s].toString(), field);
        QCOMPARE(json(response)[u"status"_s].toInt(), status);
    }

    void everyRouteThatNeedsALoginRefusesWithoutOne()
    {
        for (const Route &route : m_fixture->router().routes()) {
            const QByteArray path = QByteArray(Router::prefix.data()) + QByteArray(route.pattern.data());
            const Response response = m_fixture->ask(route.method, path);
            QCOMPARE(response.status, 401);
            QVERIFY(
                response.headers.contains(std::pair(QByteArray("WWW-Authenticate"), QByteArray("Bearer"))));
        }
    }

    void refusesTokens_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        QTest::newRow("another scheme") << QByteArray("Basic YTpi");
        QTest::newRow("no token") << QByteArray("Bearer ");
        QTest::newRow("no token at all") << QByteArray("Bearer");
        QTest::newRow("garbage") << QByteArray("Bearer a.b.c");
    }

    void refusesTokens()
    {
        QFETCH(QByteArray, authorization);
        QCOMPARE(m_fixture->ask({.target = m_path, .authorization = authorization}).status, 401);
    }

    void aTokenOfAnEndedSessionIsWorthNothing()
    {
        QCOMPARE(m_fixture->ask(Method::Get, m_path, m_ada).status, 200);
        QVERIFY(SessionRepository(m_fixture->storage().database()).end(m_ada.session, Timestamp()));
        QCOMPARE(m_fixture->ask(Method::Get, m_path, m_ada).status, 401);
        QCOMPARE(m_fixture->ask(Method::Put, m_path + "/read", m_ada, R"({"seq":0})").status, 401);
        const QJsonObject answer = m_fixture->send(m_ada, sendFrame(u"1"_s, QUuid::createUuid()));
        QCOMPARE(answer[u"code"_s].toString(), u"not_authenticated"_s);
    }

    void saysWhichMethodsThereAre()
    {
        const auto allow = [](const Response &response) {
            for (const auto &[name, value] : response.headers) {
                if (name == "Allow")
                    return value;
            }
            return QByteArray();
        };
        const Response options = m_fixture->ask(Method::Options, m_path);
        QCOMPARE(options.status, 204);
        QCOMPARE(allow(options), QByteArray("OPTIONS, GET, PATCH, HEAD"));
        const Response refused = m_fixture->ask(Method::Delete, m_path);
        QCOMPARE(refused.status, 405);
        QCOMPARE(allow(refused), allow(options));
    }

    void readsNoOtherMediaType()
    {
        Request request{.method = Method::Post,
                        .target = m_path + "/messages",
                        .authorization = "bearer " + m_fixture->token(m_ada).toLatin1(),
                        .contentType = "text/plain",
                        .body = "hello"};
        QCOMPARE(m_fixture->ask(std::move(request)).status, 415);
    }

    void writesOnceOverEitherDoor()
    {
        const QUuid clientId = QUuid::createUuid();
        // moc of Qt 6.4 loses its way in raw strings that are joined.
        const QByteArray body
            = text({{u"clientId"_s, clientId.toString(QUuid::WithoutBraces)}, {u"body"_s, u"hi"_s}});
        const Response first = m_fixture->ask(Method::Post, m_path + "/messages", m_ada, body);
        const Response second = m_fixture->ask(Method::Post, m_path + "/messages", m_ada, body);
        const QJsonObject third = m_fixture->send(m_ada, sendFrame(u"x"_s, clientId));
        QCOMPARE(first.status, 201);
        QCOMPARE(second.status, 200);
        QCOMPARE(second.body, first.body);
        QCOMPARE(third[u"type"_s].toString(), u"ack"_s);
        QCOMPARE(third[u"ref"_s].toString(), u"x"_s);
        QCOMPARE(third[u"seq"_s], json(first)[u"seq"_s]);
        const Response page = m_fixture->ask(Method::Get, m_path + "/messages", m_grace);
        QCOMPARE(json(page)[u"messages"_s].toArray().size(), 1);
        QVERIFY(json(page)[u"next"_s].isNull());
    }

    void marksAreGatheredForASecond()
    {
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_fixture->send(m_ada, sendFrame(u"1"_s, QUuid::createUuid()))[u"type"_s].toString(),
                     u"ack"_s);
        const QJsonObject first = m_fixture->send(m_grace, markFrame(u"read"_s, 1));
        const QJsonObject second = m_fixture->send(m_grace, markFrame(u"read"_s, 3));
        QCOMPARE(first[u"change"_s].toInt(), 5);
        QCOMPARE(second[u"change"_s].toInt(), 6);
    }

    void refusesFrames_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("closes");

        const auto row = [](const char *name, const char *frame, const QString &code, const QString &field,
                            bool closes = false) {
            QTest::newRow(name) << QByteArray(frame) << code << field << closes;
        };
        row("no JSON", "hello", u"malformed"_s, {}, true);
        row("an array", "[]", u"malformed"_s, {}, true);
        row("no type", R"({"ref":"1"})", u"invalid_field"_s, u"type"_s);
        row("an unknown type", R"({"type":"sing","ref":"1"})", u"unknown_frame"_s, u"type"_s);
        row("authenticate again", R"({"type":"authenticate","ref":"1","token":"x"})", u"unknown_frame"_s,
            u"type"_s);
        row("no ref", R"({"type":"ping"})", u"invalid_field"_s, u"ref"_s);
        row("a ref that is a list", R"({"type":"ping","ref":[]})", u"invalid_field"_s, u"ref"_s);
        row("a broken ref", R"({"type":"ping","ref":1.5})", u"invalid_field"_s, u"ref"_s);
        row("a presence that is none", R"({"type":"presence","ref":"1","state":"asleep"})",
            u"invalid_field"_s, u"state"_s);
        row("offline by choice", R"({"type":"presence","ref":"1","state":"offline"})", u"invalid_field"_s,
            u"state"_s);
        row("a watch without people", R"({"type":"watch","ref":"1"})", u"invalid_field"_s, u"users"_s);
        row("a send to two places",
            R"({"type":"send","ref":"1","conversation":"1","to":"x","clientId":"11111111-1111-4111-8111-111111111111","body":"x"})",
            u"invalid_field"_s, u"conversation"_s);
        row("a send to no place",
            R"({"type":"send","ref":"1","clientId":"11111111-1111-4111-8111-111111111111","body":"x"})",
            u"invalid_field"_s, u"conversation"_s);
        row("a send to a conversation of others",
            R"({"type":"send","ref":"1","conversation":"1","clientId":"11111111-1111-4111-8111-111111111111","body":"x"})",
            u"not_found"_s, u"conversation"_s);
        row("a mark in a conversation of others", R"({"type":"read","ref":"1","conversation":"1","seq":1})",
            u"not_found"_s, u"conversation"_s);
        row("typing nowhere", R"({"type":"typing"})", u"invalid_field"_s, u"conversation"_s);
    }

    void refusesFrames()
    {
        QFETCH(QByteArray, frame);
        QFETCH(QString, code);
        QFETCH(QString, field);
        QFETCH(bool, closes);
        const QJsonObject answer = m_fixture->send(m_ada, frame);
        QCOMPARE(answer[u"type"_s].toString(), u"error"_s);
        QCOMPARE(answer[u"code"_s].toString(), code);
        QCOMPARE(answer[u"field"_s].toString(), field);
        const FrameOutcome outcome = m_fixture->api().frame({SocketId(1), m_ada}, frame);
        QCOMPARE(outcome.close.has_value(), closes);
    }

    void refusesTheSixtyFifthUnansweredFrame()
    {
        const SocketPeer busy{.socket = SocketId(1), .caller = m_ada, .unanswered = 64};
        const FrameOutcome outcome = m_fixture->api().frame(busy, R"({"type":"ping","ref":"1"})");
        QCOMPARE(ApiFixture::parse(outcome.reply)[u"status"_s].toInt(), 429);
    }

    void typingIsToldToTheOthersOnly()
    {
        m_fixture->api().opened({SocketId(9), m_grace});
        const QByteArray frame = text({{u"type"_s, u"typing"_s}, {u"conversation"_s, id()}});
        (void)m_fixture->api().frame({SocketId(7), m_eve}, frame); // who is no member is not heard
        for (int i = 0; i < 50; ++i) // a flood is told once
            (void)m_fixture->api().frame({SocketId(8), m_ada}, frame);
        const auto typing = [&] {
            QList<QList<AccountId>> told;
            for (const Delivery &delivery : m_fixture->deliveries()) {
                const auto *push = std::get_if<ToAccounts>(&delivery);
                if (push && push->frame.contains("\"typing\""))
                    told.append(push->accounts);
            }
            return told;
        };
        QTRY_COMPARE(typing().size(), 1);
        QCOMPARE(typing()[0], QList<AccountId>{m_grace.account});
        // Once what was written is there, what is written next is told at once.
        (void)m_fixture->send(m_ada,
                              text({{u"type"_s, u"send"_s},
                                    {u"ref"_s, u"1"_s},
                                    {u"conversation"_s, id()},
                                    {u"clientId"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                                    {u"body"_s, u"what I was writing"_s}}));
        (void)m_fixture->api().frame({SocketId(8), m_ada}, frame);
        QTRY_COMPARE(typing().size(), 2);
    }

    void welcomesWhoIsLoggedIn()
    {
        std::promise<Result<Welcome>> promise;
        m_fixture->api().authenticate(
            m_ada, [&](Result<Welcome> welcome) { promise.set_value(std::move(welcome)); });
        const auto welcome = promise.get_future().get();
        QVERIFY(welcome);
        const QJsonObject frame = ApiFixture::parse(welcome->frame);
        QCOMPARE(frame[u"type"_s].toString(), u"welcome"_s);
        QCOMPARE(frame[u"user"_s][u"username"_s].toString(), u"ada"_s);
        QCOMPARE(frame[u"epoch"_s].toString(), u"epoch"_s);
    }

private:
    static QJsonObject json(const Response &response)
    {
        return QJsonDocument::fromJson(response.body).object();
    }
    static QByteArray text(const QJsonObject &object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
    [[nodiscard]] static QByteArray sendFrame(const QString &ref, const QUuid &clientId)
    {
        return text({{u"type"_s, u"send"_s},
                     {u"ref"_s, ref},
                     {u"to"_s, u"grace"_s},
                     {u"clientId"_s, clientId.toString(QUuid::WithoutBraces)},
                     {u"body"_s, u"hi"_s}});
    }
    [[nodiscard]] QByteArray markFrame(const QString &type, int seq) const
    {
        return text({{u"type"_s, type}, {u"ref"_s, u"m"_s}, {u"conversation"_s, id()}, {u"seq"_s, seq}});
    }
    [[nodiscard]] QString id() const { return QString::fromLatin1(m_path.mid(m_path.lastIndexOf('/') + 1)); }

    std::unique_ptr<ApiFixture> m_fixture;
    Caller m_ada;
    Caller m_grace;
    Caller m_eve;
    QByteArray m_path;
};

CONFAB_TEST(ApiTest)
#include "apitest.moc"
