// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/commandline.h"

#include "client/store/confablink.h"
#include "client/store/profile.h"

#include <QCommandLineParser>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Options {
    QCommandLineOption help{{u"h"_s, u"help"_s}, u"Shows this help."_s};
    QCommandLineOption version{{u"v"_s, u"version"_s}, u"Shows the version."_s};
    QCommandLineOption profile{u"profile"_s, u"Uses the profile NAME; each has its own account."_s, u"NAME"_s,
                               Profile::defaultName};
    QCommandLineOption server{u"server"_s, u"Offers the server at URL to log in to."_s, u"URL"_s};
    QCommandLineOption data{u"data"_s, u"Keeps everything under DIR."_s, u"DIR"_s};
    QCommandLineOption theme{u"theme"_s, u"Uses light or dark colours, or the system's."_s,
                             u"light|dark|system"_s};
};

void configure(QCommandLineParser &parser, const Options &options)
{
    parser.setApplicationDescription(u"Confab: messages between people who host them themselves."_s);
    parser.addOptions(
        {options.help, options.version, options.profile, options.server, options.data, options.theme});
    parser.addPositionalArgument(u"link"_s, u"Opens a link that begins with confab://."_s, u"[LINK]"_s);
}

QString defaultDataDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/confab"_s;
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    configure(parser, options);
    if (!parser.parse(arguments))
        return Error::invalid({}, parser.errorText());
    const QStringList rest = parser.positionalArguments();
    const bool hasLink = !rest.isEmpty() && ConfabLink::isMeant(rest.first());
    if (const QStringList extra = rest.mid(hasLink ? 1 : 0); !extra.isEmpty())
        return Error::invalid({}, u"Unexpected argument '%1'."_s.arg(extra.first()));

    CommandLine line{.profile = parser.value(options.profile), .dataDirectory = defaultDataDirectory()};
    if (hasLink) // What is longer is none, and stays none.
        line.link = rest.first().trimmed().left(ConfabLink::longest);
    if (parser.isSet(options.help))
        line.wish = Wish::Help;
    else if (parser.isSet(options.version))
        line.wish = Wish::Version;
    line.server = parser.value(options.server);
    line.theme = parser.value(options.theme);
    if (parser.isSet(options.data))
        line.dataDirectory = parser.value(options.data);
    if (line.dataDirectory.isEmpty())
        return Error::invalid(u"data"_s, u"--data needs a folder."_s);
    if (parser.isSet(options.theme) && line.theme != "light"_L1 && line.theme != "dark"_L1
        && line.theme != "system"_L1)
        return Error::invalid(u"theme"_s, u"--theme is light, dark or system, not '%1'."_s.arg(line.theme));
    return line;
}

QString CommandLine::helpText()
{
    QCommandLineParser parser;
    configure(parser, Options());
    return parser.helpText();
}

} // namespace confab
