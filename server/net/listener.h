// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/netcontext.h"
#include "shared/core/result.h"

#include <QHostAddress>

namespace confab {

class Acceptor;
class IoThread;

/// Where and how the server listens.
struct NetSettings {
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0; ///< 0: any that is free
    QString certificateFile = {}; ///< with keyFile: TLS, and nothing else
    QString keyFile = {};
    int ioThreads = 1;
    bool rateLimits = true;
    int connections = 0; ///< at once; 0: as many as the limit of open files allows
    int connectionsPerAddress = 0; ///< 0: a quarter of them all
    TrustedProxies trustedProxies = {};
};

/// The net layer as the rest of the server sees it: accepts on one port and deals the connections out to I/O
/// threads, which own them to their end.
///
/// Belongs to the thread it was made in, whose event loop accepts. The Gateway outlives it.
class Listener final : public QObject {
    Q_OBJECT

public:
    Listener(NetSettings settings, Gateway &gateway, QObject *parent = nullptr);
    ~Listener() override;

    /// Once. On error nothing runs, and `field` names the setting.
    Result<void> start();
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QHostAddress address() const;
    /// How many connections there are, of all kinds.
    [[nodiscard]] int connections() const;

    /// Accepts no more, closes the WebSockets with 1001, lets running requests finish for at most two
    /// seconds, and returns when all threads have ended. Needs no event loop. May be called again.
    void stop();

private:
    void startThreads();
    void accept(qintptr descriptor);

    const NetSettings m_settings;
    Gateway &m_gateway;
    std::unique_ptr<NetContext> m_context;
    std::unique_ptr<Acceptor> m_acceptor;
    std::vector<std::unique_ptr<IoThread>> m_threads;
    size_t m_next = 0; ///< the thread whose turn it is
};

} // namespace confab
