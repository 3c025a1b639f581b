// SPDX-License-Identifier: Apache-2.0
#include "server/net/socketbuffers.h"

#include "server/net/socketoutput.h"

#include <QSslSocket>

namespace confab {

namespace {

/// A way to QIODevice::setOpenMode of any device, which is protected: a device that is not open has no
/// buffers.
class OpenModes : public QIODevice {
public:
    static void reopen(QIODevice &device)
    {
        const OpenMode mode = device.openMode();
        (device.*&OpenModes::setOpenMode)(NotOpen);
        (device.*&OpenModes::setOpenMode)(mode);
    }
};

bool holdsBytes(const QTcpSocket &socket)
{
    const auto *encrypted = qobject_cast<const QSslSocket *>(&socket);
    return pendingOutput(socket) > 0 || socket.bytesAvailable() > 0
        || (encrypted && encrypted->encryptedBytesAvailable() > 0);
}

} // namespace

void SocketBuffers::rest(QTcpSocket &socket)
{
    if (m_state == State::Resting)
        release(socket);
    else if (m_state == State::Used)
        m_state = State::Resting;
}

void SocketBuffers::release(QTcpSocket &socket)
{
    if (socket.state() != QAbstractSocket::ConnectedState || holdsBytes(socket))
        return;
    m_state = State::Released;
    OpenModes::reopen(socket);
    if (!qobject_cast<QSslSocket *>(&socket))
        return;
    // QSslSocket reads and writes what is encrypted by a socket within it.
    const auto inner = socket.findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly);
    for (QTcpSocket *plain : inner)
        OpenModes::reopen(*plain);
}

} // namespace confab
