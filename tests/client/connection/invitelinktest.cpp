// SPDX-License-Identifier: Apache-2.0
#include "client/connection/invitelink.h"

#include "client/connection/serveraddress.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

class InviteLinkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten_data();
    void isReadAsItWasWritten();
    void forgivesBlanksAroundIt();
    void rejects_data();
    void rejects();
};

void InviteLinkTest::isReadAsItWasWritten_data()
{
    QTest::addColumn<QUrl>("root");
    QTest::addColumn<QString>("link");
    QTest::newRow("a host and its port")
        << QUrl(u"https://chat.example.org:8443"_s) << u"confab://chat.example.org:8443/i/AB12-CD34"_s;
    QTest::newRow("a host at the usual port")
        << QUrl(u"https://chat.example.org"_s) << u"confab://chat.example.org:7280/i/AB12-CD34"_s;
    QTest::newRow("an address") << QUrl(u"http://[::1]:9000"_s) << u"confab://[::1]:9000/i/AB12-CD34"_s;
}

void InviteLinkTest::isReadAsItWasWritten()
{
    QFETCH(QUrl, root);
    QFETCH(QString, link);
    QCOMPARE(InviteLink::to(root, u"AB12-CD34"_s).toString(), link);
    const auto read = InviteLink::parse(link);
    QVERIFY(read);
    QCOMPARE(read->code, u"AB12-CD34"_s);
    QCOMPARE(read->toString(), link);
    QVERIFY(ServerAddress::parse(read->server));
}

void InviteLinkTest::forgivesBlanksAroundIt()
{
    const auto read = InviteLink::parse(u"  confab://chat.example.org/i/AB12\n"_s);
    QVERIFY(read);
    QCOMPARE(read->server, u"chat.example.org"_s);
    QCOMPARE(read->code, u"AB12"_s);
}

void InviteLinkTest::rejects_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a code alone") << u"AB12-CD34"_s;
    QTest::newRow("a host alone") << u"chat.example.org"_s;
    QTest::newRow("another scheme") << u"https://chat.example.org/i/AB12"_s;
    QTest::newRow("no host") << u"confab:///i/AB12"_s;
    QTest::newRow("no code") << u"confab://chat.example.org/i/"_s;
    QTest::newRow("a person") << u"confab://chat.example.org/u/ada"_s;
    QTest::newRow("more than a code") << u"confab://chat.example.org/i/AB12/x"_s;
    QTest::newRow("a password") << u"confab://ada:secret@chat.example.org/i/AB12"_s;
    QTest::newRow("a query") << u"confab://chat.example.org/i/AB12?x=1"_s;
    QTest::newRow("a fragment") << u"confab://chat.example.org/i/AB12#x"_s;
}

void InviteLinkTest::rejects()
{
    QFETCH(QString, typed);
    QVERIFY(!InviteLink::parse(typed));
}

} // namespace confab::tests

using confab::tests::InviteLinkTest;
CONFAB_TEST(InviteLinkTest)
#include "invitelinktest.moc"
