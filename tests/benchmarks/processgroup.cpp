// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/processgroup.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <ctime>
#include <unistd.h>

namespace confab::tests {

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace {

/// A process's fields of proc(5) from the third, `state`, on; empty when it is gone.
QList<QByteArray> statusFields(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll(); // the name, in brackets, may hold anything
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 15 ? fields : QList<QByteArray>();
}

/// That of its threads, to the nanosecond; the figures in `stat` count ticks.
microseconds ownTime(qint64 process)
{
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(pid_t(process), &clock) != 0 || clock_gettime(clock, &time) != 0)
        return {};
    return microseconds(time.tv_sec * 1'000'000 + time.tv_nsec / 1000);
}

/// That of its children which have ended (cutime, cstime).
microseconds endedChildrensTime(qint64 process)
{
    const QList<QByteArray> fields = statusFields(process);
    if (fields.isEmpty())
        return {};
    const qint64 ticks = fields.at(13).toLongLong() + fields.at(14).toLongLong();
    return microseconds(ticks * 1'000'000 / sysconf(_SC_CLK_TCK));
}

QMultiHash<qint64, qint64> childrenByParent()
{
    QMultiHash<qint64, qint64> children;
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isProcess = false;
        const qint64 process = name.toLongLong(&isProcess);
        const QList<QByteArray> fields = isProcess ? statusFields(process) : QList<QByteArray>();
        if (!fields.isEmpty())
            children.insert(fields.at(1).toLongLong(), process);
    }
    return children;
}

} // namespace

QList<qint64> ProcessGroup::all() const
{
    const QMultiHash<qint64, qint64> children = childrenByParent();
    QList<qint64> found = m_processes;
    for (qsizetype i = 0; i < found.size(); ++i) {
        const QList<qint64> more = children.values(found.at(i));
        for (const qint64 process : more) {
            if (!found.contains(process))
                found.append(process);
        }
    }
    return found;
}

microseconds ProcessGroup::cpuTime() const
{
    microseconds time{};
    const QList<qint64> processes = all();
    for (const qint64 process : processes)
        time += ownTime(process) + endedChildrensTime(process);
    return time;
}

microseconds ProcessGroup::threadTime(const QByteArray &name) const
{
    const auto read = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    qint64 nanoseconds = 0;
    const QList<qint64> processes = all();
    for (const qint64 process : processes) {
        const QString tasks = u"/proc/%1/task/"_s.arg(process);
        const QStringList threads = QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &thread : threads) {
            if (read(tasks + thread + "/comm"_L1).trimmed() == name)
                nanoseconds += read(tasks + thread + "/schedstat"_L1).split(' ').first().toLongLong();
        }
    }
    return microseconds(nanoseconds / 1000);
}

double ProcessGroup::residentMebibytes() const
{
    qint64 pages = 0;
    const QList<qint64> processes = all();
    for (const qint64 process : processes) {
        QFile file(u"/proc/%1/statm"_s.arg(process));
        if (file.open(QIODevice::ReadOnly))
            pages += file.readAll().split(' ').value(1).toLongLong();
    }
    return double(pages * sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

} // namespace confab::tests
