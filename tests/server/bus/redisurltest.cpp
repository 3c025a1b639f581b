// SPDX-License-Identifier: Apache-2.0
#include "server/bus/redisurl.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class RedisUrlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<RedisUrl>("url");
        QTest::addColumn<QString>("place");

        QTest::newRow("a host alone")
            << u"redis://cache"_s << RedisUrl{.host = u"cache"_s} << u"cache:6379"_s;
        QTest::newRow("a port") << u"redis://127.0.0.1:7000"_s
                                << RedisUrl{.host = u"127.0.0.1"_s, .port = 7000} << u"127.0.0.1:7000"_s;
        QTest::newRow("IPv6") << u"redis://[::1]:7000"_s << RedisUrl{.host = u"::1"_s, .port = 7000}
                              << u"[::1]:7000"_s;
        QTest::newRow("a password") << u"redis://:secret@cache"_s
                                    << RedisUrl{.host = u"cache"_s, .password = "secret"} << u"cache:6379"_s;
        QTest::newRow("a user") << u"redis://confab:secret@cache"_s
                                << RedisUrl{.host = u"cache"_s, .user = "confab", .password = "secret"}
                                << u"cache:6379"_s;
        QTest::newRow("a password with everything in it")
            << u"redis://:p%40ss%3Aw%2Frd%23%25%C3%A9@cache"_s
            << RedisUrl{.host = u"cache"_s, .password = "p@ss:w/rd#%\xc3\xa9"} << u"cache:6379"_s;
        QTest::newRow("a database") << u"redis://cache/3"_s << RedisUrl{.host = u"cache"_s, .database = 3}
                                    << u"cache:6379"_s;
        QTest::newRow("a slash and no database")
            << u"redis://cache/"_s << RedisUrl{.host = u"cache"_s} << u"cache:6379"_s;
    }
    void reads()
    {
        QFETCH(QString, text);
        QFETCH(RedisUrl, url);
        const auto read = RedisUrl::parse(text);
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QVERIFY(*read == url);
        QTEST(read->place(), "place");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << u""_s;
        QTest::newRow("a host without a scheme") << u"127.0.0.1:6379"_s;
        QTest::newRow("another scheme") << u"amqp://:secret@cache"_s;
        QTest::newRow("TLS") << u"rediss://:secret@cache"_s;
        QTest::newRow("a socket of this machine") << u"unix:///run/redis.sock"_s;
        QTest::newRow("one slash") << u"redis:/cache"_s;
        QTest::newRow("no host") << u"redis://"_s;
        QTest::newRow("no host but a password") << u"redis://:secret@"_s;
        QTest::newRow("no host but a port") << u"redis://:6379"_s;
        QTest::newRow("port 0") << u"redis://cache:0"_s;
        QTest::newRow("a port too high") << u"redis://cache:65536"_s;
        QTest::newRow("a port that is no number") << u"redis://cache:secret"_s;
        QTest::newRow("a user without a password") << u"redis://secret@cache"_s;
        QTest::newRow("an unescaped / in the password") << u"redis://:sec/ret@cache"_s;
        QTest::newRow("a blank") << u"redis://:sec ret@cache"_s;
        QTest::newRow("a database that is no number") << u"redis://cache/secret"_s;
        QTest::newRow("a negative database") << u"redis://cache/-1"_s;
        QTest::newRow("a database with leading zeros") << u"redis://cache/01"_s;
        QTest::newRow("a database too high") << u"redis://cache/10000"_s;
        QTest::newRow("a longer path") << u"redis://cache/1/2"_s;
        QTest::newRow("a query") << u"redis://cache?password=secret"_s;
        QTest::newRow("a fragment") << u"redis://cache#secret"_s;
        QTest::newRow("a NUL") << u"redis://:sec%00ret@cache"_s;
    }
    void refuses()
    {
        QFETCH(QString, text);
        const auto read = RedisUrl::parse(text);
        QVERIFY(!read);
        QCOMPARE(read.error().field, u"bus"_s);
        QVERIFY(!read.error().detail.isEmpty());
        QVERIFY2(!read.error().detail.contains("secret"_L1), qPrintable(read.error().detail));
    }
};

CONFAB_TEST(RedisUrlTest)
#include "redisurltest.moc"
