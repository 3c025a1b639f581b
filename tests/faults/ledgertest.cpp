// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/ledger.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// That the ledger of the kill test sees what is lost, doubled or out of place: else that test could not
/// fail.
class LedgerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatWasPromised();
    void acceptsWhatWasNeverAcknowledged();
    void seesWhatIsWrong_data();
    void seesWhatIsWrong();
    void seesTwoNumbersOfOneMessage();

private:
    static Ledger twoAcknowledged();
    static QJsonObject message(const char *clientId, int seq, int change, QLatin1StringView body = "text"_L1);
};

Ledger LedgerTest::twoAcknowledged()
{
    Ledger ledger;
    for (const QString &clientId : {u"a"_s, u"b"_s, u"c"_s})
        ledger.sending(clientId, u"7"_s, u"text"_s);
    ledger.acknowledged(u"a"_s, 1);
    ledger.acknowledged(u"b"_s, 2);
    return ledger;
}

QJsonObject LedgerTest::message(const char *clientId, int seq, int change, QLatin1StringView body)
{
    return {{"clientId"_L1, QString::fromLatin1(clientId)},
            {"seq"_L1, seq},
            {"change"_L1, change},
            {"body"_L1, body}};
}

void LedgerTest::acceptsWhatWasPromised()
{
    Ledger ledger = twoAcknowledged();
    ledger.acknowledged(u"b"_s, 2);
    ledger.compare(u"7"_s, {message("a", 1, 2), message("b", 2, 3)});

    QCOMPARE(ledger.violations(), QStringList());
    QCOMPARE(ledger.acknowledgedCount(), 2);
    QCOMPARE(ledger.repeats(), 1);
}

void LedgerTest::acceptsWhatWasNeverAcknowledged()
{
    Ledger ledger = twoAcknowledged();
    ledger.compare(u"7"_s, {message("a", 1, 2), message("b", 2, 3), message("c", 3, 4)});

    QCOMPARE(ledger.violations(), QStringList());
}

void LedgerTest::seesWhatIsWrong_data()
{
    QTest::addColumn<QList<QJsonObject>>("messages");

    QTest::newRow("an acknowledged one is missing") << QList{message("a", 1, 2)};
    QTest::newRow("one is there twice") << QList{message("a", 1, 2), message("b", 2, 3), message("b", 3, 4)};
    QTest::newRow("a hole in seq") << QList{message("a", 1, 2), message("b", 3, 3)};
    QTest::newRow("a hole in change") << QList{message("a", 1, 2), message("b", 2, 4)};
    QTest::newRow("two have changed places") << QList{message("b", 1, 2), message("a", 2, 3)};
    QTest::newRow("another text") << QList{message("a", 1, 2), message("b", 2, 3, "other"_L1)};
    QTest::newRow("one that nobody sent")
        << QList{message("a", 1, 2), message("b", 2, 3), message("x", 3, 4)};
}

void LedgerTest::seesWhatIsWrong()
{
    QFETCH(QList<QJsonObject>, messages);
    Ledger ledger = twoAcknowledged();

    ledger.compare(u"7"_s, messages);

    QVERIFY(!ledger.violations().isEmpty());
}

void LedgerTest::seesTwoNumbersOfOneMessage()
{
    Ledger ledger = twoAcknowledged();

    ledger.pushed(message("a", 2, 3));

    QCOMPARE(ledger.violations().size(), 1);
}

} // namespace confab::tests

using confab::tests::LedgerTest;
CONFAB_TEST(LedgerTest)
#include "ledgertest.moc"
