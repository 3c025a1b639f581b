// SPDX-License-Identifier: Apache-2.0
#include "server/net/admission.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

class AdmissionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boundsThemAll();
    void boundsOneAddress_data();
    void boundsOneAddress();
    void doesNotCountThisMachine();
    void doesNotCountTrustedProxies();
    void givesTheirPlacesBack();
};

void AdmissionTest::boundsThemAll()
{
    Admission admission(2, 2);
    const auto first = admission.admit(QHostAddress(u"192.0.2.1"_s));
    const auto second = admission.admit(QHostAddress(u"192.0.2.2"_s));

    QVERIFY(first && second);
    QVERIFY(!admission.admit(QHostAddress(u"192.0.2.3"_s)));
    QCOMPARE(admission.count(), 2);
}

void AdmissionTest::boundsOneAddress_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("isSame");

    QTest::newRow("one IPv4 address") << u"192.0.2.1"_s << u"192.0.2.1"_s << true;
    QTest::newRow("two IPv4 addresses") << u"192.0.2.1"_s << u"192.0.2.2"_s << false;
    QTest::newRow("IPv4 over an IPv6 socket") << u"192.0.2.1"_s << u"::ffff:192.0.2.1"_s << true;
    QTest::newRow("two addresses of one IPv6 network") << u"2001:db8::1"_s << u"2001:db8::2:3:4:5"_s << true;
    QTest::newRow("two IPv6 networks") << u"2001:db8:0:1::1"_s << u"2001:db8:0:2::1"_s << false;
}

void AdmissionTest::boundsOneAddress()
{
    QFETCH(const QString, first);
    QFETCH(const QString, second);
    QFETCH(const bool, isSame);
    Admission admission(10, 1);
    const auto ticket = admission.admit(QHostAddress(first));
    QVERIFY(ticket);

    QCOMPARE(admission.admit(QHostAddress(second)).has_value(), !isSame);
}

void AdmissionTest::doesNotCountThisMachine()
{
    Admission admission(10, 1);
    const auto first = admission.admit(QHostAddress(QHostAddress::LocalHost));
    const auto second = admission.admit(QHostAddress(QHostAddress::LocalHost));
    const auto third = admission.admit(QHostAddress(QHostAddress::LocalHostIPv6));

    QVERIFY(first && second && third);
    QCOMPARE(admission.count(), 3);
}

void AdmissionTest::doesNotCountTrustedProxies()
{
    Admission admission(10, 1, *TrustedProxies::fromText(u"192.0.2.0/24"_s));
    const auto first = admission.admit(QHostAddress(u"192.0.2.1"_s));
    const auto second = admission.admit(QHostAddress(u"192.0.2.1"_s));
    const auto third = admission.admit(QHostAddress(u"203.0.113.9"_s));

    QVERIFY(first && second && third);
    QVERIFY(!admission.admit(QHostAddress(u"203.0.113.9"_s)));
}

void AdmissionTest::givesTheirPlacesBack()
{
    const QHostAddress address(u"192.0.2.1"_s);
    Admission admission(1, 1);
    for (int i = 0; i < 3; ++i) {
        auto ticket = admission.admit(address);
        QVERIFY(ticket);
        Admission::Ticket moved = std::move(*ticket);
        ticket.reset();
        QVERIFY(!admission.admit(address));
    }
    QCOMPARE(admission.count(), 0);
}

} // namespace confab::tests

using confab::tests::AdmissionTest;
CONFAB_TEST(AdmissionTest)
#include "admissiontest.moc"
