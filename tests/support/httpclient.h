// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QTcpSocket>

namespace confab::tests {

/// An answer over HTTP; status 0 is none at all.
struct HttpAnswer {
    int status = 0;
    QMap<QByteArray, QByteArray> headers = {}; ///< by their names in lower case
    QByteArray body = {};

    [[nodiscard]] QJsonObject json() const;
    /// The `code` of a problem document.
    [[nodiscard]] QString code() const;
    [[nodiscard]] QString field() const;
};

/// One keep-alive connection to a server on this machine: sends a request, waits for its answer.
///
/// Needs no event loop, so that a test may use it on any thread; each instance belongs to one thread.
/// Connects anew when the connection was lost.
class HttpClient final {
public:
    explicit HttpClient(quint16 port)
        : m_port(port)
    { }

    using Headers = QList<std::pair<QByteArray, QByteArray>>;
    /// `path` is everything after the host. A body goes out with its length, as JSON unless `headers` name
    /// another type.
    HttpAnswer request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                       const Headers &headers = {});
    /// Sends these bytes and reads one answer.
    HttpAnswer raw(const QByteArray &bytes);

private:
    [[nodiscard]] bool connected();
    [[nodiscard]] HttpAnswer readAnswer(bool withoutBody);
    [[nodiscard]] bool readMore();

    const quint16 m_port;
    QTcpSocket m_socket;
    QByteArray m_input;
};

} // namespace confab::tests
