// SPDX-License-Identifier: Apache-2.0
#include "tests/support/socketclient.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkRequest>
#include <QTimer>

#include <algorithm>

namespace confab::tests {

using namespace Qt::StringLiterals;

SocketClient::SocketClient(QUrl url)
    : m_url(std::move(url))
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_frames.append(QJsonDocument::fromJson(text.toUtf8()).object());
        Q_EMIT moved();
    });
    connect(&m_socket, &QWebSocket::connected, this, &SocketClient::moved);
    connect(&m_socket, &QWebSocket::disconnected, this, &SocketClient::moved);
}

bool SocketClient::open(const QString &token)
{
    QNetworkRequest request(m_url);
    request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    m_frames.clear();
    m_socket.open(request);
    m_welcome = take("welcome"_L1);
    return !m_welcome.isEmpty();
}

bool SocketClient::openSilently()
{
    m_frames.clear();
    m_socket.open(m_url);
    return waitUntil([this] { return isOpen(); }, timeout);
}

void SocketClient::send(const QJsonObject &frame)
{
    sendText(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
}

QJsonObject SocketClient::ask(QJsonObject frame)
{
    const QString ref = QString::number(++m_lastRef);
    frame.insert("ref"_L1, ref);
    send(frame);
    return take([&](const QJsonObject &answer) { return answer["ref"_L1] == ref; });
}

QJsonObject SocketClient::take(const Predicate &wanted, int milliseconds)
{
    qsizetype found = -1;
    const auto arrived = [&] {
        for (found = 0; found < m_frames.size(); ++found) {
            if (wanted(m_frames.at(found)))
                return true;
        }
        return false;
    };
    return waitUntil(arrived, milliseconds) ? m_frames.takeAt(found) : QJsonObject();
}

QJsonObject SocketClient::take(QLatin1StringView type, int milliseconds)
{
    return take([type](const QJsonObject &frame) { return frame["type"_L1] == type; }, milliseconds);
}

QList<QJsonObject> SocketClient::takeAll()
{
    return std::exchange(m_frames, {});
}

bool SocketClient::hasBeenTold(int change) const
{
    return std::any_of(m_frames.begin(), m_frames.end(),
                       [change](const QJsonObject &frame) { return frame["change"_L1] == change; });
}

void SocketClient::linger(int milliseconds)
{
    [[maybe_unused]] const bool never = waitUntil([] { return false; }, milliseconds);
}

std::optional<int> SocketClient::waitForClose(int milliseconds)
{
    const auto closed = [this] { return m_socket.state() == QAbstractSocket::UnconnectedState; };
    return waitUntil(closed, milliseconds) ? std::optional(int(m_socket.closeCode())) : std::nullopt;
}

bool SocketClient::waitUntil(const std::function<bool()> &done, int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    while (!done()) {
        if (deadline.hasExpired())
            return false;
        QEventLoop loop;
        connect(this, &SocketClient::moved, &loop, &QEventLoop::quit);
        QTimer::singleShot(deadline.remainingTime(), &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

} // namespace confab::tests
