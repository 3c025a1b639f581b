// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/netcontext.h"

#include <QThread>

namespace confab {

class Descriptor;
class Mailbox;

/// A thread that serves connections: an IoLoop, and on Linux an event dispatcher that waits with epoll.
///
/// Owned by the Listener, which stops it before it goes. Its functions are the Listener's thread's.
class IoThread final : public QThread {
    Q_OBJECT

public:
    explicit IoThread(NetContext &context);
    ~IoThread() override;

    void accept(qintptr descriptor);
    /// The thread ends when its connections have, within IoLoop::stopWithin.
    void stop();

    [[nodiscard]] const std::shared_ptr<Mailbox> &mailbox() const { return m_mailbox; }

protected:
    void run() override;

private:
    NetContext &m_context;
    const std::shared_ptr<Mailbox> m_mailbox;
};

} // namespace confab
