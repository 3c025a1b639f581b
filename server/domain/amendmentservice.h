// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/amendment.h"
#include "server/storage/writer.h"
#include "shared/core/clock.h"

#include <functional>

namespace confab {

/// Editing, deleting and reacting: takes each Amendment to the Writer, in its conversation's lane.
/// Thread-safe. What it is made with must outlive it.
class AmendmentService {
public:
    /// Called once, on the writer's thread when the commit is durable, or after the failure; must not block.
    using Done = std::function<void(const Result<Message> &)>;

    AmendmentService(Writer &writer, const Clock &clock)
        : m_writer(writer)
        , m_clock(clock)
    { }

    /// `done` may be empty: then a refusal is told to `amendment.origin`.
    void amend(Amendment amendment, Done done = {});

private:
    Writer &m_writer;
    const Clock &m_clock;
};

} // namespace confab
