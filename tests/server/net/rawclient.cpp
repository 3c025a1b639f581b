// SPDX-License-Identifier: Apache-2.0
#include "tests/server/net/rawclient.h"

#include <QHostAddress>
#include <QtTest>

namespace confab::tests {

namespace {

constexpr int patience = 5000; // milliseconds

} // namespace

bool waitUntil(const std::function<bool()> &done)
{
    QTimer tick;
    tick.start(10);
    const QDeadlineTimer deadline(patience);
    while (!done()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

QByteArray RawResponse::field(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

RawClient::RawClient(quint16 port)
{
    m_socket.connectToHost(QHostAddress::LocalHost, port);
    m_socket.waitForConnected(patience);
}

void RawClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

bool RawClient::waitForBytes(const std::function<bool()> &enough)
{
    return waitUntil([&] {
        m_input += m_socket.readAll();
        return enough();
    });
}

RawResponse RawClient::response(Expect expect)
{
    RawResponse response;
    if (!waitForBytes([&] { return m_input.contains("\r\n\r\n"); }))
        return response;
    const qsizetype headSize = m_input.indexOf("\r\n\r\n") + 4;
    response.head = m_input.first(headSize);
    m_input.remove(0, headSize);
    response.status = response.head.mid(9, 3).toInt();
    if (expect == Expect::Body)
        response.body = read(response.field("Content-Length").toLongLong());
    return response;
}

QByteArray RawClient::read(qsizetype size)
{
    if (!waitForBytes([&] { return m_input.size() >= size; }))
        return {};
    const QByteArray bytes = m_input.first(size);
    m_input.remove(0, size);
    return bytes;
}

bool RawClient::isClosedByPeer()
{
    return waitUntil([&] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
}

} // namespace confab::tests
