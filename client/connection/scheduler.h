// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <chrono>
#include <functional>

namespace confab {

/// Calls back later; tests replace it by one that they wind by hand. One thread.
class Scheduler {
public:
    virtual ~Scheduler() = default;
    /// Calls `call` after `delay`, unless `context` is gone by then.
    virtual void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> call) = 0;
};

/// The event loop's timers.
class SystemScheduler final : public Scheduler {
public:
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> call) override;
};

} // namespace confab
