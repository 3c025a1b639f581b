// SPDX-License-Identifier: Apache-2.0
#include "server/net/mailbox.h"

#include "server/net/ioloop.h"

namespace confab {

void Mailbox::post(Task task)
{
    const std::lock_guard lock(m_mutex);
    if (m_isClosed)
        return;
    m_tasks.push_back(std::move(task));
    if (m_loop && m_tasks.size() == 1)
        m_loop->callForMail();
}

void Mailbox::open(IoLoop &loop)
{
    const std::lock_guard lock(m_mutex);
    m_loop = &loop;
    if (!m_tasks.empty())
        loop.callForMail();
}

void Mailbox::close()
{
    std::vector<Task> dropped; // destroyed without the lock: what they hold may post
    const std::lock_guard lock(m_mutex);
    m_loop = nullptr;
    m_isClosed = true;
    dropped.swap(m_tasks);
}

void Mailbox::runAll()
{
    std::vector<Task> tasks;
    IoLoop *loop = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_tasks);
        loop = m_loop;
    }
    if (!loop)
        return;
    for (const Task &task : tasks)
        task(*loop);
}

} // namespace confab
