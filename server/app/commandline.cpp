// SPDX-License-Identifier: Apache-2.0
#include "server/app/commandline.h"

#include "server/app/configurationkey.h"

#include <QCommandLineParser>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

using Command = CommandLine::Command;

/// One of the operator's commands: its words, what follows them, and what it does.
struct CommandWords {
    Command command;
    QLatin1StringView words;
    QLatin1StringView subject;
    QLatin1StringView help;
};

constexpr CommandWords commandTable[]{
    {Command::AddUser, "user add"_L1, "NAME"_L1, "Creates an account; the first one is the owner's"_L1},
    {Command::ListUsers, "user list"_L1, ""_L1, "Lists the accounts"_L1},
    {Command::ResetPassword, "user reset-password"_L1, "NAME"_L1, "Sets a password; all sessions end"_L1},
    {Command::DisableUser, "user disable"_L1, "NAME"_L1, "Keeps somebody out; all sessions end"_L1},
    {Command::EnableUser, "user enable"_L1, "NAME"_L1, "Lets somebody in again"_L1},
    {Command::MakeAdmin, "user make-admin"_L1, "NAME"_L1, "Makes somebody an administrator"_L1},
    {Command::Backup, "backup"_L1, "FILE"_L1, "Copies the database to FILE, also while the server runs"_L1},
    {Command::Reindex, "reindex"_L1, ""_L1,
     "Makes the index that messages are searched with anew, also while the server runs"_L1},
    {Command::Restore, "restore"_L1, "FILE"_L1,
     "Puts the copy in FILE in the database's place; the server must not run"_L1},
    {Command::Import, "import"_L1, "FILE…"_L1,
     "Brings what people exported from another server; the server must not run"_L1},
    {Command::Move, "move"_L1, ""_L1,
     "Carries everything from one database to another, which is empty; no server may run"_L1},
};

Error usage(const QString &detail)
{
    return {ErrorCode::Malformed, {}, detail};
}

bool takesPassword(Command command)
{
    return command == Command::AddUser || command == Command::ResetPassword;
}

QList<QCommandLineOption> optionsOf(Command command)
{
    QList<QCommandLineOption> options{
        {{u"h"_s, u"help"_s}, u"Says what this does, and ends."_s},
        {u"config"_s, u"Reads KEY=VALUE lines from FILE."_s, u"FILE"_s},
        {u"data"_s, u"The directory for the database and the keys."_s, u"DIR"_s},
        {u"set"_s, u"Sets a key of the configuration; may be given often."_s, u"KEY=VALUE"_s}};
    if (command == Command::Serve) {
        options << QCommandLineOption({u"v"_s, u"version"_s}, u"Says the version, and ends."_s)
                << QCommandLineOption(u"listen"_s, u"Where to listen; port 0 is any free one."_s,
                                      u"ADDRESS:PORT"_s)
                << QCommandLineOption(u"print-config"_s, u"Says what is configured, and where, and ends."_s);
        return options;
    }
    options << QCommandLineOption(u"json"_s, u"Answers in JSON."_s);
    if (command == Command::AddUser)
        options << QCommandLineOption(u"display-name"_s, u"What others see; the username if not given."_s,
                                      u"NAME"_s);
    if (command == Command::Move) {
        options << QCommandLineOption(u"from"_s, u"The database that is, as the key database names it."_s,
                                      u"URL"_s)
                << QCommandLineOption(u"to"_s, u"The database that is to be."_s, u"URL"_s);
    }
    if (command == Command::Import) {
        options << QCommandLineOption(u"as"_s,
                                      u"Who the owner of FILE is to be here, or (OLD=NEW) somebody named in "
                                      "it; may be given often."_s,
                                      u"NAME"_s);
    }
    if (takesPassword(command))
        options << QCommandLineOption(u"password-stdin"_s,
                                      u"Reads the password from standard input, instead of asking."_s);
    return options;
}

QString commandsHelp()
{
    QString text = u"\nCommands (each has its own --help):\n"_s;
    for (const CommandWords &entry : commandTable) {
        const QString form = entry.words + u' ' + entry.subject;
        text += u"  %1 %2\n"_s.arg(form, -26).arg(entry.help);
    }
    return text;
}

QString keysHelp()
{
    QString text
        = u"\nConfiguration (--set KEY=VALUE, the environment's CONFAB_<KEY>, or a line of the file):\n"_s;
    for (const ConfigurationKey &key : configurationKeys())
        text += u"  %1 %2 (%3)\n"_s.arg(key.name, -26).arg(key.help, key.fallback);
    return text;
}

QString helpText(const QCommandLineParser &parser, const CommandWords *entry)
{
    // Qt knows no usage line for a command of several words.
    QString text = parser.helpText();
    const QString options = text.sliced(text.indexOf(u"Options:"_s));
    if (!entry)
        return u"Usage: confabd [options]\n       confabd COMMAND …\n\nThe Confab server.\n\n"_s + options
            + commandsHelp() + keysHelp();
    return u"Usage: confabd %1 %2 [options]\n\n%3.\n\n"_s.arg(entry->words, entry->subject, entry->help)
        + options;
}

