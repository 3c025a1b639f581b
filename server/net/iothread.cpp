// SPDX-License-Identifier: Apache-2.0
#include "server/net/iothread.h"

#include "server/net/descriptor.h"
#include "server/net/ioloop.h"
#include "server/net/mailbox.h"

#ifdef Q_OS_LINUX
#include "server/net/epolldispatcher.h"
#endif

namespace confab {

using namespace Qt::StringLiterals;

IoThread::IoThread(NetContext &context)
    : m_context(context)
    , m_mailbox(std::make_shared<Mailbox>())
{
    setObjectName(u"confab-io"_s);
#ifdef Q_OS_LINUX
    setEventDispatcher(new EpollDispatcher);
#endif
}

IoThread::~IoThread()
{
    Q_ASSERT(isFinished() || !isRunning());
}

void IoThread::accept(qintptr descriptor)
{
    Q_ASSERT(QThread::currentThread() == thread());
    // Shared, as tasks are copied; closed when the thread has ended meanwhile.
    m_mailbox->post([held = std::make_shared<Descriptor>(descriptor)](IoLoop &loop) { loop.accept(*held); });
}

void IoThread::stop()
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_mailbox->post([](IoLoop &loop) { loop.stop(); });
}

void IoThread::run()
{
    IoLoop loop(m_context, m_mailbox);
    connect(&loop, &IoLoop::stopped, this, &QThread::quit, Qt::DirectConnection);
    m_mailbox->open(loop);
    exec();
    m_mailbox->close();
}

} // namespace confab
