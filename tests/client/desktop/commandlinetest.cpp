// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/commandline.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

class CommandLineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasDefaults();
    void readsOptions();
    void takesOneLink();
    void helpsEvenBesideOthers();
    void rejects_data();
    void rejects();
};

void CommandLineTest::hasDefaults()
{
    const auto line = CommandLine::parse({u"confab"_s});
    QVERIFY(line);
    QCOMPARE(line->wish, CommandLine::Wish::Run);
    QCOMPARE(line->profile, u"default"_s);
    QVERIFY(line->dataDirectory.endsWith(u"/confab"_s));
    QVERIFY(line->server.isEmpty());
    QVERIFY(line->link.isEmpty());
    QVERIFY(line->theme.isEmpty());
}

void CommandLineTest::readsOptions()
{
    const auto line
        = CommandLine::parse({u"confab"_s, u"--profile"_s, u"work"_s, u"--server=https://a.example"_s,
                              u"--data"_s, u"/tmp/x"_s, u"--theme"_s, u"dark"_s});
    QVERIFY(line);
    QCOMPARE(line->profile, u"work"_s);
    QCOMPARE(line->server, u"https://a.example"_s);
    QCOMPARE(line->dataDirectory, u"/tmp/x"_s);
    QCOMPARE(line->theme, u"dark"_s);
}

void CommandLineTest::takesOneLink()
{
    const QString link = u"confab://a.example/u/ada"_s;
    QCOMPARE(CommandLine::parse({u"confab"_s, u"--profile"_s, u"work"_s, link})->link, link);
    QCOMPARE(CommandLine::parse({u"confab"_s, u"--"_s, link})->link, link);
    // What is wrong with it is for the person at the window to know.
    QCOMPARE(CommandLine::parse({u"confab"_s, u"confab:x"_s})->link, u"confab:x"_s);
    QVERIFY(CommandLine::helpText().contains(u"LINK"_s));
}

void CommandLineTest::helpsEvenBesideOthers()
{
    QCOMPARE(CommandLine::parse({u"confab"_s, u"--help"_s, u"--profile"_s, u"x1"_s})->wish,
             CommandLine::Wish::Help);
    QCOMPARE(CommandLine::parse({u"confab"_s, u"--version"_s})->wish, CommandLine::Wish::Version);
    for (const QString &option : {u"--profile"_s, u"--server"_s, u"--data"_s, u"--theme"_s})
        QVERIFY(CommandLine::helpText().contains(option));
}

void CommandLineTest::rejects_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");

    QTest::newRow("an unknown option") << QStringList{u"--colour"_s} << u"colour"_s;
    QTest::newRow("a value that is missing") << QStringList{u"--profile"_s} << u"profile"_s;
    QTest::newRow("an unknown theme") << QStringList{u"--theme"_s, u"pink"_s} << u"pink"_s;
    QTest::newRow("no folder") << QStringList{u"--data="_s} << u"data"_s;
    QTest::newRow("something left over") << QStringList{u"extra"_s} << u"extra"_s;
    QTest::newRow("another kind of link") << QStringList{u"https://a.example"_s} << u"https"_s;
    QTest::newRow("two links") << QStringList{u"confab://a/u/ada"_s, u"confab://b/u/bob"_s} << u"bob"_s;
}

void CommandLineTest::rejects()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto line = CommandLine::parse(QStringList{u"confab"_s} + arguments);
    QVERIFY(!line);
    QVERIFY2(line.error().detail.contains(named), qPrintable(line.error().detail));
}

CONFAB_TEST(CommandLineTest)
#include "commandlinetest.moc"
