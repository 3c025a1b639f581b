// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTcpServer>
#include <QTimer>

#include <functional>

namespace confab {

/// Accepts connections and hands their descriptors on. When the process has no descriptor left it waits a
/// moment before it tries again. Belongs to its thread.
class Acceptor final : public QTcpServer {
    Q_OBJECT

public:
    using Accepted = std::function<void(qintptr)>;

    explicit Acceptor(Accepted accepted);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void waitAMoment(QAbstractSocket::SocketError error);

    const Accepted m_accepted;
    QTimer m_retry;
};

} // namespace confab
