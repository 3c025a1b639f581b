// SPDX-License-Identifier: Apache-2.0
#include "tests/support/testserver.h"

#include <QElapsedTimer>
#include <QFile>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int startTimeout = 30'000; // milliseconds, on a loaded machine with sanitizers
constexpr int stopTimeout = 5'000; // what confabd promises
constexpr auto clusterSecret = "a secret that all nodes of all tests share"_L1;

/// That of the test, without what would configure a server.
QProcessEnvironment serverEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith("CONFAB_"_L1) || name == "PORT"_L1 || name == "DATABASE_URL"_L1)
            environment.remove(name);
    }
    return environment;
}

} // namespace

TestServer::TestServer(QStringList settings)
    : m_settings(std::move(settings))
    , m_port(freePort())
    , m_environment(serverEnvironment())
{
    m_process.setStandardErrorFile(filePath(u"confabd.log"_s), QIODevice::Append);
}

TestServer::~TestServer()
{
    if (isRunning())
        kill();
}

QString TestServer::address() const
{
    return door().address();
}

QUrl TestServer::socketUrl() const
{
    return door().socketUrl();
}

QString TestServer::databasePath() const
{
    return dataDirectory() + "/confab.db"_L1;
}

QByteArray TestServer::log() const
{
    QFile file(filePath(u"confabd.log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList TestServer::arguments() const
{
    QStringList arguments{u"--data"_s, dataDirectory(), u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port)};
    const QStringList cheap{u"rate_limits=off"_s, u"password_memory_kib=8"_s, u"password_operations=1"_s,
                            u"cluster_secret=%1"_s.arg(clusterSecret)};
    for (const QString &setting : cheap + m_settings)
        arguments << u"--set"_s << setting;
    return arguments;
}

bool TestServer::start()
{
    m_process.setProcessEnvironment(m_environment);
    m_process.start(QStringLiteral(CONFABD), arguments());
    QElapsedTimer waiting;
    waiting.start();
    while (m_process.state() != QProcess::NotRunning && waiting.elapsed() < startTimeout) {
        if (m_process.canReadLine())
            return true;
        m_process.waitForReadyRead(100);
    }
    report("did not become ready");
    return false;
}

bool TestServer::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(stopTimeout)) {
        report("did not end within five seconds of SIGTERM");
        kill();
        return false;
    }
    const bool clean = m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    if (!clean)
        report("did not end cleanly");
    return clean;
}

void TestServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(-1);
}

void TestServer::report(const char *what) const
{
    qWarning("confabd %s (exit status %d):\n%s", what, m_process.exitCode(), log().constData());
}

ProgramRun TestServer::command(const QStringList &arguments, const QByteArray &input,
                               std::chrono::milliseconds patience) const
{
    return run(arguments + QStringList{u"--data"_s, dataDirectory()}, input, patience);
}

ProgramRun TestServer::run(const QStringList &arguments, const QByteArray &input,
                           std::chrono::milliseconds patience)
{
    QProcess process;
    process.setProcessEnvironment(serverEnvironment());
    process.start(QStringLiteral(CONFABD), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(int(patience.count()))) {
        process.kill();
        process.waitForFinished(-1);
        return {};
    }
    const int status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {status, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace confab::tests
