// SPDX-License-Identifier: Apache-2.0
#include "shared/core/bigrams.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class BigramsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void folds_data();
    void folds();
    void foldingTwiceChangesNothing_data();
    void foldingTwiceChangesNothing();
    void makesTokens_data();
    void makesTokens();
    void tokensAreFitForEveryEngine_data();
    void tokensAreFitForEveryEngine();
    void pairsHaveKeysOfTheirOwn();
    void refusesQueriesWithoutAPair_data();
    void refusesQueriesWithoutAPair();
    void findsParts_data();
    void findsParts();
    void doesNotFindWhatIsNotThere_data();
    void doesNotFindWhatIsNotThere();
};

namespace {

void addTexts()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("Latin") << u"Grace Hopper wrote it, didn't she?"_s;
    QTest::newRow("German") << u"Straße, Größe, ÄRGER"_s;
    QTest::newRow("Turkish") << u"İSTANBUL ılık"_s;
    QTest::newRow("Greek") << u"ΟΔΥΣΣΕΥΣ ΐ"_s;
    QTest::newRow("Cyrillic") << u"Привет, мир"_s;
    QTest::newRow("Chinese") << u"你好，世界"_s;
    QTest::newRow("Japanese") << u"ｶﾀｶﾅ と ひらがな"_s;
    QTest::newRow("Korean") << u"안녕하세요"_s;
    QTest::newRow("Arabic") << u"مرحبا بالعالم"_s;
    QTest::newRow("Persian with a non-joiner") << u"می\u200Cخواهم"_s;
    QTest::newRow("Hindi") << u"नमस्ते दुनिया"_s;
    QTest::newRow("emoji") << u"👍🏽 👩‍💻 ❤️ 🇩🇪"_s;
    QTest::newRow("code") << u"if (a->b) c++;\n\treturn;"_s;
}

bool isFound(const QString &text, const QString &query)
{
    const QByteArrayList tokens = bigramsOf(text);
    const QByteArrayList wanted = bigramQuery(query);
    const bool isCandidate = !wanted.isEmpty()
        && std::all_of(wanted.begin(), wanted.end(),
                       [&](const QByteArray &token) { return tokens.contains(token); });
    return isCandidate && containsText(foldedText(text), foldedText(query));
}

} // namespace

void BigramsTest::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");

    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("case") << u"Grace HOPPER"_s << u"grace hopper"_s;
    QTest::newRow("sharp s is two") << u"Straße STRASSE ẞ"_s << u"strasse strasse ss"_s;
    QTest::newRow("final sigma") << u"ΟΔΟΣ οδος"_s << u"οδοσ οδοσ"_s;
    QTest::newRow("wide letters and ligatures") << u"ＡＢ ﬁ"_s << u"ab fi"_s;
    QTest::newRow("a letter and its mark are one") << u"e\u0301"_s << u"é"_s;
    QTest::newRow("marks count") << u"Café"_s << u"café"_s;
    QTest::newRow("outer blanks") << u" \n a \t "_s << u"a"_s;
    QTest::newRow("runs of blanks") << u"a \r\n\u00A0\u2003b\u3000c"_s << u"a b c"_s;
    QTest::newRow("control characters are blanks") << u"a\u0001b\u007Fc"_s << u"a b c"_s;
    QTest::newRow("joiners and direction marks go") << u"\u200Fمی\u200Cخ\u200E \u00ADa\uFEFF"_s << u"میخ a"_s;
    QTest::newRow("variation selectors go") << u"❤\uFE0F"_s << u"❤"_s;
    QTest::newRow("joined emoji come apart") << u"👩‍💻"_s << u"👩💻"_s;
}

void BigramsTest::folds()
{
    QFETCH(QString, text);
    QTEST(foldedText(text), "folded");
}

void BigramsTest::foldingTwiceChangesNothing_data()
{
    addTexts();
}

void BigramsTest::foldingTwiceChangesNothing()
{
    QFETCH(QString, text);
    QCOMPARE(foldedText(foldedText(text)), foldedText(text));
}

void BigramsTest::makesTokens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArrayList>("tokens");

    QTest::newRow("nothing") << QString() << QByteArrayList();
    QTest::newRow("one character") << u"a"_s << QByteArrayList();
    QTest::newRow("words of one character") << u"a b c"_s << QByteArrayList();
    QTest::newRow("Latin") << u"Abc"_s << QByteArrayList{"6162", "6263"};
    QTest::newRow("no pair goes across a blank") << u"ab cd"_s << QByteArrayList{"6162", "6364"};
    QTest::newRow("a repeated pair comes once") << u"abab"_s << QByteArrayList{"6162", "6261"};
    QTest::newRow("sharp s") << u"ß"_s << QByteArrayList{"7373"};
    QTest::newRow("punctuation") << u"c++"_s << QByteArrayList{"632b", "2b2b"};
    QTest::newRow("Chinese") << u"你好吗"_s << QByteArrayList{"4f60597d", "597d5417"};
    QTest::newRow("Arabic") << u"مرح"_s << QByteArrayList{"06450631", "0631062d"};
    QTest::newRow("two emoji") << u"😀👍"_s << QByteArrayList{"01f60001f44d"};
    QTest::newRow("a flag is two characters") << u"🇩🇪"_s << QByteArrayList{"01f1e901f1ea"};
}

