// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/benchoptions.h"

#include <QUrl>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualWorkloads = 7; ///< the others are run when they are named
const QStringList workloadNames{u"chat"_s,    u"latency"_s, u"amend"_s,  u"idle"_s,  u"tls"_s,
                                u"history"_s, u"start"_s,   u"search"_s, u"growth"_s};
constexpr int besideIdle = 8'000;

/// Reads numbers, and remembers the first that is wrong.
class Reader {
public:
    explicit Reader(const QCommandLineParser &parser)
        : m_parser(parser)
    { }

    qint64 number(const QString &name, qint64 least, qint64 most)
    {
        return read(name, m_parser.value(name), least, most);
    }

    template <typename T>
    QList<T> numbers(const QString &name, qint64 least, qint64 most)
    {
        QList<T> numbers;
        const QStringList parts = m_parser.value(name).split(u',');
        for (const QString &part : parts)
            numbers.append(T(read(name, part, least, most)));
        return numbers;
    }

    [[nodiscard]] Result<BenchOptions> finish(BenchOptions options)
    {
        return m_error ? Result<BenchOptions>(*m_error) : Result<BenchOptions>(std::move(options));
    }
    void refuse(const QString &name, const QString &why)
    {
        if (!m_error)
            m_error = Error::invalid(name, why);
    }

private:
    qint64 read(const QString &name, const QString &text, qint64 least, qint64 most)
    {
        bool isNumber = false;
        const qint64 value = text.toLongLong(&isNumber);
        if (isNumber && value >= least && value <= most)
            return value;
        refuse(name, u"must be a number from %1 to %2"_s.arg(least).arg(most));
        return least;
    }

    const QCommandLineParser &m_parser;
    std::optional<Error> m_error;
};