/// The entry whose words `words` begin with; nothing when there are none. A first word alone is not enough.
Result<const CommandWords *> findCommand(const QStringList &words)
{
    if (words.isEmpty())
        return nullptr;
    for (const CommandWords &entry : commandTable) {
        const QStringList needed = QString(entry.words).split(u' ');
        if (words.first(std::min(words.size(), needed.size())) == needed)
            return &entry;
    }
    if (words.first() == "user"_L1) {
        return usage(words.size() < 2
                         ? u"user needs one of add, list, reset-password, disable, enable, make-admin"_s
                         : u"there is no command user %1"_s.arg(words[1]));
    }
    return usage(u"there is no command %1"_s.arg(words.first()));
}

Result<void> readSettings(const QCommandLineParser &parser, CommandLine &commandLine)
{
    for (const QString &setting : parser.values(u"set"_s)) {
        const qsizetype equals = setting.indexOf(u'=');
        if (equals < 1)
            return usage(u"--set %1: must be KEY=VALUE"_s.arg(setting));
        commandLine.settings.append(
            {setting.first(equals), setting.sliced(equals + 1), u"command line --set"_s});
    }
    // An option of its own says more than --set.
    if (parser.isSet(u"data"_s))
        commandLine.settings.append({u"data"_s, parser.value(u"data"_s), u"command line --data"_s});
    if (parser.isSet(u"config"_s))
        commandLine.configurationFile = parser.value(u"config"_s);
    return {};
}

Result<CommandLine> readServe(const QCommandLineParser &parser)
{
    CommandLine commandLine;
    if (const auto read = readSettings(parser, commandLine); !read)
        return read.error();
    if (parser.isSet(u"listen"_s))
        commandLine.settings.append({u"listen"_s, parser.value(u"listen"_s), u"command line --listen"_s});
    if (parser.isSet(u"print-config"_s))
        commandLine.command = Command::PrintConfiguration;
    return commandLine;
}

Result<CommandLine> readCommand(const QCommandLineParser &parser, const CommandWords &entry)
{
    CommandLine commandLine{.command = entry.command, .json = parser.isSet(u"json"_s)};
    const QStringList subjects = parser.positionalArguments().sliced(QString(entry.words).count(u' ') + 1);
    if (entry.command == Command::Import) {
        if (subjects.isEmpty())
            return usage(u"import needs a FILE"_s);
        commandLine.files = subjects;
        commandLine.names = parser.values(u"as"_s);
    } else if (subjects.size() != (entry.subject.isEmpty() ? 0 : 1)) {
        return usage(entry.subject.isEmpty() ? u"%1 takes nothing more"_s.arg(entry.words)
                                             : u"%1 needs one %2"_s.arg(entry.words, entry.subject));
    }
    if (entry.command != Command::Import)
        commandLine.subject = subjects.value(0);
    if (entry.command == Command::AddUser)
        commandLine.displayName = parser.value(u"display-name"_s);
    if (entry.command == Command::Move) {
        commandLine.from = parser.value(u"from"_s);
        commandLine.to = parser.value(u"to"_s);
        if (commandLine.from.isEmpty() || commandLine.to.isEmpty())
            return usage(u"move needs --from URL and --to URL"_s);
    }
    commandLine.passwordFromStdin = takesPassword(entry.command) && parser.isSet(u"password-stdin"_s);
    if (const auto read = readSettings(parser, commandLine); !read)
        return read.error();
    return commandLine;
}

/// The words of the command alone, whatever options stand between them.
QStringList commandWords(const QStringList &arguments)
{
    QMap<QString, QCommandLineOption> all;
    for (const CommandWords &entry : commandTable) {
        for (const QCommandLineOption &option : optionsOf(entry.command))
            all.insert(option.names().first(), option);
    }
    for (const QCommandLineOption &option : optionsOf(Command::Serve))
        all.insert(option.names().first(), option);
    QCommandLineParser parser;
    parser.addOptions(all.values());
    parser.parse(arguments);
    return parser.positionalArguments();
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    const auto entry = findCommand(commandWords(arguments));
    if (!entry)
        return entry.error();
    QCommandLineParser parser;
    parser.addOptions(optionsOf(*entry ? (*entry)->command : Command::Serve));
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(u"help"_s))
        return CommandLine{.command = Command::ShowText, .text = helpText(parser, *entry)};
    if (*entry)
        return readCommand(parser, **entry);
    if (parser.isSet(u"version"_s))
        return CommandLine{.command = Command::ShowText, .text = u"confabd " CONFAB_VERSION "\n"_s};
    return readServe(parser);
}

} // namespace confab
