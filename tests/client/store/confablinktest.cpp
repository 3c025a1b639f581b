// SPDX-License-Identifier: Apache-2.0
#include "client/store/confablink.h"

#include "client/connection/serveraddress.h"
#include "tests/support/testcase.h"

Q_DECLARE_METATYPE(confab::ConfabLink::Target)

namespace confab::tests {

using namespace Qt::StringLiterals;

class ConfabLinkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten_data();
    void isReadAsItWasWritten();
    void hasOneSpelling_data();
    void hasOneSpelling();
    void leadsToItsServerOnly();
    void knowsWhatIsMeant();
    void rejects_data();
    void rejects();
};

void ConfabLinkTest::isReadAsItWasWritten_data()
{
    using Target = ConfabLink::Target;
    const Target code = ConfabLink::Invitation{u"AB12-CD34"_s};
    const QUrl root(u"https://chat.example.org:8443"_s);
    QTest::addColumn<QUrl>("root");
    QTest::addColumn<Target>("target");
    QTest::addColumn<QString>("link");
    QTest::newRow("an invitation") << root << code << u"confab://chat.example.org:8443/i/AB12-CD34"_s;
    QTest::newRow("a person") << root << Target(ConfabLink::Person{u"Ada.L-1_x"_s})
                              << u"confab://chat.example.org:8443/u/Ada.L-1_x"_s;
    QTest::newRow("a conversation") << root << Target(ConfabLink::Place{ConversationId(17)})
                                    << u"confab://chat.example.org:8443/c/17"_s;
    QTest::newRow("a message") << root << Target(ConfabLink::Place{ConversationId(17), Seq(4)})
                               << u"confab://chat.example.org:8443/c/17/4"_s;
    QTest::newRow("a host at the usual port")
        << QUrl(u"https://chat.example.org"_s) << code << u"confab://chat.example.org:7280/i/AB12-CD34"_s;
    QTest::newRow("an address of IPv4")
        << QUrl(u"http://127.0.0.1:9000"_s) << code << u"confab://127.0.0.1:9000/i/AB12-CD34"_s;
    QTest::newRow("an address of IPv6")
        << QUrl(u"http://[::1]:9000"_s) << code << u"confab://[::1]:9000/i/AB12-CD34"_s;
    QTest::newRow("a host that is no ASCII")
        << QUrl(u"https://bücher.example:80"_s) << code << u"confab://xn--bcher-kva.example:80/i/AB12-CD34"_s;
    QTest::newRow("a root with a name in it") << QUrl(u"https://ada:secret@chat.example.org"_s) << code
                                              << u"confab://chat.example.org:7280/i/AB12-CD34"_s;
}

void ConfabLinkTest::isReadAsItWasWritten()
{
    QFETCH(QUrl, root);
    QFETCH(ConfabLink::Target, target);
    QFETCH(QString, link);
    QCOMPARE(ConfabLink::to(root, target).toString(), link);
    const auto read = ConfabLink::parse(link);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY(read->target == target);
    QCOMPARE(read->toString(), link);
    QVERIFY(read->leadsTo(root));
    QVERIFY(ServerAddress::parse(read->server));
}

void ConfabLinkTest::hasOneSpelling_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("blanks around it") << u"  confab://chat.example.org:7280/u/ada\n"_s;
    QTest::newRow("no port") << u"confab://chat.example.org/u/ada"_s;
    QTest::newRow("large letters in scheme and host") << u"CONFAB://Chat.Example.ORG:7280/u/ada"_s;
}

void ConfabLinkTest::hasOneSpelling()
{
    QFETCH(QString, typed);
    const auto read = ConfabLink::parse(typed);
    QVERIFY(read);
    QCOMPARE(read->toString(), u"confab://chat.example.org:7280/u/ada"_s);
}

void ConfabLinkTest::leadsToItsServerOnly()
{
    const auto link = ConfabLink::parse(u"confab://chat.example.org:7280/u/ada"_s);
    QVERIFY(link);
    QVERIFY(link->leadsTo(QUrl(u"https://chat.example.org:7280"_s)));
    QVERIFY(link->leadsTo(QUrl(u"https://CHAT.example.org"_s)));
    QVERIFY(!link->leadsTo(QUrl(u"https://chat.example.org:7281"_s)));
    QVERIFY(!link->leadsTo(QUrl(u"https://example.org:7280"_s)));
}

void ConfabLinkTest::knowsWhatIsMeant()
{
    QVERIFY(ConfabLink::isMeant(u"confab://x/u/ada"));
    QVERIFY(ConfabLink::isMeant(u" Confab:nonsense"));
    QVERIFY(!ConfabLink::isMeant(u"confab"));
    QVERIFY(!ConfabLink::isMeant(u"https://x/u/ada"));
    QVERIFY(!ConfabLink::isMeant(u""));
}

