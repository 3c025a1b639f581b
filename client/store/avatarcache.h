// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"

#include <QObject>
#include <QSet>
#include <QStringList>

namespace confab {

/// The pictures of people on this device: a directory of files, each named by its content, so that one that
/// is here is right for ever. What is missing is asked of the server, each once a connection and a few at a
/// time. GUI thread.
class AvatarCache final : public QObject {
    Q_OBJECT

public:
    using Fetch = std::function<void(const QString &name, Answer<QByteArray> done)>;

    static constexpr int atOnce = 4;
    static constexpr int mostFiles = 2000; ///< the oldest go, at the next start

    AvatarCache(QString directory, Fetch fetch, QObject *parent = nullptr);

    /// The connection is up, or down: only while it is up something is asked.
    void start();
    void stop();
    /// The picture's bytes. Nothing while it is not here, and for what is no name.
    [[nodiscard]] std::optional<QByteArray> find(const QString &name);
    void removeAll();

    /// Names come from the server and become file names: only 32 hexadecimal digits are one.
    [[nodiscard]] static bool isName(const QString &name);

Q_SIGNALS:
    void arrived(const QString &name);

private:
    void ask(const QString &name);
    void next();
    void keep(const QString &name, const QByteArray &bytes);
    [[nodiscard]] QString pathOf(const QString &name) const;

    const QString m_directory;
    const Fetch m_fetch;
    bool m_isRunning = false;
    quint64 m_connection = 0; ///< counts them: an answer to an older one is stale
    QSet<QString> m_missing; ///< wanted while there was no connection
    QSet<QString> m_asked;
    QStringList m_waiting;
    int m_running = 0;
};

} // namespace confab
