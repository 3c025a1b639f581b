// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/seeder.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Fills the empty database of a confabd that is not running; see tests/benchmarks/README.md."_s);
    parser.addOption({u"data"_s, u"The data directory."_s, u"DIRECTORY"_s});
    parser.addOption({u"database"_s, u"The database, when it is not the embedded one."_s, u"URL"_s});
    parser.addOption({u"users"_s, u"How many people."_s, u"N"_s, u"200"_s});
    parser.addOption({u"messages"_s, u"How many messages."_s, u"N"_s, u"100000"_s});
    parser.addOption({u"seed"_s, u"Another number makes other messages."_s, u"N"_s, u"1"_s});
    parser.addHelpOption();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);
    const confab::tests::SeedPlan plan{.users = parser.value(u"users"_s).toInt(),
                                       .messages = parser.value(u"messages"_s).toLongLong(),
                                       .seed = parser.value(u"seed"_s).toUInt()};
    if (parser.value(u"data"_s).isEmpty() || plan.users < 2 || plan.messages < 0) {
        std::fputs("confab-seed: needs --data, and at least two users\n", stderr);
        return 2;
    }
    const auto done = confab::tests::seedInstallation(
        parser.value(u"database"_s), parser.value(u"data"_s), plan,
        [](qint64 count) { std::fprintf(stderr, "\r%lld messages", static_cast<long long>(count)); });
    std::fputs("\n", stderr);
    if (!done)
        std::fprintf(stderr, "confab-seed: %s\n", qPrintable(done.error().detail));
    return done ? 0 : 1;
}
