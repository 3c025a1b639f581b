// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <functional>
#include <string>
#include <string_view>

namespace confab::tests {

/// A TCP connection to this machine for the load generator: non-blocking once it is open, with its own
/// framing of WebSocket and of HTTP answers, so that the generator costs little beside what it measures.
///
/// Owned by the workload, which also keeps it registered with a Poller.
class Connection final {
public:
    /// A whole text frame, or a whole HTTP answer's body.
    using Received = std::function<void(std::string_view)>;
    enum class Protocol { WebSocket, Http };

    /// Ends the process when there is no connection: a benchmark without one says nothing.
    Connection(quint16 port, Protocol protocol);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Sends `request`, a head, and waits until it is answered with 101.
    void upgrade(const QByteArray &request);
    /// Waits for the next text frame; only before the connection is polled.
    [[nodiscard]] QByteArray waitForFrame();

    /// Puts a text frame into the output, masked as RFC 6455 asks of a client.
    void frame(std::string_view text);
    /// Puts these bytes into the output.
    void write(std::string_view bytes) { m_output.append(bytes); }
    /// Hands to the kernel what it takes. Whether everything went.
    bool flush();
    /// Reads what is there and calls `received` for all that is whole.
    void read(const Received &received);

    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    void setBlocking(bool blocking);
    [[nodiscard]] bool readSome();
    [[nodiscard]] bool nextFrame(std::string_view &text);
    [[nodiscard]] bool nextAnswer(std::string_view &body);

    const Protocol m_protocol;
    int m_descriptor = -1;
    std::string m_input;
    size_t m_parsed = 0;
    std::string m_output;
    size_t m_written = 0;
};

/// Waits for connections that have something to read; one for each workload.
class Poller final {
public:
    Poller();
    ~Poller();
    Poller(const Poller &) = delete;
    Poller &operator=(const Poller &) = delete;

    /// `index` comes back from wait().
    void add(const Connection &connection, int index);
    /// Calls `ready` for each connection that can be read; returns after `milliseconds` at the latest.
    void wait(int milliseconds, const std::function<void(int index)> &ready);

private:
    int m_descriptor;
};

} // namespace confab::tests
