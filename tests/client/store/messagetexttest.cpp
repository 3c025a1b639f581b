// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagetext.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;
using Span = MessageText::Span;

class MessageTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsLinks_data();
    void findsLinks();
    void findsCode_data();
    void findsCode();
    void leavesCodeAlone();
    void readsSigns_data();
    void readsSigns();
    void findsBlocks_data();
    void findsBlocks();
    void showsNamedLinks();
    void staysFastWhateverIsWritten_data();
    void staysFastWhateverIsWritten();
    void tellsEmojiFromText_data();
    void tellsEmojiFromText();
};

void MessageTextTest::findsLinks_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QStringList>("links");

    QTest::newRow("none") << u"no link here"_s << QStringList();
    QTest::newRow("alone") << u"https://example.org"_s << QStringList{u"https://example.org"_s};
    QTest::newRow("a full stop after it")
        << u"see http://example.org/a."_s << QStringList{u"http://example.org/a"_s};
    QTest::newRow("in brackets") << u"(https://example.org/a)"_s << QStringList{u"https://example.org/a"_s};
    QTest::newRow("with brackets of its own")
        << u"https://example.org/C_(language)"_s << QStringList{u"https://example.org/C_(language)"_s};
    QTest::newRow("in more brackets than it opens")
        << u"((https://example.org/C_(language)))."_s << QStringList{u"https://example.org/C_(language)"_s};
    QTest::newRow("with a query and a fragment")
        << u"x https://example.org/?a=1&b=2#c, y"_s << QStringList{u"https://example.org/?a=1&b=2#c"_s};
    QTest::newRow("two of them") << u"http://a.example http://b.example"_s
                                 << QStringList{u"http://a.example"_s, u"http://b.example"_s};
    QTest::newRow("one of Confab's own")
        << u"see confab://a.example:7280/u/ada."_s << QStringList{u"confab://a.example:7280/u/ada"_s};
    QTest::newRow("one of Confab's own that leads nowhere") << u"confab://a.example/x"_s << QStringList();
    QTest::newRow("one of Confab's own with a password")
        << u"confab://a:b@a.example/u/ada"_s << QStringList();
    QTest::newRow("a word that begins like one") << u"confabulate"_s << QStringList();
    QTest::newRow("a script is no link") << u"javascript:alert(1)"_s << QStringList();
    QTest::newRow("a file is no link") << u"file:///etc/passwd"_s << QStringList();
    QTest::newRow("no host") << u"http:///path"_s << QStringList();
    QTest::newRow("inside a word") << u"xhttps://example.org"_s << QStringList();
}

void MessageTextTest::findsLinks()
{
    QFETCH(QString, body);
    const MessageText text = MessageText::fromBody(body);
    QCOMPARE(text.text, body);
    QStringList links;
    for (const Span &span : text.spans)
        links.append(text.text.mid(span.start, span.length));
    QTEST(links, "links");
    for (const Span &span : text.spans) {
        QCOMPARE(text.linkAt(span.start), &span);
        QVERIFY(text.linkAt(span.end()) != &span);
    }
}

void MessageTextTest::findsCode_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("code");

    QTest::newRow("inline") << u"run `make` now"_s << u"run make now"_s << u"make"_s;
    QTest::newRow("a block") << u"```\nint a;\n```"_s << u"int a;"_s << u"int a;"_s;
    QTest::newRow("a block with its language")
        << u"```cpp\nint a;\nint b;\n```"_s << u"int a;\nint b;"_s << u"int a;\nint b;"_s;
    QTest::newRow("a lone backtick") << u"it`s"_s << u"it`s"_s << QString();
    QTest::newRow("over two lines") << u"`a\nb`"_s << u"`a\nb`"_s << QString();
    QTest::newRow("nothing between") << u"``"_s << u"``"_s << QString();
}

void MessageTextTest::findsCode()
{
    QFETCH(QString, body);
    const MessageText text = MessageText::fromBody(body);
    QTEST(text.text, "shown");
    QString code;
    for (const Span &span : text.spans)
        code += text.text.mid(span.start, span.length);
    QTEST(code, "code");
}

void MessageTextTest::leavesCodeAlone()
{
    const MessageText text = MessageText::fromBody(u"`curl https://example.org`"_s);
    QCOMPARE(text.spans.size(), 1);
    QCOMPARE(text.spans.first().styles, Span::Styles(Span::Code));
}

