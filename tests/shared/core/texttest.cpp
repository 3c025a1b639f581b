// SPDX-License-Identifier: Apache-2.0
#include "shared/core/text.h"
#include "shared/core/limits.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class TextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsCodePoints_data();
    void countsCodePoints();
    void knowsScalarText_data();
    void knowsScalarText();
    void knowsUsernames_data();
    void knowsUsernames();
    void comparesUsernamesWithoutCase();
    void searchesNames_data();
    void searchesNames();
};

namespace {

const QString highSurrogate(QChar(0xD83D));
const QString lowSurrogate(QChar(0xDE00));
const QString nul(QChar(u'\0'));

} // namespace

void TextTest::countsCodePoints_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("length");

    QTest::newRow("nothing") << QString() << 0;
    QTest::newRow("ASCII") << u"Ada"_s << 3;
    QTest::newRow("letters beyond ASCII") << u"Žofie"_s << 5;
    QTest::newRow("an emoji is one") << u"😀"_s << 1;
    QTest::newRow("text and emoji") << u"a😀b👍"_s << 4;
    QTest::newRow("a combining mark counts") << u"e\u0301"_s << 2;
    QTest::newRow("each part of a joined emoji counts") << u"👩‍💻"_s << 3;
}

void TextTest::countsCodePoints()
{
    QFETCH(QString, text);
    QTEST(int(codePointLength(text)), "length");
}

void TextTest::knowsScalarText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("scalar");

    QTest::newRow("nothing") << QString() << true;
    QTest::newRow("ASCII") << u"Ada"_s << true;
    QTest::newRow("a control character") << u"a\u0001\n"_s << true;
    QTest::newRow("a pair of surrogates") << u"😀"_s << true;
    QTest::newRow("a noncharacter, which is scalar") << QString(QChar(0xFFFF)) << true;
    QTest::newRow("NUL alone") << nul << false;
    QTest::newRow("NUL within") << QString(u"a"_s + nul + u"b"_s) << false;
    QTest::newRow("NUL at the end") << QString(u"a"_s + nul) << false;
    QTest::newRow("a high surrogate alone") << highSurrogate << false;
    QTest::newRow("a high surrogate at the end") << QString(u"a"_s + highSurrogate) << false;
    QTest::newRow("a high surrogate before a letter") << QString(highSurrogate + u"a"_s) << false;
    QTest::newRow("two high surrogates before a low one")
        << QString(highSurrogate + highSurrogate + lowSurrogate) << false;
    QTest::newRow("a low surrogate alone") << lowSurrogate << false;
    QTest::newRow("a pair the wrong way round") << QString(lowSurrogate + highSurrogate) << false;
    QTest::newRow("a low surrogate behind a pair") << QString(u"😀"_s + lowSurrogate) << false;
}

void TextTest::knowsScalarText()
{
    QFETCH(QString, text);
    QTEST(isScalarText(text), "scalar");
}

void TextTest::knowsUsernames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");

    QTest::newRow("two letters") << u"al"_s << true;
    QTest::newRow("every kind of character") << u"Ada.Love_lace-1815"_s << true;
    QTest::newRow("the first and last of each range") << u"azAZ09"_s << true;
    QTest::newRow("digits alone") << u"42"_s << true;
    QTest::newRow("as long as may be") << QString(Limits::usernameMax, u'a') << true;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("one letter") << u"a"_s << false;
    QTest::newRow("longer than may be") << QString(Limits::usernameMax + 1, u'a') << false;
    QTest::newRow("a blank") << u"ada l"_s << false;
    QTest::newRow("a slash") << u"a/b"_s << false;
    QTest::newRow("an at sign") << u"ada@host"_s << false;
    QTest::newRow("a colon") << u"a:b"_s << false;
    QTest::newRow("a letter beyond ASCII") << u"žofie"_s << false;
    QTest::newRow("a Cyrillic a, which looks like a Latin one") << u"аda"_s << false;
    QTest::newRow("digits of another script") << u"ada٧"_s << false;
    QTest::newRow("NUL") << QString(u"ada"_s + nul) << false;
    QTest::newRow("a line break") << u"ada\n"_s << false;
}

void TextTest::knowsUsernames()
{
    QFETCH(QString, text);
    QTEST(isUsername(text), "valid");
}

void TextTest::comparesUsernamesWithoutCase()
{
    QCOMPARE(usernameKey(u"Ada"), usernameKey(u"aDA"));
    QVERIFY(usernameKey(u"ada") != usernameKey(u"adi"));
    QVERIFY(usernameKey(u"a.da") != usernameKey(u"a-da"));
}

void TextTest::searchesNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typed");

    QTest::newRow("in another case") << u"Grace Hopper"_s << u"gRACE hOPPER"_s;
    QTest::newRow("with blanks around") << u"Grace"_s << u"  grace "_s;
    QTest::newRow("with a combining mark") << u"Žofie"_s << u"z\u030Cofie"_s;
    QTest::newRow("with a ligature") << u"Office"_s << u"oﬃce"_s;
    QTest::newRow("in full width") << u"Ada"_s << u"ＡＤＡ"_s;
    QTest::newRow("with a final sigma") << u"Οδυσσεύς"_s << u"ΟΔΥΣΣΕΎΣ"_s;
}

void TextTest::searchesNames()
{
    QFETCH(QString, name);
    QFETCH(QString, typed);
    QCOMPARE(searchKey(typed), searchKey(name));
}

CONFAB_TEST(TextTest)
#include "texttest.moc"
