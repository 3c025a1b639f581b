// SPDX-License-Identifier: Apache-2.0
#include "server/app/configuration.h"
#include "server/app/configurationkey.h"
#include "server/app/settings.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Environment = QMap<QString, QString>;

ConfigurationEntry option(const QString &key, const QString &value)
{
    return {key, value, u"command line --set"_s};
}

} // namespace

class ConfigurationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void hasDefaults()
    {
        const auto configuration = Configuration::load({});
        QVERIFY(configuration);
        QCOMPARE(configuration->text("listen"_L1), u"127.0.0.1:7280"_s);
        QCOMPARE(configuration->origin("listen"_L1), u"default"_s);
        QCOMPARE(configuration->integer("messages_to_load"_L1), 15);
        QCOMPARE(configuration->duration("access_token_lifetime"_L1), std::chrono::seconds(15min));
        QVERIFY(configuration->boolean("rate_limits"_L1));
    }

    void prefersTheNearerSource_data()
    {
        QTest::addColumn<bool>("inFile");
        QTest::addColumn<bool>("inEnvironment");
        QTest::addColumn<bool>("onCommandLine");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("origin");

        const QString file = u"file FILE:2"_s;
        const QString environment = u"environment CONFAB_SERVER_NAME"_s;
        const QString commandLine = u"command line --set"_s;
        QTest::newRow("nowhere") << false << false << false << u"Confab"_s << u"default"_s;
        QTest::newRow("the file") << true << false << false << u"file"_s << file;
        QTest::newRow("the environment") << false << true << false << u"environment"_s << environment;
        QTest::newRow("the command line") << false << false << true << u"command"_s << commandLine;
        QTest::newRow("environment before file") << true << true << false << u"environment"_s << environment;
        QTest::newRow("command line before file") << true << false << true << u"command"_s << commandLine;
        QTest::newRow("command line before environment")
            << false << true << true << u"command"_s << commandLine;
        QTest::newRow("command line before all") << true << true << true << u"command"_s << commandLine;
    }
    void prefersTheNearerSource()
    {
        QFETCH(bool, inFile);
        QFETCH(bool, inEnvironment);
        QFETCH(bool, onCommandLine);
        QFETCH(QString, origin);
        Configuration::Sources sources;
        if (inFile)
            sources.file = write("# what it is called\nserver_name = file\n");
        if (inEnvironment)
            sources.environment.insert(u"CONFAB_SERVER_NAME"_s, u"environment"_s);
        if (onCommandLine)
            sources.commandLine.append(option(u"server_name"_s, u"command"_s));
        const auto configuration = Configuration::load(sources);
        QVERIFY(configuration);
        QTEST(configuration->text("server_name"_L1), "value");
        QCOMPARE(configuration->origin("server_name"_L1), origin.replace("FILE"_L1, sources.file));
    }

    void takesThePortOfAPlatform_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("listen");
        QTest::newRow("on this machine alone") << Environment{{u"PORT"_s, u"5000"_s}} << u"127.0.0.1:5000"_s;
        QTest::newRow("for all where that is allowed")
            << Environment{{u"PORT"_s, u"5000"_s}, {u"CONFAB_INSECURE"_s, u"true"_s}} << u"0.0.0.0:5000"_s;
        QTest::newRow("its own name says more")
            << Environment{{u"PORT"_s, u"5000"_s}, {u"CONFAB_LISTEN"_s, u"127.0.0.1:6000"_s}}
            << u"127.0.0.1:6000"_s;
        QTest::newRow("an empty one is none") << Environment{{u"PORT"_s, u""_s}} << u"127.0.0.1:7280"_s;
    }
    void takesThePortOfAPlatform()
    {
        QFETCH(Environment, environment);
        const auto configuration = Configuration::load({.environment = environment});
        QVERIFY(configuration);
        QTEST(configuration->text("listen"_L1), "listen");
    }

    void takesTheDatabaseOfAPlatform()
    {
        const auto configuration
            = Configuration::load({.environment = {{u"DATABASE_URL"_s, u"sqlite:///srv/confab.db"_s}}});
        QVERIFY(configuration);
        QCOMPARE(Settings::from(*configuration)->database.path, u"/srv/confab.db"_s);
    }

    void leavesOtherVariablesAlone()
    {
        QVERIFY(Configuration::load({.environment = {{u"PATH"_s, u"/bin"_s}, {u"confab_x"_s, u"y"_s}}}));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("said");

        const auto row = [](const char *name) -> QTestData & { return QTest::newRow(name); };
        row("an unknown key") << QByteArray() << Environment() << u"colour"_s << u"red"_s
                              << QStringList{u"colour"_s, u"command line --set"_s};
        row("a bad value") << QByteArray() << Environment() << u"io_threads"_s << u"many"_s
                           << QStringList{u"io_threads"_s, u"command line --set"_s};
        row("an unknown variable") << QByteArray() << Environment{{u"CONFAB_COLOUR"_s, u"red"_s}} << QString()
                                   << QString() << QStringList{u"CONFAB_COLOUR"_s};
        row("a variable in another case")
            << QByteArray() << Environment{{u"CONFAB_listen"_s, u"127.0.0.1:1"_s}} << QString() << QString()
            << QStringList{u"CONFAB_listen"_s};
        row("a bad variable") << QByteArray() << Environment{{u"CONFAB_IO_THREADS"_s, u"many"_s}} << QString()
                              << QString() << QStringList{u"io_threads"_s, u"CONFAB_IO_THREADS"_s};
        row("a bad PORT") << QByteArray() << Environment{{u"PORT"_s, u"http"_s}} << QString() << QString()
                          << QStringList{u"PORT"_s};
        row("a PORT too high") << QByteArray() << Environment{{u"PORT"_s, u"65536"_s}} << QString()
                               << QString() << QStringList{u"PORT"_s};
        row("a server without a database")
            << QByteArray() << Environment{{u"DATABASE_URL"_s, u"postgres://u:p@h"_s}} << QString()
            << QString() << QStringList{u"database"_s, u"DATABASE_URL"_s, u"no database"_s};
        row("a line without =") << QByteArray("listen\n") << Environment() << QString() << QString()
                                << QStringList{u"FILE:1"_s, u"KEY=VALUE"_s};
        row("a line without a key") << QByteArray("\n=x\n") << Environment() << QString() << QString()
                                    << QStringList{u"FILE:2"_s};
        row("an unknown key in the file") << QByteArray("# x\n\ncolour=red\n") << Environment() << QString()
                                          << QString() << QStringList{u"FILE:3"_s, u"colour"_s};
        row("a bad value in the file") << QByteArray("io_threads=many\n") << Environment() << QString()
                                       << QString() << QStringList{u"FILE:1"_s, u"io_threads"_s};
        row("a key twice in the file")
            << QByteArray("io_threads=1\nio_threads=2\n") << Environment() << QString() << QString()
            << QStringList{u"FILE:2"_s, u"io_threads"_s, u"line 1"_s};
        row("a bad value that another source hides") << QByteArray("io_threads=many\n") << Environment()
                                                     << u"io_threads"_s << u"2"_s << QStringList{u"FILE:1"_s};
    }
    void refuses()
    {
        QFETCH(QByteArray, file);
        QFETCH(Environment, environment);
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QStringList, said);
        Configuration::Sources sources{.environment = environment};
        if (!key.isEmpty())
            sources.commandLine.append(option(key, value));
        if (!file.isEmpty())
            sources.file = write(file);
        const auto refused = Configuration::load(sources);
        QVERIFY(!refused);
        const QString detail = refused.error().detail;
        for (QString &part : said)
            QVERIFY2(detail.contains(part.replace("FILE"_L1, sources.file)), qPrintable(detail));
    }

    void refusesAFileThatIsNotThere()
    {
        const QString path = m_directory->filePath(u"nothing"_s);
        const auto refused = Configuration::load({.file = path});
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(path));
    }

    void saysWhatComesFromWhere()
    {
        const auto configuration
            = Configuration::load({.commandLine = {option(u"io_threads"_s, u"3"_s)},
                                   .environment = {{u"CONFAB_LOG_LEVEL"_s, u"debug"_s}}});
        const QStringList lines = configuration->toText().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), configurationKeys().size());
        QVERIFY(lines.contains(u"io_threads=3  (command line --set)"_s));
        QVERIFY(lines.contains(u"log_level=debug  (environment CONFAB_LOG_LEVEL)"_s));
        QVERIFY(lines.contains(u"listen=127.0.0.1:7280  (default)"_s));
    }

    void showsNoSecret()
    {
        const auto hidden
            = Configuration::load({.commandLine = {option(u"cluster_secret"_s, u"0123456789"_s)}});
        QVERIFY(!hidden->toText().contains("0123456789"_L1));
        QVERIFY(hidden->toText().contains("cluster_secret=(not shown)"_L1));
        const auto path
            = Configuration::load({.commandLine = {option(u"cluster_secret"_s, u"/etc/confab/secret"_s)}});
        QVERIFY(path->toText().contains("cluster_secret=/etc/confab/secret"_L1));
    }

    void refusesWhatDoesNotFitTogether_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("field");
        QTest::newRow("a certificate without its key")
            << Environment{{u"CONFAB_TLS_CERTIFICATE"_s, u"/x"_s}} << u"tls_key"_s;
        QTest::newRow("a key without its certificate")
            << Environment{{u"CONFAB_TLS_KEY"_s, u"/x"_s}} << u"tls_certificate"_s;
        QTest::newRow("all of IPv4 in the clear")
            << Environment{{u"CONFAB_LISTEN"_s, u"0.0.0.0:7280"_s}} << u"listen"_s;
        QTest::newRow("all of IPv6 in the clear")
            << Environment{{u"CONFAB_LISTEN"_s, u"[::]:7280"_s}} << u"listen"_s;
        QTest::newRow("one address in the clear")
            << Environment{{u"CONFAB_LISTEN"_s, u"192.0.2.1:7280"_s}} << u"listen"_s;
    }
    void refusesWhatDoesNotFitTogether()
    {
        QFETCH(Environment, environment);
        const auto configuration = Configuration::load({.environment = environment});
        QVERIFY(configuration);
        const auto settings = Settings::from(*configuration);
        QVERIFY(!settings);
        QTEST(settings.error().field, "field");
    }

    void allowsWhatFitsTogether_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::newRow("loopback of IPv4") << Environment{{u"CONFAB_LISTEN"_s, u"127.0.0.2:0"_s}};
        QTest::newRow("loopback of IPv6") << Environment{{u"CONFAB_LISTEN"_s, u"[::1]:0"_s}};
        QTest::newRow("all, with TLS") << Environment{{u"CONFAB_LISTEN"_s, u"0.0.0.0:0"_s},
                                                      {u"CONFAB_TLS_CERTIFICATE"_s, u"/x"_s},
                                                      {u"CONFAB_TLS_KEY"_s, u"/x"_s}};
        QTest::newRow("all, knowingly")
            << Environment{{u"CONFAB_LISTEN"_s, u"0.0.0.0:0"_s}, {u"CONFAB_INSECURE"_s, u"true"_s}};
    }
    void allowsWhatFitsTogether()
    {
        QFETCH(Environment, environment);
        QVERIFY(Settings::from(*Configuration::load({.environment = environment})));
    }

private:
    QString write(const QByteArray &content)
    {
        const QString path = m_directory->filePath(u"confab.conf"_s);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

CONFAB_TEST(ConfigurationTest)
#include "configurationtest.moc"
