// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/scheduler.h"

#include <memory>

namespace confab {

/// One thing to do later, which can be put off or called off. Its owner's; the scheduler outlives it.
class Alarm {
public:
    explicit Alarm(Scheduler &scheduler);

    /// Rings once after `delay`, in place of what was set before.
    void set(std::chrono::milliseconds delay, std::function<void()> ring);
    void cancel();
    [[nodiscard]] bool isSet() const { return m_pending != nullptr; }

private:
    Scheduler &m_scheduler;
    std::unique_ptr<QObject> m_pending; ///< the context of the call to come; its end calls it off
};

} // namespace confab
