// SPDX-License-Identifier: Apache-2.0
#include "client/view/snippet.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

class SnippetTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsThePlace_data();
    void showsThePlace();
    void cutsWhatIsLongBefore_data();
    void cutsWhatIsLongBefore();
};

void SnippetTest::showsThePlace_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("place");

    QTest::newRow("the beginning") << u"Did the build pass?"_s << u"did"_s << u"Did"_s;
    QTest::newRow("the end") << u"Did it pass"_s << u"SS"_s << u"ss"_s;
    QTest::newRow("across lines") << u"Did\n\n the  build"_s << u"did the"_s << u"Did the"_s;
    QTest::newRow("folded to more letters") << u"Die Straße"_s << u"strass"_s << u"Straß"_s;
    QTest::newRow("half of a folded letter") << u"Maß"_s << u"as"_s << u"aß"_s;
    QTest::newRow("composed by decomposed") << u"un cafe\u0301 noir"_s << u"café"_s << u"cafe\u0301"_s;
    QTest::newRow("Chinese") << u"今天天气很好"_s << u"天气"_s << u"天气"_s;
    QTest::newRow("Arabic") << u"السلام عليكم"_s << u"سلام"_s << u"سلام"_s;
    QTest::newRow("emoji") << u"ok 👍🏽👍🏽"_s << u"👍🏽"_s << u"👍🏽"_s;
    QTest::newRow("joined emoji") << u"by 👩‍💻!"_s << u"👩‍💻"_s << u"👩‍💻"_s;
    QTest::newRow("nothing of it") << u"Did it pass"_s << u"fail"_s << QString();
    QTest::newRow("an empty query") << u"Did it pass"_s << QString() << QString();
}

void SnippetTest::showsThePlace()
{
    QFETCH(QString, body);
    QFETCH(QString, query);
    const Snippet snippet = Snippet::of(body, query);
    QTEST(snippet.text.mid(snippet.start, snippet.length), "place");
    QCOMPARE(snippet.text, body.simplified());
}

void SnippetTest::cutsWhatIsLongBefore_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("text");

    QTest::newRow("at a word") << u"We said that it was a needle in the hay"_s
                               << u"…that it was a needle in the hay"_s;
    QTest::newRow("without a word to cut at")
        << u"我们昨天下午在城里的一家小小的商店里看见了它needle"_s << u"…needle"_s;
    QTest::newRow("within a long word") << u"Donaudampfschifffahrtsneedles"_s << u"…needles"_s;
    QTest::newRow("not when it is short") << u"There is a needle"_s << u"There is a needle"_s;
}

void SnippetTest::cutsWhatIsLongBefore()
{
    QFETCH(QString, body);
    const Snippet snippet = Snippet::of(body, u"needle"_s);
    QTEST(snippet.text, "text");
    QCOMPARE(snippet.text.mid(snippet.start, snippet.length), u"needle"_s);
}

CONFAB_TEST(SnippetTest)
#include "snippettest.moc"
