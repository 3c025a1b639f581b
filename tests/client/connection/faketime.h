// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/scheduler.h"
#include "shared/core/clock.h"

#include <QPointer>

#include <map>

namespace confab::tests {

/// A clock and its timers, which stand still until `advance` winds them.
class FakeTime final : public Clock, public Scheduler {
public:
    using Milliseconds = std::chrono::milliseconds;

    [[nodiscard]] Timestamp now() const override { return m_now; }

    void after(Milliseconds delay, QObject *context, std::function<void()> call) override
    {
        m_calls.emplace(m_now + std::max(delay, Milliseconds(0)), Call{context, std::move(call)});
    }

    /// Runs what is due within `span`, in order, what comes up meanwhile included.
    void advance(Milliseconds span)
    {
        const Timestamp end = m_now + span;
        while (!m_calls.empty() && m_calls.begin()->first <= end) {
            auto next = m_calls.extract(m_calls.begin());
            m_now = std::max(m_now, next.key());
            if (next.mapped().context)
                next.mapped().call();
        }
        m_now = end;
    }

private:
    struct Call {
        QPointer<QObject> context;
        std::function<void()> call;
    };
    Timestamp m_now{std::chrono::milliseconds(1'790'000'000'000)};
    std::multimap<Timestamp, Call> m_calls; ///< equal times in the order of their setting
};

} // namespace confab::tests
