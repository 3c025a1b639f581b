// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/door.h"
#include "tests/support/freeport.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace confab::tests {

/// What a run of a program to its end left.
struct ProgramRun {
    int exitStatus = -1;
    QByteArray output = {};
    QByteArray errors = {};
};

/// A real confabd: a process of its own, on a free loopback port, with a temporary data directory that lives
/// as long as this. Passwords cost little and rate limits are off, unless `settings` say otherwise.
///
/// It can be stopped, killed and started again on the same port and data. To be used from the thread that
/// made it.
class TestServer final {
public:
    /// `settings` are `key=value`, as for `confabd --set`.
    explicit TestServer(QStringList settings = {});
    ~TestServer();

    /// Starts the process and waits for the line that says it is ready. False, with confabd's words in the
    /// test's log, when that does not come.
    [[nodiscard]] bool start();
    /// SIGTERM; whether the process ended with exit status 0 within the five seconds it has for that.
    [[nodiscard]] bool stop();
    /// SIGKILL, and waits until the process is gone.
    void kill();
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    /// What people type into a client as the server's address.
    [[nodiscard]] QString address() const;
    [[nodiscard]] QUrl socketUrl() const;
    [[nodiscard]] Door door() const { return {m_port}; }
    operator Door() const { return door(); } // a node is what most tests talk to
    [[nodiscard]] QString dataDirectory() const { return m_directory.filePath(QStringLiteral("data")); }
    [[nodiscard]] QString databasePath() const;
    /// A file beside the data directory.
    [[nodiscard]] QString filePath(const QString &name) const { return m_directory.filePath(name); }
    /// What confabd has written to stderr since the first start.
    [[nodiscard]] QByteArray log() const;

    /// Changes the environment of later starts.
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }

    /// Runs `confabd <arguments> --data <the data directory>` to its end, beside the server or without it.
    [[nodiscard]] ProgramRun command(const QStringList &arguments, const QByteArray &input = {},
                                     std::chrono::milliseconds patience = std::chrono::seconds(30)) const;
    /// Runs confabd with these arguments alone to its end.
    [[nodiscard]] static ProgramRun run(const QStringList &arguments, const QByteArray &input = {},
                                        std::chrono::milliseconds patience = std::chrono::seconds(30));

private:
    [[nodiscard]] QStringList arguments() const;
    void report(const char *what) const;

    const QTemporaryDir m_directory;
    const QStringList m_settings;
    const quint16 m_port;
    QProcessEnvironment m_environment;
    QProcess m_process;
};

} // namespace confab::tests
