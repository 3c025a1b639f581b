// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Whom the limits by address count when requests come by way of a proxy.
class ProxyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsWhoIsBehindATrustedProxy();
    void believesNobodyElse();
    void stopsWhereTheProxiesAreNoAddresses();

private:
    /// How many accounts somebody at `address`, as a proxy would tell it, could make of `tries`.
    static int accountsMade(HttpClient &http, const QByteArray &address, int tries);
};

int ProxyTest::accountsMade(HttpClient &http, const QByteArray &address, int tries)
{
    int made = 0;
    for (int i = 0; i < tries; ++i) {
        const QString name = u"p"_s + Person::newClientId().remove(u'-').left(20);
        const QByteArray body = Person::json({{"username"_L1, name}, {"password"_L1, "correct horse"_L1}});
        const HttpAnswer answer
            = http.request("POST", "/api/v1/accounts", body, {{"X-Forwarded-For", address}});
        made += answer.status == 201 ? 1 : 0;
    }
    return made;
}

void ProxyTest::countsWhoIsBehindATrustedProxy()
{
    TestServer server({u"rate_limits=on"_s, u"trusted_proxies=127.0.0.1"_s});
    QVERIFY(server.start());
    HttpClient http(server.port());

    const int allowed = accountsMade(http, "203.0.113.1", 14);
    QVERIFY2(allowed >= 10 && allowed < 14, qPrintable(QString::number(allowed)));
    // What they put before it themselves is not believed.
    QCOMPARE(accountsMade(http, "198.51.100.7, 203.0.113.1", 1), 0);
    QCOMPARE(accountsMade(http, "203.0.113.2", 5), 5);
}

void ProxyTest::believesNobodyElse()
{
    TestServer server({u"rate_limits=on"_s, u"trusted_proxies=192.0.2.1"_s});
    QVERIFY(server.start());
    HttpClient http(server.port());

    QVERIFY(accountsMade(http, "203.0.113.1", 14) < 14);
    QCOMPARE(accountsMade(http, "203.0.113.2", 1), 0);
}

void ProxyTest::stopsWhereTheProxiesAreNoAddresses()
{
    const ProgramRun run = TestServer::run({u"--set"_s, u"trusted_proxies=localhost"_s});
    QCOMPARE(run.exitStatus, 2);
    QVERIFY2(run.errors.contains("trusted_proxies"), run.errors.constData());
}

} // namespace confab::tests

using confab::tests::ProxyTest;
CONFAB_TEST(ProxyTest)
#include "proxytest.moc"
