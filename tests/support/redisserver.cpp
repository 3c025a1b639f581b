// SPDX-License-Identifier: Apache-2.0
#include "tests/support/redisserver.h"

#include "tests/support/freeport.h"

#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QThread>

#ifdef Q_OS_UNIX
#include <csignal>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int startTimeout = 10'000; // milliseconds, on a loaded machine
constexpr int stopTimeout = 5'000;

} // namespace

RedisServer::RedisServer(QStringList options)
    : m_options(std::move(options))
    , m_port(freePort())
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardOutputFile(m_directory.filePath(u"redis.log"_s), QIODevice::Append);
#ifdef Q_OS_LINUX
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
}

RedisServer::~RedisServer()
{
    kill();
}

QString RedisServer::program()
{
    return QStandardPaths::findExecutable(u"redis-server"_s);
}

bool RedisServer::start()
{
    m_process.start(program(),
                    QStringList{u"--port"_s, QString::number(m_port), u"--bind"_s, u"127.0.0.1"_s,
                                u"--save"_s, u""_s, u"--appendonly"_s, u"no"_s, u"--dir"_s,
                                m_directory.path()}
                        + m_options);
    QElapsedTimer waiting;
    waiting.start();
    while (m_process.state() != QProcess::NotRunning && waiting.elapsed() < startTimeout) {
        if (m_process.waitForStarted(100) && answers())
            return true;
        QThread::msleep(20);
    }
    return false;
}

bool RedisServer::answers() const
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_port);
    if (!socket.waitForConnected(100))
        return false;
    socket.write("PING\r\n");
    if (!socket.waitForReadyRead(1000))
        return false;
    const QByteArray answer = socket.readAll();
    return answer.startsWith("+PONG") || answer.startsWith("-NOAUTH");
}

void RedisServer::stop()
{
    thaw();
    m_process.terminate();
    if (!m_process.waitForFinished(stopTimeout))
        kill();
}

void RedisServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(-1);
    m_isFrozen = false;
}

void RedisServer::freeze()
{
#ifdef Q_OS_UNIX
    m_isFrozen = ::kill(pid_t(pid()), SIGSTOP) == 0;
#endif
}

void RedisServer::thaw()
{
#ifdef Q_OS_UNIX
    if (std::exchange(m_isFrozen, false))
        ::kill(pid_t(pid()), SIGCONT);
#endif
}

QString RedisServer::url(const QString &login) const
{
    return "redis://"_L1 + login + u"127.0.0.1:%1"_s.arg(m_port);
}

} // namespace confab::tests
