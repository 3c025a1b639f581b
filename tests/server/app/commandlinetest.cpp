// SPDX-License-Identifier: Apache-2.0
#include "server/app/commandline.h"
#include "server/app/configurationkey.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

namespace {

Result<CommandLine> parse(const QString &words)
{
    return CommandLine::parse(QStringList{u"confabd"_s} + words.split(u' ', Qt::SkipEmptyParts));
}

} // namespace

using Command = CommandLine::Command;
Q_DECLARE_METATYPE(Command)

class CommandLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void understands_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<Command>("command");
        QTest::addColumn<QString>("subject");
        QTest::newRow("nothing serves") << u""_s << Command::Serve << u""_s;
        QTest::newRow("options serve") << u"--listen 127.0.0.1:0 --data d"_s << Command::Serve << u""_s;
        QTest::newRow("the configuration") << u"--print-config"_s << Command::PrintConfiguration << u""_s;
        QTest::newRow("help") << u"--help"_s << Command::ShowText << u""_s;
        QTest::newRow("version") << u"--version"_s << Command::ShowText << u""_s;
        QTest::newRow("adding") << u"user add ada"_s << Command::AddUser << u"ada"_s;
        QTest::newRow("adding, options between")
            << u"--data d user --json add ada --set a=b"_s << Command::AddUser << u"ada"_s;
        QTest::newRow("listing") << u"user list"_s << Command::ListUsers << u""_s;
        QTest::newRow("resetting") << u"user reset-password ada"_s << Command::ResetPassword << u"ada"_s;
        QTest::newRow("disabling") << u"user disable ada"_s << Command::DisableUser << u"ada"_s;
        QTest::newRow("enabling") << u"user enable ada"_s << Command::EnableUser << u"ada"_s;
        QTest::newRow("an admin") << u"user make-admin ada"_s << Command::MakeAdmin << u"ada"_s;
        QTest::newRow("a backup") << u"backup /tmp/x"_s << Command::Backup << u"/tmp/x"_s;
        QTest::newRow("a restore") << u"restore /tmp/x"_s << Command::Restore << u"/tmp/x"_s;
        QTest::newRow("an import") << u"import /tmp/x /tmp/y --as ada"_s << Command::Import << u""_s;
        QTest::newRow("help of a command") << u"user add --help"_s << Command::ShowText << u""_s;
        QTest::newRow("help of a backup") << u"backup --help"_s << Command::ShowText << u""_s;
    }
    void understands()
    {
        QFETCH(QString, words);
        const auto commandLine = parse(words);
        QVERIFY2(commandLine, commandLine ? "" : qPrintable(commandLine.error().detail));
        QTEST(commandLine->command, "command");
        QTEST(commandLine->subject, "subject");
    }

    void anImportTakesFilesAndNames()
    {
        const auto commandLine = parse(u"import --as a=b x.zip --as c=d y.zip"_s);
        QVERIFY(commandLine);
        QCOMPARE(commandLine->files, (QStringList{u"x.zip"_s, u"y.zip"_s}));
        QCOMPARE(commandLine->names, (QStringList{u"a=b"_s, u"c=d"_s}));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("an import of nothing") << u"import"_s;
        QTest::newRow("an unknown option") << u"--colour red"_s;
        QTest::newRow("an option without its value") << u"--listen"_s;
        QTest::newRow("a setting without =") << u"--set listen"_s;
        QTest::newRow("a setting without a key") << u"--set =x"_s;
        QTest::newRow("an unknown command") << u"serve"_s;
        QTest::newRow("a command that is not whole") << u"user"_s;
        QTest::newRow("an unknown command of users") << u"user greet ada"_s;
        QTest::newRow("adding nobody") << u"user add"_s;
        QTest::newRow("adding two") << u"user add ada grace"_s;
        QTest::newRow("listing somebody") << u"user list ada"_s;
        QTest::newRow("a backup to nowhere") << u"backup"_s;
        QTest::newRow("a restore from two") << u"restore a b"_s;
        QTest::newRow("a password as an option") << u"user add ada --password secret"_s;
        QTest::newRow("a password as an argument") << u"user add ada secret"_s;
        QTest::newRow("an option of another command") << u"user list --password-stdin"_s;
        QTest::newRow("listening with a command") << u"user list --listen 127.0.0.1:0"_s;
        QTest::newRow("JSON from a server") << u"--json"_s;
    }
    void refuses()
    {
        QFETCH(QString, words);
        const auto refused = parse(words);
        QVERIFY(!refused);
        QVERIFY(!refused.error().detail.isEmpty());
    }

    void collectsSettings()
    {
        const auto commandLine
            = parse(u"--set io_threads=2 --set server_name=a=b --data d --listen [::1]:0 --config f"_s);
        QVERIFY(commandLine);
        QCOMPARE(commandLine->configurationFile, u"f"_s);
        QStringList said;
        for (const ConfigurationEntry &entry : commandLine->settings)
            said.append(entry.key + u'=' + entry.value + u' ' + entry.origin);
        QCOMPARE(said,
                 (QStringList{u"io_threads=2 command line --set"_s, u"server_name=a=b command line --set"_s,
                              u"data=d command line --data"_s, u"listen=[::1]:0 command line --listen"_s}));
    }

    void readsOptionsOfCommands()
    {
        const auto add = CommandLine::parse({u"confabd"_s, u"user"_s, u"add"_s, u"ada"_s, u"--display-name"_s,
                                             u"Ada Lovelace"_s, u"--password-stdin"_s, u"--json"_s});
        QVERIFY(add);
        QCOMPARE(add->displayName, u"Ada Lovelace"_s);
        QVERIFY(add->passwordFromStdin);
        QVERIFY(add->json);
        QVERIFY(!parse(u"user add ada"_s)->passwordFromStdin);
        QVERIFY(!parse(u"user add ada"_s)->json);
    }

    void helpsWithEveryKeyAndCommand()
    {
        const QString help = parse(u"--help"_s)->text;
        for (const ConfigurationKey &key : configurationKeys())
            QVERIFY2(help.contains(key.name), key.name.data());
        for (const QString &words :
             {u"user add"_s, u"user list"_s, u"user reset-password"_s, u"user disable"_s, u"user enable"_s,
              u"user make-admin"_s, u"backup"_s, u"restore"_s}) {
            QVERIFY2(help.contains(u"  "_s + words + u' '), qPrintable(words));
            const QString own = parse(words + u" --help"_s)->text;
            QVERIFY2(own.startsWith(u"Usage: confabd "_s + words), qPrintable(own));
            QVERIFY(own.contains("--json"_L1));
        }
    }

    void saysItsVersion() { QCOMPARE(parse(u"--version"_s)->text, u"confabd " CONFAB_VERSION "\n"_s); }
};

CONFAB_TEST(CommandLineTest)
#include "commandlinetest.moc"
