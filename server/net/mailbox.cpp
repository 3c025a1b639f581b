// SPDX-License-Identifier: Apache-2.0
#include "server/net/mailbox.h"

#include "server/net/ioloop.h"

namespace confab {

void Mailbox::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosed)
            return;
        m_tasks.push_back(std::move(task));
        if (m_tasks.size() > 1)
            return; // it is called already
    }
    call();
}

void Mailbox::call()
{
    const std::lock_guard lock(m_loopMutex);
    if (m_loop)
        m_loop->callForMail();
}

void Mailbox::open(IoLoop &loop)
{
    {
        const std::lock_guard lock(m_loopMutex);
        m_loop = &loop;
    }
    call(); // for what was posted before
}

void Mailbox::close()
{
    {
        const std::lock_guard lock(m_loopMutex);
        m_loop = nullptr;
    }
    std::vector<Task> dropped; // destroyed without the lock: what they hold may post
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    dropped.swap(m_tasks);
}

void Mailbox::runAll(IoLoop &loop)
{
    std::vector<Task> tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_tasks);
    }
    for (const Task &task : tasks)
        task(loop);
}

} // namespace confab
