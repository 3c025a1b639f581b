// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QThread>

#include <memory>

namespace confab::tests {

/// A way to a port of this machine that can be broken: what a network does between two that are well.
///
/// It has a thread of its own, so that it works while a test waits. Use it on the thread that made it.
class TcpProxy final {
public:
    explicit TcpProxy(quint16 target);
    ~TcpProxy();
    TcpProxy(const TcpProxy &) = delete;
    TcpProxy &operator=(const TcpProxy &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    /// All connections are reset, and new ones too.
    void cut();
    /// Connections stay, new ones are taken, and nothing goes through: no one is told.
    void freeze();
    /// As at first. What was held back goes on; what was reset does not come back.
    void heal();

private:
    class Relay;

    QThread m_thread;
    Relay *m_relay = nullptr; // lives on m_thread
    quint16 m_port = 0;
};

} // namespace confab::tests
