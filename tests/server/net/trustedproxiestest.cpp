// SPDX-License-Identifier: Apache-2.0
#include "server/net/trustedproxies.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class TrustedProxiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contains_data()
    {
        QTest::addColumn<QString>("proxies");
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("contained");

        QTest::newRow("nobody") << u""_s << u"127.0.0.1"_s << false;
        QTest::newRow("an address") << u"10.0.0.5"_s << u"10.0.0.5"_s << true;
        QTest::newRow("its neighbour") << u"10.0.0.5"_s << u"10.0.0.6"_s << false;
        QTest::newRow("the second of two") << u"10.0.0.5, 10.0.0.6"_s << u"10.0.0.6"_s << true;
        QTest::newRow("a network") << u"192.168.1.0/24"_s << u"192.168.1.77"_s << true;
        QTest::newRow("the next network") << u"192.168.1.0/24"_s << u"192.168.2.1"_s << false;
        QTest::newRow("IPv4 over an IPv6 socket") << u"10.0.0.5"_s << u"::ffff:10.0.0.5"_s << true;
        QTest::newRow("an IPv6 address") << u"::1"_s << u"::1"_s << true;
        QTest::newRow("loopback of IPv6 is not that of IPv4") << u"127.0.0.1"_s << u"::1"_s << false;
        QTest::newRow("an IPv6 network") << u"fd00::/8"_s << u"fd12::34"_s << true;
        QTest::newRow("IPv6 is not IPv4") << u"::/0"_s << u"10.0.0.5"_s << false;
        QTest::newRow("everybody") << u"0.0.0.0/0"_s << u"203.0.113.9"_s << true;
    }
    void contains()
    {
        QFETCH(QString, proxies);
        QFETCH(QString, address);
        const auto trusted = TrustedProxies::fromText(proxies);
        QVERIFY(trusted);
        QTEST(trusted->contains(QHostAddress(address)), "contained");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("proxies");
        QTest::newRow("a name") << u"proxy.example.org"_s;
        QTest::newRow("half an address") << u"10.0"_s;
        QTest::newRow("a number") << u"10"_s;
        QTest::newRow("hexadecimal") << u"0x7f000001"_s;
        QTest::newRow("a number too high") << u"10.0.0.256"_s;
        QTest::newRow("a port") << u"10.0.0.5:80"_s;
        QTest::newRow("too many bits") << u"10.0.0.0/33"_s;
        QTest::newRow("no bits") << u"10.0.0.0/"_s;
        QTest::newRow("a mask in place of bits") << u"10.0.0.0/255.0.0.0"_s;
        QTest::newRow("negative bits") << u"10.0.0.0/-8"_s;
        QTest::newRow("too many bits of IPv6") << u"fd00::/129"_s;
        QTest::newRow("blanks between") << u"10.0.0.5 10.0.0.6"_s;
        QTest::newRow("the second is none") << u"10.0.0.5,x"_s;
        QTest::newRow("an empty one between") << u"10.0.0.5, ,10.0.0.6"_s;
    }
    void refuses()
    {
        QFETCH(QString, proxies);
        const auto trusted = TrustedProxies::fromText(proxies);
        QVERIFY(!trusted);
        QCOMPARE(trusted.error().field, u"trusted_proxies"_s);
    }

    void findsTheClient_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QByteArray>("forwardedFor");
        QTest::addColumn<QString>("client");

        const QString proxy = u"10.0.0.5"_s;
        QTest::newRow("without a proxy") << u"203.0.113.9"_s << QByteArray() << u"203.0.113.9"_s;
        QTest::newRow("what a stranger says counts nothing")
            << u"203.0.113.9"_s << QByteArray("198.51.100.1") << u"203.0.113.9"_s;
        QTest::newRow("one behind the proxy") << proxy << QByteArray("203.0.113.9") << u"203.0.113.9"_s;
        QTest::newRow("one that says to be another")
            << proxy << QByteArray("198.51.100.1, 203.0.113.9") << u"203.0.113.9"_s;
        QTest::newRow("two proxies in a row")
            << proxy << QByteArray("198.51.100.1, 203.0.113.9 , 10.0.0.6") << u"203.0.113.9"_s;
        QTest::newRow("a proxy that says to be one")
            << proxy << QByteArray("10.0.0.6, 203.0.113.9") << u"203.0.113.9"_s;
        QTest::newRow("IPv6") << proxy << QByteArray("2001:db8::1") << u"2001:db8::1"_s;
        QTest::newRow("IPv6 with a port") << proxy << QByteArray("[2001:db8::1]:4711") << u"2001:db8::1"_s;
        QTest::newRow("IPv4 with a port") << proxy << QByteArray("203.0.113.9:4711") << u"203.0.113.9"_s;
        QTest::newRow("IPv4 as IPv6") << proxy << QByteArray("::ffff:203.0.113.9") << u"203.0.113.9"_s;
        QTest::newRow("the proxy itself") << proxy << QByteArray() << proxy;
        QTest::newRow("a word") << proxy << QByteArray("unknown") << proxy;
        QTest::newRow("an empty entry") << proxy << QByteArray("203.0.113.9, ") << proxy;
        QTest::newRow("a word before a proxy")
            << proxy << QByteArray("203.0.113.9, unknown, 10.0.0.6") << u"10.0.0.6"_s;
        QTest::newRow("half a bracket") << proxy << QByteArray("[2001:db8::1") << proxy;
    }
    void findsTheClient()
    {
        QFETCH(QString, peer);
        QFETCH(QByteArray, forwardedFor);
        const auto trusted = TrustedProxies::fromText(u"10.0.0.5,10.0.0.6"_s);
        QVERIFY(trusted);
        QTEST(trusted->client(QHostAddress(peer), forwardedFor).toString(), "client");
    }
};

CONFAB_TEST(TrustedProxiesTest)
#include "trustedproxiestest.moc"
