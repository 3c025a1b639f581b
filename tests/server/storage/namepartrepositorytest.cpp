// SPDX-License-Identifier: Apache-2.0
#include "server/storage/namepartrepository.h"

#include "server/storage/accountrepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

#include <QFile>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class NamePartRepositoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_storage = std::make_unique<StorageFixture>(); }
    void cleanup() { m_storage.reset(); }

    void takesNamesApart_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("parts");

        QTest::newRow("nothing") << QString() << QStringList();
        QTest::newRow("one letter") << u"a"_s << QStringList{u"a"_s};
        QTest::newRow("three letters") << u"abc"_s << QStringList{u"a"_s, u"ab"_s, u"b"_s, u"bc"_s, u"c"_s};
        QTest::newRow("letters that return") << u"aaaa"_s << QStringList{u"a"_s, u"aa"_s};
        QTest::newRow("a blank is a character")
            << u"a b"_s << QStringList{u" "_s, u" b"_s, u"a"_s, u"a "_s, u"b"_s};
        QTest::newRow("one of two code units") << u"x😀"_s << QStringList{u"x"_s, u"x😀"_s, u"😀"_s};
    }
    void takesNamesApart()
    {
        QFETCH(QString, name);
        QTEST(NamePartRepository::partsOf(name), "parts");
    }

    void followsANewName()
    {
        const Caller ada = m_storage->person(u"ada"_s);
        auto row = **accounts().find(ada.account);
        row.displayName = u"Countess"_s;
        QVERIFY(accounts().updateProfile(row));
        QCOMPARE(found(u"ounte"_s), QStringList{u"ada"_s});
        row.displayName = u"Ada"_s;
        QVERIFY(accounts().updateProfile(row));
        QCOMPARE(found(u"ounte"_s), QStringList());
        QCOMPARE(found(u"da"_s), QStringList{u"ada"_s});
        QCOMPARE(parts().filter(u"|ada"_s).size(), NamePartRepository::partsOf(u"ada\nada").size());
    }

    void looksForTheRarestPart()
    {
        for (int i = 0; i < 60; ++i)
            (void)m_storage->person(u"anna%1"_s.arg(i));
        (void)m_storage->person(u"annette"_s);
        const NamePartRepository repository(database());
        QCOMPARE(*repository.rarestOf(u"annet"), u"et"_s);
        QCOMPARE(*repository.rarestOf(u"an"), u"an"_s);
        QCOMPARE(*repository.rarestOf(u"a"), u"a"_s);
        QCOMPARE(found(u"annet"_s), QStringList{u"annette"_s});
    }

    void thoseOfBeforeAreTakenApartByTheMigration()
    {
        for (const QString &name : {u"ada"_s, u"Grace_H"_s, u"linus"_s})
            (void)m_storage->person(name);
        auto row = **accounts().findByName(u"linus");
        row.displayName = u"林 纳斯😀 % "_s;
        QVERIFY(accounts().updateProfile(row));
        const QStringList expected = parts();
        QVERIFY(expected.size() > 20);
        QVERIFY(database().execute(u"DELETE FROM name_part"_s));
        QVERIFY(database().execute(insertOfMigration()));
        QCOMPARE(parts(), expected);
    }

private:
    /// What the migration does for the accounts that are there.
    [[nodiscard]] QString insertOfMigration()
    {
        const QString folder = database().engine() == Engine::Sqlite ? u"sqlite"_s
            : database().engine() == Engine::PostgreSql              ? u"postgresql"_s
                                                                     : u"mariadb"_s;
        QFile file(u":/migrations/%1/0005_name_part.sql"_s.arg(folder));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QString sql = QString::fromUtf8(file.readAll());
        return sql.mid(sql.indexOf("INSERT INTO"_L1)).trimmed().chopped(1);
    }
    /// The whole table: `part|username_key`, sorted.
    [[nodiscard]] QStringList parts()
    {
        QStringList all;
        auto rows = database().run(u"SELECT part, username_key FROM name_part"_s);
        while (rows && rows->next())
            all.append(rows->text(0) + u'|' + rows->text(1));
        all.sort();
        return all;
    }
    [[nodiscard]] QStringList found(const QString &query)
    {
        QStringList names;
        const auto rows = accounts().list({.query = query, .limit = 100});
        for (const AccountRow &row : *rows)
            names.append(row.username);
        return names;
    }
    [[nodiscard]] AccountRepository accounts() { return AccountRepository(database()); }
    [[nodiscard]] Database &database() { return m_storage->database(); }

    std::unique_ptr<StorageFixture> m_storage;
};

CONFAB_TEST(NamePartRepositoryTest)
#include "namepartrepositorytest.moc"
