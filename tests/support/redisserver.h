// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace confab::tests {

/// A real redis-server: a process of its own on a free loopback port, that keeps nothing. Ends with the
/// thread that started it, also when that one is killed. Use it on the thread that made it.
class RedisServer {
public:
    /// `options` are those of the server's own command line.
    explicit RedisServer(QStringList options = {});
    ~RedisServer();
    RedisServer(const RedisServer &) = delete;
    RedisServer &operator=(const RedisServer &) = delete;

    /// Where the program is; empty when it is not installed, and the test can only be skipped.
    [[nodiscard]] static QString program();
    /// Starts and waits until it answers. Again after stop() and kill(): then on the same port.
    [[nodiscard]] bool start();
    void stop();
    /// SIGKILL.
    void kill();
    /// SIGSTOP and SIGCONT: it keeps its connections and does nothing.
    void freeze();
    void thaw();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    /// The `bus=` URL; `login` is what stands before the host, with its @.
    [[nodiscard]] QString url(const QString &login = {}) const;

private:
    [[nodiscard]] bool answers() const;

    const QTemporaryDir m_directory;
    const QStringList m_options;
    const quint16 m_port;
    bool m_isFrozen = false;
    QProcess m_process;
};

} // namespace confab::tests