void MessageTextTest::readsSigns_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("shown");

    // What is shown, with each part's styles before it: b, i, s, c, l.
    const auto row = [](const char *name, const QString &body, const QString &shown) {
        QTest::newRow(name) << body << shown;
    };
    row("bold", u"a **b** c"_s, u"a {b:b} c"_s);
    row("italic", u"*a*"_s, u"{i:a}"_s);
    row("italic with lines", u"_a b_"_s, u"{i:a b}"_s);
    row("struck", u"~~a~~"_s, u"{s:a}"_s);
    row("bold and italic", u"***a***"_s, u"{bi:a}"_s);
    row("italic in bold", u"**a *b* c**"_s, u"{b:a }{bi:b}{b: c}"_s);
    row("bold in italic", u"*a **b** c*"_s, u"{i:a }{bi:b}{i: c}"_s);
    row("bold that ends with italic", u"**a *b***"_s, u"{b:a }{bi:b}"_s);
    row("code in bold", u"**a `*b*`**"_s, u"{b:a }{bc:*b*}"_s);
    row("a link in italic", u"*see https://a.example*"_s, u"{i:see }{il:https://a.example}"_s);
    row("a full stop after it", u"**a**."_s, u"{b:a}."_s);
    row("in brackets", u"(*a*)"_s, u"({i:a})"_s);
    row("a product", u"2*3*4"_s, u"2*3*4"_s);
    row("a name with lines", u"snake_case_name"_s, u"snake_case_name"_s);
    row("a lone sign", u"5 * 3"_s, u"5 * 3"_s);
    row("a sign that nothing closes", u"*a"_s, u"*a"_s);
    row("blanks inside", u"* a *b"_s, u"\u2022 a *b"_s);
    row("over two lines", u"*a\nb*"_s, u"*a\nb*"_s);
    row("nothing between", u"****"_s, u"****"_s);
    row("a backslash", u"\\*a\\*"_s, u"*a*"_s);
    row("a path", u"C:\\new"_s, u"C:\\new"_s);
    row("a backslash that closes nothing", u"*a\\*"_s, u"*a*"_s);
    row("HTML", u"<b>a</b> &amp;"_s, u"<b>a</b> &amp;"_s);
    row("a picture", u"![a](https://a.example/x.png)"_s, u"!{l:a}"_s);
    row("a link to a script", u"[a](javascript:x)"_s, u"[a](javascript:x)"_s);
    row("a link without a name", u"[ ](https://a.example)"_s, u"[ ]({l:https://a.example})"_s);
}

void MessageTextTest::readsSigns()
{
    QFETCH(QString, body);
    const MessageText text = MessageText::fromBody(body);
    QString shown;
    qsizetype end = 0;
    for (const Span &span : text.spans) {
        shown += text.text.mid(end, span.start - end) + u'{';
        const std::pair<Span::Style, QChar> names[]{{Span::Bold, u'b'},
                                                    {Span::Italic, u'i'},
                                                    {Span::Struck, u's'},
                                                    {Span::Code, u'c'},
                                                    {Span::Link, u'l'}};
        for (const auto &[style, name] : names)
            shown += span.styles.testFlag(style) ? QString(name) : QString();
        shown += u':' + text.text.mid(span.start, span.length) + u'}';
        end = span.end();
    }
    QTEST(shown + text.text.mid(end), "shown");
}

void MessageTextTest::findsBlocks_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QStringList>("blocks");

    const auto row = [](const char *name, const QString &body, const QString &shown,
                        const QStringList &blocks) { QTest::newRow(name) << body << shown << blocks; };
    row("a quote", u"> a\n> b\nc"_s, u"a\nb\nc"_s, {u"q:a\nb"_s});
    row("two quotes", u"> a\n\n> b"_s, u"a\n\nb"_s, {u"q:a"_s, u"q:b"_s});
    row("a comparison", u"3 > 2"_s, u"3 > 2"_s, {});
    row("a list", u"- a\n* b"_s, u"\u2022 a\n\u2022 b"_s, {u"i:\u2022 a"_s, u"i:\u2022 b"_s});
    row("a numbered list", u"1. a\n10. b"_s, u"1. a\n10. b"_s, {u"i:1. a"_s, u"i:10. b"_s});
    row("a date", u"21. November"_s, u"21. November"_s, {u"i:21. November"_s});
    row("a dash alone", u"- "_s, u"- "_s, {});
    row("a year", u"2026. It"_s, u"2026. It"_s, {});
    row("code", u"```\n- a\n> b\n```"_s, u"- a\n> b"_s, {u"c:- a\n> b"_s});
    row("code between text", u"a\n```\nb\n```\nc"_s, u"a\nb\nc"_s, {u"c:b"_s});
    row("code that nothing closes", u"```\na"_s, u"```\na"_s, {});
}

