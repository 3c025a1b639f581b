// SPDX-License-Identifier: Apache-2.0
#include "server/net/acceptor.h"

#include "shared/core/logging.h"

#include <QThread>

namespace confab {

using namespace std::chrono_literals;

namespace {

constexpr auto retryAfter = 200ms;
constexpr int backlog = 1024;

} // namespace

Acceptor::Acceptor(Accepted accepted)
    : m_accepted(std::move(accepted))
{
    setListenBacklogSize(backlog);
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryAfter);
    connect(this, &QTcpServer::acceptError, this, &Acceptor::waitAMoment);
    connect(&m_retry, &QTimer::timeout, this, &QTcpServer::resumeAccepting);
}

void Acceptor::incomingConnection(qintptr descriptor)
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_accepted(descriptor);
}

// QTcpServer has paused itself: the port stays readable, and to try at once would spin.
void Acceptor::waitAMoment(QAbstractSocket::SocketError error)
{
    qCWarning(lcNet) << "A connection cannot be accepted:" << error << errorString();
    pauseAccepting();
    m_retry.start();
}

} // namespace confab
