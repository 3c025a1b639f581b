// SPDX-License-Identifier: Apache-2.0
#include "client/view/emojitable.h"
#include "shared/core/emoji.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

class EmojiTableTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOneIsAnEmoji()
    {
        QVERIFY(m_table.all().size() > 1000);
        for (const Emoji &emoji : m_table.all())
            QVERIFY2(isEmoji(emoji.text) && !emoji.name.isEmpty(), qPrintable(emoji.name));
    }

    void findsByTheBeginningsOfWords_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("first");

        QTest::newRow("one word") << u"thumbs"_s << u"👍"_s;
        QTest::newRow("a part of one") << u"thumb"_s << u"👍"_s;
        QTest::newRow("two words") << u"thumbs down"_s << u"👎"_s;
        QTest::newRow("a later word") << u"tears joy"_s << u"😂"_s;
        QTest::newRow("in capitals") << u"PARTY POP"_s << u"🎉"_s;
        QTest::newRow("the end of a word") << u"umbs"_s << QString();
        QTest::newRow("nonsense") << u"xyzzy"_s << QString();
    }
    void findsByTheBeginningsOfWords()
    {
        QFETCH(QString, query);
        QTEST(m_table.find(query).value(0).text, "first");
    }

    void showsAllWithoutAQuery() { QCOMPARE(m_table.find(u"  "_s).size(), m_table.all().size()); }

    void namesThem()
    {
        QCOMPARE(m_table.nameOf(u"😀"_s), u"grinning face"_s);
        QCOMPARE(m_table.nameOf(u"a"_s), QString());
    }

private:
    const EmojiTable m_table;
};

CONFAB_TEST(EmojiTableTest)
#include "emojitabletest.moc"
