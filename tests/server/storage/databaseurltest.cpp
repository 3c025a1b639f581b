// SPDX-License-Identifier: Apache-2.0
#include "server/storage/databaseurl.h"
#include "tests/support/testcase.h"

using namespace confab;

using namespace Qt::StringLiterals;

class DatabaseUrlTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesAPathAsItStands()
    {
        const auto url = DatabaseUrl::parse(u"sqlite:///srv/a b%20c.db"_s);
        QVERIFY(url);
        QCOMPARE(url->engine, Engine::Sqlite);
        QCOMPARE(url->path, u"/srv/a b%20c.db"_s);
    }

    void takesAServerApart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Engine>("engine");
        QTest::addColumn<int>("port");

        QTest::newRow("postgresql, its own port")
            << u"postgresql://ada:p%40ss@db.example/confab"_s << Engine::PostgreSql << 5432;
        QTest::newRow("postgres, another port")
            << u"postgres://ada:p%40ss@db.example:6000/confab"_s << Engine::PostgreSql << 6000;
        QTest::newRow("mysql, its own port")
            << u"mysql://ada:p%40ss@db.example/confab"_s << Engine::MariaDb << 3306;
        QTest::newRow("mariadb, another port")
            << u"mariadb://ada:p%40ss@db.example:3307/confab"_s << Engine::MariaDb << 3307;
    }
    void takesAServerApart()
    {
        QFETCH(QString, text);
        QFETCH(int, port);
        const auto url = DatabaseUrl::parse(text);
        QVERIFY(url);
        QTEST(url->engine, "engine");
        QCOMPARE(int(url->port), port);
        QCOMPARE(url->host, u"db.example"_s);
        QCOMPARE(url->user, u"ada"_s);
        QCOMPARE(url->password, u"p@ss"_s);
        QCOMPARE(url->name, u"confab"_s);
        QVERIFY(!url->toString().contains(u"p@ss"_s) && !url->toString().contains(u"p%40ss"_s));
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("text");

        QTest::newRow("nothing") << QString();
        QTest::newRow("another engine") << u"oracle://ada@db.example/confab"_s;
        QTest::newRow("no path") << u"sqlite://"_s;
        QTest::newRow("a relative path") << u"sqlite://confab.db"_s;
        QTest::newRow("the root as path") << u"sqlite:///"_s;
        QTest::newRow("no host") << u"postgresql:///confab"_s;
        QTest::newRow("no user") << u"postgresql://db.example/confab"_s;
        QTest::newRow("no database") << u"mysql://ada:secret@db.example"_s;
        QTest::newRow("a database with a slash") << u"mysql://ada:secret@db.example/con/fab"_s;
        QTest::newRow("a port that is none") << u"mysql://ada:secret@db.example:99999/confab"_s;
        QTest::newRow("a query") << u"postgresql://ada:secret@db.example/confab?sslmode=disable"_s;
    }
    void rejects()
    {
        QFETCH(QString, text);
        const auto url = DatabaseUrl::parse(text);
        QVERIFY(!url);
        QCOMPARE(url.error().field, u"database"_s);
        QVERIFY(!url.error().detail.isEmpty() && !url.error().detail.contains(u"secret"_s));
    }
};

CONFAB_TEST(DatabaseUrlTest)
#include "databaseurltest.moc"
