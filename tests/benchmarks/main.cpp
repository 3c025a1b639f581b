// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/benchmark.h"
#include "tests/benchmarks/plot.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>
#include <sys/resource.h>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// Ten thousand sockets need more open files than most are allowed at first.
void raiseOpenFiles()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int fail(const Error &error)
{
    const QString where = error.field.isEmpty() ? QString() : error.field + u": "_s;
    std::fputs(qPrintable(u"confab-bench: "_s + where + error.detail + u'\n'), stderr);
    return 2;
}

Result<void> writeReport(const Report &report, const QString &name)
{
    QFile file(name);
    const QByteArray json = QJsonDocument(report.toJson()).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
        return Error{ErrorCode::Internal, {}, u"%1 cannot be written: %2"_s.arg(name, file.errorString())};
    return {};
}

Result<Report> readReport(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, {}, u"%1 cannot be read: %2"_s.arg(name, file.errorString())};
    return Report::fromJson(QJsonDocument::fromJson(file.readAll()).object());
}

/// `confab-bench plot FILE… DIRECTORY`
int plot(QStringList arguments)
{
    if (arguments.size() < 2)
        return fail(Error::invalid(u"plot"_s, u"needs files of --json, and the directory to write into"_s));
    const QString directory = arguments.takeLast();
    Report whole;
    for (const QString &name : std::as_const(arguments)) {
        const auto report = readReport(name);
        if (!report)
            return fail(report.error());
        whole.merge(*report);
    }
    const auto done = Plot(whole).into(directory);
    return done ? 0 : fail(done.error());
}

int measure(const QCommandLineParser &parser)
{
    const auto options = readBenchOptions(parser);
    if (!options)
        return fail(options.error());
    raiseOpenFiles();
    Result<void> written;
    const Report report = Benchmark(*options).run([&](const Report &soFar) {
        if (!options->jsonFile.isEmpty())
            written = writeReport(soFar, options->jsonFile);
    });
    std::fputs(report.toText().toUtf8().constData(), stdout);
    return written ? 0 : fail(written.error());
}

} // namespace

} // namespace confab::tests

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QStringList arguments = application.arguments();
    if (arguments.value(1) == QStringLiteral("plot"))
        return confab::tests::plot(arguments.mid(2));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures confabd; see tests/benchmarks/README.md."));
    confab::tests::addBenchOptions(parser);
    parser.process(application);
    return confab::tests::measure(parser);
}
