// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

class QTcpSocket;

namespace confab {

/// The buffers within a connection's socket, which are freed while it is silent.
///
/// Qt keeps a piece of 16 KiB for reading and one of 32 KiB for writing; the few bytes of a silent client
/// have made some pages of each resident, which is half of what its connection costs, and more over TLS. The
/// next bytes get new ones. Belongs to its connection and the thread of that. release() and rest() are called
/// from the event loop, never while signals of the socket are being handled.
class SocketBuffers {
public:
    /// Bytes come or go.
    void use() { m_state = State::Used; }
    /// Called about once a second: frees them when nothing came or went since the call before.
    void rest(QTcpSocket &socket);
    /// Frees them now, if no bytes are in them.
    void release(QTcpSocket &socket);

private:
    enum class State { Used, Resting, Released };

    State m_state = State::Used;
};

} // namespace confab
