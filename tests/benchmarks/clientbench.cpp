// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagesearch.h"
#include "client/store/profile.h"
#include "tests/benchmarks/clientdata.h"
#include "tests/benchmarks/clientscenes.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>

/// How long the client takes from the start of its process to its painted window, and for what a person does
/// then, on a local database that is full: without a server, as everything is read offline. README.md says
/// how it is used.
namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 600'000; ///< milliseconds for one run

using Figures = QMap<QString, double>;

std::optional<Figures> measure(const QString &directory)
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(QCoreApplication::applicationFilePath(), {u"--show"_s, directory});
    Figures figures;
    if (!process.waitForReadyRead(patience))
        return std::nullopt;
    figures.insert(u"painted"_s, double(timer.nsecsElapsed()) / 1e6);
    if (!process.readLine().startsWith("painted") || !process.waitForFinished(patience))
        return std::nullopt;
    for (const QByteArray &line : process.readAllStandardOutput().trimmed().split('\n')) {
        const QByteArrayList words = line.split(' ');
        if (words.size() == 2)
            figures.insert(QString::fromLatin1(words[0]), words[1].toDouble());
    }
    return process.exitCode() == 0 ? std::optional(figures) : std::nullopt;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void show(const QList<Figures> &runs)
{
    QTextStream out(stdout);
    for (const QString &figure : runs.first().keys()) {
        QList<double> values;
        for (const Figures &run : runs)
            values.append(run.value(figure));
        out << "  " << figure.leftJustified(36) << QString::number(median(values), 'f', 1).rightJustified(9)
            << "  worst " << *std::max_element(values.begin(), values.end()) << '\n';
    }
}

/// Until everything can be searched; how long that took, in seconds.
double index(const Profile &profile)
{
    QElapsedTimer timer;
    timer.start();
    MessageSearch search(profile.databasePath(), profile.searchIndexPath());
    QEventLoop loop;
    QObject::connect(&search, &MessageSearch::indexed, &loop, &QEventLoop::quit);
    search.index();
    loop.exec();
    return double(timer.elapsed()) / 1000;
}

double mebibytes(const QString &path)
{
    return double(QFileInfo(path).size()) / 1024 / 1024;
}

int compare(const QString &directory, const ClientData &data, int runs)
{
    QTextStream out(stdout);
    auto profile = Profile::open(directory);
    if (!profile)
        return 1;
    const bool isThere = profile->hasAccount();
    if (!profile->remember(QUrl(u"http://127.0.0.1:9"_s), u"ada"_s, u"Ada Lovelace"_s))
        return 1;
    if (!isThere && !fill(*profile, data))
        return 1;
    const double seconds = index(*profile);
    out << data.messages << " messages in " << data.conversations << " conversations, indexed in " << seconds
        << " s, " << mebibytes(profile->databasePath()) << " MiB and an index of "
        << mebibytes(profile->searchIndexPath()) << " MiB; medians of " << runs
        << " runs, times in ms, memory in MiB" << Qt::endl;
    QList<Figures> figures;
    for (int run = 0; run < runs; ++run) {
        const auto one = measure(directory);
        if (!one)
            return 1;
        figures.append(*one);
    }
    show(figures);
    return 0;
}

int run(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{u"messages"_s, u"Messages in the local database."_s, u"N"_s, u"100000"_s},
                       {u"conversations"_s, u"Conversations they stand in."_s, u"N"_s, u"100"_s},
                       {u"largest"_s, u"Messages of the newest conversation; else as many as the others."_s,
                        u"N"_s, u"0"_s},
                       {u"runs"_s, u"Starts of which the median is shown."_s, u"N"_s, u"7"_s},
                       {u"data"_s, u"Keeps the database in DIR, or uses the one that is there."_s, u"DIR"_s},
                       {u"show"_s, u"Only starts on the data in DIR, and ends."_s, u"DIR"_s}});
    parser.addHelpOption();
    parser.process(arguments);
    if (parser.isSet(u"show"_s))
        return showClient(parser.value(u"show"_s));
    const QTemporaryDir temporary;
    const QString directory = parser.isSet(u"data"_s) ? parser.value(u"data"_s) : temporary.path();
    return compare(QDir(directory).absolutePath(),
                   {.messages = parser.value(u"messages"_s).toInt(),
                    .conversations = parser.value(u"conversations"_s).toInt(),
                    .largest = parser.value(u"largest"_s).toInt()},
                   parser.value(u"runs"_s).toInt());
}

} // namespace

} // namespace confab::tests

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Confab"));
    return confab::tests::run(QApplication::arguments());
}
