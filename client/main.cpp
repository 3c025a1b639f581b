// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/commandline.h"
#include "client/desktop/languages.h"
#include "client/desktop/linkevents.h"
#include "client/desktop/notificationservices.h"
#include "client/desktop/secretstores.h"
#include "client/desktop/singleinstance.h"
#include "client/store/profile.h"
#include "client/view/icons.h"
#include "client/view/preferences.h"
#include "client/view/shell.h"
#include "client/view/theme.h"
#include "client/view/trayicon.h"
#include "shared/core/clock.h"

#include <QApplication>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int usageStatus = 2;
constexpr int noAnswerStatus = 1;

int complain(const QString &text, int status = usageStatus)
{
    QTextStream(stderr) << "confab: " << text << Qt::endl;
    return status;
}

int run(QApplication &application, const CommandLine &line)
{
    const auto profile = Profile::open(line.dataDirectory, line.profile);
    if (!profile)
        return complain(u"--%1: %2"_s.arg(profile.error().field, profile.error().detail));

    SingleInstance instance(profile->directory());
    const auto outcome = instance.begin(
        {.link = line.link, .activationToken = qEnvironmentVariable("XDG_ACTIVATION_TOKEN")});
    if (outcome == SingleInstance::Outcome::HandedOver)
        return 0;
    if (outcome == SingleInstance::Outcome::NoAnswer)
        return complain(u"Another Confab has this profile open and does not answer."_s, noAnswerStatus);

    installTranslations(application, QLocale());
    Theme theme(application);
    Preferences preferences(profile->directory());
    theme.setScheme(Theme::schemeFromName(line.theme).value_or(preferences.scheme()));
    const auto secrets = openSecretStore(profile->directory() + u"/secrets"_s);
    const SystemClock clock;

    TrayIcon tray(preferences, theme, clock);
    const auto notifications = openNotificationService(tray.icon());
    Shell shell(*profile, {theme, preferences, *secrets, clock, &tray, notifications.get()});
    QObject::connect(&instance, &SingleInstance::started, &shell, &Shell::open);
    const auto *events = new LinkEvents(application);
    QObject::connect(events, &LinkEvents::opened, &shell, &Shell::open);
    shell.start(line.server);
    if (!line.link.isEmpty())
        shell.open(line.link);
    return QApplication::exec();
}

} // namespace
} // namespace confab

int main(int argc, char *argv[])
{
    using confab::CommandLine;

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    // Before there is a display: help and mistakes are for the terminal.
    const auto line = CommandLine::parse(arguments);
    if (!line)
        return confab::complain(line.error().detail);
    if (line->wish != CommandLine::Wish::Run) {
        const QCoreApplication application(argc, argv);
        const bool help = line->wish == CommandLine::Wish::Help;
        QTextStream(stdout) << (help ? CommandLine::helpText() : u"confab " CONFAB_VERSION "\n"_s);
        return 0;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"Confab"_s);
    QApplication::setApplicationVersion(u"" CONFAB_VERSION ""_s);
    QApplication::setDesktopFileName(u"org.confab.Confab"_s);
    QApplication::setWindowIcon(confab::applicationIcon());
    return confab::run(application, *line);
}