void ConfabLinkTest::rejects_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a code alone") << u"AB12-CD34"_s;
    QTest::newRow("a host alone") << u"chat.example.org"_s;
    QTest::newRow("another scheme") << u"https://h.example/i/AB12"_s;
    QTest::newRow("a scheme that begins like it") << u"confabs://h.example/i/AB12"_s;
    QTest::newRow("no slashes") << u"confab:h.example/i/AB12"_s;
    QTest::newRow("no host") << u"confab:///i/AB12"_s;
    QTest::newRow("a port and no host") << u"confab://:7280/i/AB12"_s;
    QTest::newRow("no path") << u"confab://h.example"_s;
    QTest::newRow("an empty path") << u"confab://h.example/"_s;
    QTest::newRow("a kind that is unknown") << u"confab://h.example/m/12.3"_s;
    QTest::newRow("a name alone") << u"confab://h.example/ada"_s;
    QTest::newRow("no code") << u"confab://h.example/i/"_s;
    QTest::newRow("more than a code") << u"confab://h.example/i/AB12/x"_s;
    QTest::newRow("a code that is none") << u"confab://h.example/i/AB_12"_s;
    QTest::newRow("a code that is too long") << u"confab://h.example/i/"_s + QString(65, u'A');
    QTest::newRow("a name that is too short") << u"confab://h.example/u/a"_s;
    QTest::newRow("a name that is too long") << u"confab://h.example/u/"_s + QString(33, u'a');
    QTest::newRow("a name with what no name has") << u"confab://h.example/u/a+b"_s;
    QTest::newRow("a slash behind") << u"confab://h.example/u/ada/"_s;
    QTest::newRow("two slashes") << u"confab://h.example//u/ada"_s;
    QTest::newRow("no conversation") << u"confab://h.example/c/"_s;
    QTest::newRow("a conversation of letters") << u"confab://h.example/c/x"_s;
    QTest::newRow("the conversation nought") << u"confab://h.example/c/0"_s;
    QTest::newRow("a conversation below nought") << u"confab://h.example/c/-1"_s;
    QTest::newRow("a conversation with a nought before") << u"confab://h.example/c/01"_s;
    QTest::newRow("a conversation beyond all numbers") << u"confab://h.example/c/9223372036854775808"_s;
    QTest::newRow("the message nought") << u"confab://h.example/c/1/0"_s;
    QTest::newRow("a message with a plus") << u"confab://h.example/c/1/+2"_s;
    QTest::newRow("more than a message") << u"confab://h.example/c/1/2/3"_s;
    QTest::newRow("a name before the host") << u"confab://ada@h.example/u/ada"_s;
    QTest::newRow("a password") << u"confab://ada:secret@h.example/i/AB12"_s;
    QTest::newRow("a query") << u"confab://h.example/u/ada?x=1"_s;
    QTest::newRow("a fragment") << u"confab://h.example/u/ada#x"_s;
    QTest::newRow("no port after the colon") << u"confab://h.example:/u/ada"_s;
    QTest::newRow("the port nought") << u"confab://h.example:0/u/ada"_s;
    QTest::newRow("a port that is too large") << u"confab://h.example:65536/u/ada"_s;
    QTest::newRow("a port with a nought before") << u"confab://h.example:07280/u/ada"_s;
    QTest::newRow("a port of letters") << u"confab://h.example:port/u/ada"_s;
    QTest::newRow("a port below nought") << u"confab://h.example:-1/u/ada"_s;
    QTest::newRow("a port of Arabic digits") << u"confab://h.example:٧٢٨٠/u/ada"_s;
    QTest::newRow("two ports") << u"confab://h.example:1:2/u/ada"_s;
    QTest::newRow("an escaped letter") << u"confab://h.example/u/%61da"_s;
    QTest::newRow("an escaped slash") << u"confab://h.example/c/1%2f2"_s;
    QTest::newRow("an escaped host") << u"confab://h%2eexample/u/ada"_s;
    QTest::newRow("half an escape") << u"confab://h.example/u/ada%"_s;
    QTest::newRow("a backslash") << u"confab://h.example\\@evil.example/u/ada"_s;
    QTest::newRow("a blank inside") << u"confab://h.example/u/ada lovelace"_s;
    QTest::newRow("a tab in the host") << u"confab://h.exa\tmple/u/ada"_s;
    QTest::newRow("a line break inside") << u"confab://h.example/u/ada\n--data=/tmp"_s;
    QTest::newRow("a NUL") << u"confab://h.example/u/ada"_s + QChar(0) + u'x';
    QTest::newRow("a delete") << u"confab://h.example/u/ada\u007f"_s;
    QTest::newRow("text turned round") << u"confab://h.example/u/\u202eada"_s;
    QTest::newRow("a letter of no width") << u"confab://h.exam\u200bple/u/ada"_s;
    QTest::newRow("a host that is no ASCII") << u"confab://bücher.example/u/ada"_s;
    QTest::newRow("a Cyrillic letter") << u"confab://h.example/u/\u0430da"_s;
    QTest::newRow("a number for a host") << u"confab://0x7f.1/u/ada"_s;
    QTest::newRow("a shortened address") << u"confab://127.1/u/ada"_s;
    QTest::newRow("half an address") << u"confab://[::1/u/ada"_s;
    QTest::newRow("an address with a zone") << u"confab://[fe80::1%25eth0]:7280/u/ada"_s;
    QTest::newRow("too long") << u"confab://"_s + QString(400, u'h') + u"/u/ada"_s;
}

void ConfabLinkTest::rejects()
{
    QFETCH(QString, typed);
    const auto read = ConfabLink::parse(typed);
    QVERIFY(!read);
    QCOMPARE(read.error().field, u"link"_s);
    QVERIFY(!read.error().detail.contains(u"secret"_s));
}

} // namespace confab::tests

using confab::tests::ConfabLinkTest;
CONFAB_TEST(ConfabLinkTest)
#include "confablinktest.moc"
