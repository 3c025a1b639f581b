// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTcpSocket>

#include <functional>

namespace confab::tests {

/// Runs the event loop until `done`, at most 5 s; unlike QTest::qWaitFor() without sleeping, as the server is
/// in it.
[[nodiscard]] bool waitUntil(const std::function<bool()> &done);

/// What came back of an HTTP request.
struct RawResponse {
    int status = 0;
    QByteArray head;
    QByteArray body;

    [[nodiscard]] QByteArray field(const QByteArray &name) const;
};

/// A client that sends exactly the bytes it is told to. Waits with the event loop running, as the server is
/// in it.
class RawClient {
public:
    enum class Expect { Body, NoBody };

    explicit RawClient(quint16 port);

    void send(const QByteArray &bytes);
    /// The next response; status 0 when none comes.
    [[nodiscard]] RawResponse response(Expect expect = Expect::Body);
    /// The next `size` bytes.
    [[nodiscard]] QByteArray read(qsizetype size);
    [[nodiscard]] bool isClosedByPeer();
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

private:
    [[nodiscard]] bool waitForBytes(const std::function<bool()> &enough);

    QTcpSocket m_socket;
    QByteArray m_input;
};

} // namespace confab::tests
