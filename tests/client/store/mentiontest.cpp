// SPDX-License-Identifier: Apache-2.0
#include "client/store/mention.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

/// What names a member and what only looks so.
class MentionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const QString &body, const QStringList &found) {
            QTest::newRow(name) << body << found;
        };
        row("alone", u"@ken"_s, {u"@ken"_s});
        row("within a sentence", u"Ask @ken and @Ada, please"_s, {u"@ken"_s, u"@Ada"_s});
        row("with the sentence's dot behind it", u"Ask @ken."_s, {u"@ken"_s});
        row("with three dots behind it", u"Ask @ken..."_s, {u"@ken"_s});
        row("in brackets", u"(@ken)"_s, {u"@ken"_s});
        row("of a name with a dot in it", u"@j.doe!"_s, {u"@j.doe"_s});
        row("of a name that ends in a dot", u"@dot. said so"_s, {u"@dot."_s});
        row("of a name with underscores around it", u"@_x_ too"_s, {u"@_x_"_s});
        row("of no member", u"@linus"_s, {});
        row("of one whose name goes on", u"@kenneth"_s, {});
        row("of one whose name goes on with an umlaut", u"@kenö"_s, {});
        row("an address of mail", u"mail ken@ken.example"_s, {});
        row("an address of another network", u"@ken@example.org"_s, {});
        row("in an address of the web", u"https://example.org/@ken"_s, {});
        row("behind a slash", u"users/@ken"_s, {});
        row("behind another @", u"@@ken"_s, {});
        row("in code", u"`@ken`"_s, {});
        row("in a block of code", u"```\n@ken\n```"_s, {});
        row("behind a backslash", u"\\@ken"_s, {});
        row("bold", u"**@ken**"_s, {u"@ken"_s});
        row("in a quote", u"> @ken said"_s, {u"@ken"_s});
        row("twice", u"@ken @ken"_s, {u"@ken"_s, u"@ken"_s});
        row("nobody", u"@ and @a"_s, {});
        row("a name that is too long", u'@' + QString(33, u'k'), {});
    }

    void finds()
    {
        QFETCH(QString, body);
        QFETCH(QStringList, found);
        static const QStringList members{u"ken"_s, u"ada"_s, u"j.doe"_s, u"dot."_s, u"_x_"_s};
        const MessageText text = MessageText::fromBody(body);
        QStringList seen;
        for (const Mention &mention :
             Mention::in(text, [](const QString &name) { return members.contains(name.toLower()); }))
            seen.append(text.text.mid(mention.start, mention.length));
        QCOMPARE(seen, found);
    }

    void marksThoseOfMembers()
    {
        using Span = MessageText::Span;
        MessageText text = MessageText::fromBody(u"@ken. and @ada, not @linus"_s);
        Mention::mark(text, {u"ken"_s, u"Ada"_s}, u"ada"_s);
        QCOMPARE(text.spans.size(), 3);
        QCOMPARE(text.spans.at(0), (Span{Span::Mention, 0, 4}));
        QCOMPARE(text.spans.at(1), (Span{Span::Mention | Span::OwnMention, 10, 4}));
        QVERIFY(!text.spans.at(2).styles);
    }

    void isInABody()
    {
        QVERIFY(Mention::isIn(u"hello @Ken!"_s, u"ken"_s));
        QVERIFY(!Mention::isIn(u"hello ken"_s, u"ken"_s));
        QVERIFY(!Mention::isIn(u"hello @kennedy"_s, u"ken"_s));
    }
};

CONFAB_TEST(MentionTest)
#include "mentiontest.moc"
