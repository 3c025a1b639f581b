// SPDX-License-Identifier: Apache-2.0
#include "shared/core/emoji.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class EmojiTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsOneEmoji_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isOne");

        QTest::newRow("a smiley") << u"😀"_s << true;
        QTest::newRow("a heart as text") << u"❤"_s << true;
        QTest::newRow("a heart as a picture") << u"❤\uFE0F"_s << true;
        QTest::newRow("a thumb of some colour") << u"👍🏽"_s << true;
        QTest::newRow("a skin tone alone") << u"🏽"_s << true;
        QTest::newRow("a family") << u"👨\u200D👩\u200D👧\u200D👦"_s << true;
        QTest::newRow("a kiss of two colours")
            << u"👩🏻\u200D❤\uFE0F\u200D💋\u200D👨🏿"_s << true;
        QTest::newRow("a flag") << u"🇫🇷"_s << true;
        QTest::newRow("the flag of Scotland")
            << u"🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"_s << true;
        QTest::newRow("a keycap") << u"1\uFE0F\u20E3"_s << true;
        QTest::newRow("a keycap without its style") << u"#\u20E3"_s << true;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("a letter") << u"a"_s << false;
        QTest::newRow("a digit") << u"1"_s << false;
        QTest::newRow("a digit with a style") << u"1\uFE0F"_s << false;
        QTest::newRow("a blank") << u" "_s << false;
        QTest::newRow("an ideograph") << u"字"_s << false;
        QTest::newRow("two smileys") << u"😀😀"_s << false;
        QTest::newRow("a smiley and a blank") << u"😀 "_s << false;
        QTest::newRow("a smiley and a letter") << u"😀a"_s << false;
        QTest::newRow("half a flag") << u"🇫"_s << false;
        QTest::newRow("one flag and a half") << u"🇫🇷🇫"_s << false;
        QTest::newRow("a joiner that joins nothing") << u"👩\u200D"_s << false;
        QTest::newRow("a joiner and a letter") << u"👩\u200Da"_s << false;
        QTest::newRow("a style alone") << u"\uFE0F"_s << false;
        QTest::newRow("two skin tones on one") << u"👍🏽🏽"_s << false;
        QTest::newRow("tags without an end") << u"🏴\U000E0067"_s << false;
        QTest::newRow("half a pair") << QString(QChar(0xD83D)) << false;
        QTest::newRow("a mark on top") << u"😀\u0301"_s << false;
        QTest::newRow("a family too large to be true")
            << u"👩"_s + QString(u"\u200D👩"_s).repeated(20) << false;
    }
    void tellsOneEmoji()
    {
        QFETCH(QString, text);
        QTEST(isEmoji(text), "isOne");
    }

    void countsWhatIsNothingElse_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("count");

        QTest::newRow("one") << u"😀"_s << 1;
        QTest::newRow("three side by side") << u"😀👍🏽🇫🇷"_s << 3;
        QTest::newRow("two apart") << u" 😀 \n 😀 "_s << 2;
        QTest::newRow("more than the limit") << u"😀😀😀😀"_s << 0;
        QTest::newRow("a word beside it") << u"😀 yes"_s << 0;
        QTest::newRow("a word before it") << u"yes 😀"_s << 0;
        QTest::newRow("a number") << u"42"_s << 0;
        QTest::newRow("blanks only") << u"  "_s << 0;
        QTest::newRow("nothing") << QString() << 0;
    }
    void countsWhatIsNothingElse()
    {
        QFETCH(QString, text);
        QTEST(countEmojiOnly(text, 3), "count");
    }
};

CONFAB_TEST(EmojiTest)
#include "emojitest.moc"
