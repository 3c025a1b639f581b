// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/tlsclient.h"
#include "tests/benchmarks/wire.h"

#include <array>
#include <functional>

namespace confab::tests {

/// Where connections of one thread read into, one after the other, so that an idle one holds no memory.
using ReadBuffer = std::array<char, 64 * 1024>;

/// A TCP connection to this machine for the load generator: non-blocking once it is open, with its own
/// framing of WebSocket and of HTTP answers, so that the generator costs little beside what it measures.
///
/// Owned by the workload, which also keeps it registered with a Poller.
class Connection final {
public:
    /// A whole text frame, or a whole HTTP answer's body.
    using Received = std::function<void(std::string_view)>;
    enum class Protocol { WebSocket, Http };
    struct Answer {
        int status = 0;
        QByteArray body;
    };

    /// Ends the process when there is no connection: a benchmark without one says nothing. With `tls`, which
    /// must outlive it, shakes hands.
    Connection(quint16 port, Protocol protocol, const TlsClient *tls = nullptr);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Sends `request`, a head, and waits until it is answered with 101.
    void upgrade(const QByteArray &request);
    /// Waits for the next text frame; only before the connection is polled.
    [[nodiscard]] QByteArray waitForFrame();
    /// Sends an HTTP request and waits for its answer; only when the connection is not polled.
    [[nodiscard]] Answer ask(const QByteArray &request);

    /// Puts a text frame into the output.
    void frame(std::string_view text) { appendFrame(m_output, text); }
    /// Puts these bytes into the output.
    void write(std::string_view bytes) { m_output.append(bytes); }
    void write(const QByteArray &bytes) { write(std::string_view(bytes.constData(), size_t(bytes.size()))); }
    [[nodiscard]] bool hasOutput() const { return !m_output.empty(); }
    /// Hands to the kernel what it takes. Whether everything went.
    bool flush();
    /// Reads what is there and calls `received` for all that is whole. An HTTP answer that is no success
    /// ends the process.
    void read(ReadBuffer &buffer, const Received &received);

    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    [[nodiscard]] qsizetype receive(char *data, size_t size);
    [[nodiscard]] size_t hear(std::string_view bytes, const Received &received) const;
    void setBlocking(bool blocking);
    void flushAll();
    [[nodiscard]] Taken wait(Taken (*take)(std::string_view));

    const Protocol m_protocol;
    int m_descriptor = -1;
    TlsClient::Session m_tls; ///< null over plain TCP
    std::string m_input; ///< the beginning of what is not whole yet
    std::string m_output;
    size_t m_written = 0;
};

} // namespace confab::tests
