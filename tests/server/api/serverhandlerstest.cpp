// SPDX-License-Identifier: Apache-2.0
#include "server/api/serverhandlers.h"
#include "server/domain/healthservice.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class ServerHandlersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_router = std::make_unique<Router>();
        addServerRoutes(*m_router,
                        {.name = u"Test"_s,
                         .version = u"1.2.3"_s,
                         .epoch = u"epoch"_s,
                         .limits = limitsInForce(42),
                         .policies = {{u"registration"_s, u"closed"_s}},
                         .features = featuresOffered()});
    }

    void saysWhatItIs()
    {
        const Response response = ask("/server");
        QCOMPARE(response.status, 200);
        QCOMPARE(response.contentType, QByteArray("application/json"));
        const auto info = ServerInfo::fromJson(QJsonDocument::fromJson(response.body).object());
        QVERIFY(info);
        QCOMPARE(info->name, u"Test"_s);
        QCOMPARE(info->version, u"1.2.3"_s);
        QCOMPARE(info->epoch, u"epoch"_s);
        QCOMPARE(info->limits.value(u"messagesPage"_s), 42);
        QCOMPARE(info->policies.value(u"registration"_s), u"closed"_s);
        QVERIFY(!info->features.isEmpty());
    }

    void saysWhetherItCanServe()
    {
        LocalEventBus bus;
        tests::FakeClock clock;
        HealthService service(bus, clock);
        addHealthRoute(*m_router, service);
        const Response ready = ask("/health");
        QCOMPARE(ready.status, 200);
        QCOMPARE(ready.body, QByteArray(R"({"state":"ready","database":"up","bus":"none"})"));

        service.databaseLooked(Error{ErrorCode::Unavailable});
        const Response away = ask("/health");
        QCOMPARE(away.status, 503);
        QCOMPARE(away.contentType, QByteArray("application/problem+json"));
        QVERIFY(headerOf(away, "Retry-After").toInt() > 0);
        const QJsonObject problem = QJsonDocument::fromJson(away.body).object();
        QCOMPARE(problem[u"code"_s].toString(), u"unavailable"_s);
        QCOMPARE(problem[u"database"_s].toString(), u"away"_s);
        QCOMPARE(problem[u"bus"_s].toString(), u"none"_s);
    }

    void namesEveryLimit()
    {
        QFile header(QFINDTESTDATA("../../../shared/core/limits.h"));
        QVERIFY(header.open(QIODevice::ReadOnly));
        static const QRegularExpression constant(u"inline constexpr [\\w:]+ (\\w+)[ {]"_s);
        QStringList names;
        for (auto match = constant.globalMatch(QString::fromUtf8(header.readAll())); match.hasNext();)
            names.append(match.next().captured(1));
        names.sort();
        QVERIFY(names.size() > 20);
        QCOMPARE(limitsInForce(15).keys(), names);
    }

    void servesTheContract_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("OpenAPI") << u"openapi.yaml"_s;
        QTest::newRow("AsyncAPI") << u"asyncapi.yaml"_s;
    }
    void servesTheContract()
    {
        QFETCH(QString, name);
        QFile file(QFINDTESTDATA(u"../../../resources/api/"_s + name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Response response = ask('/' + name.toLatin1());
        QCOMPARE(response.status, 200);
        QCOMPARE(response.contentType, QByteArray("application/yaml"));
        QCOMPARE(response.body, file.readAll());
        QVERIFY(!tagOf(response).isEmpty());
    }

    void sparesWhoHasTheContract_data()
    {
        QTest::addColumn<QByteArray>("ifNoneMatch");
        QTest::addColumn<int>("status");
        const QByteArray tag = tagOf(ask("/openapi.yaml"));
        QTest::newRow("the same") << tag << 304;
        QTest::newRow("weakly the same") << "W/" + tag << 304;
        QTest::newRow("one of several") << "\"other\", " + tag + ", \"another\"" << 304;
        QTest::newRow("any") << QByteArray("*") << 304;
        QTest::newRow("another") << QByteArray("\"other\"") << 200;
        QTest::newRow("that of the other file") << tagOf(ask("/asyncapi.yaml")) << 200;
        QTest::newRow("without quotation marks") << QByteArray(tag).replace("\"", "") << 200;
        QTest::newRow("nothing") << QByteArray() << 200;
    }
    void sparesWhoHasTheContract()
    {
        QFETCH(QByteArray, ifNoneMatch);
        QFETCH(int, status);
        const Response response = ask("/openapi.yaml", ifNoneMatch);
        QCOMPARE(response.status, status);
        QCOMPARE(response.body.isEmpty(), status == 304);
        QVERIFY(!tagOf(response).isEmpty());
    }

private:
    Response ask(const QByteArray &path, const QByteArray &ifNoneMatch = {})
    {
        const Route *route = m_router->match(Method::Get, "/api/v1" + path).route;
        const bool direct = route && std::holds_alternative<DirectHandler>(route->handler);
        return direct ? *std::get<DirectHandler>(route->handler)({.ifNoneMatch = ifNoneMatch})
                      : Response{.status = 0};
    }
    static QByteArray tagOf(const Response &response) { return headerOf(response, "ETag"); }
    static QByteArray headerOf(const Response &response, const QByteArray &wanted)
    {
        for (const auto &[name, value] : response.headers) {
            if (name == wanted)
                return value;
        }
        return {};
    }

    std::unique_ptr<Router> m_router;
};

CONFAB_TEST(ServerHandlersTest)
#include "serverhandlerstest.moc"
