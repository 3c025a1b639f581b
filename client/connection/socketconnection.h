// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "shared/core/error.h"
#include "shared/core/units.h"

#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <memory>

class QWebSocket;

namespace confab {

/// One WebSocket to /api/v1/socket: frames as JSON objects in and out, and the knowledge whether the other
/// end still lives.
///
/// It sends a ping when nothing else shows life, and takes the peer for dead when a whole beat passes without
/// anything from it. One socket at a time; `open` after `closed` makes a new one. GUI thread; the scheduler
/// outlives it.
class SocketConnection final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds connectWithin{15};
    static constexpr qint64 largestFrame = 16 * mebibyte;

    explicit SocketConnection(Scheduler &scheduler, QObject *parent = nullptr);
    ~SocketConnection() override;

    /// Connects to the server with that root in the name of the token's session.
    void open(const QUrl &root, const QString &token);
    /// Ends it without `closed`.
    void close();
    [[nodiscard]] bool isOpen() const;
    void send(const QByteArray &frame);
    /// From the welcome: a ping goes out well within that time.
    void setHeartbeat(std::chrono::seconds heartbeat);

Q_SIGNALS:
    void opened();
    void frameArrived(const QJsonObject &frame);
    /// Once for each `open`. NotAuthenticated when the token is not taken (401, or close code 4401).
    void closed(const confab::Error &error);

private:
    void watch(QWebSocket *socket);
    void frameReceived(const QString &text);
    void beat();
    void fail(const Error &error);
    void drop();

    Alarm m_alarm; ///< the end of the attempt to connect, then the next beat
    std::chrono::milliseconds m_beat;
    QWebSocket *m_socket = nullptr; ///< a child
    bool m_heardSinceBeat = false;
};

} // namespace confab
