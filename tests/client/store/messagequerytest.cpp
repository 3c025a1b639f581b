// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagequery.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

class MessageQueryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void addsAFilter_data();
    void addsAFilter();
};

void MessageQueryTest::reads_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<MessageQuery>("query");

    QTest::newRow("nothing") << u"  "_s << MessageQuery{};
    QTest::newRow("a text") << u" two  words "_s << MessageQuery{.text = u"two  words"_s};
    QTest::newRow("a time of day") << u"at:10"_s << MessageQuery{.text = u"at:10"_s};
    QTest::newRow("a link") << u"https://a.b/from:me"_s << MessageQuery{.text = u"https://a.b/from:me"_s};
    QTest::newRow("who wrote it") << u"lunch FROM:Grace"_s
                                  << MessageQuery{.text = u"lunch"_s, .from = u"Grace"_s, .hasFilters = true};
    QTest::newRow("words around a filter")
        << u"to in:grace day"_s << MessageQuery{.text = u"to day"_s, .in = u"grace"_s, .hasFilters = true};
    QTest::newRow("a value in quotes")
        << u"in:\"Grace Hopper\" x"_s
        << MessageQuery{.text = u"x"_s, .in = u"Grace Hopper"_s, .hasFilters = true};
    QTest::newRow("quotes that do not end yet")
        << u"in:\"Grace Hop"_s << MessageQuery{.in = u"Grace Hop"_s, .hasFilters = true};
    QTest::newRow("days") << u"after:2026-01-31 before:2026-03"_s
                          << MessageQuery{.before = QDate(2026, 3, 1),
                                          .after = QDate(2026, 1, 31),
                                          .hasFilters = true};
    QTest::newRow("a year") << u"before:2025"_s
                            << MessageQuery{.before = QDate(2025, 1, 1), .hasFilters = true};
    QTest::newRow("a day that is none")
        << u"x before:2026-02-31"_s << MessageQuery{.text = u"x"_s, .hasFilters = true};
    QTest::newRow("no value yet") << u"x from:"_s << MessageQuery{.text = u"x"_s, .hasFilters = true};
    QTest::newRow("what holds a file")
        << u"x has:File"_s << MessageQuery{.text = u"x"_s, .hasFile = true, .hasFilters = true};
    QTest::newRow("what holds what nobody knows")
        << u"x has:wings"_s << MessageQuery{.text = u"x"_s, .hasFilters = true};
    QTest::newRow("the last of two") << u"from:ada from:grace"_s
                                     << MessageQuery{.from = u"grace"_s, .hasFilters = true};
}

void MessageQueryTest::reads()
{
    QFETCH(QString, typed);
    QTEST(MessageQuery::parse(typed), "query");
}

void MessageQueryTest::addsAFilter_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("result");

    QTest::newRow("to nothing") << u""_s << u""_s << u"in:"_s;
    QTest::newRow("after a text") << u"lunch"_s << u"grace"_s << u"lunch in:grace"_s;
    QTest::newRow("in place of another") << u"in:ada lunch"_s << u"grace"_s << u"lunch in:grace"_s;
    QTest::newRow("with blanks") << u"in:\"Big Group\""_s << u"A B"_s << u"in:\"A B\""_s;
}

void MessageQueryTest::addsAFilter()
{
    QFETCH(QString, typed);
    QFETCH(QString, value);
    QTEST(MessageQuery::withFilter(typed, MessageQuery::Filter::In, value), "result");
}

} // namespace confab::tests

using confab::tests::MessageQueryTest;
CONFAB_TEST(MessageQueryTest)
#include "messagequerytest.moc"
