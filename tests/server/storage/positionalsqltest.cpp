// SPDX-License-Identifier: Apache-2.0
#include "server/storage/positionalsql.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class PositionalSqlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesBecomePlaces_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("names");

        QTest::newRow("no placeholder") << u"SELECT 1"_s << u"SELECT 1"_s << QStringList();
        QTest::newRow("in order") << u"WHERE a = :a AND b=:b"_s << u"WHERE a = ? AND b=?"_s
                                  << QStringList{u":a"_s, u":b"_s};
        QTest::newRow("one that stands twice")
            << u"x <> :a AND y = :a"_s << u"x <> ? AND y = ?"_s << QStringList{u":a"_s, u":a"_s};
        QTest::newRow("one that another begins with")
            << u"(:id, :id_2)"_s << u"(?, ?)"_s << QStringList{u":id"_s, u":id_2"_s};
        QTest::newRow("in quotes") << u"':a' = :b"_s << u"':a' = ?"_s << QStringList{u":b"_s};
        QTest::newRow("behind a doubled quote")
            << u"'it''s :a' = :b"_s << u"'it''s :a' = ?"_s << QStringList{u":b"_s};
        QTest::newRow("in a quoted name") << u"\":a\" = :b"_s << u"\":a\" = ?"_s << QStringList{u":b"_s};
        QTest::newRow("in a comment")
            << u"1 -- it's :a\n = :b"_s << u"1 -- it's :a\n = ?"_s << QStringList{u":b"_s};
        QTest::newRow("a cast") << u":a::bigint"_s << u"?::bigint"_s << QStringList{u":a"_s};
        QTest::newRow("a backslash in quotes")
            << u"LIKE :a ESCAPE '\\' AND :b"_s << u"LIKE ? ESCAPE '\\' AND ?"_s
            << QStringList{u":a"_s, u":b"_s};
    }

    void namesBecomePlaces()
    {
        QFETCH(QString, sql);
        QFETCH(QString, text);
        QFETCH(QStringList, names);
        const auto positional = PositionalSql::from(sql);
        QCOMPARE(positional.text, text);
        QCOMPARE(positional.names, names);
    }

    void reservedWordsAreQuoted_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("text");

        QTest::newRow("alone") << u"SELECT seq, change FROM t"_s << u"SELECT seq, `change` FROM t"_s;
        QTest::newRow("set") << u"SET change = :change"_s << u"SET `change` = ?"_s;
        QTest::newRow("behind a dot") << u"m.change"_s << u"m.change"_s;
        QTest::newRow("in a longer name") << u"own_change, changes"_s << u"own_change, changes"_s;
        QTest::newRow("quoted already") << u"`change`, 'change'"_s << u"`change`, 'change'"_s;
    }

    void reservedWordsAreQuoted()
    {
        QFETCH(QString, sql);
        QFETCH(QString, text);
        QCOMPARE(PositionalSql::from(sql, {u"change"_s}).text, text);
    }
};

CONFAB_TEST(PositionalSqlTest)
#include "positionalsqltest.moc"
