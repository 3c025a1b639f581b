// SPDX-License-Identifier: Apache-2.0
#include "client/store/profile.h"

#include "tests/support/testcase.h"

#include <QFileInfo>
#include <QTemporaryDir>

namespace confab::tests {

using namespace Qt::StringLiterals;

class ProfileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remembersTheAccount();
    void isItsOwnersOnly();
    void accountsHaveTheirOwnDatabase();
    void profilesHaveTheirOwnSecret();
    void rejectsNames_data();
    void rejectsNames();
    void saysWhenTheDirectoryCannotBeMade();
};

void ProfileTest::remembersTheAccount()
{
    QTemporaryDir directory;
    auto profile = Profile::open(directory.path(), u"work"_s);
    QVERIFY(profile);
    QVERIFY(!profile->hasAccount());
    QVERIFY(profile->remember(QUrl(u"http://127.0.0.1:7280"_s), u"ada"_s, u"Ada Lovelace"_s));

    auto again = Profile::open(directory.path(), u"work"_s);
    QVERIFY(again->hasAccount());
    QCOMPARE(again->server(), QUrl(u"http://127.0.0.1:7280"_s));
    QCOMPARE(again->username(), u"ada"_s);
    QCOMPARE(again->displayName(), u"Ada Lovelace"_s);
    QCOMPARE(again->databasePath(), profile->databasePath());
    QVERIFY(!Profile::open(directory.path(), u"home"_s)->hasAccount());

    QVERIFY(again->forget());
    const auto forgotten = Profile::open(directory.path(), u"work"_s);
    QVERIFY(!forgotten->hasAccount());
    QCOMPARE(forgotten->server(), QUrl(u"http://127.0.0.1:7280"_s));
}

void ProfileTest::isItsOwnersOnly()
{
    QTemporaryDir directory;
    const auto profile = Profile::open(directory.path() + u"/new"_s);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFileInfo(profile->directory()).permissions() & others));
    QVERIFY(!(QFileInfo(directory.path() + u"/new"_s).permissions() & others));
}

void ProfileTest::accountsHaveTheirOwnDatabase()
{
    QTemporaryDir directory;
    auto profile = Profile::open(directory.path());
    QSet<QString> paths;
    for (const auto &server :
         {u"http://127.0.0.1:7280"_s, u"http://127.0.0.1:7281"_s, u"https://[::1]:7280"_s}) {
        for (const auto &name : {u"ada"_s, u"grace"_s}) {
            QVERIFY(profile->remember(QUrl(server), name, name));
            paths.insert(profile->databasePath());
        }
    }
    QCOMPARE(paths.size(), 6);
    QVERIFY(profile->remember(QUrl(u"http://127.0.0.1:7280"_s), u"ADA"_s, u"Ada"_s));
    QVERIFY(paths.contains(profile->databasePath())); // A name is one in any case.
}

void ProfileTest::profilesHaveTheirOwnSecret()
{
    QTemporaryDir directory;
    auto one = Profile::open(directory.path(), u"one"_s);
    auto two = Profile::open(directory.path(), u"two"_s);
    QVERIFY(one->remember(QUrl(u"http://localhost:7280"_s), u"ada"_s, {}));
    QVERIFY(two->remember(QUrl(u"http://localhost:7280"_s), u"ada"_s, {}));
    QVERIFY(one->secretKey() != two->secretKey());
}

void ProfileTest::rejectsNames_data()
{
    QTest::addColumn<QString>("name");

    QTest::newRow("nothing") << QString();
    QTest::newRow("one letter") << u"a"_s;
    QTest::newRow("too long") << QString(33, u'a');
    QTest::newRow("the directory above") << u".."_s;
    QTest::newRow("a hidden one") << u".ssh"_s;
    QTest::newRow("a path") << u"a/b"_s;
    QTest::newRow("a blank") << u"my profile"_s;
    QTest::newRow("another script") << u"übung"_s;
}

void ProfileTest::rejectsNames()
{
    QFETCH(QString, name);
    QTemporaryDir directory;
    const auto profile = Profile::open(directory.path(), name);
    QVERIFY(!profile);
    QCOMPARE(profile.error().field, u"profile"_s);
}

void ProfileTest::saysWhenTheDirectoryCannotBeMade()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto profile = Profile::open(file.fileName());
    QVERIFY(!profile);
    QCOMPARE(profile.error().field, u"data"_s);
}

} // namespace confab::tests

using confab::tests::ProfileTest;
CONFAB_TEST(ProfileTest)
#include "profiletest.moc"
