// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagetext.h"
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
    QTest::newRow("with a query and a fragment")
        << u"x https://example.org/?a=1&b=2#c, y"_s << QStringList{u"https://example.org/?a=1&b=2#c"_s};
    QTest::newRow("two of them") << u"http://a.example http://b.example"_s
                                 << QStringList{u"http://a.example"_s, u"http://b.example"_s};
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
        QCOMPARE(text.linkAt(span.start), span.url);
        QVERIFY(text.linkAt(span.start + span.length) != span.url);
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
    QCOMPARE(text.spans.first().kind, Span::Kind::Code);
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
    QTEST(isEmojiOnly(text), "expected");
}

CONFAB_TEST(MessageTextTest)
#include "messagetexttest.moc"
