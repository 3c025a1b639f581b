// SPDX-License-Identifier: Apache-2.0
#include "client/view/avatar.h"
#include "client/view/colors.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

class AvatarTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesInitials_data();
    void takesInitials();
    void colorDependsOnTheNameAlone();
    void colorCarriesWhiteText();
    void dotStandsAtTheTrailingEdge();
};

void AvatarTest::takesInitials_data()
{
    QTest::addColumn<QString>("displayName");
    QTest::addColumn<QString>("username");
    QTest::addColumn<QString>("expected");

    QTest::newRow("first and last word") << u"Grace Brewster Hopper"_s << u"grace"_s << u"GH"_s;
    QTest::newRow("one word") << u"Plato"_s << u"plato"_s << u"P"_s;
    QTest::newRow("no display name") << QString() << u"ada.lovelace"_s << u"AL"_s;
    QTest::newRow("lower case") << u"edsger w. dijkstra"_s << u"ewd"_s << u"ED"_s;
    QTest::newRow("a letter of two code units") << u"\U00010414 x"_s << u"d"_s << u"\U00010414X"_s;
    QTest::newRow("words without a letter") << u"🎉 party 🎉"_s << u"p"_s << u"P"_s;
    QTest::newRow("another script") << u"李明"_s << u"li"_s << u"李"_s;
    QTest::newRow("nothing to take from") << u"!!"_s << u"--"_s << u"?"_s;
}

void AvatarTest::takesInitials()
{
    QFETCH(QString, displayName);
    QFETCH(QString, username);
    QTEST(initials(displayName, username), "expected");
}

void AvatarTest::colorDependsOnTheNameAlone()
{
    QCOMPARE(avatarColor(u"Ada"_s), avatarColor(u"ada"_s));
    // Fixed for good: another version must not colour people anew.
    QCOMPARE(avatarColor(u"grace"_s).hslHue(), avatarColor(u"GRACE"_s).hslHue());
    QSet<int> hues;
    for (int i = 0; i < 200; ++i)
        hues.insert(avatarColor(u"user%1"_s.arg(i)).hslHue());
    QVERIFY(hues.size() >= 10);
}

void AvatarTest::colorCarriesWhiteText()
{
    for (int i = 0; i < 500; ++i)
        QVERIFY(contrast(avatarColor(u"user%1"_s.arg(i)), Qt::white) >= 4.5);
}

void AvatarTest::dotStandsAtTheTrailingEdge()
{
    const QRect rect(100, 100, 40, 40);
    QVERIFY(presenceDot(rect, Qt::LeftToRight).center().x() > rect.center().x());
    QVERIFY(presenceDot(rect, Qt::RightToLeft).center().x() < rect.center().x());
}

CONFAB_TEST(AvatarTest)
#include "avatartest.moc"
