// SPDX-License-Identifier: Apache-2.0
#include "client/view/fuzzymatch.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

class FuzzyMatchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheLetters_data();
    void findsTheLetters();
    void doesNotFit_data();
    void doesNotFit();
    void prefers_data();
    void prefers();
    void anEmptyQueryFitsEverything();
};

void FuzzyMatchTest::findsTheLetters_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("places");

    const auto row = [](const char *name, const QString &query, const QString &text,
                        const QList<int> &places) { QTest::newRow(name) << query << text << places; };
    row("the beginning", u"gra"_s, u"Grace Hopper"_s, {0, 1, 2});
    row("the beginnings of two words", u"grho"_s, u"Grace Hopper"_s, {0, 1, 6, 7});
    row("with a blank between them", u"gr ho"_s, u"Grace Hopper"_s, {0, 1, 6, 7});
    row("initials", u"gh"_s, u"Grace Hopper"_s, {0, 6});
    row("inside a word", u"opp"_s, u"Grace Hopper"_s, {7, 8, 9});
    row("a word's beginning before an earlier letter", u"h"_s, u"Ashley Hopper"_s, {7});
    row("another case", u"GRACE"_s, u"grace"_s, {0, 1, 2, 3, 4});
    row("accents do not matter", u"jose"_s, u"José"_s, {0, 1, 2, 3});
    row("nor in the query", u"josé"_s, u"Jose"_s, {0, 1, 2, 3});
    row("a ligature is two letters", u"file"_s, u"\uFB01le"_s, {0, 1, 2});
    row("after a dot", u"ig"_s, u"ingrid.gray"_s, {0, 7});
    row("camel case", u"gh"_s, u"graceHopper"_s, {0, 5});
    row("another script", u"зин"_s, u"Алла Зиновьева"_s, {5, 6, 7});
    row("without word ends", u"文字"_s, u"中文字"_s, {1, 2});
    row("digits", u"42"_s, u"room 42"_s, {5, 6});
}

void FuzzyMatchTest::findsTheLetters()
{
    QFETCH(const QString, query);
    QFETCH(const QString, text);
    const auto match = FuzzyMatch::of(query, text);
    QVERIFY(match);
    QTEST(match->places, "places");
}

void FuzzyMatchTest::doesNotFit_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");

    QTest::newRow("another letter") << u"grx"_s << u"Grace"_s;
    QTest::newRow("another order") << u"rg"_s << u"Grace"_s;
    QTest::newRow("a letter twice") << u"gg"_s << u"Grace"_s;
    QTest::newRow("more than there is") << u"gracehopper"_s << u"Grace"_s;
    QTest::newRow("nothing to look in") << u"g"_s << QString();
}

void FuzzyMatchTest::doesNotFit()
{
    QFETCH(const QString, query);
    QFETCH(const QString, text);
    QVERIFY(!FuzzyMatch::of(query, text));
}

void FuzzyMatchTest::prefers_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");

    QTest::newRow("a beginning before the middle") << u"ann"_s << u"Anna"_s << u"Joanna"_s;
    QTest::newRow("letters beside each other") << u"lin"_s << u"Linus"_s << u"Leo Iron"_s;
    QTest::newRow("initials before scattered letters") << u"gh"_s << u"Grace Hopper"_s << u"Rugoch"_s;
    QTest::newRow("a later word before no word") << u"hop"_s << u"Grace Hopper"_s << u"workshop"_s;
}

void FuzzyMatchTest::prefers()
{
    QFETCH(const QString, query);
    QFETCH(const QString, better);
    QFETCH(const QString, worse);
    QVERIFY(FuzzyMatch::of(query, better)->score > FuzzyMatch::of(query, worse)->score);
}

void FuzzyMatchTest::anEmptyQueryFitsEverything()
{
    QVERIFY(FuzzyMatch::of(u"", u"Grace")->places.isEmpty());
    QVERIFY(FuzzyMatch::of(u"  ", u"")->places.isEmpty());
}

CONFAB_TEST(FuzzyMatchTest)
#include "fuzzymatchtest.moc"