void MessageTextTest::findsBlocks()
{
    QFETCH(QString, body);
    const MessageText text = MessageText::fromBody(body);
    QTEST(text.text, "shown");
    QStringList blocks;
    for (const MessageText::Block &block : text.blocks)
        blocks.append(QString(u"cqi"[int(block.kind)]) + u':' + text.text.mid(block.start, block.length));
    QTEST(blocks, "blocks");
}

void MessageTextTest::showsNamedLinks()
{
    const MessageText text = MessageText::fromBody(u"see [the bank](https://evil.example/a?b=c), now"_s);
    QCOMPARE(text.text, u"see the bank, now"_s);
    const Span *link = text.linkAt(6);
    QVERIFY(link);
    QCOMPARE(link->url, QUrl(u"https://evil.example/a?b=c"_s));
    QCOMPARE(text.text.mid(link->start, link->length), u"the bank"_s);
    QVERIFY(!text.linkAt(1));
}

void MessageTextTest::staysFastWhateverIsWritten_data()
{
    QTest::addColumn<QString>("piece");
    QTest::addColumn<QString>("end");

    QTest::newRow("signs that nothing closes") << u"*a "_s << QString();
    QTest::newRow("signs within signs") << u"*a _b ~~c **d "_s << QString();
    QTest::newRow("brackets") << u"["_s << QString();
    QTest::newRow("brackets and round ones") << u"[]("_s << QString();
    QTest::newRow("backticks") << u"` "_s << QString();
    QTest::newRow("fences") << u"``` "_s << QString();
    QTest::newRow("addresses that are none") << u"http:// "_s << QString();
    QTest::newRow("backslashes") << u"\\"_s << QString();
    QTest::newRow("addresses that are none, in one word") << u"http://^"_s << QString();
    QTest::newRow("brackets that close nothing behind them") << u"http://^"_s << u")"_s.repeated(5360);
    QTest::newRow("brackets behind one") << u"http://example.org/"_s << u")"_s.repeated(7980);
    QTest::newRow("named ones that are none") << u"[a](http://^"_s << u")"_s;
    QTest::newRow("quotes") << u"> a\n"_s << QString();
}

/// Nothing is read again and again: ctest's limit would tell.
void MessageTextTest::staysFastWhateverIsWritten()
{
    QFETCH(QString, piece);
    QFETCH(QString, end);
    const QString body = piece.repeated((8000 - end.size()) / piece.size()) + end;
    for (int i = 0; i < 20; ++i) {
        const MessageText text = MessageText::fromBody(body);
        QVERIFY(!text.text.isEmpty());
        for (const Span &span : text.spans)
            QVERIFY(span.start >= 0 && span.length > 0 && span.end() <= text.text.size());
    }
}

void MessageTextTest::tellsEmojiFromText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");

    QTest::newRow("one") << u"👍"_s << true;
    QTest::newRow("three with blanks") << u"🎉 🎉 🎉"_s << true;
    QTest::newRow("a family joined to one") << u"👨‍👩‍👧‍👦"_s << true;
    QTest::newRow("with a skin tone") << u"👋🏽"_s << true;
    QTest::newRow("a flag") << u"🇩🇪"_s << true;
    QTest::newRow("a heart with its selector") << u"❤️"_s << true;
    QTest::newRow("a keycap") << u"3️⃣"_s << true;
    QTest::newRow("seven are a message") << u"😀😀😀😀😀😀😀"_s << false;
    QTest::newRow("with a word") << u"👍 ok"_s << false;
    QTest::newRow("digits") << u"123"_s << false;
    QTest::newRow("a plain letter") << u"a"_s << false;
    QTest::newRow("blanks") << u"   "_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void MessageTextTest::tellsEmojiFromText()
{
    QFETCH(QString, text);
    QTEST(MessageText::fromBody(text).isLarge, "expected");
}

CONFAB_TEST(MessageTextTest)
#include "messagetexttest.moc"
