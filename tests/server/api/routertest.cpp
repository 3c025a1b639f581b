// SPDX-License-Identifier: Apache-2.0
#include "server/api/router.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class RouterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto handler = DirectHandler([](const Request &) { return Response(); });
        m_router.route("/sessions/<id>"_L1, Method::Delete, Login::Required, handler);
        m_router.route("/sessions/current"_L1, Method::Delete, Login::Required, handler);
        m_router.route("/sessions"_L1, Method::Get, Login::Required, handler);
        m_router.route("/sessions"_L1, Method::Post, Login::None, handler);
        m_router.route("/conversations/<id>/messages/<seq>"_L1, Method::Get, Login::Required, handler);
    }

    void matches_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QStringList>("arguments");

        QTest::newRow("a fixed path")
            << Method::Get << QByteArray("/api/v1/sessions") << u"/sessions"_s << QStringList();
        QTest::newRow("HEAD finds GET")
            << Method::Head << QByteArray("/api/v1/sessions") << u"/sessions"_s << QStringList();
        QTest::newRow("an argument") << Method::Delete << QByteArray("/api/v1/sessions/7")
                                     << u"/sessions/<id>"_s << QStringList{u"7"_s};
        QTest::newRow("a word before an argument") << Method::Delete << QByteArray("/api/v1/sessions/current")
                                                   << u"/sessions/current"_s << QStringList();
        QTest::newRow("two arguments")
            << Method::Get << QByteArray("/api/v1/conversations/5/messages/6")
            << u"/conversations/<id>/messages/<seq>"_s << QStringList{u"5"_s, u"6"_s};
        QTest::newRow("an encoded argument") << Method::Delete << QByteArray("/api/v1/sessions/a%2Fb")
                                             << u"/sessions/<id>"_s << QStringList{u"a/b"_s};
        QTest::newRow("an unknown path")
            << Method::Get << QByteArray("/api/v1/nothing") << QString() << QStringList();
        QTest::newRow("a longer path")
            << Method::Get << QByteArray("/api/v1/sessions/7/x") << QString() << QStringList();
        QTest::newRow("a slash at the end")
            << Method::Get << QByteArray("/api/v1/sessions/") << QString() << QStringList();
        QTest::newRow("outside the prefix")
            << Method::Get << QByteArray("/sessions") << QString() << QStringList();
        QTest::newRow("an empty path") << Method::Get << QByteArray("") << QString() << QStringList();
    }

    void matches()
    {
        QFETCH(Method, method);
        QFETCH(QByteArray, path);
        QFETCH(QString, pattern);
        QFETCH(QStringList, arguments);
        const Router::Match match = m_router.match(method, path);
        QCOMPARE(match.route ? QString(match.route->pattern) : QString(), pattern);
        if (match.route)
            QCOMPARE(match.arguments, arguments);
    }

    void saysWhatIsAllowed()
    {
        const Router::Match match = m_router.match(Method::Patch, "/api/v1/sessions");
        QVERIFY(!match.route);
        QCOMPARE(allowHeader(match.allowed), QByteArray("OPTIONS, GET, POST, HEAD"));
        QVERIFY(m_router.match(Method::Get, "/api/v1/nothing").allowed.isEmpty());
    }

private:
    Router m_router;
};

CONFAB_TEST(RouterTest)
#include "routertest.moc"
