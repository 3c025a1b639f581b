// SPDX-License-Identifier: Apache-2.0
#include "server/app/application.h"

#include "server/app/operatorcommands.h"
#include "server/app/server.h"
#include "server/app/terminationsignals.h"
#include "shared/core/logging.h"
#include "shared/protocol/errorcode.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QProcessEnvironment>

#include <cstdio>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

void print(std::FILE *where, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), where);
    std::fflush(where);
}

enum class Form { Text, Json };

void printError(const Error &error, Form form)
{
    if (form == Form::Text)
        return print(stderr, u"confabd: %1\n"_s.arg(error.detail));
    QJsonObject json{{"code"_L1, errorCodeInfo(error.code).name}, {"detail"_L1, error.detail}};
    if (!error.field.isEmpty())
        json.insert("field"_L1, error.field);
    print(stderr, QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)) + u'\n');
}

QMap<QString, QString> systemEnvironment()
{
    QMap<QString, QString> variables;
    const auto environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys())
        variables.insert(name, environment.value(name));
    return variables;
}

/// QT_LOGGING_RULES still have the last word.
void setLogLevel(const QString &level)
{
    static const QStringList levels{u"debug"_s, u"info"_s, u"warning"_s};
    QStringList rules;
    for (const QString &each : levels) {
        const bool shown = level != "error"_L1 && levels.indexOf(each) >= levels.indexOf(level);
        rules.append(u"confab.*.%1=%2"_s.arg(each, shown ? u"true"_s : u"false"_s));
    }
    QLoggingCategory::setFilterRules(rules.join(u'\n'));
    qSetMessagePattern(u"%{time yyyy-MM-ddTHH:mm:ss.zzz} %{type} %{category}: %{message}"_s);
}

} // namespace

Application::Exit Application::run(const QStringList &arguments)
{
    const auto commandLine = CommandLine::parse(arguments);
    if (commandLine)
        return run(*commandLine);
    printError(commandLine.error(), arguments.contains("--json"_L1) ? Form::Json : Form::Text);
    print(stderr, u"confabd --help says how it is used\n"_s);
    return Exit::Usage;
}

Application::Exit Application::run(const CommandLine &commandLine)
{
    if (commandLine.command == CommandLine::Command::ShowText) {
        print(stdout, commandLine.text);
        return Exit::Success;
    }
    const Form form = commandLine.json ? Form::Json : Form::Text;
    const auto configuration = Configuration::load({.commandLine = commandLine.settings,
                                                    .environment = systemEnvironment(),
                                                    .file = commandLine.configurationFile});
    if (!configuration) {
        printError(configuration.error(), form);
        return Exit::Usage;
    }
    if (commandLine.command == CommandLine::Command::PrintConfiguration) {
        print(stdout, configuration->toText());
        return Exit::Success;
    }
    const auto settings = Settings::from(*configuration);
    if (!settings) {
        printError(settings.error(), form);
        return Exit::Usage;
    }
    setLogLevel(settings->logLevel);
    return commandLine.command == CommandLine::Command::Serve ? serve(*settings)
                                                              : runOperatorCommand(commandLine, *settings);
}

Application::Exit Application::serve(const Settings &settings)
{
    // First of all, so that a signal during the start ends it cleanly too.
    const TerminationSignals termination;
    QObject::connect(&termination, &TerminationSignals::requested, QCoreApplication::instance(),
                     &QCoreApplication::quit, Qt::QueuedConnection);
    Server server(settings);
    if (const auto started = server.start(); !started) {
        printError(started.error(), Form::Text);
        return Exit::Failure;
    }
    print(stdout, u"confabd ready at %1\n"_s.arg(server.address().toString()));
    QCoreApplication::exec();
    server.stop();
    return Exit::Success;
}

Application::Exit Application::runOperatorCommand(const CommandLine &commandLine, const Settings &settings)
{
    // Told about once a second, and only to people.
    QElapsedTimer sinceTold;
    sinceTold.start();
    const auto tell = [&](const QString &progress) {
        if (commandLine.json || sinceTold.elapsed() < 1000)
            return;
        print(stderr, progress + u'\n');
        sinceTold.restart();
    };
    const auto outcome = OperatorCommands(settings, tell).run(commandLine);
    if (!outcome) {
        printError(outcome.error(), commandLine.json ? Form::Json : Form::Text);
        return Exit::Failure;
    }
    const QString text = commandLine.json
        ? QString::fromUtf8(QJsonDocument(outcome->json).toJson(QJsonDocument::Compact))
        : outcome->text;
    if (!text.isEmpty())
        print(stdout, text + u'\n');
    return Exit::Success;
}

} // namespace confab
