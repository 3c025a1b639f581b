// SPDX-License-Identifier: Apache-2.0
#include "server/app/configurationkey.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ConfigurationKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasGoodDefaults()
    {
        for (const ConfigurationKey &key : configurationKeys()) {
            QVERIFY2(!key.objection(key.fallback), key.name.data());
            QVERIFY2(!key.help.isEmpty(), key.name.data());
            QCOMPARE(findConfigurationKey(QString(key.name)), &key);
        }
        QVERIFY(!findConfigurationKey(u"no_such_key"));
    }

    void refusesBadValues_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");

        QTest::newRow("listen without a port") << u"listen"_s << u"127.0.0.1"_s;
        QTest::newRow("listen without an address") << u"listen"_s << u":7280"_s;
        QTest::newRow("listen on a name") << u"listen"_s << u"example.org:7280"_s;
        QTest::newRow("listen on a port too high") << u"listen"_s << u"127.0.0.1:65536"_s;
        QTest::newRow("listen on a negative port") << u"listen"_s << u"127.0.0.1:-1"_s;
        QTest::newRow("listen on three numbers") << u"listen"_s << u"127.0.1:7280"_s;
        QTest::newRow("listen on numbers too high") << u"listen"_s << u"127.0.0.256:7280"_s;
        QTest::newRow("listen on IPv6 without brackets") << u"listen"_s << u"::1:7280"_s;
        QTest::newRow("listen on IPv4 in brackets") << u"listen"_s << u"[127.0.0.1]:7280"_s;
        QTest::newRow("listen with a blank behind") << u"listen"_s << u"127.0.0.1:7280 "_s;
        QTest::newRow("listen with a line break") << u"listen"_s << u"127.0.0.1:7280\n"_s;
        QTest::newRow("an empty data directory") << u"data"_s << u""_s;
        QTest::newRow("another database") << u"database"_s << u"oracle://user:secret@host/confab"_s;
        QTest::newRow("a relative database") << u"database"_s << u"sqlite://confab.db"_s;
        QTest::newRow("a database without a file") << u"database"_s << u"sqlite:///"_s;
        QTest::newRow("a bus of another kind") << u"bus"_s << u"amqp://:secret@host"_s;
        QTest::newRow("an empty bus") << u"bus"_s << u""_s;
        QTest::newRow("an empty name") << u"server_name"_s << u""_s;
        QTest::newRow("a long name") << u"server_name"_s << u"x"_s.repeated(201);
        QTest::newRow("neither true nor false") << u"insecure"_s << u"maybe"_s;
        QTest::newRow("an empty boolean") << u"insecure"_s << u""_s;
        QTest::newRow("a policy that is none") << u"registration"_s << u"sometimes"_s;
        QTest::newRow("a policy in another case") << u"registration"_s << u"Open"_s;
        QTest::newRow("a policy of another kind") << u"conversation_policy"_s << u"closed"_s;
        QTest::newRow("a number too low") << u"messages_to_load"_s << u"0"_s;
        QTest::newRow("a number too high") << u"messages_to_load"_s << u"201"_s;
        QTest::newRow("a negative number") << u"io_threads"_s << u"-1"_s;
        QTest::newRow("a broken number") << u"io_threads"_s << u"1.5"_s;
        QTest::newRow("a number with a sign") << u"io_threads"_s << u"+1"_s;
        QTest::newRow("an empty number") << u"io_threads"_s << u""_s;
        QTest::newRow("a number beyond all") << u"io_threads"_s << u"99999999999999999999"_s;
        QTest::newRow("no time") << u"session_lifetime"_s << u"0"_s;
        QTest::newRow("a time of an unknown unit") << u"session_lifetime"_s << u"3y"_s;
        QTest::newRow("a unit alone") << u"session_lifetime"_s << u"d"_s;
        QTest::newRow("a time too long") << u"access_token_lifetime"_s << u"2d"_s;
        QTest::newRow("a proxy by its name") << u"trusted_proxies"_s << u"proxy.example.org"_s;
        QTest::newRow("an unknown level") << u"log_level"_s << u"loud"_s;
    }
    void refusesBadValues()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        const ConfigurationKey *found = findConfigurationKey(key);
        QVERIFY(found);
        const auto objection = found->objection(value);
        QVERIFY(objection);
        QVERIFY(!objection->contains("secret"_L1));
    }

    void showsNoPassword()
    {
        const ConfigurationKey *key = findConfigurationKey(u"database");
        const QString shown = key->shown(u"postgresql://confab:0123456789@db.example.org:5432/confab"_s);
        QVERIFY(!shown.contains("0123456789"_L1));
        QVERIFY(shown.contains("confab@db.example.org"_L1));
        QCOMPARE(key->shown(u"sqlite"_s), u"sqlite"_s);
        QCOMPARE(key->shown(u"sqlite:///var/lib/confab.db"_s), u"sqlite:///var/lib/confab.db"_s);
    }

    void showsNoPasswordOfTheBus()
    {
        const ConfigurationKey *bus = findConfigurationKey(u"bus");
        QCOMPARE(bus->shown(u"local"_s), u"local"_s);
        QCOMPARE(bus->shown(u"redis://ada:secret@cache:7000/2"_s), u"redis://cache:7000"_s);
    }

    void readsEndpoints_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");
        QTest::newRow("IPv4") << u"127.0.0.1:7280"_s << u"127.0.0.1:7280"_s;
        QTest::newRow("IPv6") << u"[::1]:7280"_s << u"[::1]:7280"_s;
        QTest::newRow("a free port") << u"127.0.0.1:0"_s << u"127.0.0.1:0"_s;
        QTest::newRow("all of IPv4") << u"0.0.0.0:80"_s << u"0.0.0.0:80"_s;
        QTest::newRow("all of IPv6") << u"[::]:65535"_s << u"[::]:65535"_s;
        QTest::newRow("this machine by name") << u"localhost:7280"_s << u"127.0.0.1:7280"_s;
    }
    void readsEndpoints()
    {
        QFETCH(QString, text);
        const auto endpoint = endpointFromText(text);
        QVERIFY(endpoint);
        QTEST(endpoint->toString(), "canonical");
    }

    void readsTimes()
    {
        QCOMPARE(durationFromText(u"90"_s), std::optional<std::chrono::seconds>(90s));
        QCOMPARE(durationFromText(u"90s"_s), std::optional<std::chrono::seconds>(90s));
        QCOMPARE(durationFromText(u"15m"_s), std::optional<std::chrono::seconds>(15min));
        QCOMPARE(durationFromText(u"12h"_s), std::optional<std::chrono::seconds>(12h));
        QCOMPARE(durationFromText(u"30d"_s), std::optional<std::chrono::seconds>(720h));
    }

    void readsBooleans()
    {
        for (const QString &yes : {u"true"_s, u"TRUE"_s, u"on"_s, u"yes"_s, u"1"_s})
            QCOMPARE(booleanFromText(yes), std::optional(true));
        for (const QString &no : {u"false"_s, u"Off"_s, u"no"_s, u"0"_s})
            QCOMPARE(booleanFromText(no), std::optional(false));
    }
};

CONFAB_TEST(ConfigurationKeyTest)
#include "configurationkeytest.moc"
