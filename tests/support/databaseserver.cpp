// SPDX-License-Identifier: Apache-2.0
#include "tests/support/databaseserver.h"

#include "tests/support/freeport.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QThread>
#include <QUrl>

#include <csignal>
#ifdef Q_OS_UNIX
#include <grp.h>
#include <pwd.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int timeout = 60'000; // milliseconds

bool signalProcess(qint64 pid, int signal)
{
#ifdef Q_OS_UNIX
    return ::kill(pid_t(pid), signal) == 0;
#else
    Q_UNUSED(pid)
    Q_UNUSED(signal)
    return false;
#endif
}

/// The processes that `parent` has started.
QList<qint64> childrenOf(qint64 parent)
{
    QList<qint64> children;
    QFile file(u"/proc/%1/task/%1/children"_s.arg(parent));
    if (file.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> pids = file.readAll().simplified().split(' ');
        for (const QByteArray &pid : pids) {
            if (pid.toLongLong() > 0)
                children.append(pid.toLongLong());
        }
    }
    return children;
}

} // namespace

QString findProgram(const QString &name, const QStringList &folders)
{
    const QString found = QStandardPaths::findExecutable(name, folders);
    return found.isEmpty() ? QStandardPaths::findExecutable(name) : found;
}

DatabaseServer::DatabaseServer(QStringList options)
    : m_options(std::move(options))
    , m_port(freePort())
{ }

DatabaseServer::~DatabaseServer()
{
    if (isRunning())
        kill();
}

void DatabaseServer::becomeUser(QProcess &process) const
{
#ifdef Q_OS_UNIX
    const passwd *wanted = ::geteuid() == 0 ? ::getpwnam(user().constData()) : nullptr;
    const uid_t uid = wanted ? wanted->pw_uid : ::geteuid();
    const gid_t gid = wanted ? wanted->pw_gid : ::getegid();
    process.setChildProcessModifier([uid, gid] {
        if (uid != ::geteuid() && (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0))
            ::_exit(1);
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    });
    if (wanted && ::chown(QFile::encodeName(m_directory.path()).constData(), uid, gid) != 0)
        qWarning("cannot give %s to %s", qPrintable(m_directory.path()), user().constData());
#endif
    process.setWorkingDirectory(m_directory.path());
}

bool DatabaseServer::run(const QString &path, const QStringList &arguments) const
{
    QProcess process;
    becomeUser(process);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(path, arguments);
    if (process.waitForFinished(timeout) && process.exitCode() == 0)
        return true;
    qWarning("%s failed: %s", qPrintable(path), process.readAll().constData());
    process.kill();
    return false;
}

bool DatabaseServer::writeFile(const QString &name, const QByteArray &content) const
{
    QFile file(m_directory.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
        && file.setPermissions(QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
}

bool DatabaseServer::start()
{
    if (!QFile::exists(dataFolder()) && !makeData())
        return false;
    becomeUser(m_process);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_directory.filePath(u"log"_s), QIODevice::Append);
    m_process.start(program(), arguments() + m_options);
    QElapsedTimer waiting;
    waiting.start();
    while (m_process.state() != QProcess::NotRunning && waiting.elapsed() < timeout) {
        if (execute(u"SELECT 1"_s))
            return true;
        m_process.waitForFinished(20);
    }
    qWarning("%s does not take connections:\n%s", qPrintable(program()), log().constData());
    return false;
}

void DatabaseServer::stop()
{
    signalProcess(pid(), stopSignal());
    if (!m_process.waitForFinished(timeout))
        kill();
}

void DatabaseServer::kill()
{
    const QList<qint64> children = childrenOf(pid());
    m_process.kill();
    m_process.waitForFinished(-1);
    for (const qint64 child : children)
        signalProcess(child, 9);
    // Whoever started us reaps them; a server that starts again refuses while one of them is left.
    for (const qint64 child : children) {
        for (int i = 0; i < 500 && signalProcess(child, 0); ++i)
            QThread::msleep(10);
    }
}

bool DatabaseServer::execute(const QString &sql) const
{
    const QString name = u"server-%1"_s.arg(m_port);
    bool done = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(driver(), name);
        database.setHostName(u"127.0.0.1"_s);
        database.setPort(m_port);
        database.setUserName(u"confab"_s);
        database.setPassword(password);
        database.setDatabaseName(firstDatabase());
        done = database.open() && QSqlQuery(database).exec(sql);
        if (!done && sql != "SELECT 1"_L1)
            qWarning("%s: %s", qPrintable(sql), qPrintable(database.lastError().text()));
    }
    QSqlDatabase::removeDatabase(name);
    return done;
}

QString DatabaseServer::newDatabase()
{
    const QString name = u"confab_%1"_s.arg(++m_databases);
    if (!execute(createDatabase(name)))
        return {};
    QUrl url;
    url.setScheme(scheme());
    url.setUserName(u"confab"_s);
    url.setPassword(password, QUrl::DecodedMode);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_port);
    url.setPath(u'/' + name);
    return url.toString(QUrl::FullyEncoded);
}

QByteArray DatabaseServer::log() const
{
    QFile file(m_directory.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace confab::tests
