// SPDX-License-Identifier: Apache-2.0
#include "shared/core/id.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class IdTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void rejects_data();
    void rejects();
    void isNoOtherKindOfId();
    void isNullUntilSet();
    void isOrderedAndHashedByValue();
};

void IdTest::readsWhatItWrites_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");

    QTest::newRow("the smallest") << qint64(1) << u"1"_s;
    QTest::newRow("one with zeros in it") << qint64(1002) << u"1002"_s;
    QTest::newRow("the largest") << std::numeric_limits<qint64>::max() << u"9223372036854775807"_s;
}

void IdTest::readsWhatItWrites()
{
    QFETCH(qint64, value);
    QFETCH(QString, text);

    QCOMPARE(AccountId(value).toString(), text);
    QCOMPARE(AccountId::fromString(text), std::optional(AccountId(value)));
}

void IdTest::rejects_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << QString();
    QTest::newRow("zero, which is no id") << u"0"_s;
    QTest::newRow("a negative number") << u"-1"_s;
    QTest::newRow("a leading zero, a second spelling") << u"07"_s;
    QTest::newRow("a plus sign") << u"+7"_s;
    QTest::newRow("a blank before it") << u" 7"_s;
    QTest::newRow("a blank behind it") << u"7 "_s;
    QTest::newRow("a line break behind it") << u"7\n"_s;
    QTest::newRow("NUL behind it") << QString(u"7"_s + QChar(u'\0'));
    QTest::newRow("a letter") << u"7a"_s;
    QTest::newRow("hexadecimal") << u"0x7"_s;
    QTest::newRow("a fraction") << u"7.0"_s;
    QTest::newRow("an exponent") << u"7e1"_s;
    QTest::newRow("a group separator") << u"1,000"_s;
    QTest::newRow("Arabic digits") << u"٧"_s;
    QTest::newRow("full-width digits") << u"７"_s;
    QTest::newRow("one more than the largest") << u"9223372036854775808"_s;
    QTest::newRow("far too many digits") << QString(1000, u'9');
}

void IdTest::rejects()
{
    QFETCH(QString, text);
    QVERIFY(!ConversationId::fromString(text));
}

void IdTest::isNoOtherKindOfId()
{
    static_assert(!std::is_convertible_v<AccountId, ConversationId>);
    static_assert(!std::is_constructible_v<AccountId, ConversationId>);
    static_assert(!std::is_convertible_v<qint64, AccountId>);
    static_assert(!std::is_convertible_v<AccountId, qint64>);
    static_assert(!std::equality_comparable_with<AccountId, ConversationId>);
}

void IdTest::isNullUntilSet()
{
    QVERIFY(SessionId().isNull());
    QVERIFY(!SessionId(1).isNull());
}

void IdTest::isOrderedAndHashedByValue()
{
    QVERIFY(AccountId(1) < AccountId(2));
    const QSet<AccountId> ids{AccountId(1), AccountId(2), AccountId(1)};
    QCOMPARE(ids.size(), 2);
    QVERIFY(ids.contains(AccountId(2)));
    QVERIFY(!ids.contains(AccountId(3)));
}

CONFAB_TEST(IdTest)
#include "idtest.moc"
