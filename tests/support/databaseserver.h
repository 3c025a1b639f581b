// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace confab::tests {

/// A real database server: a process of its own on a free loopback port, its data in a temporary directory
/// that lives as long as this. As safe as in production: nothing of its durability is switched off, but for
/// the options that a test asks for. Ends with the thread that started it, also when that one is killed.
///
/// Run by root it runs as the user that Debian makes for it, as neither server runs as root. Use it on the
/// thread that made it.
class DatabaseServer {
public:
    /// `options` are those of the server's own command line.
    explicit DatabaseServer(QStringList options);
    virtual ~DatabaseServer();
    DatabaseServer(const DatabaseServer &) = delete;
    DatabaseServer &operator=(const DatabaseServer &) = delete;

    /// Where the program is; empty when it is not installed, and the test can only be skipped.
    [[nodiscard]] virtual QString program() const = 0;
    /// Makes the data the first time, starts, and waits until it takes connections. Again after stop() and
    /// kill(): then on the same port with the same data.
    [[nodiscard]] bool start();
    /// An orderly end: transactions are rolled back, connections closed.
    void stop();
    /// SIGKILL, to it and all its children.
    void kill();
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    /// Makes an empty database, and answers its `database=` URL; empty when that failed.
    [[nodiscard]] QString newDatabase();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] QByteArray log() const;

    /// Of the user `confab`, who may do everything in every database here.
    static constexpr QLatin1StringView password{"pa:ss@w/rd"};

protected:
    [[nodiscard]] virtual QByteArray user() const = 0; ///< whom it runs as when root starts it
    [[nodiscard]] virtual QString driver() const = 0;
    [[nodiscard]] virtual QString firstDatabase() const = 0;
    [[nodiscard]] virtual QString scheme() const = 0;
    [[nodiscard]] virtual QStringList arguments() const = 0;
    [[nodiscard]] virtual QString createDatabase(const QString &name) const = 0;
    [[nodiscard]] virtual int stopSignal() const = 0;
    /// Makes dataFolder().
    [[nodiscard]] virtual bool makeData() = 0;

    [[nodiscard]] QString folder() const { return m_directory.path(); }
    [[nodiscard]] QString dataFolder() const { return m_directory.filePath(QStringLiteral("data")); }
    /// Runs a program as user() to its end.
    [[nodiscard]] bool run(const QString &path, const QStringList &arguments) const;
    /// A file in folder() that user() may read.
    [[nodiscard]] bool writeFile(const QString &name, const QByteArray &content) const;

private:
    void becomeUser(QProcess &process) const;
    [[nodiscard]] bool execute(const QString &sql) const;

    const QTemporaryDir m_directory;
    const QStringList m_options;
    const quint16 m_port;
    int m_databases = 0;
    QProcess m_process;
};

/// The first of `folders` that has `name`, or PATH's; empty when none has.
[[nodiscard]] QString findProgram(const QString &name, const QStringList &folders);

} // namespace confab::tests
