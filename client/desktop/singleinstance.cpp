// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/singleinstance.h"

#include "shared/core/logging.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto taken = "ok\n"_L1;
constexpr auto readWithin = 5s;
constexpr auto pause = 50ms; ///< between attempts to reach one that is just beginning, or ending

/// Beside what it belongs to, which is its owner's only, where the name of a socket may be that long.
QString nameFor(const QString &directory)
{
#ifdef Q_OS_UNIX
    constexpr qsizetype longestName = 90; // of 104 to 108, and Qt needs some of it while it makes the socket
    const QString inside = directory + u"/instance"_s;
    if (QFile::encodeName(inside).size() <= longestName)
        return inside;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u'/';
#else
    const QString folder;
#endif
    const auto hash
        = QCryptographicHash::hash(directory.toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
    return folder + u"confab-"_s + QString::fromLatin1(hash);
}

} // namespace

SingleInstance::SingleInstance(const QString &directory, QObject *parent)
    : QObject(parent)
    , m_socketName(nameFor(QDir(directory).absolutePath()))
    , m_lock(directory + u"/instance.lock"_s)
{
    m_lock.setStaleLockTime(0); // A client may run for months; only one that is gone is stale.
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(most);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Outcome SingleInstance::begin(const InstanceMessage &message,
                                              std::chrono::milliseconds within)
{
    const QDeadlineTimer deadline(within);
    do {
        if (m_lock.tryLock(0)) {
            listen();
            return Outcome::First;
        }
        if (handOver(message, std::chrono::milliseconds(deadline.remainingTime())))
            return Outcome::HandedOver;
        QThread::msleep(pause.count());
    } while (!deadline.hasExpired());
    return Outcome::NoAnswer;
}

void SingleInstance::listen()
{
    // Whoever left the socket is gone: the lock was free.
    QLocalServer::removeServer(m_socketName);
    if (!m_server.listen(m_socketName))
        qCWarning(lcApp) << "Later starts cannot be heard:" << m_server.errorString();
}

bool SingleInstance::handOver(const InstanceMessage &message, std::chrono::milliseconds within) const
{
    const QDeadlineTimer deadline(within);
    QLocalSocket socket;
    socket.connectToServer(m_socketName);
    if (!socket.waitForConnected(int(deadline.remainingTime())))
        return false;
    socket.write(message.toLine());
    QByteArray answer;
    while (!answer.endsWith('\n') && answer.size() < taken.size()) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(int(deadline.remainingTime())))
            return false;
        answer += socket.read(taken.size() - answer.size());
    }
    return answer == QByteArrayView(taken.data(), taken.size());
}

void SingleInstance::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (m_server.findChildren<QLocalSocket *>().size() > most) {
            socket->abort();
            continue;
        }
        socket->setReadBufferSize(InstanceMessage::longest);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(*socket); });
        QTimer::singleShot(readWithin, socket, [socket] { socket->abort(); });
        read(*socket);
    }
}

void SingleInstance::read(QLocalSocket &socket)
{
    if (!socket.canReadLine()) {
        if (socket.bytesAvailable() >= InstanceMessage::longest)
            socket.abort();
        return;
    }
    const auto message = InstanceMessage::fromLine(socket.readLine().chopped(1));
    // One is enough; what else comes is not read.
    disconnect(&socket, &QLocalSocket::readyRead, this, nullptr);
    if (!message)
        return socket.abort();
    socket.write(taken.data(), taken.size());
    socket.disconnectFromServer();
#ifdef Q_OS_LINUX
    if (!message->activationToken.isEmpty()) // Qt gives it to the compositor with the next activation.
        qputenv("XDG_ACTIVATION_TOKEN", message->activationToken.toLatin1());
#endif
    Q_EMIT started(message->link);
}

} // namespace confab
