// SPDX-License-Identifier: Apache-2.0
#include "client/store/localdatabase.h"
#include "client/store/migrator.h"

#include "tests/support/testcase.h"

#include <QFileInfo>
#include <QTemporaryDir>

namespace confab::tests {

using namespace Qt::StringLiterals;
using Durability = LocalDatabase::Durability;

class LocalDatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void migratesOnce();
    void refusesANewerSchema();
    void isWalAndItsOwnersOnly();
    void fullOnlyWhereAsked();
    void rollsBackUnlessCommitted();
    void saysWhatFails();
};

namespace {

int one(LocalDatabase &database, const QString &sql)
{
    int value = -1;
    (void)database.read(sql, {}, [&](const QSqlQuery &row) { value = row.value(0).toInt(); });
    return value;
}

} // namespace

void LocalDatabaseTest::migratesOnce()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"a.sqlite"_s);
    QVERIFY(Migrator::newest() >= 1);
    for (int i = 0; i < 2; ++i) {
        const auto database = LocalDatabase::open(path);
        QVERIFY(database);
        QCOMPARE(one(**database, u"PRAGMA user_version"_s), Migrator::newest());
        QCOMPARE(one(**database, u"SELECT count(*) FROM chat"_s), i);
        QVERIFY((*database)->insert(u"INSERT INTO chat (peer, peer_key) VALUES (?, ?)"_s,
                                    {u"p%1"_s.arg(i), u"p%1"_s.arg(i)}));
    }
}

void LocalDatabaseTest::refusesANewerSchema()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"a.sqlite"_s);
    {
        const auto database = LocalDatabase::open(path);
        QVERIFY((*database)->write(u"PRAGMA user_version = 1000"_s, {}));
    }
    const auto database = LocalDatabase::open(path);
    QVERIFY(!database);
    QCOMPARE(database.error().field, u"database"_s);
}

void LocalDatabaseTest::isWalAndItsOwnersOnly()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"a.sqlite"_s);
    const auto database = LocalDatabase::open(path);
    QString mode;
    QVERIFY((*database)->read(u"PRAGMA journal_mode"_s, {},
                              [&](const QSqlQuery &row) { mode = row.value(0).toString(); }));
    QCOMPARE(mode, u"wal"_s);
    QVERIFY(!(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void LocalDatabaseTest::fullOnlyWhereAsked()
{
    const auto database = LocalDatabase::open(u":memory:"_s);
    QCOMPARE(one(**database, u"PRAGMA synchronous"_s), 1);
    {
        LocalTransaction transaction(**database, Durability::Full);
        QVERIFY(transaction.begun());
        QCOMPARE(one(**database, u"PRAGMA synchronous"_s), 2);
        QVERIFY(transaction.commit());
    }
    QCOMPARE(one(**database, u"PRAGMA synchronous"_s), 1);
}

void LocalDatabaseTest::rollsBackUnlessCommitted()
{
    const auto database = LocalDatabase::open(u":memory:"_s);
    const auto insert
        = [&] { return (*database)->insert(u"INSERT INTO chat (peer, peer_key) VALUES ('p', 'p')"_s, {}); };
    {
        LocalTransaction transaction(**database, Durability::Normal);
        QVERIFY(insert());
    }
    QCOMPARE(one(**database, u"SELECT count(*) FROM chat"_s), 0);
    {
        LocalTransaction transaction(**database, Durability::Normal);
        QVERIFY(insert());
        QVERIFY(transaction.commit());
    }
    QCOMPARE(one(**database, u"SELECT count(*) FROM chat"_s), 1);
}

void LocalDatabaseTest::saysWhatFails()
{
    const auto database = LocalDatabase::open(u":memory:"_s);
    QCOMPARE((*database)->write(u"UPDATE nothing SET x = 1"_s, {}).error().field, u"database"_s);
    QVERIFY(!(*database)->insert(u"INSERT INTO draft (chat, body) VALUES (7, 'x')"_s, {})); // No such chat.
    QVERIFY(!LocalDatabase::open(u"/nowhere/at/all/a.sqlite"_s));
}

} // namespace confab::tests

using confab::tests::LocalDatabaseTest;
CONFAB_TEST(LocalDatabaseTest)
#include "localdatabasetest.moc"
