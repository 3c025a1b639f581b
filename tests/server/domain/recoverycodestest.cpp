// SPDX-License-Identifier: Apache-2.0
#include "server/domain/recoverycodes.h"
#include "shared/core/limits.h"
#include "tests/support/testcase.h"

#include <QSet>

using namespace confab;
using namespace Qt::StringLiterals;

class RecoveryCodesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesTenDifferentCodes()
    {
        const auto set = RecoveryCodeSet::make();
        QCOMPARE(set.codes.size(), Limits::recoveryCodes);
        QCOMPARE(QSet(set.codes.begin(), set.codes.end()).size(), Limits::recoveryCodes);
        static const QRegularExpression form(u"^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$"_s);
        for (qsizetype i = 0; i < set.codes.size(); ++i) {
            QVERIFY2(form.match(set.codes[i]).hasMatch(), qPrintable(set.codes[i]));
            QCOMPARE(RecoveryCode::digest(set.codes[i]), set.digests[i]);
            QCOMPARE(set.digests[i].size(), 32);
        }
    }

    void forgivesHowItIsTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("lower case") << u"0123-4567-89ab-1v0z"_s;
        QTest::newRow("without dashes") << u"0123456789AB1V0Z"_s;
        QTest::newRow("with blanks") << u"  0123 4567 89AB 1V0Z "_s;
        QTest::newRow("with dashes elsewhere") << u"01-23-45-67-89AB1V0Z"_s;
        QTest::newRow("with long dashes") << u"0123–4567—89AB‐1V0Z"_s;
        QTest::newRow("O for 0") << u"O123-4567-89AB-1VOZ"_s;
        QTest::newRow("o for 0") << u"o123-4567-89AB-1VoZ"_s;
        QTest::newRow("I for 1") << u"0I23-4567-89AB-IV0Z"_s;
        QTest::newRow("l for 1") << u"0l23-4567-89AB-lV0Z"_s;
    }
    void forgivesHowItIsTyped()
    {
        QFETCH(QString, typed);
        QCOMPARE(RecoveryCode::digest(typed), RecoveryCode::digest(u"0123-4567-89AB-1V0Z"));
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("nothing") << QString();
        QTest::newRow("dashes alone") << u"---"_s;
        QTest::newRow("one character short") << u"0123-4567-89AB-1V0"_s;
        QTest::newRow("one character long") << u"0123-4567-89AB-1V0Z0"_s;
        QTest::newRow("a letter that is not in it") << u"0123-4567-89AB-1V0U"_s;
        QTest::newRow("a punctuation mark") << u"0123-4567-89AB-1V0!"_s;
        QTest::newRow("a digit of another script") << u"0123-4567-89AB-1V0٣"_s;
    }
    void rejects()
    {
        QFETCH(QString, typed);
        QVERIFY(RecoveryCode::digest(typed).isEmpty());
    }
};

CONFAB_TEST(RecoveryCodesTest)
#include "recoverycodestest.moc"
