// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <vector>

namespace confab {

class IoLoop;

/// How other threads reach an IoLoop: tasks, run on its thread in the order they were posted.
///
/// Shared by all who post, and outlives the loop: what is posted after its end is dropped. However many tasks
/// wait, the thread is woken once. post() is thread-safe; open() and close() are the loop's thread's.
class Mailbox {
public:
    using Task = std::function<void(IoLoop &)>;

    void post(Task task);

    void open(IoLoop &loop);
    void close();
    void runAll(IoLoop &loop);

private:
    void call();

    std::mutex m_mutex;
    bool m_isClosed = false; // guarded by m_mutex
    std::vector<Task> m_tasks; // guarded by m_mutex

    // The loop's thread takes this one only at its beginning and end: whoever wakes it is often put aside for
    // it at that moment, and must not hold what it is going to wait for.
    std::mutex m_loopMutex;
    IoLoop *m_loop = nullptr; // guarded by m_loopMutex
};

} // namespace confab
