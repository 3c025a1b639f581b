// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/cluster/examplecluster.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QThread>

#include <csignal>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int scriptTimeout = 180'000; // milliseconds, on a loaded machine
const QString scripts = QStringLiteral(CLUSTER_SCRIPTS);

bool isInstalled(const QString &program)
{
    return !QStandardPaths::findExecutable(program).isEmpty()
        || !QStandardPaths::findExecutable(program, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}).isEmpty();
}

} // namespace

ExampleCluster::ExampleCluster(QStringList settings)
    : m_settings(std::move(settings))
{ }

ExampleCluster::~ExampleCluster()
{
    stop();
}

QString ExampleCluster::missing()
{
    for (const QString &program : {u"psql"_s, u"redis-server"_s, u"haproxy"_s, u"nginx"_s}) {
        if (!isInstalled(program))
            return program + u" is not installed"_s;
    }
    return {};
}

bool ExampleCluster::run(const QStringList &arguments, QByteArray &output)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"sh"_s, arguments);
    const bool done = process.waitForFinished(scriptTimeout) && process.exitCode() == 0;
    output = process.readAllStandardOutput();
    if (!done)
        process.kill();
    return done;
}

bool ExampleCluster::start()
{
    // Where root runs this, the database's own user has to get through.
    QFile::setPermissions(m_directory.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeOther);
    QStringList arguments{scripts + "/start.sh"_L1,
                          m_directory.filePath(u"cluster"_s),
                          u"--balancer"_s,
                          u"both"_s,
                          u"--confabd"_s,
                          QStringLiteral(CONFABD),
                          u"--while"_s,
                          QString::number(QCoreApplication::applicationPid())};
    if (m_ports.isEmpty()) {
        const QStringList cheap{u"password_memory_kib=8"_s, u"password_operations=1"_s};
        for (const QString &setting : cheap + m_settings)
            arguments << u"--set"_s << setting;
    }
    QByteArray output;
    if (!run(arguments, output))
        return false;
    static const QRegularExpression line(u"(?m)^(.+) at http://127\\.0\\.0\\.1:(\\d+)$"_s);
    for (auto found = line.globalMatch(QString::fromUtf8(output)); found.hasNext();) {
        const auto match = found.next();
        m_ports.insert(match.captured(1), quint16(match.captured(2).toInt()));
    }
    return haproxy().port != 0 && nginx().port != 0;
}

bool ExampleCluster::stop()
{
    QByteArray output;
    return QFile::exists(m_directory.filePath(u"cluster/settings"_s))
        && run({scripts + "/stop.sh"_L1, m_directory.filePath(u"cluster"_s)}, output);
}

qint64 ExampleCluster::pidOf(int number) const
{
    QFile file(m_directory.filePath(u"cluster/node-%1/pid"_s.arg(number)));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
}

bool ExampleCluster::killNode(int number)
{
    const qint64 pid = pidOf(number);
    return pid > 0 && ::kill(pid_t(pid), SIGKILL) == 0;
}

bool ExampleCluster::stopNode(int number)
{
    const qint64 pid = pidOf(number);
    if (pid <= 0 || ::kill(pid_t(pid), SIGTERM) != 0)
        return false;
    for (int i = 0; i < 1000; ++i) {
        if (::kill(pid_t(pid), 0) != 0)
            return true;
        QThread::msleep(10);
    }
    return false;
}

} // namespace confab::tests
