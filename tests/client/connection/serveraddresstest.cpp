// SPDX-License-Identifier: Apache-2.0
#include "client/connection/serveraddress.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

class ServerAddressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleType_data();
    void readsWhatPeopleType();
    void rejects_data();
    void rejects();
};

void ServerAddressTest::readsWhatPeopleType_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("candidates");

    QTest::newRow("a host is https at the default port")
        << u"chat.example.org"_s << QStringList{u"https://chat.example.org:7280"_s};
    QTest::newRow("a host with a port")
        << u"chat.example.org:8443"_s << QStringList{u"https://chat.example.org:8443"_s};
    QTest::newRow("blanks around it do not matter")
        << u"  chat.example.org \n"_s << QStringList{u"https://chat.example.org:7280"_s};
    QTest::newRow("http only when asked for")
        << u"http://chat.example.org"_s << QStringList{u"http://chat.example.org:7280"_s};
    QTest::newRow("https with a port and a slash")
        << u"https://chat.example.org:443/"_s << QStringList{u"https://chat.example.org:443"_s};
    QTest::newRow("capital letters") << u"HTTPS://Chat.Example.ORG"_s
                                     << QStringList{u"https://chat.example.org:7280"_s};
    QTest::newRow("this computer is tried both ways")
        << u"localhost"_s << QStringList{u"http://localhost:7280"_s, u"https://localhost:7280"_s};
    QTest::newRow("loopback of IPv4")
        << u"127.0.0.1:9000"_s << QStringList{u"http://127.0.0.1:9000"_s, u"https://127.0.0.1:9000"_s};
    QTest::newRow("loopback of IPv6")
        << u"[::1]:9000"_s << QStringList{u"http://[::1]:9000"_s, u"https://[::1]:9000"_s};
    QTest::newRow("this computer with a scheme is tried that way")
        << u"https://localhost"_s << QStringList{u"https://localhost:7280"_s};
    QTest::newRow("an address of the local network is https")
        << u"192.168.1.5"_s << QStringList{u"https://192.168.1.5:7280"_s};
    QTest::newRow("a name in another script")
        << u"plauderei-münchen.example"_s << QStringList{u"https://xn--plauderei-mnchen-tzb.example:7280"_s};
}

void ServerAddressTest::readsWhatPeopleType()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, candidates);
    const auto address = ServerAddress::parse(typed);
    QVERIFY2(address, address ? "" : qPrintable(address.error().detail));
    QStringList found;
    for (const QUrl &url : address->candidates)
        found.append(url.toString());
    QCOMPARE(found, candidates);
}

void ServerAddressTest::rejects_data()
{
    QTest::addColumn<QString>("typed");

    QTest::newRow("nothing") << QString();
    QTest::newRow("blanks only") << u"   "_s;
    QTest::newRow("a blank inside") << u"chat example.org"_s;
    QTest::newRow("another scheme") << u"ftp://chat.example.org"_s;
    QTest::newRow("a scheme without a host") << u"https://"_s;
    QTest::newRow("a port without a host") << u":7280"_s;
    QTest::newRow("port zero") << u"chat.example.org:0"_s;
    QTest::newRow("a port that is too large") << u"chat.example.org:65536"_s;
    QTest::newRow("a port that is no number") << u"chat.example.org:seven"_s;
    QTest::newRow("a name and password") << u"https://ada:secret@chat.example.org"_s;
    QTest::newRow("a path") << u"https://chat.example.org/confab"_s;
    QTest::newRow("a query") << u"https://chat.example.org?x=1"_s;
    QTest::newRow("a fragment") << u"https://chat.example.org#x"_s;
    QTest::newRow("a backslash") << u"chat.example.org\\evil"_s;
    QTest::newRow("a bracket that does not close") << u"[::1"_s;
}

void ServerAddressTest::rejects()
{
    QFETCH(QString, typed);
    const auto address = ServerAddress::parse(typed);
    QVERIFY(!address);
    QCOMPARE(address.error().code, ErrorCode::InvalidField);
    QCOMPARE(address.error().field, u"server"_s);
    QVERIFY(!address.error().detail.isEmpty());
}

} // namespace confab::tests

using confab::tests::ServerAddressTest;
CONFAB_TEST(ServerAddressTest)
#include "serveraddresstest.moc"
