// SPDX-License-Identifier: Apache-2.0
#include "server/net/socketoutput.h"

#include <QSslSocket>

namespace confab {

qint64 pendingOutput(const QTcpSocket &socket)
{
    const auto *encrypted = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (encrypted ? encrypted->encryptedBytesToWrite() : 0);
}

} // namespace confab