WorkloadOptions readWorkload(Reader &read)
{
    return {.users = int(read.number(u"users"_s, 2, 100'000)) & ~1, // in pairs
            .window = int(read.number(u"window"_s, 1, 64)),
            .rate = int(read.number(u"rate"_s, 1, 100'000)),
            .idle = int(read.number(u"beside-idle"_s, 0, 100'000)),
            .stored = int(read.number(u"stored"_s, 1, 100'000'000)),
            .searched = int(read.number(u"searched"_s, 1, 100'000'000)),
            .floodRate = int(read.number(u"flood-rate"_s, 1, 100'000)),
            .duration = std::chrono::seconds(read.number(u"seconds"_s, 1, 3600))};
}

Growth::Options readGrowth(Reader &read, const WorkloadOptions &workload, int runs)
{
    return {.users = read.numbers<int>(u"growth-users"_s, 2, 100'000),
            .stored = read.numbers<qint64>(u"growth-stored"_s, 1, 1'000'000'000),
            .runs = runs,
            .workload = workload};
}

ConfabOptions readConfab(const QCommandLineParser &parser, Reader &read)
{
    ConfabOptions confab{.database = parser.value(u"database"_s),
                         .bus = parser.value(u"bus"_s),
                         .nodes = int(read.number(u"nodes"_s, 1, 64)),
                         .settings = parser.values(u"set"_s)};
    if (parser.isSet(u"pid"_s))
        confab.processes = read.numbers<qint64>(u"pid"_s, 1, 1LL << 31);
    if (parser.isSet(u"url"_s)) {
        const QUrl url(parser.value(u"url"_s));
        if (url.scheme() != "http"_L1 || url.port() <= 0)
            read.refuse(u"url"_s, u"must be http://127.0.0.1:PORT"_s);
        confab.port = quint16(url.port(0));
        if (confab.processes.isEmpty())
            read.refuse(u"url"_s, u"needs --pid: whose CPU time and memory is measured?"_s);
    }
    return confab;
}

/// What the README shows: each workload as its table has it.
QList<BenchOptions::Step> allSteps(const WorkloadOptions &base)
{
    WorkloadOptions few = base;
    few.users = 10;
    few.window = 1;
    WorkloadOptions many = base;
    many.users = 200;
    many.window = 16;
    WorkloadOptions beside = base;
    beside.idle = besideIdle;
    return {{u"chat"_s, few},   {u"chat"_s, many},   {u"latency"_s, base}, {u"latency"_s, beside},
            {u"amend"_s, base}, {u"idle"_s, base},   {u"tls"_s, base},     {u"history"_s, base},
            {u"start"_s, base}, {u"search"_s, base}, {u"growth"_s, base}};
}

QList<BenchOptions::Step> readSteps(const QCommandLineParser &parser, Reader &read,
                                    const WorkloadOptions &base)
{
    if (parser.isSet(u"all"_s))
        return allSteps(base);
    const QStringList wanted = parser.positionalArguments().isEmpty() ? workloadNames.first(usualWorkloads)
                                                                      : parser.positionalArguments();
    QList<BenchOptions::Step> steps;
    for (const QString &name : wanted) {
        if (!workloadNames.contains(name))
            read.refuse(u"workload"_s, u"%1 is none: %2"_s.arg(name, workloadNames.join(u", "_s)));
        steps.append({name, base});
    }
    return steps;
}

} // namespace

void addBenchOptions(QCommandLineParser &parser)
{
    const auto add
        = [&](const QString &name, const QString &what, const QString &help, const QString &value = {}) {
              parser.addOption({name, help, what, value});
          };
    add(u"users"_s, u"N"_s, u"Users of chat, in pairs."_s, u"200"_s);
    add(u"window"_s, u"N"_s, u"Unacknowledged messages of each of them."_s, u"16"_s);
    add(u"rate"_s, u"N"_s, u"Messages a second of latency."_s, u"200"_s);
    add(u"beside-idle"_s, u"N"_s, u"Idle sockets beside latency."_s, u"0"_s);
    add(u"stored"_s, u"N"_s, u"Messages in the conversation of history."_s, u"100000"_s);
    add(u"searched"_s, u"N"_s, u"Messages that search searches."_s, u"1000000"_s);
    add(u"flood-rate"_s, u"N"_s, u"Messages a second that search writes while the index follows."_s,
        u"2000"_s);
    add(u"seconds"_s, u"N"_s, u"How long each measurement lasts."_s, u"5"_s);
    add(u"runs"_s, u"N"_s, u"How often each is repeated; the median is shown."_s, u"3"_s);
    add(u"growth-users"_s, u"N,…"_s, u"Connected users along growth's first curve."_s,
        u"10,200,2000,10000"_s);
    add(u"growth-stored"_s, u"N,…"_s, u"Stored messages along its second."_s, u"1000,1000000"_s);
    add(u"peer-command"_s, u"COMMAND"_s, u"Also measures the Node.js peer, started with COMMAND."_s);
    add(u"json"_s, u"FILE"_s, u"Writes every figure there, for `plot`."_s);
    add(u"database"_s, u"URL"_s, u"The database that confabd is to use."_s);
    add(u"bus"_s, u"URL"_s, u"The bus that it is to use."_s);
    add(u"nodes"_s, u"N"_s, u"How many of it; neighbours write from different ones."_s, u"1"_s);
    add(u"set"_s, u"KEY=VALUE"_s, u"More of its configuration; may be repeated."_s);
    add(u"pid"_s, u"PID,…"_s, u"Processes whose CPU time counts as well: of the database, the bus."_s);
    add(u"url"_s, u"URL"_s, u"Measures the server that runs there, of the processes --pid."_s);
    parser.addOption({u"all"_s, u"Everything that README.md shows."_s});
    parser.addPositionalArgument(u"workload"_s, workloadNames.join(u", "_s) + u"; all but the last two."_s,
                                 u"[workload…]"_s);
    parser.addHelpOption();
}

Result<BenchOptions> readBenchOptions(const QCommandLineParser &parser)
{
    Reader read(parser);
    const WorkloadOptions workload = readWorkload(read);
    const int runs = int(read.number(u"runs"_s, 1, 1000));
    BenchOptions options{.steps = readSteps(parser, read, workload),
                         .runs = runs,
                         .peerCommand = parser.value(u"peer-command"_s),
                         .jsonFile = parser.value(u"json"_s),
                         .confab = readConfab(parser, read),
                         .growth = readGrowth(read, workload, runs)};
    return read.finish(std::move(options));
}

} // namespace confab::tests
