// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QWebSocket>

#include <functional>
#include <optional>

namespace confab::tests {

/// One socket of the protocol, seen from a test: frames go out, frames come in and wait until the test asks
/// for them. Waits run the event loop. For the thread that made it.
class SocketClient final : public QObject {
    Q_OBJECT

public:
    using Predicate = std::function<bool(const QJsonObject &)>;
    static constexpr int timeout = 10'000; ///< milliseconds

    explicit SocketClient(QUrl url);

    /// Opens the socket with the token in its header; whether `welcome` came.
    [[nodiscard]] bool open(const QString &token);
    /// Opens the socket without a token and waits for no frame.
    [[nodiscard]] bool openSilently();
    [[nodiscard]] const QJsonObject &welcome() const { return m_welcome; }

    void send(const QJsonObject &frame);
    void sendText(const QString &text) { m_socket.sendTextMessage(text); }
    void sendBinary(const QByteArray &bytes) { m_socket.sendBinaryMessage(bytes); }
    /// Sends `frame` with a new ref and waits for the answer with it; empty when none comes.
    [[nodiscard]] QJsonObject ask(QJsonObject frame);

    /// Takes the first frame that `wanted` accepts, of those that wait and those that come; empty when none
    /// does.
    [[nodiscard]] QJsonObject take(const Predicate &wanted, int milliseconds = timeout);
    [[nodiscard]] QJsonObject take(QLatin1StringView type, int milliseconds = timeout);
    /// Everything that came and was not taken, in order. Takes it.
    [[nodiscard]] QList<QJsonObject> takeAll();
    /// Whether a frame has come with this number of a conversation. What was answered before the socket
    /// opened may still be told on it, so that "nothing has come" would ask for too much.
    [[nodiscard]] bool hasBeenTold(int change) const;
    /// Lets `milliseconds` pass for frames that must not come.
    void linger(int milliseconds);

    void close() { m_socket.close(); }
    /// Cuts the connection without a word.
    void cut() { m_socket.abort(); }
    /// Waits for the end of the connection; the close code, or nothing when it is still open.
    [[nodiscard]] std::optional<int> waitForClose(int milliseconds = timeout);
    [[nodiscard]] bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

Q_SIGNALS:
    void moved();

private:
    [[nodiscard]] bool waitUntil(const std::function<bool()> &done, int milliseconds);

    const QUrl m_url;
    QWebSocket m_socket;
    QList<QJsonObject> m_frames;
    QJsonObject m_welcome;
    int m_lastRef = 0;
};

} // namespace confab::tests