void BigramsTest::makesTokens()
{
    QFETCH(QString, text);
    QTEST(bigramsOf(text), "tokens");
}

void BigramsTest::tokensAreFitForEveryEngine_data()
{
    addTexts();
}

void BigramsTest::tokensAreFitForEveryEngine()
{
    QFETCH(QString, text);
    const QByteArrayList tokens = bigramsOf(text);
    QVERIFY(!tokens.isEmpty());
    for (const QByteArray &token : tokens) {
        QVERIFY2(token.size() >= 4 && token.size() <= 12, token);
        QVERIFY2(QByteArray::fromHex(token).toHex() == token, token);
    }
}

void BigramsTest::pairsHaveKeysOfTheirOwn()
{
    QSet<quint64> keys;
    const char32_t edges[]{U'!', U'a', U'ÿ', U'Ā', U'\uFFFD', U'\U00010000', U'\U0010FFFF'};
    for (const char32_t first : edges) {
        for (const char32_t second : edges)
            keys.insert(Bigram{first, second}.key());
    }
    QCOMPARE(keys.size(), qsizetype(std::size(edges) * std::size(edges)));
    QVERIFY((Bigram{U'\U0010FFFF', U'\U0010FFFF'}.key() < Q_UINT64_C(1) << 42));
}

void BigramsTest::refusesQueriesWithoutAPair_data()
{
    QTest::addColumn<QString>("query");

    QTest::newRow("nothing") << QString();
    QTest::newRow("blanks") << u" \t "_s;
    QTest::newRow("one letter") << u"a"_s;
    QTest::newRow("one letter and blanks") << u" a "_s;
    QTest::newRow("single letters") << u"a b"_s;
    QTest::newRow("one ideograph") << u"好"_s;
    QTest::newRow("one emoji") << u"👍"_s;
    QTest::newRow("one emoji with a selector that cannot be seen") << u"❤️"_s;
    QTest::newRow("only what cannot be seen") << u"\u200B\u200D\u200E"_s;
}

void BigramsTest::refusesQueriesWithoutAPair()
{
    QFETCH(QString, query);
    QVERIFY(bigramQuery(query).isEmpty());
}

void BigramsTest::findsParts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");

    QTest::newRow("the middle of a word") << u"Grace Hopper"_s << u"opp"_s;
    QTest::newRow("two characters") << u"Grace Hopper"_s << u"ra"_s;
    QTest::newRow("across words") << u"Grace  Hopper"_s << u"ce ho"_s;
    QTest::newRow("a phrase with a single letter") << u"This is plan B, then"_s << u"plan b"_s;
    QTest::newRow("sharp s by ss") << u"Hauptstraße"_s << u"STRASSE"_s;
    QTest::newRow("ss by sharp s") << u"Strasse"_s << u"aße"_s;
    QTest::newRow("composed by decomposed") << u"Café"_s << u"cafe\u0301"_s;
    QTest::newRow("an apostrophe") << u"I don't"_s << u"n't"_s;
    QTest::newRow("punctuation alone") << u"a->b"_s << u"->"_s;
    QTest::newRow("an address") << u"see https://confab.example/x"_s << u"confab.example"_s;
    QTest::newRow("Chinese") << u"今天天气很好"_s << u"天气"_s;
    QTest::newRow("half width by full width") << u"ｶﾀｶﾅ"_s << u"タカ"_s;
    QTest::newRow("Arabic") << u"السلام عليكم"_s << u"سلام"_s;
    QTest::newRow("Persian without its non-joiner") << u"می\u200Cخواهم"_s << u"میخواهم"_s;
    QTest::newRow("Hindi") << u"नमस्ते"_s << u"मस्"_s;
    QTest::newRow("emoji in a row") << u"well 😀😀👍"_s << u"😀👍"_s;
    QTest::newRow("emoji with a skin tone") << u"ok 👍🏽"_s << u"👍🏽"_s;
    QTest::newRow("emoji without its selector") << u"I ❤️❤️ it"_s << u"❤❤"_s;
    QTest::newRow("a joined emoji") << u"by 👩‍💻!"_s << u"👩‍💻"_s;
}

void BigramsTest::findsParts()
{
    QFETCH(QString, text);
    QFETCH(QString, query);
    QVERIFY(isFound(text, query));
}

void BigramsTest::doesNotFindWhatIsNotThere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");

    QTest::newRow("another word") << u"Grace Hopper"_s << u"ada"_s;
    QTest::newRow("all pairs, but not together") << u"ab bc"_s << u"abc"_s;
    QTest::newRow("the words in another order") << u"hopper grace"_s << u"grace hopper"_s;
    QTest::newRow("without its mark") << u"Café"_s << u"cafe"_s;
    QTest::newRow("another emoji of the same plane") << u"😀😀"_s << u"😀👍"_s;
    QTest::newRow("pairs with one token") << u"a\u0101b"_s << u"\u6101\u0162"_s;
}

void BigramsTest::doesNotFindWhatIsNotThere()
{
    QFETCH(QString, text);
    QFETCH(QString, query);
    QVERIFY(!isFound(text, query));
}

CONFAB_TEST(BigramsTest)
#include "bigramstest.moc"
