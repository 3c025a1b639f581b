// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/user.h"

#include <QObject>
#include <QSet>
#include <QStringList>

namespace confab {

/// Asks the server about people whose names have come up, each once a connection and a few at a time.
/// GUI thread.
class ProfileFetcher final : public QObject {
    Q_OBJECT

public:
    using Fetch = std::function<void(const QString &username, Answer<User> done)>;

    static constexpr int atOnce = 4;

    explicit ProfileFetcher(Fetch fetch, QObject *parent = nullptr);

    void start();
    void stop();
    /// Does nothing while there is no connection.
    void ask(const QString &username);

Q_SIGNALS:
    void fetched(const confab::User &user);

private:
    void next();

    const Fetch m_fetch;
    bool m_isRunning = false;
    quint64 m_connection = 0;
    QSet<QString> m_asked; ///< usernameKeys
    QStringList m_waiting;
    int m_running = 0;
};

} // namespace confab
